"""The verbs about tours: new, init, plan, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import known_city, open_workspace
from workshop.errors import Fault, ImpossibleError, InputError, UsageError
from workshop.store.paths import must_be_own

if TYPE_CHECKING:
    import argparse
    from datetime import date
    from pathlib import Path

    from workshop.cli.search import Found
    from workshop.model.agenda import Agenda
    from workshop.model.catalogue import Catalogue
    from workshop.model.finding import Finding
    from workshop.store.tours import TourFile

DONE, FOUND_ERRORS, INTERRUPTED = 0, 1, 130

_USUAL_CITIES = ("jakarta", "singapore")
"""Cities of a new tour for which none are named."""


def new(arguments: argparse.Namespace) -> int:
    """Write a new brief into the workspace's `itineraries/`."""
    from workshop.store.tours import create_tour, new_tour

    workspace = open_workspace(arguments)
    must_be_own(workspace.itineraries)
    catalogue = workspace.catalogue()
    source = workspace.tour(arguments.source).text if arguments.source else None
    cities = tuple(known_city(city, catalogue) for city in arguments.cities or ())
    start = arguments.start
    if source is None:
        cities = cities or _usual_cities(catalogue)
        start = start or _usual_start(cities, catalogue)
    text = new_tour(
        arguments.name, start=start, days=arguments.days, cities=cities, source_text=source
    )
    path = create_tour(workspace.itineraries, arguments.name, text)
    streams.say(f"wrote {path}; change it, then: workshop plan {arguments.name} --write")
    return DONE


def _usual_start(cities: tuple[str, ...], catalogue: Catalogue) -> date:
    from datetime import datetime

    from workshop.store.newtour import quiet_monday

    today = datetime.now().astimezone().date()
    return quiet_monday(today, [catalogue.city[one] for one in cities], catalogue.closures)


def _usual_cities(catalogue: Catalogue) -> tuple[str, ...]:
    usual = tuple(city for city in _USUAL_CITIES if city in catalogue.city)
    return usual or tuple(catalogue.city)[:1]


def init(arguments: argparse.Namespace) -> int:
    """Lay out a workspace of one's own."""
    from pathlib import Path

    from workshop.store.tours import init_workspace

    folder = Path(arguments.directory)
    written = init_workspace(folder)
    streams.say(f"wrote {len(written)} files; next: cd {folder} and read README.md there")
    return DONE


def plan(arguments: argparse.Namespace) -> int:
    """Find the best agenda, print it, and store it where asked."""
    workspace = open_workspace(arguments)
    file = workspace.tour(arguments.tour)
    if arguments.write:
        must_be_own(file.path)
    return show_plan(
        file,
        workspace.catalogue(),
        workspace.content,
        limit=arguments.limit,
        seed=arguments.seed,
        as_json=arguments.json,
        write=arguments.write,
        output=arguments.output,
    )


def show_plan(
    file: TourFile,
    catalogue: Catalogue,
    content: Path,
    *,
    limit: float = 60.0,
    seed: int = 0,
    as_json: bool = False,
    write: bool = False,
    output: str | None = None,
) -> int:
    """Plan a tour in `limit` seconds and deliver the agenda as Markdown or JSON.

    Returns the exit code. Raises ImpossibleError, with the conflict as JSON already delivered
    where that was asked for, and BrokenPlanError.
    """
    from workshop.cli.search import search

    found = search(file, catalogue, content, limit=limit, seed=seed)
    if as_json:
        streams.deliver(_json(file, found.agenda, catalogue), output)
    if found.agenda.status == "infeasible":
        return _without_plan(file, found)
    if not as_json:
        streams.deliver(_markdown(file, found.agenda, catalogue, found.findings), output)
    if write:
        from workshop.store.tours import write_agenda

        write_agenda(file, found.agenda)
        streams.say(f"stored the agenda in {file.path}")
    return _tell_how_good(found)


def _without_plan(file: TourFile, found: Found) -> int:
    """Say why there is no plan: it was interrupted, the limit was short, or none can exist."""
    if found.interrupted:
        streams.say("interrupted before there was a plan")
        return INTERRUPTED
    from workshop.planner import STOPPED

    if any(one.fact == STOPPED for one in found.agenda.conflict):
        raise UsageError("the limit was over before there was a plan", "allow more with --limit")
    for one, frees in zip(found.agenda.conflict, found.frees, strict=True):
        streams.say(f"{one.where}: {one.fact}; {f'drop it, and {frees}' if frees else 'change it'}")
    raise ImpossibleError(f"no plan can exist for {file.name}", "the facts above clash")


