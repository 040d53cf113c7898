"""What each verb takes: its words and options, and the function that carries it out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from workshop.cli import (
    catalogue,
    compare,
    exports,
    lectures,
    open_app,
    repairs,
    report,
    tours,
    values,
    why,
)

Run = Callable[[argparse.Namespace], int]
Verb = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds a verb: its name, what it runs, and what it does in words."""


def grammar(verb: Verb, nameless: str) -> None:
    """Add every verb, and as `nameless` what is done where none is named."""
    _app(verb, nameless)
    _tours(verb)
    _why(verb)
    _repair(verb)
    _compare(verb)
    _catalogue(verb)
    _lectures(verb)


def _app(verb: Verb, name: str) -> None:
    app = verb(name, open_app.open_app, "open the app")
    app.add_argument("tour", nargs="?", metavar="TOUR")


def _tours(verb: Verb) -> None:
    new = verb("new", tours.new, "write a brief, commented, ready to plan")
    new.add_argument(
        "name", metavar="NAME", help="the tour's name, and of its file in itineraries/"
    )
    new.add_argument("--from", dest="source", metavar="TOUR", help="start from this tour's brief")
    new.add_argument("--start", type=values.day, metavar="DATE", help="first day, YYYY-MM-DD")
    new.add_argument("--days", type=values.length, metavar="N", help="length in days (5)")
    new.add_argument(
        "--cities", type=values.names, metavar="A,B,C", help="cities that must be visited"
    )

    init = verb("init", tours.init, "lay out a workspace of one's own in DIR")
    init.add_argument("directory", metavar="DIR")

    plan = verb("plan", tours.plan, "find the best agenda for a tour's brief")
    plan.add_argument("tour", metavar="TOUR")
    _searches(plan, 60.0, "search no longer (60)")
    plan.add_argument("--json", action="store_true", help="JSON instead of Markdown")
    plan.add_argument("--write", action="store_true", help="store the agenda in the tour's file")
    plan.add_argument("-o", dest="output", metavar="FILE", help="write here instead of printing")

    check = verb(
        "check", tours.check, "list what is wrong with the agenda in a tour, or the content"
    )
    check.add_argument("tour", nargs="?", metavar="TOUR")
    check.add_argument("--content", action="store_true", help="lectures and hosts, not a tour")
    check.add_argument("--json", action="store_true", help="JSON instead of lines")

    export = verb("export", exports.export, "turn the agenda in a tour into documents")
    export.add_argument("tour", metavar="TOUR")
    export.add_argument(
        "documents", nargs="+", metavar="DOCUMENT", help=", ".join(exports.DOCUMENTS)
    )
    export.add_argument("-o", dest="output", metavar="DIR", help="write files here")
    export.add_argument(
        "--since", metavar="VERSION", help="changes since this version's code, or this tour's file"
    )


def _compare(verb: Verb) -> None:
    side = verb("compare", compare.compare, "plan variants of a tour and put them side by side")
    side.add_argument("tour", metavar="TOUR")

    def variant(option: str, kind: Callable[[str], object], metavar: str, text: str) -> None:
        side.add_argument(
            option, dest="wanted", action="append", type=kind, metavar=metavar, help=text
        )

    variant("--with", lambda text: ((("with", text),),), "CITY", "with this city as a must")
    variant("--without", lambda text: ((("without", text),),), "CITY", "without this city")
    variant("--days", values.lengths, "N", "with this many days")
    variant("--start", values.starts, "DATE", "starting then; FIRST..LAST is a start each week")
    variant(
        "--window", values.window, "FROM..TO", "starting on each day that keeps it in this window"
    )
    side.add_argument(
        "--starts", dest="wanted", action="append_const", const=compare.EVERY_START,
        help="starting on each day of the brief's window",
    )  # fmt: skip
    variant(
        "--base", lambda text: ((("base", text),),), "VENUE",
        "with this training venue; a city stands for each other one that it has",
    )  # fmt: skip
    variant("--weight", values.changes, "NAME=N", "with this weight in the score, such as visit=90")
    variant(
        "--variant", values.changes, "CHANGES", "several at once: with=seoul,without=bangkok,days=6"
    )
    _searches(side, None, "for each variant (60; 4 for every start in a window)")
    side.add_argument("--json", action="store_true", help="JSON instead of a table")


