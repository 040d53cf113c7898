"""`workshop check --content`: what it finds, and that what is shipped is clean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.decks.parse import parse_deck
from workshop.decks.standard import shortfalls
from workshop.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
DECK = (ROOT / "content" / "modules" / "m03.md").read_text(encoding="utf-8")
CITY = "cities/jakarta.yaml"
COUNTS = """\
    count:
      - Outsiders who published something last year, and how many came back to publish again
      - Days from signing up to the first paying user
"""


def _changed(text: str, old: str, new: str) -> tuple[str, int]:
    """Return `text` with `new` for the first `old`, and the line where it stood."""
    before, found, after = text.partition(old)
    assert found, old
    return before + new + after, before.count("\n") + 1


def _change(workspace: Workspace, file: str, old: str, new: str) -> int:
    path = workspace.content / file
    text, line = _changed(path.read_text(encoding="utf-8"), old, new)
    path.write_text(text, encoding="utf-8")
    return line


def test_what_is_shipped_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", "--workspace", str(ROOT)]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('    place: "@23.9k"\n', "", "does not say where in the source it stands"),
        ("    mark: definition\n", "", "claims.0.mark"),
        ("between others. (definition)", "between others.", "is marked definition"),
        ("Not goods. Not services.\n", "- line\n" * 30, "screens at 80x24"),
        ("  answer: [2]\n", "", "has no answer"),
        ("  answer: [2]\n", "  answer: [9]\n", "none of the 4 options"),
        ("2. Interactions\n", "2. **Interactions**\n", "can see the answer"),
        ("4. Advice\n", "4. Advice\n\nAnswer: 2\n", "can see the answer"),
        ("  time: 2m\n", "  time: 3m\n", "add up to"),
        ("      minutes: 5\n", "      minutes: 4\n", "add up to 14 min"),
        ("  minutes: 15\n", "  minutes: 14\n", "its exercise 14 min"),
        ("# Sources\n", "# Reading\n", "no slide is called Sources"),
        ("Candidates, nothing agreed: GoTo", "GoTo", "as if they had agreed"),
        ("takeaway:\n", "discussion:\n", "no slide has a takeaway"),
        ("- Facts and figures may be wrong.\n", "", "does not say “may be wrong”"),
    ],
)
def test_finds_what_a_deck_lacks_as_a_lecture(old: str, new: str, says: str) -> None:
    found = shortfalls(parse_deck(_changed(DECK, old, new)[0], "m03.md"))
    assert any(says in finding.message for finding in found), [str(each) for each in found]


def test_finds_what_lectures_and_hosts_lack_of_each_other(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    unasked = _change(workspace, "frameworks.yaml", COUNTS, "")
    undated = _change(workspace, CITY, '        as_of: "2021-05-17"\n', "")
    unshown = _change(workspace, "frameworks.yaml", "- id: learning\n", "- id: unseen\n")
    _change(workspace, "cities/bangkok.yaml", " learning,", "")
    _change(workspace, "modules/m03.md", "audience_builder, learning]", "audience_builder]")
    _change(workspace, "modules/m03.md", "hosts: [jkt-goto,", "hosts: [jkt-nobody,")
    _change(workspace, "frameworks.yaml", "  - id: F15\n", "  - id: F99\n")
    steps = _change(workspace, "fieldwork.yaml", "minutes: 15}", "minutes: 10}")
    _change(workspace, "fieldwork.yaml", "module: m07", "module: m77")
    assert main(["check", "--content", "--json", "--workspace", str(workspace.root)]) == 1
    faults = json.loads(capsys.readouterr().out)
    said = {(Path(one["file"]).name, one["line"]): one["what"] for one in faults}
    assert len(faults) == 7
    assert said["frameworks.yaml", unshown] == "no host shows the framework `unseen`"
    assert "has no date" in said["jakarta.yaml", undated - 2]
    assert "says nothing to count" in said["frameworks.yaml", unasked - 9]
    assert said["fieldwork.yaml", steps - 5].startswith("steps of the debrief add up to 40 min")
    for found in ("jkt-nobody", "`F15` has no name", "`m77`, which is no module"):
        assert any(found in what for what in said.values()), found


def test_tells_bad_files_and_the_rest_together(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(workspace, CITY, "    sources:\n", "    sources: []\n    more:\n")
    _change(workspace, "modules/m03.md", "# Sources\n", "# Reading\n")
    assert main(["check", "--content", "--workspace", str(workspace.root)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any("jakarta.yaml:" in each and "sources" in each for each in lines)
    assert any("m03.md:1: no slide is called Sources; " in each for each in lines)


@pytest.mark.parametrize("words", [["check"], ["check", "asia-tech-tour-2027", "--content"]])
def test_checks_one_of_the_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "either a tour or the content" in capsys.readouterr().err
