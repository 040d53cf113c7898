"""What can be put into a plan: a host, a leisure item, a lecture; as it would stand there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workshop.errors import UsageError
from workshop.model.agenda import Block, Kind, Place
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Form
from workshop.model.terms import host_terms, host_wish, leisure_terms, module_wish
from workshop.model.tour import Brief


@dataclass(frozen=True)
class Candidate:
    """One of them; `place` is None for a lecture, which is taught at the base."""

    id: str
    kind: Kind
    ref: str
    title: str
    minutes: int
    place: Place | None = None
    form: Form | None = None
    status: str | None = None
    assumed: tuple[str, ...] = ()

    def block(self, city: str, start: datetime, base: Place) -> Block:
        """Return it as a block that starts at `start` in `city`."""
        return Block(
            id=self.id,
            kind=self.kind,
            ref=self.ref,
            title=self.title,
            city=city,
            start=start,
            end=start + timedelta(minutes=self.minutes),
            place=self.place or base,
            form=self.form,
            status=self.status,
            note=f"assumed: {', '.join(self.assumed)}" if self.assumed else "",
        )


def candidate(ref: str, form: Form, brief: Brief, catalogue: Catalogue) -> Candidate:
    """Return what `ref` names; a lecture in `form` unless the brief wishes another.

    Raises `UsageError` if it is in no list of the catalogue.
    """
    if ref in catalogue.host:
        host, terms = catalogue.host[ref], host_terms(catalogue, brief, ref)
        place = Place(id=ref, name=host.name, lat=host.lat, lon=host.lon)
        status = host_wish(brief, ref).status
        return Candidate(
            f"visit-{ref}", "visit", ref, host.name, terms.minutes, place,
            status=status, assumed=terms.assumed,
        )  # fmt: skip
    if ref in catalogue.leisure:
        item, terms = catalogue.leisure[ref], leisure_terms(catalogue, ref)
        place = Place(id=ref, name=item.name, lat=item.lat, lon=item.lon)
        return Candidate(
            f"enjoy-{ref}", "leisure", ref, item.name, item.minutes, place, assumed=terms.assumed
        )
    if ref in catalogue.module:
        module, wish = catalogue.module[ref], module_wish(brief, ref)
        if wish.form != "either" and not module.capstone:
            form = wish.form
        minutes = module.duration if form == "full" else module.short
        return Candidate(f"teach-{ref}-{form}", "training", ref, module.title, minutes, form=form)
    raise UsageError(f"{ref} is no host, lecture or leisure item", "choose one from the list")
