"""What the presenter may ask of the core about sessions: where they are kept, and what they tell.

Everything here blocks, as in `services`; opening a session reads and writes the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.errors import StoreError
from workshop.store.sessionkeys import block_key, deck_key, module_key

if TYPE_CHECKING:
    from workshop.decks.deck import Deck
    from workshop.delivery.log import Log
    from workshop.delivery.show import Show
    from workshop.delivery.state import State
    from workshop.model.agenda import Block
    from workshop.store.presence import Presence
    from workshop.store.sessions import SessionRow, SessionStore
    from workshop.store.workspace import Workspace
    from workshop.tui.services import Services

STALE = timedelta(hours=12)
"""A session that was left longer ago is not gone on with by itself."""
PAST = 5
"""Runs of a lecture that proposals are made of."""
ASKED = 4
"""Questions that are shared out before a visit; the visit brief has more."""


@dataclass(frozen=True)
class Target:
    """What a session is of, or what a room screen follows."""

    key: str
    """One of `store/sessionkeys`; empty for all of a tour."""
    ref: str = ""
    tour: str = ""
    block: str = ""
    rehearsal: bool = False
    fresh: bool = False
    """Whether to begin anew even where a session is open."""

    @classmethod
    def of_module(cls, module: str, *, rehearsal: bool = False, fresh: bool = False) -> Target:
        """Return the target of a lecture by itself."""
        return cls(module_key(module), ref=module, rehearsal=rehearsal, fresh=fresh)

    @classmethod
    def of_deck(cls, path: Path, *, rehearsal: bool = False, fresh: bool = False) -> Target:
        """Return the target of a deck's file."""
        return cls(deck_key(path), rehearsal=rehearsal, fresh=fresh)

    @classmethod
    def of_block(
        cls, tour: str, block: Block, *, rehearsal: bool = False, fresh: bool = False
    ) -> Target:
        """Return the target of a block of a tour."""
        key = block_key(tour, block.id)
        ref = block.ref or ""
        return cls(key, ref, tour, block.id, rehearsal, fresh)

    @classmethod
    def of_tour(cls, tour: str) -> Target:
        """Return what a room screen follows of a tour: whichever of its blocks is run."""
        return cls("", tour=tour)

    @property
    def lecture(self) -> str:
        """Under what its times are remembered."""
        return self.ref or self.key


@dataclass(frozen=True)
class Opened:
    """A session that was opened: its log, and what there is to know about it."""

    log: Log
    session: int = 0
    resumed: datetime | None = None
    """When its last event was, if it was gone on with."""
    past: tuple[dict[str, float], ...] = field(default=())
    """Seconds by slide of runs before this one."""


