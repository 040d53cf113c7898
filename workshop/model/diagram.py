"""Diagrams as data: what is in the picture, not where it stands.

The kinds are the drawings that the lectures use: a platform (the blue diamond, and the coordination
platform with its base of standards), kinds side by side, layers of a stack, eras with two drivers,
a pair of platforms that feed each other, and an ecosystem beside a platform. Participants fill in
a `Platform` of their own in an exercise.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from workshop.model.base import Value

Words = Annotated[str, Field(min_length=1, max_length=120)]


def _several(value: object) -> object:
    """Let one text stand for a list of one."""
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) else value


def _named(value: object) -> object:
    """Let a text stand for a group of that name."""
    return {"name": value} if isinstance(value, str) else value


Listed = Annotated[tuple[Words, ...], Field(max_length=8), BeforeValidator(_several)]
Side = Literal["left", "right", "bottom", "top"]
SIDES: tuple[Side, ...] = ("left", "right", "bottom", "top")
"""Where groups stand that do not say: the first left, the second right …"""


class Picture(Value):
    """What every diagram has."""

    title: str = ""
    note: str = ""
    """Whose drawing it is, where it is not the speaker's."""
    build: bool = True
    """Whether the parts appear one by one."""


class GroupKeys(Value):
    """A group of users of a platform."""

    name: Words
    side: Side | None = None


Group: TypeAlias = Annotated[GroupKeys, BeforeValidator(_named)]


class Platform(Picture):
    """The diamond: a platform in the middle, its user groups around it."""

    kind: Literal["platform", "coordination"] = "platform"
    centre: Words
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=4)]
    interaction: Listed = ()
    """What the platform makes cheaper between its groups."""
    loop: str = ""
    """What joins the left and the right group, such as a network effect."""
    base: str = ""
    """What it stands on, such as standards."""
    ladder: Listed = ()
    """Steps that lie under it, the lowest first."""

    def sided(self) -> tuple[tuple[str, Side], ...]:
        """Return the groups with the side each stands at."""
        free = [side for side in SIDES if all(group.side != side for group in self.groups)]
        return tuple(
            (group.name, group.side or (free.pop(0) if free else "bottom")) for group in self.groups
        )


class Kind(Value):
    """One of several kinds."""

    name: Words
    does: str = ""
    example: str = ""


class Kinds(Picture):
    """Kinds side by side, from one end of a scale to the other."""

    kind: Literal["kinds"]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=2, max_length=6)]
    scale: Annotated[tuple[Words, ...], Field(min_length=2, max_length=2)] | None = None


class Layer(Value):
    """A layer of a stack."""

    name: Words
    parts: Listed = ()
    open: bool = False
    """Whether it is still being built."""


class Layers(Picture):
    """A stack of layers, the highest first."""

    kind: Literal["layers"]
    layers: Annotated[tuple[Layer, ...], Field(min_length=1, max_length=6)]


Trend = Literal["up", "down", "flat", "jump"]


class Era(Value):
    """A stretch of time; `marks` has one for each row."""

    name: Words
    years: str = ""
    marks: tuple[Trend, ...] = ()


class Eras(Picture):
    """Eras on a line of time, and under each what its drivers did."""

    kind: Literal["eras"]
    rows: Listed = ()
    eras: Annotated[tuple[Era, ...], Field(min_length=1, max_length=8)]


class Centre(Value):
    """A platform that is part of a larger picture."""

    centre: Words
    groups: Listed = ()
    base: str = ""


class Flow(Value):
    """What passes from one platform of a pair to the other."""

    source: Literal["left", "right"] = Field(alias="from")
    target: Literal["left", "right"] = Field(alias="to")
    label: Words


class Pair(Picture):
    """Two platforms that feed each other."""

    kind: Literal["pair"]
    left: Centre
    right: Centre
    flows: Annotated[tuple[Flow, ...], Field(max_length=4)] = ()


class Ecosystem(Picture):
    """A web of firms beside one platform."""

    kind: Literal["ecosystem"]
    firms: Annotated[int, Field(ge=3, le=24)]
    links: Literal["all", "some"] = "all"
    platform: Centre


Diagram: TypeAlias = Annotated[
    Platform | Kinds | Layers | Eras | Pair | Ecosystem, Field(discriminator="kind")
]


def diamond_of(
    centre: str,
    left: str = "",
    right: str = "",
    third: str = "",
    interaction: str = "",
    loop: str = "",
    title: str = "",
) -> Platform:
    """Return the diamond that participants filled in; what they left empty stays a question.

    `interaction` holds what becomes cheaper, parted by commas.
    """
    groups = [
        GroupKeys(name=_short(left) or "?", side="left"),
        GroupKeys(name=_short(right) or "?", side="right"),
    ]
    if _short(third):
        groups.append(GroupKeys(name=_short(third), side="bottom"))
    parts = [_short(part) for part in interaction.split(",")]
    return Platform(
        title=_short(title),
        centre=_short(centre) or "?",
        groups=tuple(groups),
        interaction=tuple(part for part in parts if part)[:8],
        loop=_short(loop),
    )


def _short(words: str) -> str:
    """Return `words` in single spaces, at most 120 characters."""
    return " ".join(words.split())[:120].strip()
