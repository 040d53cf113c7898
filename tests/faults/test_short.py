"""The short form of `make faults`: every family a few times, nothing lost."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.faults.families import FAMILIES
from tests.faults.network import VERBS, asked, tracing
from tests.faults.piece import apart
from tests.faults.tally import Family
from workshop.cli.arguments import parse


@pytest.mark.parametrize("family", [one for one in FAMILIES if one.short], ids=lambda one: one.name)
def test_nothing_is_lost_or_broken(family: Family) -> None:
    run = partial(apart, family.name) if family.forks else family.run
    tally = run(family.short, 4)
    assert tally.lost == 0, "\n".join(tally.notes)
    assert tally.tried >= family.short or any("not tried" in note for note in tally.notes)


def test_every_verb_runs_without_a_network() -> None:
    verbs = set(parse(["--workspace", "."]).verbs)
    assert verbs
    assert verbs <= {words[0] for words in VERBS}


def test_a_connection_that_is_tried_would_be_noticed(tmp_path: Path) -> None:
    tracer = tracing(tmp_path)
    if not tracer:
        pytest.skip("strace is not installed")
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([*tracer, sys.executable, "-S", "-c", code], check=True)
    assert "AF_INET" in asked(tmp_path)
    subprocess.run([*tracer, sys.executable, "-S", "-c", ""], check=True)
    assert asked(tmp_path) == ""
