"""The content of a workspace, as screens see it: the catalogue, its hosts, maps and decks.

A part of `services`, and the one that the other parts stand on; what is here blocks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.decks.deck import Deck
    from workshop.model.catalogue import Catalogue
    from workshop.model.geo import Coast
    from workshop.model.lecture import Module
    from workshop.model.ownhost import OwnHost
    from workshop.model.place import Host
    from workshop.store.workspace import Workspace


class Content:
    """All that is read and searched, and hosts of one's own, which are written."""

    def __init__(self, workspace: Workspace | Path | None = None) -> None:
        """Serve `workspace`, or the one at a path; None finds it the usual way."""
        self._given = workspace
        self._opened: Workspace | None = None

    @property
    def _workspace(self) -> Workspace:
        if self._opened is None:
            from workshop.store.workspace import Workspace as OnDisk

            if isinstance(self._given, OnDisk):
                self._opened = self._given
            else:
                from workshop.store.paths import find_workspace

                self._opened = OnDisk(find_workspace(self._given))
        return self._opened

    def catalogue(self) -> Catalogue:
        """Return all content; read once. Raises `InputError`."""
        return self._workspace.catalogue()

    def coast(self) -> Coast:
        """Return the coastlines for maps. Raises `InputError`."""
        from workshop.catalogue.coast import read_coast

        return read_coast(self._workspace.content)

    def find_hosts(
        self, *, city: str | None = None, topic: str | None = None, text: str = ""
    ) -> tuple[Host, ...]:
        """Search the hosts of the catalogue."""
        from workshop.catalogue.search import hosts

        return hosts(self.catalogue(), city=city, topic=topic, text=text)

    def find_modules(self, *, topic: str | None = None, text: str = "") -> tuple[Module, ...]:
        """Search the modules of the catalogue."""
        from workshop.catalogue.search import modules

        return modules(self.catalogue(), topic=topic, text=text)

    def own_hosts(self) -> tuple[OwnHost, ...]:
        """Return the hosts that are not of the shipped catalogue. Raises `InputError`."""
        return self._workspace.own_hosts()

    def keep_host(self, host: OwnHost) -> Path:
        """Write a host of one's own and read the catalogue anew; returns its file.

        Raises `InputError` where the catalogue would not be whole with it, `StoreError`.
        """
        path = self._workspace.keep_host(host)
        self.catalogue()
        return path

    def deck(self, module: str) -> Deck:
        """Read the deck of a module by id. Raises `InputError`, `StoreError`, `UsageError`."""
        return self.deck_file(self._workspace.deck_path(module))

    def deck_file(self, path: Path) -> Deck:
        """Read any deck file. Raises `InputError`, `StoreError`."""
        from workshop.decks.parse import read_deck

        return read_deck(path, str(path))
