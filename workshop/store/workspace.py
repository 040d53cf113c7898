"""A workspace: its catalogue, its decks and its tours, read when first asked for."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workshop.catalogue.load import load_catalogue
from workshop.decks.module import read_module
from workshop.errors import Fault, InputError, StoreError, UsageError
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.ownhost import OwnHost
from workshop.model.tour import Tour
from workshop.store import ownhosts
from workshop.store.content import check_content
from workshop.store.paths import CONTENT, HOSTS, ITINERARIES, files_of, shown
from workshop.store.tours import SUFFIX, TourFile, read_tour


@dataclass(frozen=True, order=True)
class TourName:
    """A tour of the workspace that nobody has read yet."""

    name: str
    path: Path


class Workspace:
    """The folder `root` with `content/` and `itineraries/` in it."""

    def __init__(self, root: Path) -> None:
        """Remember `root`; nothing is read yet."""
        self.root = root
        self.content = root / CONTENT
        self.itineraries = root / ITINERARIES
        self.hosts = root / HOSTS

    def catalogue(self) -> Catalogue:
        """Return all of `content/`, read once; InputError with all its faults."""
        return self._catalogue

    def own_hosts(self) -> tuple[OwnHost, ...]:
        """Return the hosts of `hosts/`, by the names of their files."""
        return tuple(ownhosts.parsed(file) for file in self._own)

    def keep_host(self, host: OwnHost) -> Path:
        """Write a host of one's own, new or changed, and return its file.

        InputError, and nothing written, if the catalogue would not be whole with it: an id of the
        shipped catalogue cannot be taken. StoreError if the disk does not take it.
        """
        before = next((one for one in self._own if ownhosts.parsed(one).id == host.id), None)
        after = ownhosts.written(self.hosts, host, before)
        others = [one for one in self._own if one is not before]
        load_catalogue(self.content, self._modules, [one.loaded for one in (*others, after)])
        ownhosts.save(after, before)
        for name in ("_own", "_catalogue"):
            self.__dict__.pop(name, None)
        return after.path

    def deck_path(self, module_id: str) -> Path:
        """Return the file of a module's deck; UsageError if there is no such module."""
        if (likely := self._likely_deck(module_id)) is not None:
            return likely
        if module_id not in self._decks:
            raise UsageError(f"there is no module {module_id!r}", _nearest(module_id, self._decks))
        return self._decks[module_id]

    def _likely_deck(self, module_id: str) -> Path | None:
        """Return the file that is called like a module and is it; the others stay unread."""
        if "_read" in self.__dict__ or not module_id.isalnum():
            return None
        path = self.content / "modules" / f"{module_id}.md"
        try:
            return (
                path if path.is_file() and read_module(path, shown(path)).id == module_id else None
            )
        except (InputError, StoreError):
            return None

    def tours(self) -> tuple[TourName, ...]:
        """Return the tours of `itineraries/` by name; StoreError if it cannot be listed."""
        return tuple(
            sorted(TourName(path.stem, path) for path in files_of(self.itineraries, SUFFIX))
        )

    def tour(self, name_or_path: str | Path) -> TourFile:
        """Read a tour by its name in `itineraries/`, or the file at a path.

        UsageError if there is neither; InputError with all faults of the file.
        """
        return read_tour(self.tour_path(name_or_path), self.catalogue())

    def standing(self, name_or_path: str | Path) -> tuple[Tour, bool]:
        """Return a tour with what was done to it, and whether its file lacks some of that.

        As a `Draft` would have it, but nothing is taken or written. Raises as `tour`, StoreError.
        """
        from workshop.store.draft import journal_path
        from workshop.store.journal import Journal
        from workshop.store.standing import Standing

        file = self.tour(name_or_path)
        stands = Standing.of(file, Journal(journal_path(file.path)).read()).met(file)
        return stands.tour, stands.unsaved

    def tour_path(self, name_or_path: str | Path) -> Path:
        """Return the file of a tour, given as for `tour`; a name in `itineraries/` comes first."""
        wanted = str(name_or_path)
        known = {tour.name: tour.path for tour in self.tours()}
        found = known.get(wanted) or known.get(wanted.removesuffix(SUFFIX))
        path = found or Path(wanted)
        try:
            if path.is_file():
                return path
            what = f"{wanted} is a folder" if path.is_dir() else f"there is no tour {wanted!r}"
        except (OSError, ValueError):  # a name that no file can have
            what = f"there is no tour {wanted!r}"
        raise UsageError(what, _nearest(wanted, known))

    def content_faults(self) -> tuple[Fault, ...]:
        """Return, in file and line order, all that keeps `content/` from being taught and visited.

        Unreadable files, what decks lack as lectures, and what lectures and hosts lack of each
        other. StoreError if a folder cannot be listed.
        """
        own = tuple(file.loaded for file in self._own)
        return tuple(sorted(check_content(self.content, own)))

    @cached_property
    def _read(self) -> tuple[tuple[Module, Path], ...]:
        faults: list[Fault] = []
        read = []
        for path in files_of(self.content / "modules", ".md"):
            try:
                read.append((read_module(path, shown(path)), path))
            except InputError as error:
                faults += error.faults
        if faults:
            raise InputError(tuple(faults))
        return tuple(read)

    @cached_property
    def _decks(self) -> dict[str, Path]:
        return {module.id: path for module, path in self._read}

    @property
    def _modules(self) -> tuple[Module, ...]:
        return tuple(module for module, _ in self._read)

    @cached_property
    def _own(self) -> tuple[ownhosts.HostFile, ...]:
        files = files_of(self.hosts, SUFFIX) if self.hosts.is_dir() else []
        return tuple(ownhosts.read(path) for path in files)

    @cached_property
    def _catalogue(self) -> Catalogue:
        own = tuple(file.loaded for file in self._own)
        return load_catalogue(self.content, self._modules, own)


def _nearest(wanted: str, known: dict[str, Path]) -> str:
    close = difflib.get_close_matches(wanted, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return "there are: " + ", ".join(sorted(known)) if known else "there are none yet"
