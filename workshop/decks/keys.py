"""The words of a deck's comments, without what they mean: they load before a first slide.

What stands under each key is in `convention`, which needs pydantic.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

Mark = Literal["definition", "statement", "opinion", "analogy"]
"""What a sentence of the lecture is: the speaker's definition, unchecked fact, view or picture."""

MARK_LETTERS: Final = MappingProxyType(
    {"D": "definition", "S": "statement", "O": "opinion", "A": "analogy"}
)

BEHAVIOUR: Final = (
    *("workshop", "slide", "claims", "quiz", "poll", "exercise", "worksheet", "diagram"),
    *("hosts", "discussion", "takeaway", "speaker_note"),
)
"""Every key of a behaviour comment, in the order of `convention.Behaviour`."""

DIRECTIVES: Final = ("pause", "end_slide", "reset_layout", "column_layout", "column")
"""The one-line comments of our own convention."""