def _searches(parser: argparse.ArgumentParser, limit: float | None, text: str) -> None:
    """Let a verb that searches be told how long (`limit` unless told) and how to vary it."""
    parser.add_argument("--limit", type=values.seconds, default=limit, metavar="SECONDS", help=text)
    parser.add_argument(
        "--seed", type=values.seed, default=0, metavar="N", help="vary the search (0)"
    )


def _repair(verb: Verb) -> None:
    mend = verb("repair", repairs.repair, "mend the agenda of a tour to which something happened")
    mend.add_argument("tour", metavar="TOUR")
    for option, metavar, text in (
        ("cancel", "ITEM", "this visit, lecture or leisure item is off"),
        ("close", "CITY:DATE", "no host of the city receives anybody on that day"),
        ("delay", "BLOCK:MINUTES", "this flight, visit or other block comes so much later"),
        ("end", "DATE:HH:MM", "that day is over at this time"),
    ):
        mend.add_argument(
            f"--{option}", dest="wanted", action="append", metavar=metavar, help=text,
            type=partial(values.happened, option),
        )  # fmt: skip
    _searches(
        mend, 2.0, "search no longer (2); from 6 on all is planned anew too, for the best value"
    )
    mend.add_argument("--json", action="store_true", help="JSON instead of text")
    mend.add_argument("--write", action="store_true", help="store the first repair's agenda")


def _why(verb: Verb) -> None:
    asked = verb("why", why.why, "say why an item is in the agenda, or why not and at what price")
    asked.add_argument("tour", metavar="TOUR")
    asked.add_argument("item", metavar="ITEM", help="a block's id, or one from the catalogue")
    asked.add_argument("--json", action="store_true", help="JSON instead of words")


def _catalogue(verb: Verb) -> None:
    hosts = verb("hosts", catalogue.hosts, "list companies that might receive the group")
    modules = verb("modules", catalogue.modules, "list the lectures")
    for listing in (hosts, modules):
        listing.add_argument("--city", metavar="C", help="only what belongs to this city")
        listing.add_argument("--topic", metavar="T", help="only this framework, sector or word")
        listing.add_argument("--json", action="store_true", help="JSON instead of a table")

    schema = verb(
        "schema", catalogue.schema, "print the JSON Schema of a kind of file, for editors"
    )
    schema.add_argument("kind", metavar="KIND", help="tour, city, host, flights or module")


def _lectures(verb: Verb) -> None:
    deck = verb("deck", lectures.deck, "print a deck as text, with what does not fit")
    deck.add_argument("file", metavar="FILE", help="a Markdown file, or a module's id")
    deck.add_argument("--size", type=values.size, metavar="WxH", help="cells of the screen (80x24)")
    deck.add_argument("--json", action="store_true", help="JSON instead of text")

    present = verb("present", lectures.present, "run a lecture; without a terminal, print it")
    present.add_argument("target", metavar="TARGET", help="a module's id, a deck's file or a tour")
    present.add_argument(
        "--room",
        action="store_true",
        help="the room's own screen: follows the session run in another terminal",
    )
    present.add_argument(
        "--no-keys", dest="keys", action="store_false", help="with --room: only follow"
    )
    present.add_argument(
        "--rehearse", action="store_true", help="try it out: nothing is kept but, if wanted, times"
    )
    after = verb("report", report.report, "print what became of a tour, or of a lecture, once run")
    after.add_argument("target", metavar="TARGET", help="a tour, a module's id or a deck's file")
    after.add_argument(
        "what",
        nargs="?",
        default="report",
        metavar="WHAT",
        help="report (the default); of a lecture handout and workbook too",
    )

    present.add_argument(
        "--new", action="store_true", help="begin anew even where a session was left open"
    )
