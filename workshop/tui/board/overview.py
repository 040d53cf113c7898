"""How a plan's time is spent, by day; what is taught and seen; what it costs. Words, no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.tui import text, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from workshop.model.agenda import Agenda, Block, Day, Minutes
    from workshop.model.catalogue import Catalogue
    from workshop.model.coverage import Coverage
    from workshop.model.tour import Brief

SPENT = (
    ("training", "training", "T"),
    ("visit", "visits", "V"),
    ("leisure", "leisure", "♥"),
    ("transit", "transit", "→"),
)
"""What time is spent on: the field of `Minutes`, its heading, and its sign."""
NUMBER = 9
"""Cells of a column of hours."""
DAY = 9
"""Cells of a day's name."""

STANDINGS = {
    "both": ("✔", "$success", "taught and seen"),
    "late": ("!", "$warning", "seen before taught"),
    "taught": ("T", "$training", "taught, not seen"),
    "seen": ("V", "$visit", "seen, not taught"),
    "neither": ("✘", "$text-muted", "neither"),
}


def minutes_of(day: Day) -> Minutes:
    """Return how the time of one day is spent."""
    from workshop.model.agenda import Agenda

    return Agenda(status="feasible", days=(day,)).minutes()


def style_of(field: str) -> str:
    """Return the colour of what time is spent on."""
    return "$travel" if field == "transit" else f"${field}"


# ------------------------------------------------------------------------------ time


def time_lines(agenda: Agenda, brief: Brief, width: int, at: date | None) -> Iterator[Content]:
    """Give a heading, a line for the tour and one for each day; `at` is under the cursor.

    A bar is as long as its day is full, in signs and colours, against the fullest day.
    """
    heads = "".join(f"{head:>{NUMBER}}" for _, head, _ in SPENT)
    yield text.literal(f"{'':{DAY + 2}}{heads}   T : V", "$text-muted")
    yield _tour_line(agenda.minutes(), brief)
    fullest = max((_sum(minutes_of(day)) for day in agenda.days), default=0)
    room = width - DAY - 2 - NUMBER * len(SPENT) - 12
    for day in agenda.days:
        spent = minutes_of(day)
        mark = "▸ " if day.date == at else "  "
        name = text.fit(words.day_name(day.date), DAY)
        ratio = words.ratio(spent.training, spent.visit)
        row = [(mark + name, "bold" if day.date == at else ""), *_numbers(spent)]
        yield text.joined(*row, (f" {ratio:>9}  ", "$text-muted"), bar(spent, fullest, room))


def _tour_line(spent: Minutes, brief: Brief) -> Content:
    ratio, share, balance = (
        words.ratio(spent.training, spent.visit), spent.training_share, brief.balance
    )  # fmt: skip
    good = share is not None and abs(share - balance.target) <= balance.tolerance + 1e-9
    target, give = round(100 * balance.target), round(100 * balance.tolerance)
    verdict = ("✔", "$success") if good else ("✘", "bold $error")
    return text.joined(
        ("  " + text.fit("the tour", DAY), "bold"), *_numbers(spent, "bold"),
        (f" {ratio:>9} ", "bold"), verdict, (f" wanted {target} ± {give}", "$text-muted"),
    )  # fmt: skip


def _numbers(spent: Minutes, style: str = "") -> list[tuple[str, str]]:
    return [
        (f"{words.hours(minutes) if minutes else '–':>{NUMBER}}", f"{style} {style_of(field)}")
        for field, _, _ in SPENT
        for minutes in (getattr(spent, field),)
    ]


def _sum(spent: Minutes) -> int:
    return spent.training + spent.visit + spent.leisure + spent.transit


def bar(spent: Minutes, full: int, cells: int) -> Content:
    """Return a bar of signs, `cells` long for `full` minutes; what there is shows at least once."""
    if cells < len(SPENT) or not full:
        return text.literal("")
    parts = []
    for field, _, sign in SPENT:
        minutes = getattr(spent, field)
        length = max(1, minutes * cells // full) if minutes else 0
        parts.append((sign * length, style_of(field)))
    return text.joined(*parts)


def day_line(day: Day, width: int) -> Content:
    """Say in a line how a day is spent: `Tue 23  T 2 h 00  V 1 h 30  …`, with a bar if it fits."""
    spent = minutes_of(day)
    parts: list[tuple[str, str]] = [(words.day_name(day.date), "bold")]
    for field, _, sign in SPENT:
        minutes = getattr(spent, field)
        if minutes:
            parts += [(f"  {sign} ", f"bold {style_of(field)}"), (words.hours(minutes), "")]
    ratio = words.ratio(spent.training, spent.visit)
    parts.append((f"  {ratio}", "$text-muted"))
    line = text.joined(*parts)
    room = width - line.cell_length - 2
    drawn = bar(spent, _sum(spent), min(40, room)) if room >= 16 else text.literal("")
    return text.joined(line, "  ", drawn) if drawn.plain else line


# -------------------------------------------------------------------------- coverage


def coverage_lines(found: tuple[Coverage, ...], width: int) -> Iterator[Content]:
    """Give a count of each standing, then each framework: where it is taught, where it is seen."""
    counts = {name: sum(one.standing == name for one in found) for name in STANDINGS}
    yield text.joined(
        *(
            (f"{sign} {counts[name]} {meaning}   ", style)
            for name, (sign, style, meaning) in STANDINGS.items()
            if counts[name]
        )
    )
    yield text.literal("")
    name_room = max(16, min(36, width * 36 // 100))
    for one in found:
        sign, style, _ = STANDINGS[one.standing]
        taught = _taught(one.lectures[0]) if one.lectures else "–"
        room = max(8, width - name_room - 16)
        seen = "; ".join(_seen(block) for block in one.visits)
        hint = "" if seen else _could(one)
        yield text.joined(
            (f"{sign} ", f"bold {style}"),
            text.fit(_short(one.framework.name, name_room), name_room),
            (f" {text.fit(taught, 12)} ", "$training" if one.lectures else "$text-muted"),
            (text.cut(seen or hint, room), "$visit" if seen else "$text-muted"),
        )


def _short(name: str, room: int) -> str:
    """Return a name that fits; of `kind of thing: which` the second half says more."""
    kind, colon, which = name.partition(": ")
    if not colon or text.width(name) <= room:
        return name
    brief = f"{kind.partition(' ')[0]}: {which}"
    return brief if text.width(brief) <= room else f"… {which}"


def _taught(block: Block) -> str:
    return f"{(block.ref or '').upper()} {words.day_name(block.start.date())}"


def _seen(block: Block) -> str:
    return f"{block.title} {words.day_name(block.start.date())}"


def _could(one: Coverage) -> str:
    if not one.could:
        return "– nobody in these cities shows it"
    names = ", ".join(host.name for host in one.could[:3])
    more = f" and {len(one.could) - 3} more" if len(one.could) > 3 else ""
    return f"– could be seen at {names}{more}"


# ----------------------------------------------------------------------------- money


def money_lines(agenda: Agenda, brief: Brief, catalogue: Catalogue) -> Iterator[Content]:
    """Give what is known of the costs, each line of it, and what nobody has a price for."""
    from workshop.model.costing import at_sizes, costs
    from workshop.model.moneywords import in_words, line_words, size_words

    sums = costs(agenda, brief, catalogue)
    if not sums.known:
        yield text.literal("Nobody has given a price yet; the brief's budget takes them.")
    for line in (*in_words(sums), *size_words(at_sizes(agenda, brief, catalogue))):
        yield text.literal(line)
    for one in sums.lines:
        yield text.literal(f"  {line_words(one, sums.currency)}", "$text-muted")
