"""The grammar of the command line, with errors of one line that say what was meant."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NoReturn

from workshop import __version__
from workshop.cli import (
    catalogue,
    compare,
    exports,
    lectures,
    open_app,
    repairs,
    report,
    tours,
    why,
)
from workshop.cli.words import did_you_mean
from workshop.errors import UsageError

Run = Callable[[argparse.Namespace], int]

NO_VERB = ""
"""The name under which `workshop [TOUR]` is parsed; nobody can type it."""

_OVERVIEW = """\
workshop [TOUR]                     open the app; without a terminal, print the planned agenda
workshop VERB …                     do one thing and print it; see workshop VERB --help
"""

_EXITS = """\
TOUR is a path or the name of a file in itineraries/. Data goes to standard output, everything else
to standard error. Exit codes: 0 done; 1 done, and it found errors; 2 bad input or usage; 3 no plan
can exist; 130 interrupted. The workspace is --workspace, else WORKSHOP_HOME, else the folder here
or above that has content/ and itineraries/, else what is shipped with the program.
"""


class Parser(argparse.ArgumentParser):
    """An argparse parser that raises UsageError instead of printing its usage and exiting."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with `message` and where to read more."""
        raise UsageError(message, f"see '{self.prog} --help'")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line (without the program's name); `run` of the result carries it out.

    Raises UsageError; SystemExit after `--help` and `--version`.
    """
    parser, verbs = _grammar()
    words = list(argv)
    place = _first_word(words)
    verb = words[place] if place < len(words) else NO_VERB
    if verb not in verbs or verb == NO_VERB:
        if {"-h", "--help"} & set(words):
            words = ["--help"]
        verb = NO_VERB
        words.insert(place, NO_VERB)
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        if verb == NO_VERB and not unknown[0].startswith("-"):
            meant = did_you_mean(words[place + 1], verbs) or "see 'workshop --help'"
            raise UsageError(f"there is no verb {words[place + 1]!r}", meant)
        _refuse(unknown[0], verbs[verb])
    arguments.verbs = tuple(name for name in verbs if name)
    return arguments


def _refuse(word: str, parser: Parser) -> NoReturn:
    see = f"see '{parser.prog} --help'"
    if word.startswith("-") and word != "-":
        options = [name for action in parser._actions for name in action.option_strings]
        raise UsageError(f"unknown option {word}", did_you_mean(word, options) or see)
    raise UsageError(f"one word too many: '{word}'", see)


def _first_word(words: Sequence[str]) -> int:
    place = 0
    while place < len(words) and words[place].startswith("-") and words[place] != "--":
        place += 2 if words[place] == "--workspace" else 1
    return min(place, len(words))


def _grammar() -> tuple[Parser, dict[str, Parser]]:
    parser = Parser(
        prog="workshop",
        usage=_OVERVIEW.replace("\n", "\n       ").rstrip(),
        description="Plan an executive tech tour and run its lectures, with no network.",
        epilog=_EXITS,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"workshop {__version__}")
    parser.add_argument("--workspace", metavar="DIR", help="work on the workspace in DIR")
    group = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    verbs: dict[str, Parser] = {}

    def verb(name: str, run: Run, text: str) -> Parser:
        added: Parser = group.add_parser(
            name,
            prog=f"workshop {name}".strip(),
            description=text[0].upper() + text[1:] + ".",
            allow_abbrev=False,
            **({"help": text} if name else {}),  # type: ignore[arg-type]
        )
        added.add_argument(
            "--workspace", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
        added.set_defaults(run=run)
        verbs[name] = added
        return added

    _app(verb)
    _tours(verb)
    _why(verb)
    _repair(verb)
    _compare(verb)
    _catalogue(verb)
    _lectures(verb)
    return parser, verbs


Verb = Callable[[str, Run, str], Parser]


def _app(verb: Verb) -> None:
    app = verb(NO_VERB, open_app.open_app, "open the app")
    app.add_argument("tour", nargs="?", metavar="TOUR")


def _tours(verb: Verb) -> None:
    new = verb("new", tours.new, "write a brief, commented, ready to plan")
    new.add_argument(
        "name", metavar="NAME", help="the tour's name, and of its file in itineraries/"
    )
    new.add_argument("--from", dest="source", metavar="TOUR", help="start from this tour's brief")
    new.add_argument("--start", type=_date, metavar="DATE", help="first day, YYYY-MM-DD")
    new.add_argument("--days", type=_days, metavar="N", help="length in days (5)")
    new.add_argument("--cities", type=_names, metavar="A,B,C", help="cities that must be visited")

    init = verb("init", tours.init, "lay out a workspace of one's own in DIR")
    init.add_argument("directory", metavar="DIR")

    plan = verb("plan", tours.plan, "find the best agenda for a tour's brief")
    plan.add_argument("tour", metavar="TOUR")
    plan.add_argument(
        "--limit", type=_seconds, default=60.0, metavar="SECONDS", help="search no longer (60)"
    )
    plan.add_argument("--seed", type=_seed, default=0, metavar="N", help="vary the search (0)")
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
    variant("--days", _lengths, "N", "with this many days")
    variant("--start", _starts, "DATE", "starting then; FIRST..LAST is a start each week")
    variant("--window", _window, "FROM..TO", "starting on each day that keeps it in this window")
    side.add_argument(
        "--starts", dest="wanted", action="append_const", const=compare.EVERY_START,
        help="starting on each day of the brief's window",
    )  # fmt: skip
    variant("--weight", _changes, "NAME=N", "with this weight in the score, such as visit=90")
    variant("--variant", _changes, "CHANGES", "several at once: with=seoul,without=bangkok,days=6")
    side.add_argument(
        "--limit",
        type=_seconds,
        metavar="SECONDS",
        help="for each variant (60; 4 for every start in a window)",
    )
    side.add_argument("--seed", type=_seed, default=0, metavar="N", help="vary the search (0)")
    side.add_argument("--json", action="store_true", help="JSON instead of a table")


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
            type=partial(_happened, option),
        )  # fmt: skip
    mend.add_argument(
        "--limit",
        type=_seconds,
        default=2.0,
        metavar="SECONDS",
        help="search no longer (2); from 6 on all is planned anew too, for the best value",
    )
    mend.add_argument("--seed", type=_seed, default=0, metavar="N", help="vary the search (0)")
    mend.add_argument("--json", action="store_true", help="JSON instead of text")
    mend.add_argument("--write", action="store_true", help="store the first repair's agenda")


def _happened(option: str, word: str) -> tuple[str, str]:
    return option, word


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
    deck.add_argument("--size", type=_size, metavar="WxH", help="cells of the screen (80x24)")
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


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date like 2027-03-22") from None


def _whole(text: str, low: int, high: int) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text) or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number from {low} to {high}")
    return int(text)


def _days(text: str) -> int:
    return _whole(text, 1, 21)


def _lengths(text: str) -> tuple[compare.Changes, ...]:
    return ((("days", _days(text)),),)


def _starts(text: str) -> tuple[compare.Changes, ...]:
    first, dots, last = text.partition("..")
    start = _our_day(first)
    weeks = (_our_day(last) - start).days // 7 if dots else 0
    if weeks < 0:
        raise argparse.ArgumentTypeError(f"'{text}' ends before it begins")
    return tuple((("start", start + timedelta(weeks=n)),) for n in range(min(weeks, 99) + 1))


def _window(text: str) -> compare.Window:
    first, dots, last = text.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(f"'{text}' is no window like 2027-03-01..2027-03-31")
    return compare.Window(_our_day(first), _our_day(last))


def _our_day(text: str) -> date:
    """Read a date that zones and calendars are sure about."""
    if not 2000 <= _date(text).year < 2100:
        raise argparse.ArgumentTypeError(f"'{text}' is not between 2000 and 2099")
    return _date(text)


def _changes(text: str) -> tuple[compare.Changes, ...]:
    return (tuple(_change(part.strip()) for part in text.split(",")),)


def _change(text: str) -> tuple[str, str | int | date]:
    key, equals, value = text.partition("=")
    if not equals or not key or not value:
        raise argparse.ArgumentTypeError(f"'{text}' is no change like days=6")
    if key in ("with", "without"):
        return key, value
    if key == "start":
        return key, _our_day(value)
    return key, _days(value) if key == "days" else _whole(value, 0, 1000)


def _seed(text: str) -> int:
    return _whole(text, 0, 2**31 - 1)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds above 0, up to 86400")
    return seconds


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("name at least one city")
    return names


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,4})[x×]([0-9]{1,4})", text)
    if match is None or int(match[1]) < 20 or int(match[2]) < 5:
        raise argparse.ArgumentTypeError(f"'{text}' is no size like 80x24, 20x5 at least")
    return int(match[1]), int(match[2])
