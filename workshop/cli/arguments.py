"""The grammar of the command line, with errors of one line that say what was meant."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from workshop import __version__
from workshop.cli.verbs import Run, grammar
from workshop.cli.words import did_you_mean
from workshop.errors import UsageError

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

    grammar(verb, NO_VERB)
    return parser, verbs
