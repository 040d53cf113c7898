"""What a document says besides its matter: that it is a draft, whom to call, what to bring."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.export.markdown import bullets, heading, text
from workshop.export.redaction import Source
from workshop.export.version import version
from workshop.export.wording import CERTAINTY, long_date
from workshop.model.place import Host
from workshop.model.tour import Contact


def draft(broken: int) -> Iterator[str]:
    """Say that the plan behind a document still breaks rules, if it does."""
    if broken:
        errors = f"{broken} error{'s' if broken > 1 else ''}"
        yield f"> **Draft, not to be sent on:** the plan still has {errors}."


def version_line(source: Source) -> str:
    """Give the version, and say what it is good for."""
    code = version(source.tour, source.agenda)
    return f"Version {code}. A copy with another code shows another plan."


def contact_words(one: Contact) -> str:
    """Say who it is and which number: `**Emergency**: Ann, +65 1`; what is not known is said so."""
    known = [text(part) for part in (one.name, one.phone) if part.strip()]
    return f"**{text(one.role) or 'Contact'}**: {', '.join(known) or 'not known yet'}"


def to_know(source: Source) -> Iterator[str]:
    """Tell participants whom to call, what to wear and what to bring."""
    brief, agenda = source.tour.brief, source.agenda
    told = [contact_words(one) for one in brief.contacts]
    if not told:
        told = ["**Emergency number**: not set yet; you get it before the first day"]
    if brief.dress.strip():
        told.append(f"**Dress**: {text(brief.dress)}")
    if any(block.kind == "visit" for block in agenda.blocks):
        told.append("**To each visit**: a photo identity for the reception desk")
    flights = [block for block in agenda.blocks if block.kind == "flight"]
    if flights:
        days = ", ".join(long_date(block.start.date()) for block in flights)
        told.append(f"**Passport and bags**: on {days}")
    if any(block.kind == "training" for block in agenda.blocks):
        told.append("**To each lecture**: the workbook and a pen")
    told.append("**On the way**: rides are by coach with the group unless a line says otherwise")
    yield heading(2, "Good to know")
    yield bullets(told)


def address_words(host: Host) -> str:
    """Return a host's address and how well it is known, Markdown."""
    if not host.located:
        district = text(host.district)
        return f"{district}; address to confirm with host" if district else text(host.address)
    return f"{text(host.address)} ({CERTAINTY[host.address_status]})"
