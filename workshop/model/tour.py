"""What an organiser asks for: the brief, and the tour file that holds it with its agenda."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from pydantic import Field, model_validator

from workshop.model.agenda import Agenda, Block
from workshop.model.base import Clock, Cost, Hours, Id, Minutes, Value
from workshop.model.budget import Budget
from workshop.model.cities import CityWishes

Wish = Literal["must", "wish", "may", "never"]
Status = Literal["idea", "invited", "tentative", "confirmed", "declined"]
FIRST_YEAR, LAST_YEAR = 2000, 2099
STATUSES: tuple[Status, ...] = ("idea", "invited", "tentative", "confirmed", "declined")


class DateWindow(Value):
    """The tour may start on `earliest` or later and must be over by `latest`, both included."""

    earliest: date
    latest: date

    @model_validator(mode="after")
    def _in_order(self) -> DateWindow:
        if self.latest < self.earliest:
            raise ValueError("latest is before earliest")
        return self


class Arrival(Value):
    """How the group comes in: landed at `airport` in `city` at local time `at` of the first day."""

    city: Id
    airport: str = Field(pattern=r"^[A-Z]{3}$")
    at: Clock


class Departure(Value):
    """How the group leaves: a departure from `airport` in `city` at local `at` of the last day."""

    city: Id
    airport: str = Field(pattern=r"^[A-Z]{3}$")
    at: Clock


class Balance(Value):
    """Training ÷ (training + visits), both in minutes."""

    target: float = Field(default=0.5, ge=0, le=1)
    tolerance: float = Field(default=0.1, ge=0, le=1)
    hard: bool = True
    """Whether a plan outside the tolerance is refused; otherwise it only costs points."""


class LeisureWish(Value):
    """How much leisure, and which items."""

    minutes_per_day: Minutes = 60
    must: tuple[Id, ...] = ()
    never: tuple[Id, ...] = ()


class Pace(Value):
    """The shape of a day, local times."""

    day_start: Clock = time(8, 30)
    """Nothing but travel to an airport starts earlier."""
    day_end: Clock = time(18, 30)
    """Training, visits and the debrief are over by now."""
    evening_end: Clock = time(22, 30)
    """Leisure is over, and the group back at its base, by now."""
    travel_from: Clock = time(6, 0)
    """On a day with a flight the coach leaves no earlier."""
    travel_until: Clock = time(23, 0)
    """On a day with a flight the group is at its base by now."""
    visits_per_day: int = Field(default=2, ge=0, le=6)
    rest_hours: int = Field(default=11, ge=0, le=14)

    @model_validator(mode="after")
    def _in_order(self) -> Pace:
        if not self.day_start < self.day_end <= self.evening_end:
            raise ValueError("day_start, day_end and evening_end are not in order")
        if not self.travel_from <= self.day_start or not self.travel_until >= self.evening_end:
            raise ValueError("travel_from … travel_until must contain day_start … evening_end")
        return self


class ModuleWish(Value):
    """What the brief says of one module; a module not named is a `wish`."""

    id: Id
    wish: Wish = "wish"
    form: Literal["full", "short", "either"] = "either"
    notes: str = ""


class Slot(Value):
    """When a host receives the group: local start, and minutes if they differ from the default."""

    date: date
    start: Clock
    minutes: int | None = Field(default=None, ge=15, le=480)


class HostWish(Value):
    """What the brief says of one host; a host not named is a `may` with status `idea`."""

    id: Id
    wish: Wish = "may"
    status: Status = "idea"
    slot: Slot | None = None
    """Agreed time: a confirmed host with a slot is kept exactly, a tentative one is only there."""
    hours: tuple[Hours, ...] | None = None
    open_on_holidays: bool | None = None
    group_cap: int | None = Field(default=None, ge=1)
    visit_minutes: int | None = Field(default=None, ge=15, le=480)
    cost: Cost | None = None
    suggested_by: str = ""
    why: str = ""
    source: str = ""
    contact: str = ""
    next_step: str = ""
    notes: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> HostWish:
        if self.status == "declined" and self.wish == "must":
            raise ValueError("a declined host cannot be a must; set wish to never or change status")
        if self.status == "declined" and self.slot is not None:
            raise ValueError("a declined host cannot have a slot")
        if self.status == "confirmed" and self.wish == "never":
            raise ValueError("a confirmed host cannot be a never; change one of them")
        return self

    @property
    def barred(self) -> bool:
        """Whether no plan may have it: it is never visited, or has declined."""
        return self.wish == "never" or self.status == "declined"


class BookedFlight(Value):
    """A flight that is booked: it is used exactly, and its times replace the planning options."""

    date: date
    start: str = Field(alias="from", pattern=r"^[A-Z]{3}$")
    end: str = Field(alias="to", pattern=r"^[A-Z]{3}$")
    departs: Clock
    lands: Clock
    """Local time at `to`, on the same local date."""
    name: str = ""


class VenueWish(Value):
    """The training venue (and base) to use in a city, with what is known about it."""

    city: Id
    id: Id
    capacity: int | None = Field(default=None, ge=1)
    hours: tuple[Hours, ...] | None = None
    open_on_holidays: bool | None = None
    cost: Cost | None = None


class Weights(Value):
    """Points for what a plan is made best at; each term is shown with its sum."""

    visit: int = Field(default=60, ge=0, le=1000)
    """A visit nobody asked for, to a host of high confidence with status idea."""
    wish: int = Field(default=30, ge=0, le=1000)
    """Added to a visit that the brief wishes for."""
    module: int = Field(default=40, ge=0, le=1000)
    """A module in its full form; the short form gives half."""
    coverage: int = Field(default=15, ge=0, le=1000)
    """A framework both taught and seen."""
    sector: int = Field(default=6, ge=0, le=1000)
    """Each different sector visited."""
    leisure: int = Field(default=20, ge=0, le=1000)
    """An hour of leisure, up to the wish."""
    free_evening: int = Field(default=8, ge=0, le=1000)
    """An evening with nothing planned and no flight."""
    transit: int = Field(default=6, ge=0, le=1000)
    """Taken off for an hour of coaches, airports and flights."""
    idle: int = Field(default=10, ge=0, le=1000)
    """Taken off for an idle hour between two blocks of a day."""
    balance: int = Field(default=1, ge=0, le=1000)
    """Taken off for each hour that would have to go from lectures to visits, or back."""
    even: int = Field(default=4, ge=0, le=1000)
    """Taken off for each hour by which the fullest day's learning exceeds the emptiest's."""
    cost: int = Field(default=1, ge=0, le=1000)
    """Taken off for each percent by which the known costs exceed the ceiling."""


class Contact(Value):
    """Somebody who can be called during the tour, such as a guide, a coach firm or a clinic."""

    role: str = Field(min_length=1)
    name: str = ""
    phone: str = ""
    public: bool = False
    """Printed in what participants get, such as the one number for emergencies."""


class ClosureOverride(Value):
    """A day the brief declares open or closed in a city, against the calendar."""

    city: Id
    date: date
    open: bool
    why: str = ""


class Brief(Value):
    """What the organiser wants; everything has a sensible default but title, size, when, where."""

    title: str = Field(min_length=1)
    kind: Literal["company", "individuals"] = Field(default="company", alias="for")
    client: str = ""
    question: str = ""
    """The strategic question the tour is built on."""
    group_size: int = Field(ge=1, le=500)
    start: date | None = None
    window: DateWindow | None = None
    days: int = Field(default=5, ge=1, le=21)
    cities: CityWishes
    arrival: Arrival | None = None
    departure: Departure | None = None
    balance: Balance = Field(default_factory=Balance)
    leisure: LeisureWish = Field(default_factory=LeisureWish)
    pace: Pace = Field(default_factory=Pace)
    modules: tuple[ModuleWish, ...] = ()
    hosts: tuple[HostWish, ...] = ()
    flights: tuple[BookedFlight, ...] = ()
    venues: tuple[VenueWish, ...] = ()
    budget: Budget | None = None
    weights: Weights = Field(default_factory=Weights)
    closures: tuple[ClosureOverride, ...] = ()
    coach_seats: int | None = Field(default=None, ge=1)
    dress: str = ""
    """What participants wear, as they are told."""
    needs: str = ""
    """Diet and access in numbers and without names: staff, kitchens and hosts are told."""
    contacts: tuple[Contact, ...] = ()
    notes: str = ""

    @model_validator(mode="after")
    def _dates(self) -> Brief:
        if (self.start is None) == (self.window is None):
            raise ValueError("give either start (a date) or window (earliest, latest)")
        first = self.start or (self.window and self.window.earliest)
        if first and not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise ValueError(f"a tour starts between {FIRST_YEAR} and {LAST_YEAR}")
        if self.window and (self.window.latest - self.window.earliest).days + 1 < self.days:
            raise ValueError("the window is shorter than the tour")
        for label, ids in (
            ("modules", [wish.id for wish in self.modules]),
            ("hosts", [wish.id for wish in self.hosts]),
            ("venues", [wish.city for wish in self.venues]),
        ):
            for one in ids:
                if ids.count(one) > 1:
                    raise ValueError(f"{label} names {one} twice")
        return self


class Tour(Value):
    """One file of `itineraries/`: the brief and, once planned, its agenda."""

    format: Literal[1] = 1
    brief: Brief
    agenda: Agenda | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of its agenda in order; none while there is none."""
        return () if self.agenda is None else self.agenda.blocks

    @property
    def plan(self) -> Agenda | None:
        """Its agenda if that has days; None where it is not planned, or cannot be."""
        return self.agenda if self.agenda is not None and self.agenda.days else None
