from __future__ import annotations

import json
from pathlib import Path

from workshop.decks.lint import lint
from workshop.decks.parse import parse_deck
from workshop.decks.plain import deck_data, deck_text, slide_text

DECK = """---
title: "Sum"
options:
  end_slide_shorthand: true
---

<!--
workshop:
  id: m99
  duration: 10m
  short: 4m
  objectives: [see]
-->

# One

| City | Hosts |
|---|---|
| Jakarta | 7 |
| Seoul | 9 |

<!--
slide:
  time: 4m
  mark: opinion
-->

<!--
speaker_note: |
  Wait here.
-->

---

# Two

<!-- column_layout: [1, 1] -->

<!-- column: 1 -->

- right

<!-- column: 0 -->

left

<!--
slide:
  time: 6m
  optional: true
-->
"""


def messages(text: str) -> list[str]:
    return [f"{finding.line} {finding.message}" for finding in lint(parse_deck(text, "x.md"))]


def test_text_reads_in_order_and_tables_row_by_row() -> None:
    deck = parse_deck(DECK, "x.md")
    assert slide_text(deck.slides[0]) == (
        "One (opinion)\n\nCity: Jakarta\nHosts: 7\n\nCity: Seoul\nHosts: 9"
    )
    assert slide_text(deck.slides[1]) == "Two\n\nleft\n\n- right"
    text = deck_text(deck)
    assert text.startswith("Sum (workshop deck, 2 slides)\n")
    assert "--- Slide 2 of 2 (6 min, optional)\n" in text
    assert "Notes: Wait here.\n" in text


def test_data_keeps_its_promise() -> None:
    data = deck_data(parse_deck(DECK.replace("time: 4m", "tiem: 4m"), "x.md"), ((80, 24), (20, 5)))
    assert json.loads(json.dumps(data)) == data
    assert data["dialect"] == "workshop"
    slides = data["slides"]
    assert isinstance(slides, list)
    assert slides[0]["number"] == 1
    assert slides[0]["title"] == "One"
    assert slides[0]["notes"] == "Wait here."
    assert slides[0]["steps"] == 1
    assert slides[0]["fits"] == {"80x24": True, "20x5": False}
    findings = data["findings"]
    assert isinstance(findings, list)
    assert any(finding["fix"] == 'did you mean "time"?' for finding in findings)


def test_a_sound_deck_has_no_findings() -> None:
    assert messages(DECK) == []


def test_minutes_must_add_up() -> None:
    assert "7 all slides take 16 min, the lecture says 10 min" in messages(
        DECK.replace("time: 6m", "time: 12m")
    )
    assert "7 slides that are not optional take 4 min, the lecture says 8 min" in messages(
        DECK.replace("short: 4m", "short: 8m")
    )
    assert any("has no time" in each for each in messages(DECK.replace("  time: 4m\n", "")))


def test_breaks_bullets_html_and_headings_of_other_tools() -> None:
    body = "\n# X\n\nTitle\n===\n\n* star\n\n<b>x</b>\n\n```\na\n---\nb\n```\n\ny\n***\n\nz\n"
    found = "\n".join(messages(DECK + body))
    for part in ("underlined heading", "list with `*`", "raw HTML", "bare `---` in a fence"):
        assert part in found
    assert "slide ends at `***`" in found
    assert "needs a blank line above and below" in found


def test_a_claim_says_its_mark_to_the_room() -> None:
    claim = "\n<!--\nclaims:\n  - id: C1\n    mark: A\n-->\n"
    assert "35 claim C1 is marked analogy, but the slide does not say so" in messages(DECK + claim)
    assert messages(DECK.replace("left", "left (analogy)") + claim) == []


def test_what_does_not_fit() -> None:
    tall = DECK + "\n" + "\n\n".join("line" for _ in range(20)) + "\n\n```\n" + "x" * 90 + "\n```\n"
    found = messages(tall)
    assert "35 slide 2 takes 3 screens at 80x24" in found
    assert any("code is too wide for 80 columns" in each for each in found)


def test_exercise_and_diagram() -> None:
    body = (
        "\n<!--\nexercise:\n  title: x\n  minutes: 3\n  steps:\n    - {do: a, minutes: 4}\n-->\n"
        "\n<!--\ndiagram:\n  kind: layers\n  layers: [{name: top}, {name: ground}]\n-->\n"
    )
    found = "\n".join(messages(DECK + body))
    assert "steps of the exercise take 4 min, the exercise 3 min" in found
    assert "diagram without a plain-text fence" in found


def test_lectures_of_the_tour_are_sound() -> None:
    """Every lecture that ships opens without an error."""
    folder = Path(__file__).parents[3] / "content" / "modules"
    for path in sorted(folder.glob("*.md")):
        deck = parse_deck(path.read_text("utf-8"), path.name)
        assert deck.dialect == "workshop", path.name
        assert [str(each) for each in lint(deck) if each.severity == "error"] == [], path.name
