"""Documents go out: which, where to, over what, and what was written for whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.tui import text, words
from workshop.tui.board import inspector
from workshop.tui.board.activity import Activity
from workshop.tui.board.facts import Section
from workshop.tui.board.sheet import sections_body
from workshop.tui.dialogs.ask_text import AskText
from workshop.tui.dialogs.choose import Answer, Choose
from workshop.tui.dialogs.papers import Order, Papers
from workshop.tui.dialogs.tell import Tell
from workshop.tui.services_export import Packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.export.redaction import Document
    from workshop.tui.board.planning import Planning
    from workshop.tui.board.shown import TourView
    from workshop.tui.workbench import TourInHand

_USUAL: tuple[Document, ...] = ("agenda",)
"""What is ticked at first."""
_NAMED = 4
"""Files that a question names; of more it gives the number."""


class Exporting(Activity):
    """Exports documents, and the note of what changed."""

    BINDINGS = (
        Binding("e", "export", "export", id="board.export",
                tooltip="Write documents into a folder: agenda, run sheet, calendar, PDF and more"),
        Binding("E", "export_changes", "export changes", show=False, id="board.export_changes",
                tooltip="Write what changed since the tour was saved, and who must be told"),
    )  # fmt: skip

    def __init__(self, board: TourView, planning: Planning) -> None:
        """Make documents through `planning`, which does one thing at a time."""
        super().__init__(board)
        self._planning = planning
        self._order: Order | None = None
        """What was exported last, to be offered again."""

    def works(self, action: str, *_: object) -> bool:
        """Export the plan on the screen."""
        return self.board.free and (self.board.shown if action == "export" else self.board.planned)

    def action_export(self) -> None:
        """Ask which documents to write and where."""
        hand = self.board.hand
        if hand is None or self.board.agenda is None or not self.board.agenda.days:
            return
        folder = self.services.called(self.services.export_folder(hand))
        last = self._order or Order(_USUAL, folder)
        ask = Papers(self.services.documents(), last.documents, last.folder)
        self.board.app.push_screen(ask, lambda order: self._pack(hand, order))

    def _pack(self, hand: TourInHand, order: Order | None) -> None:
        agenda = self.board.agenda
        if order is None or agenda is None:
            return
        self._order = order
        folder = Path(order.folder).expanduser()
        self._planning.ask(
            "making documents",
            lambda stop, tell: self.services.pack(
                hand, agenda, order.documents, folder, stop=stop, on_document=tell
            ),
            self._packed,
            self._making,
        )

    def _making(self, document: str) -> None:
        """Say which document is being made."""
        self.board.query_one(inspector.ProgressLine).doing = f"making: {document}"

    def _packed(self, packed: Packed | None) -> None:
        if packed is None:
            self.board.tell("nothing was written")
        elif not packed.there:
            self._send(packed)
        else:
            self._ask_over(packed)

    def _ask_over(self, packed: Packed) -> None:
        count = len(packed.there)
        files = ", ".join(packed.there) if count <= _NAMED else f"{count} of these files"
        there = self.services.called(packed.folder)
        question = f"{files} {'is' if count == 1 else 'are'} in {there} already."
        answers = (
            Answer("keep", "Keep what is there; write nothing"),
            Answer("write", "Write over it" if count == 1 else "Write over them"),
        )

        def decided(answer: str | None) -> None:
            if answer == "write":
                self._send(packed)
            else:
                self.board.tell("nothing was written")

        self.board.app.push_screen(Choose("Export documents", question, answers), decided)

    def _send(self, packed: Packed) -> None:
        self._planning.ask(
            "writing documents",
            lambda _, __: self.services.send(packed),
            lambda paths: self._tell_written(packed, paths),
        )

    def _tell_written(self, packed: Packed, paths: tuple[Path, ...]) -> None:
        self.board.app.push_screen(Tell("Exported", sections_body(self._written(packed, paths))))

    def _written(self, packed: Packed, paths: tuple[Path, ...]) -> tuple[Section, ...]:
        """Say how many files are where, and who is to have which."""
        where = (
            f"{words.counted(len(paths), 'file', 'files')} in {self.services.called(packed.folder)}"
        )
        lines = [where]
        if packed.broken:
            errors = words.counted(packed.broken, "error")
            lines.append(f"The plan has {errors}: what is read by others says that it is a draft.")
        sections = [Section("Written", tuple(lines))]
        for kind in self.services.documents():
            papers = packed.parcel.papers.get(kind.id, ())
            if papers:
                eyes = " (a private file: only you can open it)" if kind.private else ""
                names = tuple(paper.name for paper in papers)
                sections.append(Section(f"{kind.title}, for {kind.reader}{eyes}", names))
        return tuple(sections)

    def action_export_changes(self) -> None:
        """Ask for a file and write there what changed since the tour was saved."""
        hand = self.board.hand
        if hand is None or hand.since is None or hand.since.agenda is None:
            self.board.tell("There was no plan before this one.", trouble=True)
            return
        since = hand.since
        ready = hand.path.with_name(f"{hand.name}-changes.md")

        def write(path: Path) -> Path:
            return self.services.export_changes(hand, since, path)

        self._ask_path("Export the changes", ready, write)

    def _ask_path(self, title: str, ready: Path, write: Callable[[Path], Path]) -> None:
        def answered(answer: str | None) -> None:
            if answer is None:
                return
            path = Path(answer).expanduser()
            if not path.exists():
                self._write(path, write)
                return
            question = f"{self.services.called(path)} is there already. Write over it?"
            answers = (Answer("keep", "Keep it as it is"), Answer("write", "Write over it"))

            def decided(answer: str | None) -> None:
                if answer == "write":
                    self._write(path, write)

            self.board.app.push_screen(Choose(title, question, answers), decided)

        ask = AskText(title, "Markdown file to write:", self.services.called(ready))
        self.board.app.push_screen(ask, answered)

    def _write(self, path: Path, write: Callable[[Path], Path]) -> None:
        self._planning.ask(
            "writing the document",
            lambda _, __: write(path),
            lambda done: self.board.notify(
                f"Written to {text.line(self.services.called(done))}", markup=False
            ),
        )
