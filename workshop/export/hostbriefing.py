"""The host briefing: what a host is told and asked before it receives the group.

It is written for one host. It names no other host, no rating and no one's status but its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from workshop.export.markdown import bullets, cell, document, heading, numbered, table, text
from workshop.export.practical import contact_words, draft
from workshop.export.redaction import Source
from workshop.export.wording import clock_time, length, long_date, span, visit_status, zone
from workshop.model.agenda import Block
from workshop.model.place import Host
from workshop.model.tour import Status

_OPENING: dict[Status, str] = {
    "idea": "We would like to visit you and ask whether you would receive us. The day and the hour "
    "below are what would suit us; nothing is fixed.",
    "invited": "We have written to you about a visit. The day and the hour below are what would "
    "suit us; we count on nothing until you have answered.",
    "tentative": "Thank you for talking with us about a visit. This is what we have understood; "
    "please tell us what does not suit you.",
    "confirmed": "Thank you for receiving us. This is what we have agreed; please tell us if "
    "anything has changed.",
    "declined": "You have told us that you cannot receive us, so this is for your files only.",
}
"""How a briefing begins, by how far things are with the host."""

_SHAPE = (
    ("Passes and seats", 10),
    ("You: what you do, and what you would do differently", 30),
    ("A walk through a place where it can be seen", 20),
    ("Our questions", 25),
    ("Closing, and a picture if you allow it", 5),
)
"""How ninety minutes are best spent; other lengths in proportion."""

_ASKED = (
    "Who will speak, with name and title as we should say them.",
    "Which entrance, and where a coach may stop and wait.",
    "What your reception needs: a list of names, identity cards, numbers of equipment. We send it "
    "when you ask for it and to whom you name.",
    "Whether something must be signed before, and by whom.",
    "Whether pictures are allowed, where, and whether we may name you as a host.",
    "Whether you offer something to eat or drink; we expect nothing.",
)


def host_briefing(source: Source, block: Block, broken: int = 0) -> str:
    """Return the briefing for the host of the visit in `block` as Markdown.

    `source` holds nothing of any other host.
    """
    brief = source.tour.brief
    status = visit_status(source.tour, block)
    host = source.catalogue.host.get(block.ref or "")
    parts = [
        heading(1, f"{text(brief.title) or 'A tour'}: visit to {text(block.title) or 'you'}"),
        *draft(broken),
        _OPENING[status],
        bullets(list(_facts(source, block))),
        heading(2, "Who we are"),
        *_who(source, agreed=status == "confirmed"),
        heading(2, "What we would like to learn"),
        *_learn(source, host),
        heading(2, "How the time could be spent"),
        _shape(block),
        heading(2, "What we would ask you to tell us"),
        numbered(_ASKED),
        *_needs(source),
        heading(2, "How to reach us"),
        *_reach(source),
        heading(2, "Thank you"),
        "We write within a day of the visit, and within two weeks we tell you what we took home. "
        "What was said in the room is not quoted with a name.",
    ]
    return document(parts)


def _facts(source: Source, block: Block) -> Iterator[str]:
    early = timedelta(minutes=source.catalogue.defaults.arrive_early_minutes)
    hours = span(block.start, block.end, zoned=False)
    yield f"**Day:** {long_date(block.start.date())}"
    yield f"**Time:** {hours} ({zone(block.start)}), {length(block.minutes)}"
    yield f"**At your door:** from {clock_time(block.start - early)}, in one coach"
    yield f"**People:** {source.tour.brief.group_size} and the tour's own staff"


def _who(source: Source, *, agreed: bool) -> Iterator[str]:
    brief = source.tour.brief
    client = text(brief.client)
    if brief.kind == "company":
        group = f"The management team of {client}" if client else "A management team"
    else:
        group = f"Executives who travel as individuals{f' with {client}' if client else ''}"
    yield (
        f"{group}, on a tour of {len(source.agenda.days)} days on how platforms and clouds are "
        "built. Each visit follows a lecture, so the group comes with questions."
    )
    once = "" if agreed else ", once the visit is agreed"
    yield f"Names and titles: sent apart, to the person you name{once}."


def _learn(source: Source, host: Host | None) -> Iterator[str]:
    question = source.tour.brief.question
    if question.strip():
        yield f"The tour's question: {text(question)}"
    known = source.catalogue.framework
    names = [known[one].name for one in (host.frameworks if host else ()) if one in known]
    if names:
        yield "What our lectures teach, and we would like to see at work:"
        yield bullets([text(name) for name in names])


def _shape(block: Block) -> str:
    """Lay the visit out in the usual proportions, on five-minute marks."""
    whole = sum(minutes for _, minutes in _SHAPE)
    ends, passed = [], 0
    for _, minutes in _SHAPE:
        passed += minutes
        ends.append(round(passed * block.minutes / whole / 5) * 5)
    ends[-1] = block.minutes
    rows, begun = [], 0
    for (what, _), end in zip(_SHAPE, ends, strict=True):
        if end > begun:
            start = block.start + timedelta(minutes=begun)
            until = block.start + timedelta(minutes=end)
            rows.append([span(start, until, zoned=False), f"{end - begun} min", cell(what)])
        begun = end
    return table(["Time", "Length", "What"], rows)


def _needs(source: Source) -> Iterator[str]:
    needs = source.tour.brief.needs
    yield heading(2, "Diet and access")
    yield text(needs) or "Nothing special is known; we tell you if that changes."


def _reach(source: Source) -> Iterator[str]:
    contacts = source.tour.brief.contacts
    if contacts:
        yield bullets([contact_words(one) for one in contacts])
    else:
        yield "The number to call on the day is not set yet; we send it with the names."
