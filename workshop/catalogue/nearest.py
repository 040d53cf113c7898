"""The word a person probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` most like `word` (case aside), or None if none is alike."""
    import difflib

    by_fold = {one.casefold(): one for one in sorted(known, reverse=True)}
    alike = difflib.get_close_matches(word.casefold()[:200], by_fold, n=1, cutoff=0.6)
    return by_fold[alike[0]] if alike else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `did you mean …?` with the nearest of `known`, or `otherwise` if nothing is near."""
    found = nearest(word, known)
    return f"did you mean `{found}`?" if found else otherwise
