from __future__ import annotations

import pytest

from tests.hostile import HOSTILE
from tests.unit.decks.diagrams.pictures import DIAMOND, PICTURES, picture
from workshop.decks.cells import cells, clean
from workshop.decks.diagrams.cells import scene_lines
from workshop.decks.diagrams.layout import parts_of, scene_of
from workshop.decks.diagrams.scene import Diamond, Scene
from workshop.decks.diagrams.words import labels, missing_from, sentences
from workshop.decks.fit import canvas
from workshop.model.diagram import Diagram

SIZES = ((80, 24), (100, 30), (120, 40))
ROOM = 4
"""Rows of a slide that its title and a line of text take beside the diagram."""


def drawn(scene: Scene, part: int = 99, plain: bool = False) -> list[str]:
    return ["".join(run.text for run in line) for line in scene_lines(scene, part, plain)]


def fitted(data: Diagram, size: tuple[int, int]) -> Scene:
    width, height = canvas(*size)
    scene = scene_of(data, width, height - ROOM)
    assert scene is not None
    assert scene.height <= height - ROOM
    return scene


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("plain", [False, True], ids=["drawn", "ascii"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_diagram_fits_and_shows_each_label(
    name: str, plain: bool, size: tuple[int, int]
) -> None:
    data = picture(PICTURES[name])
    lines = drawn(fitted(data, size), plain=plain)
    assert max(map(cells, lines)) <= canvas(*size)[0]
    assert missing_from(data, "\n".join(lines)) == ()
    if plain:
        assert "\n".join(lines).isascii()


@pytest.mark.parametrize("name", PICTURES)
def test_parts_are_added_and_nothing_moves(name: str) -> None:
    data = picture(PICTURES[name])
    scene = fitted(data, (80, 24))
    assert scene.parts == parts_of(data)
    assert scene.parts > 1
    ink = [sum(len(line.replace(" ", "")) for line in drawn(scene, part)) for part in range(9)]
    assert ink[: scene.parts] == sorted(set(ink[: scene.parts])), "each part adds something"
    last = drawn(scene)
    for part in range(scene.parts):
        for before, after in zip(drawn(scene, part), last, strict=True):
            words = [word for word in before.split() if word.isalpha()]
            assert all(after.find(word) == before.find(word) for word in words)


def test_the_diamond_reads_as_one_sees_it() -> None:
    scene = fitted(picture(DIAMOND), (80, 24))
    lines = drawn(scene)
    middle = next(line for line in lines if "platform" in line)
    assert middle.index("──▶") < middle.index("platform") < middle.index("◀──")
    assert "network effect" in lines[0]
    assert any("◀──── innovate · distribute · monetise ─────▶" in line for line in lines)
    below = next(at for at, line in enumerate(lines) if "hardware" in line)
    assert below > lines.index(middle)


def test_the_larger_the_screen_the_larger_the_diamond() -> None:
    sizes = [
        next(shape.half for shape in fitted(picture(DIAMOND), size).shapes
             if isinstance(shape, Diamond))
        for size in SIZES
    ]  # fmt: skip
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("size", [(74, 3), (20, 40), (8, 4), (1, 1)], ids=str)
def test_what_has_no_room_is_not_drawn_or_fits(name: str, size: tuple[int, int]) -> None:
    scene = scene_of(picture(PICTURES[name]), *size)
    if scene is not None:
        assert scene.height <= size[1]
        assert all(cells(line) <= size[0] for line in drawn(scene))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_any_words_may_be_a_group(text: str) -> None:
    """Thai, Korean, emoji, markup: drawn within the width, or said in words."""
    name = clean(text).replace("\n", " ")[:120]
    data = picture({**DIAMOND, "groups": [name, "users"], "interaction": [name]})
    scene = scene_of(data, 74, 40)
    if scene is not None:
        assert max(map(cells, drawn(scene))) <= 74
    assert any(name.rstrip(".") in sentence for sentence in sentences(data))


def test_wide_characters_keep_their_frame() -> None:
    groups = ["개발자와 창작자", "นักพัฒนาซอฟต์แวร์", "👩‍💻 makers"]
    lines = drawn(fitted(picture({**DIAMOND, "groups": groups}), (80, 24)))
    assert missing_from(picture({**DIAMOND, "groups": groups[:1]}), "\n".join(lines)) == ()
    row = next(line for line in lines if "개발자와" in line)
    assert row.count("│") >= 2


def test_words_say_everything_in_order() -> None:
    said = " ".join(sentences(picture(DIAMOND)))
    places = [said.index(label) for label in labels(picture(DIAMOND)) if label != "network effect"]
    assert places == sorted(places)
    assert said.startswith("Diagram: The blue diamond.")
    assert "Layer 1 from the bottom, Infrastructure" in " ".join(
        sentences(picture(PICTURES["layers"]))
    )
    assert "Smartphone (from 2008): computing power down, connectivity jump." in " ".join(
        sentences(picture(PICTURES["eras"]))
    )


def test_a_drawing_in_text_is_held_against_the_data() -> None:
    fence = "APPLICATIONS --> PLATFORM <-- users, people\n innovate distribute network"
    assert missing_from(picture(DIAMOND), fence) == (
        "Makers of hardware",
        "monetise",
    )
