"""What a slide asks of the room and of the speaker, as its behaviour comments say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.decks.behaviour import Said, read_behaviour
from workshop.decks.comment import close_to, unknown_key
from workshop.decks.convention import Behaviour, PollKeys, QuizKeys
from workshop.decks.deck import DeckFinding, Poll, Question, Quiz, Segment, Slide
from workshop.decks.diagrams.layout import parts_of
from workshop.decks.keys import BEHAVIOUR
from workshop.decks.markdown import tokens_of, words_of
from workshop.decks.pieces import Piece
from workshop.model.diagram import Diagram


def with_behaviour(slide: Slide, comments: Sequence[Piece]) -> Slide:
    """Return `slide` with what the behaviour `comments` on it say, and what is wrong in them."""
    return _Behaving(slide, comments).slide()


@dataclass
class _Behaving:
    """Adds to a slide what its behaviour comments say."""

    plain_slide: Slide
    comments: Sequence[Piece]
    findings: list[DeckFinding] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    own: int = 0
    """Seconds of exercise, quiz and poll."""

    def slide(self) -> Slide:
        """Return the slide with all of it."""
        for piece in self.comments:
            self._layout_of(piece)
            if unknown_or_none := self._foreign(piece):
                self.findings.append(unknown_or_none)
                continue
            said = read_behaviour(piece)
            self.findings += said.findings
            self._take(said)
        slide = self.plain_slide
        seconds = self.changes.pop("seconds", slide.seconds)
        if seconds is None and self.own:
            seconds = self.own
        notes = "\n\n".join(part for part in (slide.notes, *self.notes, *self._sources()) if part)
        findings = (*slide.findings, *self.findings)
        return replace(slide, notes=notes, seconds=seconds, findings=findings, **self.changes)

    def _find(self, line: int, message: str, hint: str = "") -> None:
        self.findings.append(DeckFinding(line, "error", message, hint))

    def _foreign(self, piece: Piece) -> DeckFinding | None:
        """Say what a comment is that has no key of ours; None for one that has."""
        key = unknown_key(piece.text)
        if key in BEHAVIOUR or (key is None and _starts_with_key(piece.text)):
            return None
        if key is not None:
            hint = close_to(key, BEHAVIOUR)
            return DeckFinding(piece.line, "error", f'unknown key "{key}" in a comment', hint)
        if "\n" in piece.text.strip() or piece.text.lstrip().startswith(("//", "vim:")):
            return DeckFinding(piece.line, "note", "a plain comment is shown to nobody")
        what = "a one-line comment that is no directive makes presenterm fail"
        return DeckFinding(piece.line, "warning", what, "write it on two lines or more")

    def _layout_of(self, piece: Piece) -> None:
        """Check that a comment stands as the convention asks."""
        if piece.stray:
            what = "`-->` inside the comment: other tools end it there and show the rest"
            self._find(piece.stray, what, "write → or quote it otherwise")
        if not _starts_with_key(piece.text):
            return
        if not piece.alone:
            what = "a comment with behaviour stands alone, blank lines above and below"
            self.findings.append(DeckFinding(piece.line, "warning", what, "move it to the margin"))
        if piece.text.strip().count("\n") < 1:
            what = "a comment with behaviour needs two inner lines or more"
            hint = "presenterm fails on one; write the key and its values on lines of their own"
            self.findings.append(DeckFinding(piece.line, "warning", what, hint))

    def _take(self, said: Said) -> None:
        behaviour = said.behaviour
        for key in said.keys:
            line = said.lines.line((key,))
            if key in self.changes or (key == "slide" and "optional" in self.changes):
                self._find(line, f'"{key}" stands twice on this slide', "keep one of them")
            elif key == "slide":
                self._take_slide(behaviour)
            elif key == "quiz" and behaviour.quiz is not None:
                self.changes["quiz"] = self._quiz(behaviour.quiz, line)
            elif key == "poll" and behaviour.poll is not None:
                self.changes["poll"] = self._poll(behaviour.poll, line)
            elif key == "exercise" and behaviour.exercise is not None:
                self.changes["exercise"] = behaviour.exercise
                self.own += behaviour.exercise.minutes * 60
            elif key == "diagram" and behaviour.diagram is not None:
                self.changes["diagram"] = behaviour.diagram
                self._draw(behaviour.diagram, said.line)
            elif key == "speaker_note":
                self.notes.append(behaviour.speaker_note.strip())
            elif key != "workshop":
                self.changes[key] = getattr(behaviour, key)

    def _take_slide(self, behaviour: Behaviour) -> None:
        keys = behaviour.slide
        if keys is None:
            return
        self.changes["seconds"] = keys.time
        self.changes["optional"] = keys.optional
        self.changes["mark"] = keys.mark or ("opinion" if keys.opinion else None)
        self.changes["place"] = keys.place or ""

    def _draw(self, diagram: Diagram, line: int) -> None:
        """Put the diagram where the fence below its comment is; its parts become steps."""
        slide = self.plain_slide
        parts = parts_of(diagram)
        segments = in_place_of_fence(slide.segments, diagram, line)
        start = next(each.step for each in segments if each.diagram is not None)
        self.changes["segments"] = tuple(
            each._replace(step=each.step + parts - 1) if each.step > start else each
            for each in segments
        )
        self.changes["steps"] = max(slide.steps, start + 1) + parts - 1

    def _sources(self) -> Iterator[str]:
        """Yield the lines that tell the speaker where a slide and its claims come from."""
        if self.changes.get("place"):
            yield f"Source: {self.changes['place']}"
        claims = [
            f"{claim.id} ({claim.mark})" + (f" {claim.place}" if claim.place else "")
            for claim in self.changes.get("claims", ())
        ]
        if claims:
            yield "Claims: " + "; ".join(claims)

    # questions

    def _options(self) -> tuple[str, ...]:
        """Return the items of the slide's visible ordered list."""
        for segment in self.plain_slide.segments:
            found = ordered_items(segment.text)
            if found:
                return found
        return ()

    def _quiz(self, keys: QuizKeys, line: int) -> Quiz:
        if keys.questions:
            asked = tuple(
                Question(each.ask, each.options, each.answer, each.explain, each.id)
                for each in keys.questions
            )
        else:
            title = self.plain_slide.title
            asked = (Question(title, self._options(), keys.answer, keys.explain, keys.id),)
        for question in asked:
            self._check(question, line)
        self.own += keys.time or 0
        return Quiz(line, asked, keys.time)

    def _check(self, question: Question, line: int) -> None:
        """Find an answer that is missing or names no option."""
        if not question.answer:
            self._find(line, "quiz without an answer", "add `answer: [2]`")
        for answer in question.answer:
            count = len(question.options)
            if isinstance(answer, int) and not 1 <= answer <= count:
                what = f"answer {answer} is none of the {count} options of “{question.ask}”"
                self._find(line, what, "options are the visible ordered list, counted from 1")
            elif isinstance(answer, str) and count and answer not in question.options:
                what = f"answer “{answer}” is none of the options of “{question.ask}”"
                self._find(line, what, "give the number of the option")

    def _poll(self, keys: PollKeys, line: int) -> Poll:
        options = keys.options or self._options()
        if keys.kind in ("choice", "dots", "rank") and len(options) < 2:
            what = f"a poll of kind {keys.kind} needs two options or more"
            self._find(line, what, "write them as an ordered list on the slide")
        self.own += keys.time or 0
        return Poll(line, keys.ask or self.plain_slide.title, keys.kind, options, keys.time)


