"""Questions put to the room: what is asked, how it was counted, and what came out.

Counting is by show of hands, dots on a wall or slips of paper; one person at the console counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from pydantic import Field

from workshop.model.base import Value

Kind = Literal["quiz", "choice", "hands", "dots", "rank", "scale", "words"]
"""A quiz has right answers; `hands` was asked off the cuff; dots may be several a person; a rank is
an order of all options a person; words are free answers."""

KIND_WORDS: Final[Mapping[str, str]] = {
    "quiz": "Quiz",
    "choice": "Poll",
    "hands": "Show of hands",
    "dots": "Dot vote",
    "rank": "Ranking",
    "scale": "Scale",
    "words": "Open question",
}
NOBODY: Final = ""
"""The team of hands that belong to no team."""


class Question(Value):
    """One question; `key` tells it from all others of the session."""

    key: str
    kind: Kind
    ask: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    """Numbers of the right options, from 0; only of a quiz."""
    words: tuple[str, ...] = ()
    """Right answers in words, of a quiz without options."""
    explain: str = ""
    seconds: int = Field(default=0, ge=0)
    """How long people may think, 0 for as long as they want."""
    slide: int = 0


@dataclass(frozen=True)
class Round:
    """A question as it was asked once; asked again it is another round."""

    question: Question
    number: int
    asked: datetime
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Hands by team, one number for each option."""
    ballots: tuple[tuple[int, ...], ...] = ()
    """Orders of options, best first, one a person."""
    answers: tuple[tuple[str, str], ...] = ()
    """Free answers with the team that gave them."""
    closed: datetime | None = None
    revealed: bool = False
    corrected: bool = False
    """Whether a count was put right afterwards or set by hand."""
    event: int = 0
    """Number of the event that asked it."""

    @property
    def open(self) -> bool:
        """Whether hands are still counted."""
        return self.closed is None

    @property
    def totals(self) -> tuple[int, ...]:
        """What each option got: hands, dots, or points of the ranking.

        A ballot gives its first option n − 1 points, its last none (Borda's count, n options).
        """
        options = len(self.question.options)
        if self.question.kind == "rank":
            sums = [0] * options
            for ballot in self.ballots:
                for place, option in enumerate(ballot):
                    sums[option] += options - 1 - place
            return tuple(sums)
        rows = list(self.counts.values()) or [(0,) * options]
        return tuple(sum(column) for column in zip(*rows, strict=True))

    @property
    def people(self) -> int:
        """How many hands, dots, ballots or answers there are."""
        if self.question.kind == "rank":
            return len(self.ballots)
        if self.question.kind == "words" or not self.question.options:
            return len(self.answers)
        return sum(self.totals)


def counted(asked: Round, option: int, change: int, team: str = NOBODY) -> Round:
    """Add `change` hands to an option; never below none, nothing for an option that is not."""
    row = _row(asked, team)
    if not 0 <= option < len(row):
        return asked
    return _with_row(asked, team, option, max(0, row[option] + change))


def count_set(asked: Round, option: int, count: int, team: str = NOBODY) -> Round:
    """Set the hands of an option."""
    if not 0 <= option < len(_row(asked, team)):
        return asked
    return replace(_with_row(asked, team, option, max(0, count)), corrected=True)


def ranked(asked: Round, ballot: tuple[int, ...]) -> Round:
    """Add one person's order of the options; what is not an order of all of them is refused."""
    if not is_ballot(asked.question, ballot):
        return asked
    return replace(asked, ballots=(*asked.ballots, ballot))


def is_ballot(question: Question, ballot: tuple[int, ...]) -> bool:
    """Tell whether `ballot` names every option once."""
    return sorted(ballot) == list(range(len(question.options)))


def _row(asked: Round, team: str) -> tuple[int, ...]:
    return asked.counts.get(team, (0,) * len(asked.question.options))


def _with_row(asked: Round, team: str, option: int, count: int) -> Round:
    row = list(_row(asked, team))
    row[option] = count
    return replace(asked, counts={**asked.counts, team: tuple(row)})


def latest(rounds: Iterable[Round]) -> tuple[Round, ...]:
    """Return the last round of every question, in the order they were first asked."""
    last: dict[str, Round] = {}
    for one in rounds:
        last[one.question.key] = one
    return tuple(last.values())


def scores(rounds: Iterable[Round], teams: Iterable[str]) -> Mapping[str, int]:
    """Return the points of each team: one for each quiz it answered with just the right options.

    Only the last round of a question counts, and only once it is closed.
    """
    points = dict.fromkeys(teams, 0)
    for one in latest(rounds):
        if one.question.kind != "quiz" or one.open or not one.question.right:
            continue
        for team in points:
            chosen = {at for at, hands in enumerate(one.counts.get(team, ())) if hands}
            points[team] += chosen == set(one.question.right)
    return points
