from __future__ import annotations

from pathlib import Path

import pytest

from workshop.decks.module import read_module
from workshop.errors import InputError, StoreError

GOOD = """---
title: "Blue: a diamond"
---

<!--
workshop:
  id: m04
  duration: 1h15m
  short: 30m
  objectives: [draw it]
  frameworks: [F08, network_effect]
  needs: [m03]
  capstone: true
-->

# Never read

<!--
quiz: [this is broken
-->
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "m.md"
    path.write_text(text, "utf-8")
    return path


def test_reads_the_keys(tmp_path: Path) -> None:
    module = read_module(write(tmp_path, GOOD.split("# Never")[0]), "content/modules/m04.md")
    assert (module.id, module.title, module.duration, module.short) == (
        "m04",
        "Blue: a diamond",
        75,
        30,
    )
    assert (module.objectives, module.frameworks) == (("draw it",), ("F08", "network_effect"))
    assert (module.needs, module.capstone, module.outline) == (("m03",), True, False)
    assert module.file == "content/modules/m04.md"


def test_reads_only_the_top(tmp_path: Path) -> None:
    assert read_module(write(tmp_path, GOOD), "m").id == "m04"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  id: m04", "  id: M 04", 'm.md:7: "workshop.id"'),
        (
            "  duration: 1h15m",
            "  duration: long",
            'm.md:8: "workshop.duration": "long" is not a length',
        ),
        ("  short: 30m", "  short: 2h", "is longer than the full form"),
        ("  capstone: true", "  capstone: yes", 'm.md:13: "workshop.capstone"'),
        ("  capstone", "  capston", 'did you mean "capstone"?'),
        ("workshop:", "workshpo:", "no `workshop:` comment"),
        ("title:", "theme:", 'm.md:2: unknown key "theme"'),
        ('title: "Blue: a diamond"', "sub_title: x", "front matter has no title"),
        ("  short: 30m\n", "", 'key "workshop.short" is missing'),
        ("  id: m04", "\tid: m04", "m.md:7: not YAML"),
    ],
)
def test_every_fault_has_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        read_module(write(tmp_path, GOOD.replace(old, new, 1)), "m.md")
    assert fault in "\n".join(caught.value.lines())


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("id: m04", "id: M").replace("duration: 1h15m", "duration: x")
    with pytest.raises(InputError) as caught:
        read_module(write(tmp_path, text), "m.md")
    assert [fault.line for fault in caught.value.faults] == [7, 8]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        read_module(tmp_path / "none.md", "none.md")
    path = tmp_path / "latin.md"
    path.write_bytes(b"a\nb\xe9")
    with pytest.raises(InputError) as caught:
        read_module(path, "latin.md")
    assert caught.value.faults[0].line == 2
