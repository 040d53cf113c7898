"""Words that are not known, and the known one that was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean x?" for the nearest of `known`, or an empty string."""
    import difflib

    near = difflib.get_close_matches(word.lower(), list(known), n=1)
    return f"did you mean {near[0]}?" if near else ""


def or_list(word: str, known: Iterable[str]) -> str:
    """Return the nearest of `known` as a question, or else all of them."""
    names = list(known)
    return did_you_mean(word, names) or "there are: " + ", ".join(names)
