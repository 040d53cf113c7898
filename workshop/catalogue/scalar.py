"""What an unquoted word means in a YAML file of ours."""

from __future__ import annotations

import math
import re

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "false": False}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_REAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?")
_BASE_60 = re.compile(
    r"[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)"
)


def plain_value(word: str) -> object:
    """Return null, a truth value, a number, or else the text the word is.

    All that is a number here is one in YAML 1.1 and 1.2 too, so that what other programs write
    without quotes as text is read as text.
    """
    if word in _NULLS:
        return None
    if word in _BOOLS:
        return _BOOLS[word]
    if word[0] in "+-.0123456789":
        if _WHOLE.fullmatch(word):
            return int(word)
        if _REAL.fullmatch(word):
            number = float(word)
            return number if math.isfinite(number) else word
    return word


def number_in_yaml_1_1(word: str) -> str | None:
    """Return the number other YAML readers make of a time such as 10:30 (630), else None."""
    if not _BASE_60.fullmatch(word):
        return None
    total = 0.0
    for part in word.lstrip("+-").replace("_", "").split(":"):
        total = total * 60 + float(part)
    return f"{'-' if word.startswith('-') else ''}{total:.10g}"


def two_digits(word: str) -> str:
    """Return a time of day such as 8:30 as `08:30`; any other word as it is."""
    return f"0{word}" if re.fullmatch(r"[0-9]:[0-5][0-9]", word) else word
