"""A diagram among the rows of a slide, and slides drawn with ASCII alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.decks.blocks import BLANK, Row, Setting
from workshop.decks.wrap import Line, Role, Run, line_cells, wrap

if TYPE_CHECKING:
    from workshop.decks.deck import Segment
    from workshop.model.diagram import Diagram

_DRAWN: Final[frozenset[Role]] = frozenset({"bullet", "rule", "mark", "quote", "text", "code"})
_ASCII: Final = str.maketrans(
    {"•": "-", "◦": "-", "▪": "-", "│": "|", "─": "-", "┼": "+", "▼": "v", "↳": ">"}
)


def diagram_rows(segment: Segment, setting: Setting, step: int) -> list[Row] | None:
    """Return what is drawn of the segment's diagram at `step`, or said of it for the ear.

    It takes at most `setting.room` rows where that can be, else a page of its own. None where it
    cannot be drawn but its text is narrow enough to stand for it.
    """
    from workshop.decks.diagrams.cells import scene_lines
    from workshop.decks.diagrams.layout import scene_of
    from workshop.decks.diagrams.words import sentences

    picture = segment.diagram
    if picture is None:
        return None
    if setting.spoken:
        return [Row((Run(sentence, "text"),)) for sentence in sentences(picture)]
    note = _note(picture, setting.width)
    scene = scene_of(picture, setting.width, setting.room - len(note)) or scene_of(
        picture, setting.width, setting.tallest - 2 - len(note)
    )
    if scene is not None:
        part = step - segment.step if picture.build else scene.parts
        lines = scene_lines(scene, part, setting.plain)
        return [Row(line, at > 0) for at, line in enumerate((*lines, *note))]
    if segment.text and all(len(line) <= setting.width for line in segment.text.split("\n")):
        return None
    said = [wrap([Run(sentence, "text")], setting.width) for sentence in sentences(picture)]
    return [Row(line) for lines in said for line in lines] or [BLANK]


def _note(picture: Diagram, width: int) -> list[Line]:
    """Return the line that says whose drawing it is."""
    if not picture.note:
        return []
    lines = wrap([Run(picture.note, "quote")], width)
    return [
        (Run(" " * ((width - line_cells(line)) // 2), "text"), *line) if line else line
        for line in lines
    ]


def in_ascii(line: Line) -> Line:
    """Return `line` with what we draw in ASCII; words of the author stay as they are."""
    return tuple(
        Run(run.text.translate(_ASCII), run.role) if run.role in _DRAWN else run for run in line
    )
