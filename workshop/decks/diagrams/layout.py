"""The one door to the geometry of every kind of diagram."""

from __future__ import annotations

from workshop.decks.diagrams.pairs import ecosystem_scene, pair_scene
from workshop.decks.diagrams.platform import platform_scene
from workshop.decks.diagrams.rows import eras_scene, kinds_scene, layers_scene
from workshop.decks.diagrams.scene import Scene
from workshop.model.diagram import Diagram, Eras, Kinds, Layers, Pair, Platform


def scene_of(picture: Diagram, width: int, height: int) -> Scene | None:
    """Return `picture` as large as fits `width` × `height` cells; None where it does not fit."""
    if isinstance(picture, Platform):
        return platform_scene(picture, width, height)
    if isinstance(picture, Kinds):
        return kinds_scene(picture, width, height)
    if isinstance(picture, Layers):
        return layers_scene(picture, width, height)
    if isinstance(picture, Eras):
        return eras_scene(picture, width, height)
    if isinstance(picture, Pair):
        return pair_scene(picture, width, height)
    return ecosystem_scene(picture, width, height)


def parts_of(picture: Diagram) -> int:
    """Return in how many parts `picture` appears."""
    scene = scene_of(picture, 240, 200) if picture.build else None
    return scene.parts if scene is not None else 1
