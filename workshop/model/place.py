"""Cities and what stands in them: hosts, venues, leisure; airports and the flights between them.

Hours, caps and prices that nobody knows yet are `None`; `model.terms` puts the stated
defaults in their place and says that it did.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from workshop.model.base import Clock, Cost, Hours, Id, Minutes, Source, Span, Value

Confidence = Literal["high", "medium", "low"]
FactStatus = Literal["confirmed", "weak", "general_knowledge", "conflict"]


class Site(Value):
    """Something with a name at a position (degrees, WGS 84), known to `coord_accuracy_m` metres."""

    id: Id
    name: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    coord_accuracy_m: int = Field(default=1000, ge=0)


class AltSite(Value):
    """Another building of a host, with the date it was last seen in use."""

    name: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    as_of: str | None = None


class Suggestion(Value):
    """Who brought in a host that is not of the shipped catalogue."""

    by: str
    source: str = ""
    """Where that was said, or where the facts are from."""
    on: date | None = None

    def words(self) -> str:
        """Say it: `suggested by Ms Tan on 2026-11-20 (call for hosts)`."""
        dated = f" on {self.on}" if self.on else ""
        return f"suggested by {self.by}{dated}" + (f" ({self.source})" if self.source else "")


UNKNOWN_ADDRESS = "To confirm with host"
"""What stands for an address that nobody knows."""


class Host(Site):
    """A company that might receive the group. Being listed is no promise that it will."""

    district: str
    address: str
    address_status: FactStatus
    sector: str
    frameworks: tuple[Id, ...] = Field(min_length=1)
    """Framework ids; the first is the leading one, taught before the visit."""
    why: str
    ask: tuple[str, ...] = ()
    """Questions for this host; those of its frameworks hold as well."""
    count: tuple[str, ...] = ()
    """What to count there, or to ask for as a number."""
    founded: str | None = None
    founded_status: FactStatus | None = None
    ownership: str | None = None
    ownership_status: FactStatus | None = None
    cautions: str | None = None
    alt_site: AltSite | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    unconfirmed: tuple[str, ...] = ()
    confidence: Confidence
    hours: tuple[Hours, ...] | None = None
    open_on_holidays: bool | None = None
    group_cap: int | None = Field(default=None, ge=1)
    visit_minutes: int | None = Field(default=None, ge=15, le=480)
    cost: Cost | None = None
    suggested: Suggestion | None = None
    """Where a host of one's own comes from; None for one of the shipped catalogue."""

    @property
    def located(self) -> bool:
        """Whether any address is known."""
        return self.address.strip().casefold() != UNKNOWN_ADDRESS.casefold()


class Venue(Site):
    """A place to teach in, and the base that days in its city start from and return to."""

    type: Literal["hotel", "convention", "coworking"]
    near: tuple[Id, ...] = ()
    status: FactStatus
    source: Source | None = None
    hours: tuple[Hours, ...] | None = None
    open_on_holidays: bool | None = None
    capacity: int | None = Field(default=None, ge=1)
    cost: Cost | None = None


class Leisure(Site):
    """Something to enjoy: `hours_text` is what the source says, `hours` how a plan reads it."""

    minutes: int = Field(ge=15, le=480)
    setting: Literal["indoor", "outdoor", "mixed"]
    best_slot: str
    hours_text: str
    hours: tuple[Hours, ...] = Field(min_length=1)
    open_on_holidays: bool = True
    closed_text: tuple[str, ...] = ()
    hours_status: FactStatus
    notes: str = ""
    source: Source | None = None
    capacity: int | None = Field(default=None, ge=1)
    cost: Cost | None = None


class Speeds(Value):
    """Coach speed in km/h, inside and outside the peak windows of the defaults."""

    peak: float = Field(gt=0)
    offpeak: float = Field(gt=0)


class Point(Value):
    """A named position."""

    name: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Fact(Value):
    """A sentence with its source."""

    text: str
    url: str
    as_of: str | None = None


class Airport(Value):
    """An airport and the coach minutes between it and the city centre (planning values)."""

    iata: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    lat: float
    lon: float
    offpeak_minutes: Minutes | None = None
    peak_minutes: Minutes | None = None
    rail_minutes: Minutes | None = None
    rail_name: str | None = None
    facts: str = ""
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    confidence: Confidence | None = None


class RamadanRule(Value):
    """What Ramadan changes for visits in a city."""

    visits_end: Clock
    """No visit ends later than this."""
    host_lunch: bool = False
    """Whether lunch may be taken at a host."""


class PrayerTimes(Value):
    """Computed prayer times for a day in March (local time); use an official table in print."""

    dhuhr: Clock
    asr: Clock
    maghrib: Clock
    note: str = ""


class Formality(Value):
    """An arrival formality; these change often, hence both dates."""

    item: str
    window: str
    url: str
    as_of: str | None = None
    """The date of the page."""
    checked_on: date | None = None
    """The day on which somebody last looked for a newer page."""


class City(Value):
    """A city of the tour with all that is known about moving and staying in it."""

    id: Id
    name: str
    country: str
    country_code: str = Field(pattern=r"^[A-Z]{2}$")
    timezone: str
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    centre: Point
    airports: tuple[Airport, ...] = Field(min_length=1)
    speed_kmh: Speeds
    detour_factor: float = Field(ge=1)
    transfer_buffer_minutes: Minutes
    kerb_minutes: Minutes
    """From landing to the kerb, for a group with bags."""
    friday_prayer: Span | None = None
    ramadan: RamadanRule | None = None
    prayer_times: PrayerTimes | None = None
    entry_formalities: tuple[Formality, ...] = ()
    traffic_facts: tuple[Fact, ...] = ()
    hosts: tuple[Host, ...] = ()
    venues: tuple[Venue, ...] = Field(min_length=1)
    leisure: tuple[Leisure, ...] = ()


class FlightPair(Value):
    """A non-stop pair of airports. Departure lists are planning options, not a timetable."""

    id: Id
    start: str = Field(alias="from", pattern=r"^[A-Z]{3}$")
    end: str = Field(alias="to", pattern=r"^[A-Z]{3}$")
    distance_km: int
    block_minutes: Minutes
    """Gate to gate, both ways."""
    departures_out: tuple[Clock, ...]
    """Local departure times from `from` to `to`; an assumption, see `departures_note`."""
    departures_back: tuple[Clock, ...]
    departures_note: str
    clock_shift_minutes: int
    air_minutes_seen: str | None = None
    frequency_plan: str
    frequency_seen: str | None = None
    carriers_seen: tuple[str, ...] = ()
    carriers_as_of: str | None = None
    confidence: Confidence
    sources: tuple[Source, ...] = ()


class Defaults(Value):
    """Stated assumptions for what nobody knows yet: `defaults.yaml`. All are planning values."""

    note: str
    visit_minutes: Minutes
    arrive_early_minutes: Minutes
    group_cap: int
    visits_per_day: int
    outreach_lead_weeks: int
    backup_hosts_per_city: int
    host_hours: tuple[Hours, ...]
    host_open_on_holidays: bool
    venue_hours: tuple[Hours, ...]
    venue_open_on_holidays: bool
    venue_capacity: int
    leisure_capacity: int
    coach_seats: int
    peak: tuple[Span, ...]
    airport_minutes: Minutes
    """At the airport this long before a departure."""
    lunch: Span
    lunch_minutes: Minutes
    briefing_minutes: Minutes
    pause_minutes: Minutes
    """The note-taking pause after a visit."""
    debrief_minutes: Minutes
    debrief_latest: Clock
    break_minutes: Minutes
    """Between two lectures."""
    rest_hours: int
