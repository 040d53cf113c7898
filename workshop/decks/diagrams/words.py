"""A diagram in words: for the ear, for a screen too small, and to check the drawing in text by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workshop.model.diagram import (
    Centre,
    Diagram,
    Eras,
    Kinds,
    Layers,
    Pair,
    Platform,
)

_WORD: Final = re.compile(r"\w+")
_SMALL: Final = frozenset(
    (
        *("a", "an", "and", "are", "at", "by", "for", "from", "in", "into", "is", "it", "its"),
        *("no", "none", "of", "on", "one", "or", "the", "to", "two", "three", "who", "with"),
    )
)
"""Words too common to tell by whether a label is drawn."""
_SIDES: Final = {"left": "On the left", "right": "On the right", "top": "Above", "bottom": "Below"}


def sentences(picture: Diagram) -> Iterator[str]:
    """Yield what the diagram shows, a sentence a part, in the order it is built up."""
    yield f"Diagram: {picture.title or picture.kind}."
    if isinstance(picture, Platform):
        yield from _platform(picture)
    elif isinstance(picture, Kinds):
        yield from _kinds(picture)
    elif isinstance(picture, Layers):
        yield from _layers(picture)
    elif isinstance(picture, Eras):
        yield from _eras(picture)
    elif isinstance(picture, Pair):
        yield from _pair(picture)
    else:
        linked = "all linked with each other" if picture.links == "all" else "some of them linked"
        yield f"On the left an ecosystem: {picture.firms} firms, {linked}."
        yield f"On the right {_centre(picture.platform)}."
    if picture.note:
        yield picture.note


def _platform(picture: Platform) -> Iterator[str]:
    yield f"In the middle a diamond: {picture.centre}."
    for name, side in picture.sided():
        yield f"{_SIDES[side]}, joined to it: {_bare(name)}."
    if picture.interaction:
        yield f"What passes through it: {', '.join(picture.interaction)}."
    if picture.loop:
        yield f"A loop joins left and right: {picture.loop}."
    if picture.ladder:
        yield f"Steps under it, from the lowest: {', '.join(picture.ladder)}."
    if picture.base:
        yield f"It stands on: {picture.base}."


def _kinds(picture: Kinds) -> Iterator[str]:
    if picture.scale:
        yield f"From {picture.scale[0]} to {picture.scale[1]}:"
    for number, kind in enumerate(picture.kinds, 1):
        does = f", {kind.does}" if kind.does else ""
        example = f"; for example {kind.example}" if kind.example else ""
        yield f"{number}. {kind.name}{does}{example}."


def _layers(picture: Layers) -> Iterator[str]:
    for number, layer in enumerate(reversed(picture.layers), 1):
        parts = f": {', '.join(layer.parts)}" if layer.parts else ""
        under = "; still under work" if layer.open else ""
        yield f"Layer {number} from the bottom, {layer.name}{parts}{under}."


def _eras(picture: Eras) -> Iterator[str]:
    for era in picture.eras:
        years = f" ({era.years})" if era.years else ""
        marks = ", ".join(
            f"{row} {mark}" for row, mark in zip(picture.rows, era.marks, strict=False)
        )
        yield f"{era.name}{years}" + (f": {marks}." if marks else ".")


def _pair(picture: Pair) -> Iterator[str]:
    yield f"On the left {_centre(picture.left)}."
    yield f"On the right {_centre(picture.right)}."
    for flow in picture.flows:
        yield f"From {flow.source} to {flow.target}: {flow.label}."


def _centre(one: Centre) -> str:
    groups = f", between {' and '.join(one.groups)}" if one.groups else ""
    base = f", on {one.base}" if one.base else ""
    return f"a diamond: {one.centre}{groups}{base}"


def _bare(name: str) -> str:
    return name.rstrip(".")


def labels(picture: Diagram) -> Iterator[str]:
    """Yield every label that a drawing of the diagram must show."""
    if isinstance(picture, Platform):
        yield from (picture.centre, *(name for name, _ in picture.sided()))
        yield from (*picture.interaction, *picture.ladder)
        yield from filter(None, (picture.loop, picture.base))
    elif isinstance(picture, Kinds):
        for kind in picture.kinds:
            yield from filter(None, (kind.name, kind.does, kind.example))
    elif isinstance(picture, Layers):
        for layer in picture.layers:
            yield from (layer.name, *layer.parts)
    elif isinstance(picture, Eras):
        yield from (*picture.rows, *(era.name for era in picture.eras))
    elif isinstance(picture, Pair):
        for one in (picture.left, picture.right):
            yield from (one.centre, *one.groups)
        yield from (flow.label for flow in picture.flows)
    else:
        yield from (picture.platform.centre, *picture.platform.groups)
        yield from filter(None, (picture.platform.base,))


def missing_from(picture: Diagram, drawing: str) -> tuple[str, ...]:
    """Return the labels of `picture` of which the text of a slide has less than half the words."""
    drawn = set(_WORD.findall(drawing.casefold()))
    lacking = []
    for label in labels(picture):
        words = _WORD.findall(label.casefold())
        said = [word for word in words if word not in _SMALL] or words
        if said and 2 * sum(_is_in(word, drawn) for word in said) < len(said):
            lacking.append(label)
    return tuple(dict.fromkeys(lacking))


def _is_in(word: str, drawn: set[str]) -> bool:
    """Return whether a word is drawn, in its other number (firm, firms) or short (infra)."""
    short = any(word.startswith(other) for other in drawn if len(other) > 3)
    return short or word in drawn or f"{word}s" in drawn
