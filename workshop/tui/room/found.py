"""What the finder is asked for, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Aim = Literal["overview", "go", "find"]
"""What the finder is opened for; `find` looks at all the text, the others at titles."""


@dataclass(frozen=True)
class Found:
    """The slide that was picked; `query` and `hits` of a search, to go on from hit to hit."""

    slide: int
    query: str = ""
    hits: tuple[int, ...] = ()
