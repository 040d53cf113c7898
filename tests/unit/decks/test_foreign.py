"""Decks that people already have open as their own tool shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.decks.deck import Deck
from workshop.decks.fit import layout
from workshop.decks.parse import parse_deck
from workshop.decks.plain import slide_text


def read(decks: Path, name: str) -> Deck:
    return parse_deck((decks / name).read_text("utf-8"), name)


def titles(deck: Deck) -> list[str]:
    return [slide.title for slide in deck.slides]


@pytest.mark.parametrize(
    ("name", "dialect", "count"),
    [
        ("marp-pitchme.md", "marp", 8),
        ("presenterm-columns.md", "presenterm", 1),
        ("presenterm-demo.md", "presenterm", 11),  # ten and the title slide presenterm adds
        ("presenterm-speaker-notes.md", "presenterm", 2),
        ("slides-metadata.md", "slides", 2),
        ("slides-slides.md", "slides", 7),
    ],
)
def test_dialect_and_slide_count(decks: Path, name: str, dialect: str, count: int) -> None:
    deck = read(decks, name)
    assert (deck.dialect, len(deck.slides)) == (dialect, count)
    assert [finding for finding in deck.findings if finding.severity == "error"] == []


def test_marp_directives_and_backgrounds_are_not_shown_and_comments_are_notes(decks: Path) -> None:
    deck = read(decks, "marp-pitchme.md")
    assert deck.slides[0].notes.startswith("This is presenter note.")
    assert deck.slides[0].title == "Marp CLI example"
    assert slide_text(deck.slides[0]).split("\n\n") == [
        "Marp CLI example",
        "Hosting Marp slide deck on the web",
        "https://github.com/yhatt/marp-cli-example",
    ]
    assert deck.slides[1].title == "[image: Marp]"
    assert deck.slides[2].notes == ""
    assert "The easiest way to host\nyour Marp deck" in slide_text(deck.slides[2])


def test_presenterm_notes_stay_on_their_slide_and_samples_in_fences_are_no_notes(
    decks: Path,
) -> None:
    deck = read(decks, "presenterm-speaker-notes.md")
    assert [len(slide.notes.split("\n\n")) for slide in deck.slides] == [2, 3]
    assert "goes here" in slide_text(deck.slides[0])
    assert "goes here" not in deck.slides[0].notes


def test_presenterm_pauses_columns_and_incremental_lists(decks: Path) -> None:
    slide = read(decks, "presenterm-columns.md").slides[0]
    assert slide.steps == 6
    assert [segment.column for segment in slide.segments] == [0, 1, 0, 0, 0, 0]
    assert slide.segments[1].columns == (1, 1)
    (page,) = layout(slide, 5, 80, 24)
    lines = ["".join(run.text for run in line) for line in page]
    beside = next(line for line in lines if "doge.png" in line)
    assert beside.startswith("This is useful for various things:")
    assert any(line.startswith("• Ipsum.") for line in lines)


def test_presenterm_setext_titles_and_rules_do_not_end_slides(decks: Path) -> None:
    deck = read(decks, "presenterm-demo.md")
    assert titles(deck) == [
        "Introducing presenterm",
        "Customizability",
        "Headers",
        "Code highlighting",
        "Dynamic code highlighting",
        "Snippet execution",
        "Images",
        "Column layouts",
        "Text formatting",
        "More markdown",
        "The end",
    ]
    assert deck.slides[1].steps == 2
    assert deck.author == "Matias"


def test_code_that_would_run_is_shown_with_a_mark(decks: Path) -> None:
    text = slide_text(read(decks, "presenterm-demo.md").slides[5])
    assert "[not run: rust +exec]" in text
    assert "# use std::thread::sleep;" in text


def test_slides_front_matter_and_dashes_in_fences(decks: Path) -> None:
    deck = read(decks, "slides-metadata.md")
    assert deck.author == "Gopher"
    assert slide_text(deck.slides[0]).count("---") == 2


PATAT = """---
title: Talk
patat:
  incrementalLists: true
  eval:
    ruby:
      command: ruby
...

# One

- a
- b

<!-- say hello -->

. . .

after

# Two

```ruby
system "rm -rf /"
```
"""


def test_patat() -> None:
    deck = parse_deck(PATAT, "p.md")
    assert (deck.dialect, titles(deck)) == ("patat", ["One", "Two"])
    assert deck.slides[0].steps == 4
    assert deck.slides[0].notes == "say hello"
    assert slide_text(deck.slides[1]).startswith("Two\n\n[not run: ruby]")


REVEAL = """---
title: R
separator: <!--s-->
revealOptions: {transition: fade}
---
# One

