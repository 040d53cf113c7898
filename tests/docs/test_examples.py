"""Every example of the README and of the pages is run, read or drawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

from scripts.tables import drawn
from tests.docs.examples import PAGES, ROOT, Command, Example, commands, examples, spaced, targets
from workshop.catalogue.read import parse_value
from workshop.cli import main, streams
from workshop.cli.arguments import parse
from workshop.decks.lint import lint
from workshop.decks.parse import parse_deck
from workshop.model.base import Value
from workshop.model.calendar import Holiday
from workshop.model.catalogue import Catalogue
from workshop.model.cities import CityWishes
from workshop.model.lecture import Framework
from workshop.model.ownhost import OwnHost
from workshop.model.place import City, FlightPair, Host
from workshop.model.tour import Tour
from workshop.store.paths import CONTENT, HOSTS, ITINERARIES, shipped
from workshop.store.workspace import Workspace

LIMIT = ("--limit", "0.8")
"""Deterministic seconds that planning gets here; the pages let it take what it needs."""

LONG = {"compare"}
"""Verbs that plan several tours: here it is enough that they understand their words."""


class Hosts(Value):
    """Hosts as they stand in a city's file."""

    part: tuple[Host, ...]


class Frameworks(Value):
    """Frameworks as they stand in their file."""

    part: tuple[Framework, ...]


class Pairs(Value):
    """Flights as they stand in their file."""

    part: tuple[FlightPair, ...]


class Holidays(Value):
    """The list of days in the calendar."""

    part: tuple[Holiday, ...]


PARTS: dict[str, tuple[str, type[Value]]] = {
    "hosts of a city": ("part:\n", Hosts),
    "frameworks": ("part:\n", Frameworks),
    "holidays": ("part:\n", Holidays),
    "flights": ("part:\n", Pairs),
    "brief": (
        'format: 1\nbrief:\n  title: T\n  group_size: 18\n  start: "2027-03-29"\n'
        "  cities: {must: [jakarta]}\n",
        Tour,
    ),
    "cities": ("", CityWishes),
}
"""What a part of a file is put under, and what that must be."""


@pytest.fixture(scope="module", autouse=True)
def _without_terminal() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "has_terminal", lambda: False)
        yield


@pytest.fixture
def desk(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a fresh workspace, which is the working directory.

    Its catalogue is read once for all pages, until there are hosts of one's own.
    """
    for part in (CONTENT, ITINERARIES):
        shutil.copytree(shipped() / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    read = Workspace.catalogue
    monkeypatch.setattr(
        Workspace,
        "catalogue",
        lambda self: read(self) if (tmp_path / HOSTS).exists() else catalogue,
    )
    return Workspace(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_can_be_followed_from_its_top_to_its_end(
    page: Path,
    desk: Workspace,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for example in examples(page):
        path = example.marked("file")
        if path:
            target = desk.root / path
            target.parent.mkdir(exist_ok=True)
            target.write_text(example.text, encoding="utf-8")
        if example.kind == "console":
            for command in commands(example):
                parse(command.words)
                if not example.runs or command.words[0] in LONG:
                    continue
                code, said = run(command, capsys)
                assert code == command.code, f"{example.where}: {command.words}: {said}"
                for line in command.shown:
                    assert line in spaced(said), f"{example.where}: {command.words}: {said}"


def run(command: Command, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return a command's exit code and all it prints."""
    capsys.readouterr()
    code = main([*command.words, *(LIMIT if command.words[0] == "plan" else ())])
    return code, "\n".join(capsys.readouterr())


def of_kind(*kinds: str) -> list[Example]:
    return [one for page in PAGES for one in examples(page) if one.kind in kinds and one.runs]


@pytest.mark.parametrize("example", of_kind("yaml"), ids=lambda one: one.where)
def test_a_file_is_what_it_says_it_is(example: Example) -> None:
    if path := example.marked("file"):
        kinds: dict[str, type[Value]] = {"hosts": OwnHost, "content/cities": City}
        parse_value(example.text, kinds.get(str(Path(path).parent), Tour), example.where)
        return
    top, kind = PARTS[example.marked("in")]
    parse_value(top + indent(example.text, "  "), kind, example.where)


@pytest.mark.parametrize("example", of_kind("markdown"), ids=lambda one: one.where)
def test_a_slide_is_written_as_the_convention_asks(example: Example) -> None:
    text = example.text
    if text.startswith("---\n"):
        deck = parse_deck(text, example.where)
        assert len(deck.slides) > 1
        assert not lint(deck)
        return
    if "diagram:" in text:  # with the picture that stands below it, as the page advises
        text += f"\n{drawn(text)}\n"
    found = lint(parse_deck(TOP + text, example.where))
    assert not [each for each in found if not each.message.endswith(OF_THE_WHOLE)]


OF_THE_WHOLE = ("the lecture says 1 min", "how long it takes")
"""How findings end that are about the minutes of a lecture, not about one slide of it."""

TOP = """\
---
title: "An example"
options:
  end_slide_shorthand: true
  h1_slide_titles: true
---

<!--
workshop:
  id: x01
  duration: 1m
  short: 1m
  objectives: [see]
-->

"""
"""What makes a slide the first of a lecture."""


def test_nothing_on_a_page_is_left_untried() -> None:
    kinds = {one.kind for page in PAGES for one in examples(page)}
    assert kinds <= {"console", "yaml", "markdown", "sh", "text"}
    for one in of_kind("yaml"):
        assert one.marked("file") or one.marked("in"), one.where


def test_every_target_of_make_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for one in of_kind("console"):
        for target in targets(one):
            assert f"\n{target}: " in makefile, f"{one.where}: make {target}"
