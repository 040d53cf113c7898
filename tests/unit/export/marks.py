"""Values with a mark in every field of text, so that a document shows which fields it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast, get_args

from pydantic.fields import FieldInfo

from workshop.decks.deck import Deck
from workshop.export.redaction import Source
from workshop.model.base import Value

IDS = {
    *("id", "ref", "city", "iata", "timezone", "currency", "country_code", "start", "end"),
    *("frameworks", "cities", "needs_ids", "near", "module", "must", "may", "never", "module"),
    *("file", "text_line", "dialect", "place"),
}
"""Fields of text that other fields refer to, or that a pattern holds; they stay."""
KEEP = {("Module", "needs"), ("Framework", "seed"), ("FlightPair", "start"), ("Term", "name")}
_MARK = re.compile(r"[qQ](\w+?)Q(\w+?)Q(\w*?)q")
"""A mark; its first letter may have been made a capital."""

V = TypeVar("V", bound=Value)
Say = Callable[[str, str, str], str]
"""Gives the words for a field: its class, its name, and the host it is about."""


def mark(kind: str, field: str, ident: str = "") -> str:
    """Return the mark of a field, and of the host it is about; letters only, so none is escaped."""
    return f"q{kind}Q{field.replace('_', 'U')}Q{letters(ident)}q"


def marks(text: str) -> set[tuple[str, str]]:
    """Return the fields whose marks are in a text, whatever it was folded or wrapped with."""
    return {(kind, field.replace("U", "_")) for kind, field, _ in _MARK.findall(text)}


def idents(text: str) -> set[str]:
    """Return the hosts that the marks in a text are about."""
    return {ident for _, _, ident in _MARK.findall(text) if ident}


def is_text(kind: type, name: str, info: FieldInfo) -> bool:
    """Tell whether a field holds free text."""
    if name in IDS or (kind.__name__, name) in KEEP:
        return False
    if any(hasattr(one, "pattern") and one.pattern for one in info.metadata):
        return False
    return info.annotation is str or str in get_args(info.annotation)


def marked(value: V, ident: str = "", say: Say = mark) -> V:
    """Return `value` with a mark, or what `say` says, in every field of text, at any depth."""
    kind = type(value)
    if kind.__name__ in ("Host", "HostWish"):
        ident = str(getattr(value, "id", ""))
    if kind.__name__ == "Block" and getattr(value, "kind", "") != "visit":
        ident = ""
    elif kind.__name__ == "Block":
        ident = str(getattr(value, "ref", ""))
    update: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        field = getattr(value, name)
        if isinstance(field, Value):
            update[name] = marked(field, ident, say)
        elif isinstance(field, tuple) and field and isinstance(field[0], Value):
            update[name] = tuple(marked(one, ident, say) for one in field)
        elif is_text(kind, name, info):
            words = say(_public(value, kind), name, ident)
            update[name] = (words,) if isinstance(field, tuple) else words
    plain = {name: getattr(value, name) for name in kind.model_fields}
    return cast(V, kind.model_construct(**{**plain, **update}))


def marked_deck(deck: Deck, say: Say = mark) -> Deck:
    """Return a deck with marks in what is asked, answered and said."""
    slides = []
    for slide in deck.slides:
        quiz = slide.quiz
        if quiz is not None:
            asked = tuple(
                one._replace(
                    ask=say("Question", "ask", ""),
                    options=(say("Question", "options", ""),),
                    answer=(say("Question", "answer", ""),),
                    explain=say("Question", "explain", ""),
                )
                for one in quiz.questions
            )
            quiz = quiz._replace(questions=asked)
        slides.append(
            replace(
                slide,
                notes=say("Slide", "notes", ""),
                quiz=quiz,
                discussion=(say("Slide", "discussion", ""),),
                takeaway=(say("Slide", "takeaway", ""),),
            )
        )
    return replace(deck, slides=tuple(slides))


def spoken(source: Source, say: Say = mark) -> Source:
    """Return a source with what `say` says in every field of text."""
    return Source(
        source.name,
        marked(source.tour, "", say),
        marked(source.agenda, "", say),
        marked(source.catalogue, "", say),
        {name: marked_deck(deck, say) for name, deck in source.decks.items()},
    )


def text_fields(value: object, found: set[tuple[str, str]] | None = None) -> set[tuple[str, str]]:
    """Return every field of text in a value that was marked, at any depth."""
    found = set() if found is None else found
    if isinstance(value, Value):
        for name, info in type(value).model_fields.items():
            if is_text(type(value), name, info):
                found.add((_public(value, type(value)), name))
            text_fields(getattr(value, name), found)
    elif isinstance(value, tuple):
        for one in value:
            text_fields(one, found)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            text_fields(getattr(value, field.name), found)
    return found


def _public(value: object, kind: type) -> str:
    """Name a class; a contact that is public is another thing than one that is not."""
    return "PublicContact" if getattr(value, "public", False) else kind.__name__


def letters(words: str) -> str:
    """Return an id as it stands in a mark."""
    return re.sub("[^a-z0-9]", "Z", words)
