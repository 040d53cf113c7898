"""Opening a deck: any text becomes slides, and what is wrong with it becomes findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.decks.cells import clean
from workshop.decks.comment import is_behaviour
from workshop.decks.deck import Deck, DeckFinding, Head, Promise
from workshop.decks.dialect import Dialect, dialect_of
from workshop.decks.file import deck_bytes
from workshop.decks.front import Front, read_front
from workshop.decks.markdown import plain
from workshop.decks.pieces import Heading, Piece, Scan
from workshop.decks.scan import scan
from workshop.decks.slides import LazySlides, RawSlide

if TYPE_CHECKING:
    from workshop.decks.convention import Behaviour


def read_deck(path: Path, name: str) -> Deck:
    """Read the deck at `path`, called `name` in messages; what is not UTF-8 shows as `�`.

    Raises what `deck_bytes` raises, and nothing for what stands in the file.
    """
    return parse_deck(deck_bytes(path, name).decode("utf-8", "replace"), name)


def parse_deck(text: str, file: str) -> Deck:
    """Read the deck `text`, called `file` in messages.

    Never raises for what stands in the text: a broken deck opens as far as it can, with findings.
    Only the first slide is looked for at once, so that it can be shown; the others, and what the
    deck says of itself, are read when they are asked for.
    """
    text = clean(text.removeprefix("\ufeff"))
    lines = text.split("\n")
    front = read_front(lines)
    body = lines[front.body :]
    dialect = dialect_of(front, body)
    intro = [_intro(front)] if dialect.intro else []

    def all_slides() -> list[RawSlide]:
        return intro + _raw_slides(scan(body, dialect.rules, front.body + 1), front.body + 1)

    first = intro or _raw_slides(scan(body, dialect.rules, front.body + 1, True), front.body + 1)
    slides = LazySlides(first[0], all_slides, dialect)
    return Deck(
        file,
        dialect.name,
        slides,
        text,
        lambda: Head(_title(front.meta, slides), _author(front.meta), front.meta),
        lambda: _promise(front, dialect, first[0], file),
    )


def _promise(front: Front, dialect: Dialect, first: RawSlide, file: str) -> Promise:
    """Read what a deck of our own says of itself; those of other tools say nothing."""
    from workshop.decks.behaviour import validate
    from workshop.decks.convention import FrontMatter
    from workshop.decks.module import module_of

    if dialect.name != "workshop":
        return Promise(None, front.findings)
    unknown = validate(FrontMatter, front.text)[1]
    module, faults = module_of(_workshop(first), str(front.meta.get("title") or ""), file)
    return Promise(module, (*front.findings, *unknown, *faults))


def _raw_slides(found: Scan, first: int) -> list[RawSlide]:
    """Group pieces into slides; an empty slide at either end is nobody's intention."""
    slides = [_raw(group, start) for start, group in _groups(found.pieces, first)]
    while len(slides) > 1 and not slides[-1].pieces:
        slides.pop()
    while len(slides) > 1 and not slides[0].pieces:
        slides.pop(0)
    return _with_headings(slides, found)


def _groups(pieces: Sequence[Piece], first: int) -> Iterator[tuple[int, list[Piece]]]:
    """Yield the pieces of each slide with the line it starts at."""
    group: list[Piece] = []
    start = first
    for piece in pieces:
        if piece.kind == "break":
            yield start, group
            group, start = [], piece.line + (not piece.text.startswith("#"))
        else:
            group.append(piece)
    yield start, group


def _raw(pieces: list[Piece], start: int) -> RawSlide:
    return RawSlide(pieces[0].line if pieces else start, tuple(pieces))


def _with_headings(slides: list[RawSlide], found: Scan) -> list[RawSlide]:
    """Give each slide its headings and its open fences."""
    ends = [slide.line for slide in slides[1:]] + [1 << 60]
    headings, fences = iter(found.headings), iter(found.open_fences)
    heading, fence = next(headings, None), next(fences, None)
    whole: list[RawSlide] = []
    for slide, end in zip(slides, ends, strict=True):
        mine: list[Heading] = []
        while heading is not None and heading.line < end:
            mine.append(heading)
            heading = next(headings, None)
        broken: list[DeckFinding] = []
        while fence is not None and fence < end:
            broken.append(DeckFinding(fence, "error", "fence is not closed", "end it with ```"))
            fence = next(fences, None)
        titled = tuple(each for each in mine if each.text)
        whole.append(RawSlide(slide.line, slide.pieces, titled, tuple(broken)))
    return whole


def _intro(front: Front) -> RawSlide:
    """Return the slide that presenterm makes of the front matter."""
    meta = front.meta
    title = str(meta.get("title") or "")
    under = [meta.get("sub_title"), _author(meta), meta.get("event"), meta.get("location")]
    lines = [str(line) for line in (*under, meta.get("date")) if line]
    text = "\n\n".join(([f"# {title}"] if title else []) + lines)
    return RawSlide(1, (Piece("text", 1, text),), (Heading(1, 1, title),) if title else ())


def _workshop(first: RawSlide) -> tuple[int, Behaviour] | None:
    """Return the first slide's `workshop:` keys, where they are sound, with their line."""
    from workshop.decks.behaviour import read_behaviour

    for piece in first.pieces:
        if piece.kind == "comment" and is_behaviour(piece.text):
            said = read_behaviour(piece)
            if "workshop" in said.keys:
                return said.lines.line(("workshop",)), said.behaviour
    return None


def _title(meta: Mapping[str, object], slides: LazySlides) -> str:
    title = meta.get("title")
    if isinstance(title, str) and title:
        return plain(title)
    return next((plain(text) for text in slides.headings()), "")


def _author(meta: Mapping[str, object]) -> str:
    authors = meta.get("authors")
    if isinstance(authors, list):
        return ", ".join(str(author) for author in authors)
    author = meta.get("author")
    return str(author) if isinstance(author, str | int | float) else ""
