"""What people say, written down: answers, promises, decisions, diamonds; and struck again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workshop.tui.room.activity import Activity

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


class Writing(Activity):
    """Asks the facilitator for lines, and records them."""

    def works(self, action: str) -> bool:
        """Offer an answer in words while a question is open, all else once there is a session."""
        desk = self.room.desk
        return desk is not None and (action != "answer" or desk.round is not None)

    def _ask(self, title: str, lines: tuple[Line, ...], record: Callable[..., None]) -> None:
        """Ask for lines, and record them once they are there."""
        from workshop.tui.dialogs.ask_lines import AskLines, Field

        def answered(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self.room.record(lambda _: record(*given))

        self.room.app.push_screen(AskLines(title, *(Field(*line) for line in lines)), answered)

    def action_hands(self) -> None:
        """Ask for a show of hands that no slide has."""
        if self.room.desk is not None:
            line = ("Question / one answer / another (yes / no)", "", _needed)
            self._ask("Show of hands", (line,), self.room.desk.hands)

    def action_answer(self) -> None:
        """Write down an answer in words."""
        if self.room.desk is not None:
            self._ask("An answer", (("In their words", "", _needed),), self.room.desk.answer)

    def action_teams(self) -> None:
        """Ask for the names of the teams."""
        if self.room.desk is not None:
            names = ", ".join(self.room.desk.state.teams)
            line = ("Names, with commas; none ends it", names, _anything)
            self._ask("Teams", (line,), self.room.desk.set_teams)

    def action_jot(self, sort: Jotting) -> None:
        """Write down a commitment, a decision, something for later, or a note."""
        if self.room.desk is None:
            return
        desk = self.room.desk
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
        if self.room.desk is not None and not self.room.desk.trouble:
            self.room.hint(f"kept: {words}")

    def action_draw(self) -> None:
        """Fill in a diamond with the room."""
        from workshop.tui.room.diamond import DiamondForm

        desk = self.room.desk
        if desk is None:
            return

        def keep(picture: Platform | None) -> None:
            if picture is not None:
                self.room.record(lambda desk: desk.draw(picture))

        task = self.room.slide_at(desk.state.at.slide).exercise
        self.room.app.push_screen(DiamondForm(task.title if task is not None else ""), keep)

    def action_strike(self) -> None:
        """Ask which of the last things that were written down or asked is to be struck."""
        from workshop.tui.dialogs.choose import Answer, Choose

        desk = self.room.desk
        if desk is None:
            return
        last = desk.strikeable()[:STRIKEABLE]
        if not last:
            self.room.hint("nothing to strike")
            return
        answers = tuple(Answer(str(one.number), one.words) for one in last)

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.room.record(lambda desk: desk.strike(int(answer)))

        question = "What does not stand? The report says that it was struck."
        self.room.app.push_screen(Choose("Strike", question, answers), answered)

    def action_break(self) -> None:
        """Begin a break, or end it."""
        if self.room.desk is None:
            return
        if self.room.desk.state.cover == "break":
            self.room.action_conduct("uncover")
            return
        desk = self.room.desk

        def pause(minutes: str) -> None:
            desk.break_until(int(minutes))

        self._ask("Break", (("Minutes", str(BREAK), _no_minutes),), pause)

    def action_run_of_show(self) -> None:
        """Show the parts of the session and what follows on the day."""
        if self.room.desk is not None:
            from workshop.tui.room.plan import RunOfShow

            self.room.app.push_screen(
                RunOfShow(self.room.desk), lambda _: self.room.after_recording("")
            )


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
