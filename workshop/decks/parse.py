"""Opening a deck: any text becomes slides, and what is wrong with it becomes findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workshop.decks.behaviour import is_behaviour, read_behaviour, validate
from workshop.decks.cells import clean
from workshop.decks.convention import Behaviour, FrontMatter
from workshop.decks.deck import Deck, DeckFinding
from workshop.decks.dialect import dialect_of
from workshop.decks.front import Front, read_front
from workshop.decks.markdown import plain
from workshop.decks.module import module_of
from workshop.decks.scan import Heading, Piece, Scan, scan
from workshop.decks.slides import LazySlides, RawSlide


def parse_deck(text: str, file: str) -> Deck:
    """Read the deck `text`, called `file` in messages.

    Never raises for what stands in the text: a broken deck opens as far as it can, with findings.
    Slides are read when they are asked for.
    """
    text = clean(text.removeprefix("\ufeff"))
    lines = text.split("\n")
    front = read_front(lines)
    body = lines[front.body :]
    dialect = dialect_of(front.meta, "\n".join(body), front.dialect)
    found = scan(body, dialect.rules, front.body + 1)
    raw = _raw_slides(found, front.body + 1)
    if dialect.intro:
        raw = [_intro(front), *raw]
    findings = [*front.findings]
    module = None
    planned = None
    if dialect.name == "workshop":
        findings += validate(FrontMatter, front.text)[1]
        said = _workshop(raw)
        module, faults = module_of(said, str(front.meta.get("title") or ""), file)
        findings += faults
        planned = module.duration * 60 if module else None
    title, author = _title(front.meta, raw), _author(front.meta)
    slides = LazySlides(raw, dialect)
    own = tuple(findings)
    return Deck(file, dialect.name, title, author, front.meta, slides, module, own, planned, text)


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


def _workshop(raw: Sequence[RawSlide]) -> tuple[int, Behaviour] | None:
    """Return the first slide's `workshop:` keys, where they are sound, with their line."""
    for piece in raw[0].pieces if raw else ():
        if piece.kind == "comment" and is_behaviour(piece.text):
            said = read_behaviour(piece)
            if "workshop" in said.keys:
                return said.lines.line(("workshop",)), said.behaviour
    return None


def _title(meta: Mapping[str, object], raw: Sequence[RawSlide]) -> str:
    title = meta.get("title")
    if isinstance(title, str) and title:
        return plain(title)
    return next((plain(slide.headings[0].text) for slide in raw if slide.headings), "")


def _author(meta: Mapping[str, object]) -> str:
    authors = meta.get("authors")
    if isinstance(authors, list):
        return ", ".join(str(author) for author in authors)
    author = meta.get("author")
    return str(author) if isinstance(author, str | int | float) else ""
