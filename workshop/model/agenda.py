"""A planned tour: days of blocks, each with a place, a start and an end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, PlainSerializer, model_validator

from workshop.model.base import Id, Value
from workshop.model.lecture import Form

Kind = Literal[
    "training", "visit", "briefing", "debrief", "leisure", "meal", "flight", "transfer", "break"
]
Instant = Annotated[
    AwareDatetime,
    PlainSerializer(lambda at: at.isoformat(timespec="seconds"), return_type=str),
]
"""A moment with the UTC offset of the place it happens in."""
Venues = Literal["all", "likeliest"]
"""The training venues that a bound holds for: all, or only the likeliest of each city."""
LONGEST = timedelta(days=1)
"""How long a block can be; a longer one has a wrong date, and no plan around it makes sense."""


class Place(Value):
    """Where a block happens; `id` is a catalogue id, or an airport's code in lower case."""

    id: str
    name: str
    lat: float
    lon: float


class Block(Value):
    """One thing the group does.

    `ref` is a module id (training), a host id (visit, and the briefing before and the break after
    it), a leisure id, an airport code in lower case (the breaks at airports), or None. A transfer
    or flight starts at `place` and ends at `to`; all other blocks stay at `place`.
    """

    id: Id
    kind: Kind
    ref: str | None = None
    title: str
    city: Id
    """The city it starts in."""
    start: Instant
    end: Instant
    """In the zone of the place where the block ends."""
    place: Place
    to: Place | None = None
    form: Form | None = None
    """Of a training block."""
    status: str | None = None
    """Outreach status of a visit's host when the plan was made."""
    locked: bool = False
    note: str = ""
    """What is assumed, in words."""

    @model_validator(mode="after")
    def _in_order(self) -> Block:
        if self.end <= self.start:
            raise ValueError("ends before it starts")
        if self.end - self.start > LONGEST:
            raise ValueError("ends more than a day after it starts")
        return self

    @property
    def minutes(self) -> int:
        """Length in whole minutes of elapsed time, whatever the zones."""
        return round((self.end - self.start).total_seconds() / 60)

    @property
    def where_it_ends(self) -> Place:
        """The place the group is at when the block is over."""
        return self.to or self.place


class Day(Value):
    """A local date of the tour; `cities` in the order the group is in them."""

    date: date
    cities: tuple[Id, ...]
    blocks: tuple[Block, ...] = ()


class Term(Value):
    """One term of the score: `amount` of `unit` at `weight` gives `points`."""

    name: str
    amount: float
    unit: str
    weight: float
    points: int

    @property
    def measured(self) -> str:
        """The amount with its unit: `5 frameworks`, `1 evening`, `15.42 h`."""
        unit = self.unit.removesuffix("s") if self.amount == 1 else self.unit
        return f"{round(self.amount, 2):g} {unit}".strip()


class LeftOut(Value):
    """A candidate that is not in the plan, and the fact that keeps it out."""

    ref: str
    title: str = ""
    reason: str


class Conflict(Value):
    """One of the facts that cannot hold together, with its place in a file."""

    fact: str
    where: str = ""


class Minutes(Value):
    """Minutes by what they are spent on; transit is coaches, airports and flights."""

    training: int = 0
    visit: int = 0
    leisure: int = 0
    transit: int = 0

    @property
    def training_share(self) -> float | None:
        """Training ÷ (training + visits), or None where there is neither."""
        learning = self.training + self.visit
        return self.training / learning if learning else None


LOOSE = 0.5
"""A gap from which on a bound tells nobody anything: most of what may be has not been looked at."""


class Agenda(Value):
    """A plan and what is known about how good it is.

    `score` and `bound` are points; `gap` is `(bound - score) / max(1, |score|)`; 0 means proven
    best. An infeasible one has no days and a `conflict`.
    """

    status: Literal["optimal", "feasible", "infeasible"]
    score: int = 0
    bound: int = 0
    gap: float = 0.0
    seed: int = 0
    work: float = 0.0
    """Search effort in the solver's deterministic seconds; the same on every machine."""
    venues: Venues = "all"
    terms: tuple[Term, ...] = ()
    days: tuple[Day, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    conflict: tuple[Conflict, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order."""
        return tuple(block for day in self.days for block in day.blocks)

    @property
    def route(self) -> tuple[str, ...]:
        """The ids of its cities in the order in which they are reached, each once."""
        return tuple(dict.fromkeys(city for day in self.days for city in day.cities))

    def minutes(self) -> Minutes:
        """Add up the blocks by what they are spent on."""
        sums = {"training": 0, "visit": 0, "leisure": 0, "transit": 0}
        for block in self.blocks:
            if block.kind in sums:
                sums[block.kind] += block.minutes
            elif block.kind in ("flight", "transfer") or is_airport_wait(block):
                sums["transit"] += block.minutes
        return Minutes(**sums)


def is_airport_wait(block: Block) -> bool:
    """Tell whether a block is the time spent in an airport before or after a flight.

    Its `ref` is the airport's code; the pause after a visit has the host's id there instead.
    """
    return block.kind == "break" and block.ref == block.place.id and len(block.place.id) == IATA


IATA = 3
"""Letters of an airport's code."""
