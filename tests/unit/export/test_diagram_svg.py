from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.hostile import EVERYTHING
from tests.unit.decks.diagrams.pictures import DIAMOND, PICTURES, picture
from workshop.decks.diagrams.words import labels, missing_from
from workshop.export.diagram_svg import diagram_svg

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


@pytest.mark.parametrize("name", PICTURES)
def test_every_diagram_says_its_labels_and_stands_alone(name: str) -> None:
    data = picture(PICTURES[name])
    svg = diagram_svg(data)
    assert missing_from(data, "\n".join(texts(svg))) == ()
    root = ElementTree.fromstring(svg)  # noqa: S314
    described = root.find(f"{SVG}desc")
    assert described is not None
    assert described.text is not None
    assert all(label in described.text for label in labels(data))
    assert root.get("role") == "img"
    assert svg.count("http") == 1, "the name space and no address"
    assert diagram_svg(data) == svg


def test_a_note_says_whose_drawing_it_is() -> None:
    assert "Our drawing, not the speaker's." in texts(
        diagram_svg(picture(PICTURES["coordination"]))
    )


def test_any_words_stay_words() -> None:
    for text in EVERYTHING:
        if name := text.strip()[:100]:
            groups = [name, "users"]
            svg = diagram_svg(picture({**DIAMOND, "title": name, "groups": groups}))
            ElementTree.fromstring(svg)  # noqa: S314
            assert "<script" not in svg
