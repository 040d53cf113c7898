"""What people say, written down: answers, promises, decisions, diamonds; and struck again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workshop.tui.room.conducting import ConductingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.delivery.event import Jotting
    from workshop.model.diagram import Platform

BREAK = 15
"""Minutes of a break unless somebody says otherwise."""

Line = tuple[str, str, "Callable[[str], str]"]
"""A line to fill in: its label, what stands there, and what is wrong with an answer."""

STRIKEABLE = 6
"""Of the last things that were written down or asked, how many can be struck."""

_JOTS: dict[str, tuple[str, str]] = {
    "commitment": ("Commitment", "What will be done"),
    "decision": ("Decision", "What was decided"),
    "parked": ("Parking lot", "What is to be talked about later"),
    "note": ("Note for next time", "What to do differently, or again"),
}


class WritingScreen(ConductingScreen):
    """Asks the facilitator for lines, and records them."""

    def _ask(self, title: str, lines: tuple[Line, ...], record: Callable[..., None]) -> None:
        """Ask for lines, and record them once they are there."""
        from workshop.tui.dialogs.form import Field, Form

        def answered(given: tuple[str, ...] | None) -> None:
            if given is not None and self.desk is not None:
                trouble = self.desk.trouble
                record(*given)
                self.after_recording(trouble)

        self.app.push_screen(Form(title, *(Field(*line) for line in lines)), answered)

    def action_hands(self) -> None:
        """Ask for a show of hands that no slide has."""
        if self.desk is not None:
            line = ("Question / one answer / another (yes / no)", "", _needed)
            self._ask("Show of hands", (line,), self.desk.hands)

    def action_answer(self) -> None:
        """Write down an answer in words."""
        if self.desk is not None:
            self._ask("An answer", (("In their words", "", _needed),), self.desk.answer)

    def action_teams(self) -> None:
        """Ask for the names of the teams."""
        if self.desk is not None:
            names = ", ".join(self.desk.state.teams)
            line = ("Names, with commas; none ends it", names, _anything)
            self._ask("Teams", (line,), self.desk.set_teams)

    def action_jot(self, sort: Jotting) -> None:
        """Write down a commitment, a decision, something for later, or a note."""
        if self.desk is None:
            return
        desk = self.desk
        title, label = _JOTS[sort]

        def promised(owner: str, words: str, by: str) -> None:
            desk.jot(sort, words, owner, date.fromisoformat(by) if by else None)
            self._say_kept(words)

        def said(words: str) -> None:
            desk.jot(sort, words)
            self._say_kept(words)

        what = (label, "", _needed)
        if sort == "commitment":
            by_when = ("By when (2027-04-30, or nothing)", "", _no_date)
            self._ask(title, (("Who", "", _needed), what, by_when), promised)
        else:
            self._ask(title, (what,), said)

    def _say_kept(self, words: str) -> None:
        if self.desk is not None and not self.desk.trouble:
            self.hint(f"kept: {words}")

    def action_draw(self) -> None:
        """Fill in a diamond with the room."""
        from workshop.tui.room.diamond import DiamondForm

        desk = self.desk
        if desk is None:
            return

        def keep(picture: Platform | None) -> None:
            if picture is not None:
                trouble = desk.trouble
                desk.draw(picture)
                self.after_recording(trouble)

        task = self.slide_at(desk.state.at.slide).exercise
        self.app.push_screen(DiamondForm(task.title if task is not None else ""), keep)

    def action_strike(self) -> None:
        """Ask which of the last things that were written down or asked is to be struck."""
        from workshop.tui.dialogs.choose import Answer, Choose

        desk = self.desk
        if desk is None:
            return
        last = desk.strikeable()[:STRIKEABLE]
        if not last:
            self.hint("nothing to strike")
            return
        answers = tuple(Answer(str(one.number), one.words) for one in last)

        def answered(answer: str | None) -> None:
            if answer is not None:
                trouble = desk.trouble
                desk.strike(int(answer))
                self.after_recording(trouble)

        question = "What does not stand? The report says that it was struck."
        self.app.push_screen(Choose("Strike", question, answers), answered)

    def action_break(self) -> None:
        """Begin a break, or end it."""
        if self.desk is None:
            return
        if self.desk.state.cover == "break":
            self.action_conduct("uncover")
            return
        desk = self.desk

        def pause(minutes: str) -> None:
            desk.break_until(int(minutes))

        self._ask("Break", (("Minutes", str(BREAK), _no_minutes),), pause)

    def action_run_of_show(self) -> None:
        """Show the parts of the session and what follows on the day."""
        if self.desk is not None:
            from workshop.tui.room.plan import RunOfShow

            self.app.push_screen(RunOfShow(self.desk), lambda _: self.after_recording(""))


def _anything(_: str) -> str:
    return ""


def _needed(value: str) -> str:
    return "" if value.strip() else "write something here"


def _no_date(value: str) -> str:
    try:
        if value.strip():
            date.fromisoformat(value.strip())
    except ValueError:
        return "write a date like 2027-04-30"
    return ""


def _no_minutes(value: str) -> str:
    good = value.strip().isdecimal() and 0 < int(value) <= 600
    return "" if good else "write a number of minutes, 1 to 600"
