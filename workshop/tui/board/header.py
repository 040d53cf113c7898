"""The lines above the week: whose tour it is, how good the plan is, and how time is spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from workshop.tui import text, words

if TYPE_CHECKING:
    from textual.content import Content
    from textual.timer import Timer

    from workshop.model.agenda import Agenda, Minutes
    from workshop.model.finding import Finding
    from workshop.model.tour import Brief

MOMENT = 6.0
"""Seconds that what is told stands."""
GAP = 2
"""Cells between what stands at the left of a line and what at its right."""
BETWEEN = " · "
"""Between what is known of a tour."""
LEAST = 6
"""Cells that a route is worth beginning for."""
MARK = "● "
"""Before what is told while something is not saved."""
EIGHTHS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True)
class Heading:
    """What the header says, as texts."""

    title: str = ""
    facts: tuple[str, ...] = ()
    """Dates, people and route."""
    proof: str = ""
    proof_style: str = ""
    state: str = ""
    state_style: str = "$warning"


def heading_of(
    brief: Brief,
    agenda: Agenda | None,
    city_names: dict[str, str],
    *,
    unsaved: bool,
    owner: str = "",
    findings: tuple[Finding, ...] = (),
) -> Heading:
    """Put a tour into the words of the header; `findings` are those of its plan."""
    from workshop.model.finding import errors

    broken = len(errors(findings))
    planned = agenda is not None and bool(agenda.days)
    if agenda is not None and planned:
        dates = words.date_span(agenda.days[0].date, agenda.days[-1].date)
        route = agenda.route
    else:
        dates = _dates_wanted(brief)
        route = brief.cities.arranged(brief.cities.must)
    named = " ▸ ".join(city_names.get(city, city) for city in route)
    maybe = [city_names.get(city, city) for city in brief.cities.may if city not in route]
    if maybe and not planned:
        named += (", " if named else "") + "perhaps " + ", ".join(maybe)
    if agenda is None:
        proof, style = "not planned yet – press p", "$text-muted"
    elif planned and broken and agenda.status == "feasible":
        proof, style = words.edited(broken, agenda.score), "$error"
    else:
        proof = words.proof(agenda.status, agenda.score, agenda.gap, agenda.venues)
        style = {"optimal": "$success", "infeasible": "$error"}.get(agenda.status, "$warning")
    return Heading(
        title=brief.title,
        facts=(dates, words.people(brief.group_size), named),
        proof=proof,
        proof_style=style,
        state="read only" if owner else f"{MARK}not saved – s saves" * unsaved,
    )


def _dates_wanted(brief: Brief) -> str:
    if brief.start is not None:
        return words.days_from(brief.start, brief.days)
    if brief.window is None:
        return words.counted(brief.days, "day")
    span = words.date_span(brief.window.earliest, brief.window.latest)
    return f"{words.counted(brief.days, 'day')} within {span}"


class TourHeader(Widget):
    """Two lines: title and proof; dates, people, route and what is not saved."""

    DEFAULT_CSS = "TourHeader { height: 2; }"

    heading: reactive[Heading] = reactive(Heading())
    note: reactive[tuple[str, str] | None] = reactive(None)
    """What was told last, and its style; it fades."""
    _fading: Timer | None = None

    def tell(self, said: str, style: str) -> None:
        """Say something for a moment in place of what is not saved."""
        if self._fading is not None:
            self._fading.stop()
        self.note = said, style
        self._fading = self.set_timer(MOMENT, self._fade)

    @property
    def room(self) -> int:
        """Cells for what is told beside a mark, if nothing else stands in its line."""
        return self.size.width - 2 - GAP - len(MARK)

    def _fade(self) -> None:
        self.note = None

    def render(self) -> Content:
        """Put the left and the right of both lines at their edges."""
        heading = self.heading
        state = self.note or (heading.state, heading.state_style)
        width = self.size.width - 2
        return text.lines_of(
            spread((heading.title, "bold"), (heading.proof, heading.proof_style), width),
            spread((heading.facts, "$text-muted"), state, width),
        )


def spread(left: tuple[str | tuple[str, ...], str], right: tuple[str, str], width: int) -> Content:
    """Return a line with `left`, a text or facts, cut to what `right` leaves; `right` never is."""
    shown = text.line(right[0])
    gap = GAP if shown else 0
    room = max(0, width - text.width(shown) - gap)
    kept = left[0] if isinstance(left[0], str) else cut_facts(left[0], room)
    return text.joined(" ", (text.fit(kept, room), left[1]), " " * gap, (shown, right[1]))


def cut_facts(facts: tuple[str, ...], room: int) -> str:
    """Put facts into `room` cells: the last may lose its end, those before it are whole or out."""
    for count in range(len(facts), 0, -1):
        whole, last = BETWEEN.join(facts[:count]), facts[count - 1]
        spare = max(0, text.width(last) - LEAST) if count == len(facts) else 0
        if text.width(whole) - spare <= room:
            return text.cut(whole, room)
    return ""


@dataclass(frozen=True)
class Spent:
    """How time is spent, and what the brief wants."""

    minutes: Minutes | None = None
    target: float = 0.5
    tolerance: float = 0.1
    leisure_wanted: int = 0

    @property
    def balanced(self) -> bool:
        """Whether training : visits is within the tolerance."""
        share = self.minutes.training_share if self.minutes else None
        return share is not None and abs(share - self.target) <= self.tolerance + 1e-9


def spent_of(brief: Brief, agenda: Agenda | None) -> Spent:
    """Add up an agenda against its brief."""
    if agenda is None or not agenda.days:
        return Spent()
    return Spent(
        minutes=agenda.minutes(),
        target=brief.balance.target,
        tolerance=brief.balance.tolerance,
        leisure_wanted=brief.leisure.minutes_per_day * len(agenda.days),
    )


class Meter(Widget):
    """Training against visits, leisure and transit: with bars where there is room for them."""

    DEFAULT_CSS = "Meter { height: auto; }"

    spent: reactive[Spent] = reactive(Spent())

    def watch_spent(self, before: Spent, spent: Spent) -> None:
        """Take other room only where it takes another number of lines."""
        if len(self._lines(before)) != len(self._lines(spent)):
            self.refresh(layout=True)

    def render(self) -> Content:
        """Take the widest form that fits; numbers stay whole, lines are added if they must."""
        return text.lines_of(*self._lines(self.spent))

    def _lines(self, spent: Spent) -> tuple[Content, ...]:
        return meter_lines(spent, (self.size.width or self.app.size.width) - 1)


def meter_lines(spent: Spent, width: int) -> tuple[Content, ...]:
    """Return the meter in `width` cells: one line if it fits, otherwise one for each pair."""
    if spent.minutes is None:
        return (text.literal(" "),)
    for bar in (14, 10, 6, 0):
        parts = _meter_parts(spent, bar)
        whole = text.literal("  " if bar == 0 else "   ").join(parts)
        if whole.cell_length + 1 <= width:
            return (text.joined(" ", whole),)
    parts = _meter_parts(spent, 0)
    return (
        text.joined(" ", text.literal("  ").join(parts[:3])),
        text.joined(" ", text.literal("  ").join(parts[3:])),
    )


def _meter_parts(spent: Spent, bar: int) -> list[Content]:
    minutes = spent.minutes
    if minutes is None:
        return []
    scale = max(1, minutes.training, minutes.visit, minutes.leisure, minutes.transit)

    def part(name: str, amount: int, style: str, after: str = "") -> Content:
        drawn = f" {bar_of(amount / scale, bar)}" if bar else ""
        return text.joined((name, "$text-muted"), (drawn, style), f" {words.hours(amount)}{after}")

    enough = minutes.leisure >= spent.leisure_wanted
    leisure = " ✔" if enough else f" of {words.hours(spent.leisure_wanted)}"
    ratio = words.ratio(minutes.training, minutes.visit)
    verdict = (" ✔", "$success") if spent.balanced else (f" ✘ {_wanted(spent)}", "bold $error")
    return [
        part("Training", minutes.training, "$training"),
        part("Visits", minutes.visit, "$visit"),
        text.joined((ratio, "bold"), verdict),
        part("Leisure", minutes.leisure, "$leisure", leisure),
        part("Transit", minutes.transit, "$travel"),
    ]


def _wanted(spent: Spent) -> str:
    return f"{round(100 * spent.target)} ± {round(100 * spent.tolerance)}"


def bar_of(share: float, cells: int) -> str:
    """Return a bar of `share` of `cells`, to an eighth of a cell, without padding."""
    eighths = round(max(0.0, min(1.0, share)) * cells * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (EIGHTHS[rest] if rest else "")