class SessionServices:
    """The sessions of a workspace."""

    def __init__(self, workspace: Workspace | Path | None = None) -> None:
        """Serve `workspace`, or the one at a path; None finds it the usual way."""
        self._given = workspace
        self._open_store: SessionStore | None = None
        self._open_presence: Presence | None = None

    @property
    def _file(self) -> Path:
        from workshop.store.paths import find_workspace, sessions_file

        given = self._given
        root = given if isinstance(given, Path) or given is None else given.root
        return sessions_file(find_workspace(root))

    @property
    def store(self) -> SessionStore:
        """The file of sessions. Raises StoreError where there can be none."""
        if self._open_store is None:
            from workshop.store.sessions import SessionStore as OnDisk

            self._open_store = OnDisk(self._file)
        return self._open_store

    @property
    def _presence(self) -> Presence:
        if self._open_presence is None:
            from workshop.store.presence import Presence as Lock

            store = self.store
            try:
                self._open_presence = Lock(store.path.with_name("rooms.lock"))
            except OSError as error:
                raise StoreError(f"cannot lock beside {store.path}: {error.strerror}") from error
        return self._open_presence

    def open(self, target: Target, now: datetime) -> Opened | None:
        """Go on with the session of `target` that was left open, None where there is none."""
        row = self.store.newest(target=target.key)
        usable = row is not None and not row.ended and row.kept is not target.rehearsal
        if row is None or not usable or target.fresh or now - row.last > STALE:
            return None
        return Opened(self.store.log(row.id), row.id, row.last, self.past(target))

    def begin(self, target: Target, show: Show, now: datetime) -> Opened:
        """Open a new session."""
        past = self.past(target)
        log = self.store.begin(
            target.key, show, now, tour=target.tour, block=target.block, kept=not target.rehearsal
        )
        return Opened(log, log.session, past=past)

    def past(self, target: Target) -> tuple[dict[str, float], ...]:
        """Return what the slides of a lecture took in its last runs and kept rehearsals."""
        from workshop.delivery.budget import times_of
        from workshop.delivery.fold import fold

        wanted = {"ref": target.ref} if target.ref else {"target": target.key}
        rows = [row for row in self.store.rows(**wanted) if row.kept and row.ended][-PAST:]
        runs = [dict(times_of(fold(self.store.events(row.id)))) for row in rows]
        return (*runs, *self.store.kept_times(target.lecture)[-PAST:])

    def finish_rehearsal(
        self, target: Target, session: int, state: State, now: datetime, *, keep: bool
    ) -> None:
        """Forget a rehearsal; with `keep` what its slides took is remembered as a proposal."""
        from workshop.delivery.budget import times_of

        if keep:
            self.store.keep_times(target.lecture, now, dict(times_of(state)))
        self.store.forget(session)

    # The room's screen

    def newest(self, target: Target) -> SessionRow | None:
        """Return the session a room screen of `target` follows: the one opened last."""
        if target.tour and not target.block:
            return self.store.newest(tour=target.tour)
        found = [self.store.newest(target=target.key)]
        if target.ref:
            found.append(self.store.newest(ref=target.ref))
        return max((row for row in found if row is not None), key=lambda row: row.id, default=None)

    def log(self, session: int) -> Log:
        """Return the log of a session."""
        return self.store.log(session)

    def attach(self, session: int) -> None:
        """Say that this process is the room screen of a session."""
        self._presence.hold(session)

    def detach(self, session: int) -> None:
        """Say that it no longer is."""
        self._presence.let_go(session)

    def has_room(self, session: int) -> bool:
        """Tell whether another process is the room screen of a session."""
        return self._presence.held_by_others(session)

    # The day

    def run_blocks(self, tour: str) -> dict[str, State]:
        """Return the last session of each block of a tour that was run, by block id."""
        from workshop.delivery.fold import fold

        rows = {row.block: row for row in self.store.rows(tour=tour) if row.kept}
        return {block: fold(self.store.events(row.id)) for block, row in rows.items()}


def block_deck(services: Services, block: Block) -> Deck:
    """Return the deck of a block of an agenda: a lecture's own, or a few slides made for another.

    Raises what `Services.deck` raises.
    """
    if block.kind == "training" and block.ref:
        return services.deck(block.ref)
    from workshop.decks.parse import parse_deck
    from workshop.export.markdown import text
    from workshop.model.coverage import questions_at

    slides = [f"# {text(block.title)}\n\n{block.start:%H:%M}–{block.end:%H:%M}"]
    catalogue = services.catalogue()
    host = catalogue.host.get(block.ref or "") if block.kind in ("briefing", "visit") else None
    if host is not None:
        look = [catalogue.framework[one].name for one in host.frameworks
                if one in catalogue.framework]  # fmt: skip
        lines = "\n".join(f"- {text(one)}" for one in look)
        slides.append(f"# What we look for\n\n{text(host.why)}\n\n{lines}")
    if host is not None and block.kind == "briefing":
        asked = questions_at(host, catalogue)[:ASKED]
        lines = "\n".join(f"{number}. {text(one)}" for number, one in enumerate(asked, start=1))
        slides.append(f"# Who asks what?\n\n{lines}")
    if block.kind in ("visit", "debrief"):
        slides.append(f"# What do we take with us?\n\n{_TAKEN}")
    return parse_deck("\n\n---\n\n".join(slides) + "\n", block.id)


_TAKEN = """\
1. What surprised us?
2. Which idea of the week did we see, and where did it not fit?
3. What will we do, who, and by when?
"""
