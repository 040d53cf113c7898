"""A first workspace of one's own: the shipped content and sample tours, and a word on them."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from workshop.errors import StoreError, WorkshopError
from workshop.store.atomic import PRIVATE, create_file, make_folder, read_bytes
from workshop.store.paths import CONTENT, ITINERARIES, shipped

_SHARED = 0o644
_README = """\
# A workspace for executive tech tours

This folder is yours: edit anything in it with any editor, keep it in version control if you like.
Run `workshop` from here and it works on these files.

- `itineraries/`: one file a tour, with what you ask for (the brief) and what was planned (the
  agenda). Begin a new one with `workshop new NAME`.
- `content/cities/`: hosts, training venues and leisure of each city, with sources and cautions.
- `hosts/`: hosts of your own, one file each (the library's n writes one); they come beside those of
  the cities and never replace one.
- `content/flights.yaml`, `content/closures.yaml`, `content/defaults.yaml`: flights, holidays, and
  what is assumed where nobody knows better.
- `content/modules/`: the lectures, one Markdown file each.

The first five minutes:

1. `workshop` lists the tours; enter opens one on its board, `?` names the keys there.
2. `n` in that list begins a tour of your own, with its brief as a form; `p` on its board plans it.
3. The same without a screen: `workshop new my-tour --start 2027-03-29 --days 5 --cities
   jakarta,singapore` writes the brief, `workshop plan my-tour --write` plans it.

A company that is listed here has not agreed to receive anyone. Hours, prices and flight times are
assumptions until somebody has checked them. Tour files may hold personal data: they can be read by
you alone, so keep them that way.
"""


def init_workspace(folder: Path) -> tuple[Path, ...]:
    """Lay out a workspace in `folder` from the shipped data and return the files written.

    StoreError if any of the files is already there, with nothing written, or if the disk does not
    take them, with what was written taken back.
    """
    source = shipped()
    files = {folder / "README.md": _README.encode()}
    for part in (CONTENT, ITINERARIES):
        for path in _shipped_files(source / part):
            files[folder / path.relative_to(source)] = read_bytes(path)
    taken = [path for path in files if os.path.lexists(path)]
    if taken:
        more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        raise StoreError(f"{taken[0]} is already there{more}", "choose a new or empty folder")
    _write_all(files, folder / ITINERARIES)
    return tuple(files)


def _shipped_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    )


def _write_all(files: dict[Path, bytes], private: Path) -> None:
    written: list[Path] = []
    try:
        for path, data in files.items():
            make_folder(path.parent)
            create_file(path, data, mode=PRIVATE if path.is_relative_to(private) else _SHARED)
            written.append(path)
    except (WorkshopError, KeyboardInterrupt):
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
