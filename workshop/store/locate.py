"""From what a planner's conflict speaks of to the file and line it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workshop.catalogue.read import Document, load_yaml, read_text
from workshop.errors import InputError, StoreError
from workshop.model.agenda import Agenda
from workshop.store.paths import HOSTS, shown
from workshop.store.tours import TourFile

Keys = tuple[str | int, ...]


def with_lines(agenda: Agenda, file: TourFile, content: Path) -> Agenda:
    """Return `agenda` with each conflict's `where` as `FILE:LINE`.

    What is not in the tour's file or under `content` (or cannot be read there) is told to be in
    the tour's file, at the first line of its brief.
    """
    conflict = tuple(
        one.model_copy(update={"where": locate(one.where, file, content)})
        for one in agenda.conflict
    )
    return agenda.model_copy(update={"conflict": conflict})


def locate(where: str, file: TourFile, content: Path) -> str:
    """Return `FILE:LINE` for a path such as `brief.hosts.3` or `closures.ID.2027-03-08`.

    `host.ID.FIELD` (`venue`, too) is the line of a field of a site, or of the site without it.
    """
    place = _in_tour(where, file) or _in_content(where, content)
    return place or f"{shown(file.path)}:{file.document.line(('brief',))}"


def _in_tour(where: str, file: TourFile) -> str | None:
    top, *rest = where.split(".")
    if top == "brief":
        keys = _existing(file.document.data, ("brief", *map(_key, rest)))
    elif top == "agenda":
        keys = next(_found(file.document.data, "id", ".".join(rest)), ("agenda",))
    else:
        return None
    return f"{shown(file.path)}:{file.document.line(keys)}"


def _in_content(where: str, content: Path) -> str | None:
    top, *rest = where.split(".")
    if top in ("host", "venue"):
        return next(_sites(content, *rest[:2]), None)
    if top == "module":
        return f"{shown(content / 'modules' / f'{rest[0]}.md')}:1"
    path = content / f"{top}.yaml"
    document = _read(path)
    if document is None:
        return None
    keys: Keys = ()
    if top == "closures" and len(rest) == 2:
        keys = _holiday(document, *rest)
    elif rest:
        keys = _existing(document.data, tuple(map(_key, rest)))
    return f"{shown(path)}:{document.line(keys)}"


def _sites(content: Path, site: str = "", *field: str) -> Iterator[str]:
    own = (content.parent / HOSTS).glob("*.yaml")
    for path in (*sorted((content / "cities").glob("*.yaml")), *sorted(own)):
        document = _read(path)
        if document is not None:
            for keys in _found(document.data, "id", site):
                place = _existing(document.data, (*keys, *field))
                yield f"{shown(path)}:{document.line(place)}"


def _holiday(document: Document, country: str, date: str) -> Keys:
    days = document.data.get("holidays", []) if isinstance(document.data, dict) else []
    for number, day in enumerate(days):
        if isinstance(day, dict) and (day.get("country"), day.get("date")) == (country, date):
            return ("holidays", number)
    return ("holidays",)


def _read(path: Path) -> Document | None:
    try:
        return load_yaml(read_text(path, shown(path)), shown(path))
    except (InputError, StoreError):
        return None


def _key(word: str) -> str | int:
    return int(word) if word.isdecimal() else word


def _existing(data: object, keys: Keys) -> Keys:
    """Return the longest start of `keys` that leads somewhere in `data`."""
    for length, key in enumerate(keys):
        inside = isinstance(data, dict) and key in data
        inside |= isinstance(data, list) and isinstance(key, int) and key < len(data)
        if not inside:
            return keys[:length]
        data = data[key]  # type: ignore[index]
    return keys


def _found(data: object, key: str, value: str, at: Keys = ()) -> Iterator[Keys]:
    """List where in `data` a mapping has `value` at `key`."""
    if isinstance(data, dict):
        if data.get(key) == value:
            yield at
        for name, inner in data.items():
            yield from _found(inner, key, value, (*at, name))
    elif isinstance(data, list):
        for number, inner in enumerate(data):
            yield from _found(inner, key, value, (*at, number))
