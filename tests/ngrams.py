"""Runs of ten words as short hashes: enough to find a copied run, too little to read it.

`tests/data/talk-10grams.txt` holds one line for each run of ten words of the talk that the lectures
follow: the first ten hex digits of the SHA-256 of the ten words, joined by spaces. The talk itself
is not part of the project. The file was made from the page of the episode, what was said alone (its
title is in every address that leads to it), by

    sed '1,/Transcription below/d' PAGE | python -m tests.ngrams > tests/data/talk-10grams.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator

RUN = 10
"""Words in a run."""

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=[a-z])['’](?=[a-z])")


def runs(text: str) -> Iterator[str]:
    """Yield every run of ten words of `text`; case, marks and line ends do not count."""
    words = _WORD.findall(_APOSTROPHE.sub("", text.lower()))
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def short_hash(run: str) -> str:
    """Return the hash under which a run is kept."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]


if __name__ == "__main__":
    found = {short_hash(run) for run in runs(sys.stdin.read())}
    print("\n".join(sorted(found)))
