"""From what stands between two breaks to a slide, when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import NamedTuple, overload

from workshop.decks.assemble import Assembled, assemble
from workshop.decks.comment import mark_of
from workshop.decks.deck import DeckFinding, Segment, Slide
from workshop.decks.dialect import Dialect
from workshop.decks.markdown import plain, tokens_of, words_of
from workshop.decks.pieces import Heading, Piece


class RawSlide(NamedTuple):
    """The pieces between two breaks, unread."""

    line: int
    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...] = ()
    findings: tuple[DeckFinding, ...] = ()


class LazySlides(Sequence[Slide]):
    """The slides of a deck, each read when it is first asked for.

    The first one is there at once; where the others begin and end is looked for when somebody
    asks for one of them, or for their number.
    """

    def __init__(
        self, first: RawSlide, rest: Callable[[], Sequence[RawSlide]], dialect: Dialect
    ) -> None:
        """Hold what there is to read; `rest` returns all slides, the first included."""
        self._raw: Sequence[RawSlide] = (first,)
        self._rest: Callable[[], Sequence[RawSlide]] | None = rest
        self._dialect = dialect
        self._read: dict[int, Slide] = {}
        self._seen: dict[int, Slide] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> Slide: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Slide, ...]: ...
    def __getitem__(self, at: int | slice) -> Slide | tuple[Slide, ...]:
        if isinstance(at, slice):
            return tuple(self[index] for index in range(*at.indices(len(self))))
        if at < 0:
            at += len(self)
        slide = self._read.get(at)
        if slide is None:
            slide = self._read[at] = read_slide(self._raw_of(at), at + 1, self._dialect)
        return slide

    def __iter__(self) -> Iterator[Slide]:
        return (self[index] for index in range(len(self)))

    def sight(self, at: int) -> Slide:
        """Return what the room sees of slide `at`, 0 or more; see `Deck.sight`."""
        if at in self._read:
            return self._read[at]
        slide = self._seen.get(at)
        if slide is None:
            slide = self._seen[at] = see_slide(self._raw_of(at), at + 1, self._dialect)
        return slide

    def headings(self) -> Iterator[str]:
        """Yield the first heading of each slide that has one, still as Markdown."""
        yield from (heading.text for heading in self._raw[0].headings[:1])
        yield from (heading.text for raw in self._all()[1:] for heading in raw.headings[:1])

    def _all(self) -> Sequence[RawSlide]:
        with self._lock:
            if self._rest is not None:
                self._raw, self._rest = self._rest(), None
            return self._raw

    def _raw_of(self, at: int) -> RawSlide:
        """Return slide `at`, 0 or more, unread; raises `IndexError` where there is none."""
        return self._raw[0] if at == 0 else self._all()[at]


def read_slide(raw: RawSlide, number: int, dialect: Dialect) -> Slide:
    """Read one slide."""
    slide, made = _visible(raw, number, dialect)
    if not made.behaviours:
        return slide
    from workshop.decks.asking import with_behaviour

    return with_behaviour(slide, made.behaviours)


def see_slide(raw: RawSlide, number: int, dialect: Dialect) -> Slide:
    """Read what the room sees of one slide, its mark included, and nothing that takes long."""
    slide, made = _visible(raw, number, dialect)
    if any("diagram" in piece.text for piece in made.behaviours):
        return read_slide(raw, number, dialect)
    marks = (mark_of(piece.text) for piece in made.behaviours)
    mark = next((mark for mark in marks if mark is not None), None)
    return replace(slide, mark=mark) if mark else slide


def _visible(raw: RawSlide, number: int, dialect: Dialect) -> tuple[Slide, Assembled]:
    """Return a slide without its behaviour, and the parts it was made of."""
    made = assemble(raw.pieces, dialect)
    title = plain(raw.headings[0].text) if raw.headings else _first_words(made.segments)
    slide = Slide(
        number=number,
        line=raw.line,
        dialect=dialect.name,
        title=title,
        segments=tuple(made.segments),
        steps=made.steps,
        notes="\n\n".join(note for note in made.notes if note),
        seconds=made.seconds,
        optional=made.optional,
        executed=dialect.executed,
        findings=(*raw.findings, *made.findings),
    )
    return slide, made


def _first_words(segments: Sequence[Segment]) -> str:
    """Return the first line of words of a slide without a heading, at most 60 characters."""
    for segment in segments:
        for token in tokens_of(segment.text):
            words = " ".join("".join(words_of(token.children or ())).split())
            if words:
                return words if len(words) <= 60 else words[:59].rstrip() + "…"
    return ""
