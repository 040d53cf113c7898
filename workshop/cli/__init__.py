"""The verbs: read the command line, call one function, print what it gives.

Nothing here is heavy: whatever loads pydantic, Textual or OR-Tools is imported inside the function
that needs it, so that `workshop --help` answers at once. Exit codes: 0 done, 1 done and errors were
found, 2 bad input or usage, 3 no plan can exist, 70 a fault of the program, 130 interrupted,
141 the reader of our output went away.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from workshop.cli import streams
from workshop.cli.arguments import parse
from workshop.errors import InputError, WorkshopError

INTERNAL = 70
INTERRUPTED = 130
READER_GONE = 141
EASY = 150_000
"""New objects between two searches for garbage: loading makes many objects and little of it, and
the first slide of a lecture should not wait for a search of what was just imported."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own) and return its exit code."""
    gc.set_threshold(EASY)
    streams.prepare()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        streams.flush()
    except KeyboardInterrupt:
        streams.say("interrupted")
        code = INTERRUPTED
    except BrokenPipeError:
        streams.abandon()
        code = READER_GONE
    return code


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = parse(argv)
        return int(arguments.run(arguments))
    except SystemExit as stop:  # argparse, after --help or --version
        return int(stop.code or 0)
    except InputError as error:
        streams.say(*error.lines())
        return error.exit_code
    except WorkshopError as error:
        streams.say(*(f"workshop: {line}" for line in error.lines()))
        return error.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        streams.say(f"workshop: {where}{error.strerror or error}")
        return WorkshopError.exit_code
    except Exception as error:
        if os.environ.get("WORKSHOP_DEBUG"):
            raise
        streams.say(
            f"workshop: internal error: {type(error).__name__}: {error}; the fault is the"
            " program's, not yours: run the same with WORKSHOP_DEBUG=1 and report what it says"
        )
        return INTERNAL
