"""The visit brief: one page for the participants and the lecturer, before they meet a host.

It has no contact of the host and nothing of what the organiser doubts.
"""

from __future__ import annotations

from collections.abc import Iterator

from workshop.export.markdown import bullets, cell, document, heading, link, numbered, text
from workshop.export.practical import address_words, draft, version_line
from workshop.export.redaction import Source
from workshop.export.wording import (
    CERTAINTY,
    DISCLAIMERS,
    MEANINGS,
    STATUSES,
    long_date,
    span,
    visit_status,
    zone,
)
from workshop.model.agenda import Block
from workshop.model.coverage import questions_at
from workshop.model.place import Host
from workshop.model.terms import host_wish

_QUESTIONS = 6
"""Questions on a brief: more than a group of twenty gets to ask in 25 minutes."""
_COUNTS = 4
"""Things to count: one for each of four eyes."""


def visit_brief(source: Source, block: Block, broken: int = 0) -> str:
    """Return the brief for the visit in `block` as Markdown."""
    host = source.catalogue.host.get(block.ref or "")
    parts = [heading(1, f"Visit brief: {text(block.title) or 'a host'}"), *draft(broken)]
    parts.append(bullets(list(_facts(source, block, host))))
    if host is not None:
        parts += [heading(2, "Why we go"), *_why(source, host)]
        parts += [heading(2, "What we know, and how well"), bullets(list(_known(host)))]
        parts += _frameworks(source, host)
    parts += [heading(2, "Manners"), bullets(_MANNERS)]
    parts.append("The field sheet for this visit is in the workbook; bring it and a pen.")
    if host is not None:
        parts += [heading(2, "Sources"), bullets(list(_sources(host)))]
    parts += [heading(2, "Please note"), bullets(DISCLAIMERS), version_line(source)]
    return document(parts)


_MANNERS = (
    "Be at the door when the group is: the host has planned fifteen minutes for passes, and one "
    "person who is late costs all of them.",
    "No pictures and no recording until the host has said yes; what is said in the room is not "
    "quoted with a name.",
    "Ask about what they do and how they count it. Do not ask for what a listed company may not "
    "tell, and do not argue with the answer.",
    "Do not sell, and hand out no offers. Thank the speaker by name at the end.",
)


def _facts(source: Source, block: Block, host: Host | None) -> Iterator[str]:
    status = visit_status(source.tour, block)
    when = f"{long_date(block.start.date())}, {span(block.start, block.end, zoned=False)}"
    yield f"**When:** {when} ({zone(block.start)})"
    yield f"**How sure:** {STATUSES[status]}: {MEANINGS[status]}."
    if host is not None:
        yield f"**Where:** {address_words(host)}"
        yield f"**Business:** {text(host.sector)}"


def _why(source: Source, host: Host) -> Iterator[str]:
    own = host_wish(source.tour.brief, host.id).why
    if own.strip():
        yield f"**Our question:** {text(own)}"
    yield text(host.why)


def _known(host: Host) -> Iterator[str]:
    for name, words, status in (
        ("Founded", host.founded, host.founded_status),
        ("Owner", host.ownership, host.ownership_status),
    ):
        if words:
            yield f"**{name}:** {text(words)} ({CERTAINTY[status or 'general_knowledge']})"
    if host.alt_site is not None:
        seen = f", seen in {text(host.alt_site.as_of)}" if host.alt_site.as_of else ""
        yield f"**Another building:** {text(host.alt_site.name)}{seen}"
    yield "Company facts grow old; where one matters to you, ask."


def _frameworks(source: Source, host: Host) -> Iterator[str]:
    yield heading(2, "What to look for")
    known = [source.catalogue.framework[one] for one in host.frameworks
             if one in source.catalogue.framework]  # fmt: skip
    taught = {block.ref for block in source.agenda.blocks if block.kind == "training"}
    lines = []
    for at, framework in enumerate(known):
        module = source.catalogue.module.get(framework.module)
        lecture = f", from “{text(module.title)}”" if module and module.id in taught else ""
        lines.append(f"**{cell(framework.name)}**{lecture}" + (" (first of all)" if not at else ""))
    yield bullets(lines)
    asked = questions_at(host, source.catalogue)
    if asked:
        yield heading(2, "Questions, to be shared out")
        yield "Write a name behind each; whoever has it asks it."
        yield numbered([text(one) for one in asked[:_QUESTIONS]])
    counted = [*host.count, *(one for framework in known for one in framework.count)]
    if counted:
        yield heading(2, "What to count, or to hear as a number")
        yield "Write down who said it."
        yield bullets([text(one) for one in dict.fromkeys(counted)][:_COUNTS])


def _sources(host: Host) -> Iterator[str]:
    for one in host.sources:
        dated = f", {text(one.as_of)}" if one.as_of else ", undated"
        yield f"{text(one.title)}{dated}: {link(one.url)}"