def _tell_how_good(found: Found) -> int:
    agenda = found.agenda
    where = "" if agenda.venues == "all" else " with these training venues"
    how = f"at most {agenda.bound} are possible{where} (gap {agenda.gap:.1%})"
    if agenda.gap >= 1:
        how = "stopped before it was known how many are possible"
    if agenda.status == "optimal":
        how = f"proven best{where}"
    said = f"{agenda.score} points, {how}, {found.seconds:.1f} s"
    if found.interrupted:
        streams.say(f"interrupted: {said}")
        return INTERRUPTED
    if streams.shows_progress():
        streams.say(said)
    return DONE


def check(arguments: argparse.Namespace) -> int:
    """List the findings of the agenda in a tour, or of the content; 1 if errors are among them."""
    from workshop.export.data import findings_data, to_json
    from workshop.model.finding import errors
    from workshop.rules import check as check_rules

    if arguments.content is (arguments.tour is not None):
        raise UsageError("check either a tour or the content", "workshop check TOUR, or --content")
    workspace = open_workspace(arguments)
    if arguments.content:
        return _check_content(workspace.content_faults(), as_json=arguments.json)
    file = workspace.tour(arguments.tour)
    findings = check_rules(planned(file), file.tour.brief, workspace.catalogue())
    if arguments.json:
        streams.emit(to_json(findings_data(findings)))
    else:
        streams.emit("".join(_finding_line(finding) + "\n" for finding in findings))
        if not findings:
            streams.say("nothing to find fault with")
    return FOUND_ERRORS if errors(findings) else DONE


def _check_content(faults: tuple[Fault, ...], *, as_json: bool) -> int:
    """List what is wrong with lectures and hosts; 1 if there is anything."""
    from dataclasses import asdict

    if as_json:
        streams.emit_json([asdict(fault) for fault in faults])
    else:
        streams.emit("".join(f"{fault}\n" for fault in faults))
        if not faults:
            streams.say("nothing to find fault with")
    return FOUND_ERRORS if faults else DONE


def _finding_line(finding: Finding) -> str:
    where = f" [{', '.join(finding.blocks)}]" if finding.blocks else ""
    what = f"{finding.severity}: {finding.rule}{where}: {finding.message}"
    return " ".join((f"{what}; {finding.fix}" if finding.fix else what).split())


def planned(file: TourFile) -> Agenda:
    """Return the agenda in a tour file; InputError if it was never planned."""
    from workshop.store.draft import journal_path
    from workshop.store.paths import shown

    agenda = file.tour.plan
    if agenda is None:
        what = "there is no agenda in this tour yet"
        hint = f"make one: workshop plan {file.name} --write"
        if journal_path(file.path).exists():
            hint += f"; or save one that was made on its board: workshop {file.name}, s"
        raise InputError((Fault(shown(file.path), 1, what, hint),))
    return agenda


def show_planned(file: TourFile, catalogue: Catalogue, content: Path) -> int:
    """Print the agenda that is in a tour, or plan one where there is none that obeys the rules."""
    from workshop.model.finding import errors
    from workshop.rules import check as check_rules

    agenda = file.tour.plan
    if agenda is not None:
        findings = check_rules(agenda, file.tour.brief, catalogue)
        if not errors(findings):
            streams.emit(_markdown(file, agenda, catalogue, findings))
            return DONE
    return show_plan(file, catalogue, content)


def _markdown(
    file: TourFile, agenda: Agenda, catalogue: Catalogue, findings: tuple[Finding, ...]
) -> str:
    from workshop.export.agenda import agenda_markdown

    return agenda_markdown(file.tour, agenda, catalogue, findings)


def _json(file: TourFile, agenda: Agenda, catalogue: Catalogue) -> str:
    from workshop.export.data import plan_data, to_json
    from workshop.planner.points import block_points

    points = block_points(agenda, file.tour.brief, catalogue) if agenda.days else {}
    return to_json(plan_data(file.name, agenda, points))