- first <!-- .element: class="fragment" -->
- second <!-- .element: class="fragment" -->

Note: say this
and that

---

Two
---
<!-- .slide: data-timing="120" -->
# Three

----

below
<!--s-->
last
"""


def test_reveal_md() -> None:
    deck = parse_deck(REVEAL, "r.md")
    assert deck.dialect == "reveal-md"
    assert titles(deck) == ["One", "Two", "Three", "below", "last"]
    assert deck.slides[0].steps == 3
    assert deck.slides[0].notes == "say this\n\nand that"
    assert "say this" not in slide_text(deck.slides[0])
    assert deck.slides[2].minutes == 2


PREZO = """---
theme: dark
---

<!-- prezo
time_budget: 20
-->

# One

::: columns
::: column
left
:::
::: column
right
:::
:::

under

<!-- note: remember -->
---
# Two

```yaml
a: 1
---
b: 2
```

???

for me only
"""


def test_prezo() -> None:
    deck = parse_deck(PREZO, "p.md")
    assert (deck.dialect, titles(deck)) == ("prezo", ["One", "Two"])
    first = deck.slides[0]
    assert [(part.text.strip(), part.columns, part.column) for part in first.segments] == [
        ("# One", (), 0),
        ("left", (1, 1), 0),
        ("right", (1, 1), 1),
        ("under", (), 0),
    ]
    assert first.notes == "remember"
    assert "b: 2" in slide_text(deck.slides[1])
    assert deck.slides[1].notes == "for me only"


def test_lookatme_mdp_remark() -> None:
    lookatme = parse_deck("# A\n\nx\n\n<!-- stop -->\n\ny\n\n---\n\n# B\n", "l.md")
    assert (lookatme.dialect, lookatme.slides[0].steps, len(lookatme.slides)) == ("lookatme", 2, 2)
    mdp = parse_deck("%title: My talk\n%author: Me\n\n# A\n\n^\n\nb\n\n---\n\nc\n", "m.md")
    assert (mdp.dialect, mdp.title, mdp.slides[0].steps, len(mdp.slides)) == (
        "mdp",
        "My talk",
        2,
        2,
    )
    remark = parse_deck("class: center\n\n# A\n\n--\n\nb\n\n???\n\nnote\n\n---\n\n# B\n", "r.md")
    assert (remark.dialect, remark.slides[0].steps, remark.slides[0].notes) == ("remark", 2, "note")


def test_marp_fragments_and_heading_divider() -> None:
    deck = parse_deck("---\nmarp: true\nheadingDivider: 1\n---\n# A\n\n* a\n* b\n\n- c\n# B\n", "m")
    assert titles(deck) == ["A", "B"]
    assert deck.slides[0].steps == 3
    assert [part.step for part in deck.slides[0].segments] == [0, 1, 2, 2]


def test_plain_markdown_splits_at_headings() -> None:
    deck = parse_deck("# Book\n\nintro\n\n## One\n\na\n\n### Deep\n\nb\n\n## Two\n\nc\n", "b.md")
    assert (deck.dialect, titles(deck)) == ("plain", ["Book", "One", "Two"])


def test_setext_or_break_depends_on_the_dialect() -> None:
    text = "Title\n---\n\nbody\n"
    assert titles(parse_deck("---\nmarp: true\n---\n" + text, "m")) == ["Title"]
    assert titles(parse_deck("---\npaging: x\n---\n" + text, "s")) == ["Title", "body"]


def test_presenterm_rules_are_breaks_where_nothing_else_ends_a_slide() -> None:
    text = "# A\n\n<!-- pause -->\n\nx\n\n---\n\n# B\n"
    assert titles(parse_deck(text, "p")) == ["A", "B"]
    assert titles(parse_deck(text + "\n<!-- end_slide -->\n\n# C\n", "p")) == ["A", "C"]
    shorthand = "---\noptions:\n  end_slide_shorthand: true\n---\n" + text
    assert titles(parse_deck(shorthand + "\n<!-- end_slide -->\n\n# C\n", "p")) == ["A", "B", "C"]
    implicit = "---\noptions:\n  implicit_slide_ends: true\n---\nA\n===\n\nx\n\nB\n---\n\ny\n"
    assert titles(parse_deck(implicit, "p")) == ["A", "B"]
