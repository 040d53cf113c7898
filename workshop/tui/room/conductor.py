"""Conducting a session: what a key means now, as an event that is kept before it counts.

No widget in here. The screen calls a method, the method records, and the screen shows the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from workshop.delivery import budget, show
from workshop.delivery import event as e
from workshop.delivery.question import KIND_WORDS, is_ballot
from workshop.tui.room import asked
from workshop.tui.room.entry import Entry
from workshop.tui.room.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.delivery.question import Round
    from workshop.delivery.show import Order
    from workshop.model.diagram import Platform

FIVE_MINUTES: Final = 300

_SORTS: Final[Mapping[e.Jotting, str]] = {
    "commitment": "Commitment", "decision": "Decision", "parked": "Parking lot", "note": "Note",
}  # fmt: skip


@dataclass(frozen=True)
class Strikeable:
    """Something that can be struck: the number of its event, and what it is."""

    number: int
    words: str


class Conductor(Keeper):
    """What the keys of a console do to a session."""

    # Moving, clock and cover

    def step(self, slide: int, step: int, page: int) -> None:
        """Go to a place in the deck; the first step starts the clock."""
        self.entry = Entry()
        self.record(e.Stepped(slide=slide, step=step, page=page))

    def begin(self) -> None:
        """Start the clock if nobody has yet, and take a welcome screen away."""
        if self.state.cover == "welcome":
            self.record(e.Covered())
        if self.state.began is None and self.state.ended is None:
            self.record(e.ClockSet(running=True))

    def after(self, slide: int) -> int | None:
        """Return the slide that follows in the run of show."""
        return show.after(self.state.show, self.state.order, slide)

    def before(self, slide: int) -> int | None:
        """Return the slide before in the run of show."""
        return show.before(self.state.show, self.state.order, slide)

    def pause(self) -> None:
        """Stop the clock, or let it run again."""
        self.record(e.ClockSet(running=self.state.paused))

    def cover(self, cover: e.Cover, until: datetime | None = None) -> None:
        """Cover the room's screen, or bring the slide back if it is covered that way."""
        if self.state.cover == cover:
            self.uncover()
        else:
            self.record(e.Covered(cover=cover, until=until))

    def uncover(self) -> None:
        """Bring the slide back."""
        if self.state.cover is not None:
            self.record(e.Covered())

    def blank(self) -> None:
        """Darken the room's screen, or bring the slide back."""
        self.cover("blank")

    def welcome(self) -> None:
        """Show the welcome screen, or the slide again."""
        self.cover("welcome")

    def break_until(self, minutes: int) -> None:
        """Begin a break of so many minutes."""
        self.record(e.Covered(cover="break", until=self.now + timedelta(minutes=minutes)))

    def freeze(self) -> None:
        """Let the room stay where it is, or follow again."""
        self.record(e.Frozen(on=not self.state.frozen))

    def enlarge(self) -> None:
        """Set the words in large type on every screen, or as they were."""
        self.record(e.Enlarged(on=not self.state.large))

    def end(self) -> None:
        """End the session."""
        if self.state.ended is None:
            self.record(e.Ended())

    # The run of show

    def more(self) -> None:
        """Give this part five minutes more."""
        order = show.extend(self.state.show, self.state.order, self._here, FIVE_MINUTES)
        self._rearrange(f"+5 min: {self._part_title(self._here)}", order)

    def skip(self) -> None:
        """Leave out the next optional slides."""
        self._change("left out the next optional slides", show.skip)

    def shorten(self) -> None:
        """Go on in the short form."""
        self._change("short form from here", show.shorten)

    def swap(self) -> None:
        """Exchange the next two parts."""
        self._change("exchanged the next two parts", show.swap)

    def park(self) -> None:
        """Put the next part off."""
        order = show.park(self.state.show, self.state.order, self._here)
        new = [part for part in order.parked if part not in self.state.order.parked]
        title = self.state.show.parts[new[0]].title if new else ""
        self._rearrange(f"parked: {title}", order)

    def take_proposals(self) -> None:
        """Plan with the times of past runs."""
        order = budget.with_budgets(self.state.order, self.proposals)
        self._rearrange("times of past runs", order)

    def undo(self) -> None:
        """Take the last change of the run of show back."""
        if self.state.history:
            self.record(e.Undone())

    def _change(self, what: str, change: Callable[[show.Show, Order, int], Order]) -> None:
        self._rearrange(what, change(self.state.show, self.state.order, self._here))

    def _rearrange(self, what: str, order: Order) -> None:
        if order != self.state.order:
            self.record(e.Rearranged(what=what, order=order))

    @property
    def _here(self) -> int:
        return self.state.at.slide

    def _part_title(self, slide: int) -> str:
        return self.state.show.parts[show.part_of(self.state.show, slide)].title

    # Questions and exercises

    @property
    def round(self) -> Round | None:
        """The question in hand: the open one, else the last one asked on this slide."""
        if self.state.question is not None:
            return self.state.question
        here = [one for one in self.state.rounds if one.question.slide == self._here]
        return here[-1] if here else None

    def can_take(self) -> bool:
        """Tell whether this slide asks for something that is not over yet."""
        return self.state.question is not None or self._next_ask() is not None

    def take(self) -> None:
        """Do what the slide asks for next: open or close a question, go on with an exercise."""
        self.entry = Entry()
        if (asking := self.state.question) is not None:
            self.record(e.Closed(key=asking.question.key))
        elif (following := self._next_ask()) is not None:
            self.record(following)

    def _next_ask(self) -> e.What | None:
        slide = self.slide(self._here)
        phases = asked.phases_of(slide)
        done = [one for one in self.state.tasks if one.slide == self._here]
        if len(done) < len(phases):
            return phases[len(done)]
        known = {one.question.key for one in self.state.rounds}
        waiting = [one for one in asked.questions_of(slide) if one.key not in known]
        return e.Asked(question=waiting[0]) if waiting else None

    def hands(self, words: str) -> None:
        """Ask for a show of hands that no slide has."""
        asked_before = (*self.state.rounds, *self.state.struck)
        number = 1 + sum(one.question.kind == "hands" for one in asked_before)
        self.record(e.Asked(question=asked.off_the_cuff(words, self._here, number)))

    def rerun(self) -> None:
        """Ask the question in hand once more; what was counted before is kept."""
        if self.round is not None:
            self.entry = Entry()
            self.record(e.Asked(question=self.round.question))

    def reveal(self) -> None:
        """Show the room what came out, or hide it."""
        if self.round is not None:
            on = not self.round.revealed
            self.record(e.Revealed(key=self.round.question.key, on=on))

    def answer(self, words: str) -> None:
        """Add an answer in words to the question in hand."""
        if self.round is not None:
            team = self.entry.team_of(self.state)
            self.record(e.Answered(key=self.round.question.key, words=words, team=team))

    def digit(self, digit: int) -> None:
        """Count for option `digit` (0 is the tenth), as the entry in hand says."""
        asking = self.round
        if asking is None:
            return
        key, option = asking.question.key, (digit - 1) % 10
        team = self.entry.team_of(self.state)
        if self.entry.correcting and self.entry.option is None:
            self.entry.option = option if option < len(asking.question.options) else None
        elif self.entry.correcting:
            self.entry.typed = (self.entry.typed + str(digit))[-5:]
        elif asking.question.kind == "rank":
            self._rank(asking, option)
        elif option < len(asking.question.options):
            change = -1 if self.entry.minus else 1
            self.entry.minus = False
            self.record(e.Counted(key=key, option=option, change=change, team=team))

    def _rank(self, asking: Round, option: int) -> None:
        if option in self.entry.ballot or option >= len(asking.question.options):
            return
        self.entry.ballot = (*self.entry.ballot, option)
        if is_ballot(asking.question, self.entry.ballot):
            self.record(e.Ranked(key=asking.question.key, order=self.entry.ballot))
            self.entry.ballot = ()

    def set_count(self) -> None:
        """Set the count that was typed for an option."""
        asking, entry = self.round, self.entry
        if asking is not None and entry.option is not None and entry.typed:
            team = entry.team_of(self.state)
            key, count = asking.question.key, int(entry.typed)
            self.record(e.CountSet(key=key, option=entry.option, count=count, team=team))
        self.entry = Entry(team=entry.team)

    def drop_entry(self) -> None:
        """Forget what was begun."""
        self.entry = Entry(team=self.entry.team)

    def team(self) -> None:
        """Count for the next team."""
        self.entry = Entry(team=self.entry.team + 1)

    # Writing down

    def set_teams(self, names: str) -> None:
        """Play in teams, named with commas between; no names end it."""
        teams = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
        self.record(e.Teamed(teams=teams))

    def jot(self, sort: e.Jotting, words: str, owner: str = "", due: date | None = None) -> None:
        """Write something down."""
        self.record(e.Jotted(sort=sort, words=words, owner=owner, due=due))

    def draw(self, picture: Platform) -> None:
        """Keep a diamond that the room filled in, and show it."""
        self.record(e.Drawn(slide=self._here, picture=picture))

    def strikeable(self) -> list[Strikeable]:
        """Return what was written down and what was asked, the last first."""
        notes = [
            Strikeable(one.number, f"{_SORTS[one.what.sort]}: {one.what.words}")
            for one in self.state.notes
        ]
        asked_so_far = [
            Strikeable(one.event, f"{KIND_WORDS[one.question.kind]}: {one.question.ask}")
            for one in self.state.rounds
        ]
        return sorted((*notes, *asked_so_far), key=lambda one: -one.number)

    def strike(self, number: int) -> None:
        """Strike what event `number` wrote down or asked."""
        self.entry = Entry(team=self.entry.team)
        self.record(e.Struck(number=number))

    def reread(self, show_again: show.Show) -> None:
        """Go on with the deck as it was read again, or with the day as it was mended."""
        if show_again != self.state.show:
            self.record(e.Reread(show=show_again))

    def room_sized(self, width: int, height: int) -> None:
        """Say on how many cells the room sees slides."""
        if self.state.size != (width, height):
            self.record(e.Sized(width=width, height=height))