def in_place_of_fence(
    segments: Sequence[Segment], diagram: Diagram, line: int
) -> tuple[Segment, ...]:
    """Return `segments` with the first fence below `line` made the place of `diagram`.

    Without a fence the diagram comes last of what is shown at first.
    """
    for at, segment in enumerate(segments):
        for token in tokens_of(segment.text):
            if token.type != "fence" or not token.map or token.level:
                continue
            top, end = token.map
            if segment.line + top > line:
                return (*segments[:at], *_parted(segment, top, end, diagram), *segments[at + 1 :])
    first = [each for each in segments if each.step == 0]
    band = max((each.band for each in first), default=0)
    added = Segment("", line, band=band, diagram=diagram)
    return (*first, added, *segments[len(first) :])


def _parted(segment: Segment, top: int, end: int, diagram: Diagram) -> Iterator[Segment]:
    """Yield the text above lines `top` to `end` of `segment`, the diagram, and the text below."""
    lines = segment.text.split("\n")
    above, drawing, below = lines[:top], lines[top:end], lines[end:]
    if any(line.strip() for line in above):
        yield segment._replace(text="\n".join(above))
    text = "\n".join(drawing)
    yield segment._replace(text=text, line=segment.line + top, joined=False, diagram=diagram)
    if any(line.strip() for line in below):
        yield segment._replace(text="\n".join(below), line=segment.line + end, joined=False)


def _starts_with_key(body: str) -> bool:
    head = body.lstrip().split(":", 1)
    return len(head) == 2 and head[0].strip() in BEHAVIOUR


def ordered_items(text: str) -> tuple[str, ...]:
    """Return the items of the first ordered list at the top level of `text`, as plain words."""
    items: list[str] = []
    inside = False
    for token in tokens_of(text):
        if token.level == 0:
            if inside:
                break
            inside = token.type == "ordered_list_open"
        elif inside and token.type == "list_item_open" and token.level == 1:
            items.append("")
        elif inside and token.type == "inline" and items and token.level == 3:
            words = " ".join("".join(words_of(token.children or ())).split())
            items[-1] = f"{items[-1]} {words}".strip()
    return tuple(items)
