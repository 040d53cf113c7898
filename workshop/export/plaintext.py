"""Other people's words on one line, without what no reader of text can show."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters, and marks that turn the direction of all that follows."""


def one_line(words: str) -> str:
    """Return `words` on one line.

    Line ends and tabs become a space, control characters and marks that turn the direction of
    writing become `�`.
    """
    return _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(words.split()))


def lines(words: str) -> str:
    """Return `words` as `one_line` does each line of it; line ends stay."""
    return "\n".join(one_line(line) for line in words.splitlines())
