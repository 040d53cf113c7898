"""What a comment is: behaviour of our own, a note, a directive, or nothing of ours."""

from __future__ import annotations

import re
import textwrap
from typing import Final, get_args

from workshop.decks.dialect import MARP_DIRECTIVES, Dialect
from workshop.decks.ends import BEHAVIOUR_START
from workshop.decks.keys import MARK_LETTERS, Mark

_NOTE: Final = re.compile(
    r"\s*(?:speaker_notes?|notes?)[ \t]*:[ \t]*([|>][-+]?[ \t]*(?=\n))?", re.IGNORECASE
)
_DIRECTIVE: Final = re.compile(r"\s*([a-z_]+)\s*(?::\s*(.*?))?\s*", re.DOTALL)
_PROMPT: Final = re.compile(r"\s*([A-Za-z_]+):\s*(?:\n|$)")
_NOT_NOTES: Final = (
    r"\s*(?:prettier-ignore|markdownlint-|lint |fit\s*$|//|vim:|\{\{\{|config:|prezo\b|include:)"
)
_MARP_KEYS: Final = r"^\s*_?([A-Za-z]+)[ \t]*:"


def is_behaviour(body: str) -> bool:
    """Return whether a comment's body has one of our keys, a note apart."""
    return BEHAVIOUR_START.match(body) is not None and _NOTE.match(body) is None


def note_of(body: str) -> str | None:
    """Return the text of a keyed note (`speaker_note:`, `notes:` …), None if it is none."""
    found = _NOTE.match(body)
    if found is None:
        return None
    rest = body[found.end() :]
    return textwrap.dedent(rest).strip()


def is_plain_note(body: str, dialect: Dialect) -> bool:
    """Return whether a comment without a key is a note, as some tools have them."""
    if not dialect.comments_are_notes or not body.strip() or re.match(_NOT_NOTES, body):
        return False
    keys = set(re.findall(_MARP_KEYS, body, flags=re.MULTILINE))
    return dialect.name != "marp" or not MARP_DIRECTIVES & keys


def directive_of(body: str) -> tuple[str, str]:
    """Return the word and the value of a comment such as `pause` or `column: 1`."""
    found = _DIRECTIVE.fullmatch(body)
    return (found.group(1), found.group(2) or "") if found else ("", "")


def unknown_key(body: str) -> str | None:
    """Return the key of a comment that looks like behaviour but has no key of ours."""
    found = _PROMPT.match(body)
    return found.group(1) if found else None


def close_to(key: str, known: tuple[str, ...]) -> str:
    """Return a hint naming the known key that was probably meant."""
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"known: {', '.join(known)}"


def mark_of(body: str) -> Mark | None:
    """Return the mark that a comment gives its slide; nothing else in it is read."""
    if not re.search(
        r"^[ \t]*(?:mark|opinion)[ \t]*:|\{.*\b(?:mark|opinion)\b", body, re.MULTILINE
    ):
        return None
    from workshop.decks.yamlread import YamlError, read_yaml

    try:
        data = read_yaml(body).data
    except YamlError:  # told with its line when the slide is read whole
        return None
    said = data.get("slide") if isinstance(data, dict) else None
    if not isinstance(said, dict):
        return None
    word = MARK_LETTERS.get(str(said.get("mark")), said.get("mark"))
    known = next((mark for mark in get_args(Mark) if mark == word), None)
    return known or ("opinion" if said.get("opinion") is True else None)
