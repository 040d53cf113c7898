"""Decks on disk: any text opens, but nothing that never ends or is no lecture by its size."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from workshop.decks.deck import Deck
from workshop.decks.parse import parse_deck
from workshop.errors import Fault, InputError, StoreError
from workshop.files import MEGABYTE, read_file

MOST: Final = 2 * MEGABYTE
"""Bytes of a deck. A thousand slides take a quarter of it; a mistaken file is told at once."""


def read_deck(path: Path, name: str) -> Deck:
    """Read the deck at `path`, called `name` in messages; what is not UTF-8 shows as `�`.

    Raises what `deck_bytes` raises, and nothing for what stands in the file.
    """
    return parse_deck(deck_bytes(path, name).decode("utf-8", "replace"), name)


def deck_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a deck's file.

    Raises StoreError if it cannot be read or is no ordinary file, InputError if it is too large.
    """
    try:
        return read_file(path, MOST)
    except OSError as error:
        if error.errno == errno.EFBIG:
            what = f"the deck is larger than {MOST // MEGABYTE} MB"
            hint = "no lecture needs that; is it the right file?"
            raise InputError((Fault(name, 1, what, hint),)) from None
        why = (error.strerror or "it is not readable").lower()
        what = f"{name}: cannot be read: {why}"
        raise StoreError(what, "check the path and its rights") from error
    except ValueError:  # a NUL in the path
        raise StoreError(f"{name!r} cannot be the name of a file", "check the path") from None
