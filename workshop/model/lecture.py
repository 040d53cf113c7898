"""What is taught: frameworks, modules, and the slides of a deck."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from workshop.model.base import Id, Minutes, Value

Form = Literal["full", "short"]


class Idea(Value):
    """A framework of the talk by its number."""

    id: str = Field(pattern=r"^F[0-9]{2}$")
    name: str
    says: str
    """What the talk means by it, in our words."""
    place: str
    """Where the talk says so."""


class Lead(Value):
    """A firm that might become a host, with the page that says why."""

    name: str
    city: Id
    why: str
    url: str
    as_of: str


class Framework(Value):
    """An idea that a module teaches and a host shows."""

    id: Id
    name: str
    layer: Literal["infrastructure", "platform", "vertical", "cross"]
    module: Id
    """The module that teaches it."""
    seed: tuple[str, ...] = ()
    """Places in the map of the talk, `F01` to `F20`."""
    ask: tuple[str, ...] = ()
    """Questions for any host that shows it."""
    count: tuple[str, ...] = ()
    """What to count on site, or to ask for as a number."""
    leads: tuple[Lead, ...] = ()
    """Firms to look into where hosts are few; nothing is planned with them."""


class Module(Value):
    """A lecture: what a tour needs to know of it. Its slides live in its deck."""

    id: Id
    title: str
    duration: Minutes
    """Minutes of the full form, exercise included."""
    short: Minutes
    """Minutes of the short form: objectives, claims, one question."""
    objectives: tuple[str, ...] = Field(min_length=1)
    frameworks: tuple[str, ...] = ()
    """Frameworks taught: places in the map of the talk (`F01` …) and catalogue ids."""
    needs: tuple[Id, ...] = ()
    """Modules that must come before."""
    capstone: bool = False
    """Short form before the first visit, full form after the last."""
    outline: bool = False
    """Whether the deck is still an outline."""
    file: str = ""
    """Path of the deck, as read."""
