"""The verb `repair`: something happened to a planned tour; what can be done about it."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import known_city, open_workspace
from workshop.cli.tours import planned
from workshop.cli.words import did_you_mean
from workshop.errors import ImpossibleError, UsageError, WorkshopError
from workshop.store.paths import must_be_own

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.model.agenda import Agenda
    from workshop.model.catalogue import Catalogue
    from workshop.planner.repair import Applied, Event, Repair
    from workshop.planner.stop import StopToken
    from workshop.store.tours import TourFile

DONE, INTERRUPTED = 0, 130

Wanted = tuple[str, str]
"""An option and its word, as on the command line: `("cancel", "sgp-grab")`."""


def repair(arguments: argparse.Namespace) -> int:
    """Print up to three repairs of a tour, and store the first one's agenda where asked."""
    from workshop.cli.search import until_interrupted
    from workshop.planner.points import points
    from workshop.planner.repair import applied
    from workshop.planner.repair import repair as mend

    workspace = open_workspace(arguments)
    file, catalogue = workspace.tour(arguments.tour), workspace.catalogue()
    if arguments.write:
        must_be_own(file.path)
    agenda = planned(file)
    if not arguments.wanted:
        raise UsageError("nothing has happened", "say what: --cancel, --close, --delay or --end")
    events = tuple(_event(option, word, agenda, catalogue) for option, word in arguments.wanted)
    done = applied(file.tour, events, catalogue)

    def work(stop: StopToken) -> tuple[Repair, ...]:
        return mend(
            file.tour, catalogue, events, stop=stop, seed=arguments.seed, limit=arguments.limit
        )

    found, interrupted = until_interrupted(work)
    score = points(agenda.days, file.tour.brief, catalogue).score
    _show(found, file, score, as_json=arguments.json)
    if not found:
        if interrupted:
            streams.say("interrupted before there was a repair")
            return INTERRUPTED
        raise _nothing(done, file, catalogue, workspace.content, arguments.limit)
    if arguments.write:
        _store(file, found[0], workspace.content)
    if interrupted:
        streams.say("interrupted: there may be more and better repairs")
    return INTERRUPTED if interrupted else DONE


def _nothing(
    done: Applied, file: TourFile, catalogue: Catalogue, content: Path, limit: float
) -> WorkshopError:
    """Say what an event breaks and which facts are seen to clash after it; return what it means.

    That nothing mends a tour is said only where it is certain: else the limit was too short.
    """
    from workshop.planner.clash import possible
    from workshop.planner.placed import clashes_after
    from workshop.store.locate import locate

    seen = clashes_after(done, planned(file), catalogue)
    streams.say(*(f"{note}." for note in done.notes))
    streams.say(*(f"{locate(fact.where, file, content)}: {fact.fact}" for fact in seen))
    if not seen and possible(done.tour, catalogue, limit=limit) is not False:
        return UsageError(
            f"the limit was over before there was a way to mend {file.name}",
            "allow more with --limit",
        )
    locks = any(b.locked and b.id not in done.pinned for b in done.agenda.blocks)
    eased = "without its locks" if locks else "with fewer musts"
    ways = ["drop one of the facts above" if seen else f"change the brief: {eased}, or more days"]
    ways += ["ask for another time"] if done.pinned else []
    return ImpossibleError(f"nothing mends {file.name}", ", or ".join(ways))


def _show(found: tuple[Repair, ...], file: TourFile, score: int, *, as_json: bool) -> None:
    from workshop.export.data import to_json
    from workshop.export.repairs import repairs_data, repairs_text

    if as_json:
        streams.emit(to_json(repairs_data(file.name, found)))
    elif found:
        streams.emit(repairs_text(file.tour.brief.title, score, found))


def _store(file: TourFile, first: Repair, content: Path) -> None:
    """Store a repair's agenda, and say what the brief must say for it to hold."""
    from workshop.store.locate import locate
    from workshop.store.tours import write_agenda

    write_agenda(file, first.plan)
    streams.say(f"stored the agenda of “{first.label}” in {file.path}")
    was = {wish.id: wish for wish in file.tour.brief.hosts}
    edits = [(edit.where, edit.line) for edit in first.edits]
    told = {line.split(",")[0] for _, line in edits}
    for number, wish in enumerate(first.brief.hosts):
        minutes = f", visit_minutes: {wish.visit_minutes}" if wish.visit_minutes else ""
        line = f"- {{id: {wish.id}, status: {wish.status}{minutes}}}"
        if wish != was.get(wish.id) and line.split(",")[0] not in told:
            edits.append((f"brief.hosts.{number}", line))
    for where, line in edits:
        streams.say(f"{locate(where, file, content)}: the brief does not know it yet; put: {line}")


# -------------------------------------------------------------------- what happened


def _event(option: str, word: str, agenda: Agenda, catalogue: Catalogue) -> Event:
    from workshop.planner.repair import Cancel, Close, Delay, End

    if option == "cancel":
        return Cancel(_item(word, agenda))
    name, _, rest = word.partition(":") if option == "end" else word.rpartition(":")
    if not name or not rest:
        raise UsageError(f"--{option} {word!r} lacks a part", f"write it {SHAPES[option]}")
    if option == "close":
        return Close(known_city(name, catalogue), _date(rest))
    if option == "end":
        return End(_date(name), _time(rest))
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", rest) or not int(rest):
        raise UsageError(f"{rest!r} is no number of minutes", f"write it {SHAPES[option]}")
    return Delay(_item(name, agenda), int(rest))


SHAPES = {
    "close": "CITY:DATE, such as jakarta:2027-03-23",
    "delay": "BLOCK:MINUTES, such as fly-d2:90",
    "end": "DATE:HH:MM, such as 2027-03-23:15:00",
}


def _item(word: str, agenda: Agenda) -> str:
    """Return the id of the block that a word names by its own id or by the catalogue's."""
    known = dict(_names(agenda))
    if word not in known:
        hint = did_you_mean(word, known) or "name one of its blocks, or what is visited or taught"
        raise UsageError(f"there is no {word!r} in the agenda", hint)
    return known[word]


def _names(agenda: Agenda) -> Iterator[tuple[str, str]]:
    kinds = ("visit", "training", "leisure")
    for block in reversed(agenda.blocks):
        if block.kind in kinds and block.ref:
            yield block.ref, block.id
    for block in agenda.blocks:
        yield block.id, block.id


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date", "write it like 2027-03-23") from None


def _time(text: str) -> time:
    if re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        try:
            return time.fromisoformat(text)
        except ValueError:
            pass
    raise UsageError(f"{text!r} is no time", "write it like 15:00")
