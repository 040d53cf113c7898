"""Words of a file inside a message: short, on one line, with nothing a terminal would obey."""

from __future__ import annotations

import json

LONGEST = 60


def visible(text: str) -> str:
    """Return `text` cut to 60 characters, with what cannot be seen written as an escape."""
    return _printable(_cut(text))


def quoted(text: str) -> str:
    """Return `text` as `visible`, in double quotes, quotes and backslashes inside escaped."""
    return _printable(json.dumps(_cut(text), ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
