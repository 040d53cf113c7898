"""A host's card in a tour, and a host of one's own, as forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.ownhost import OwnHost
from workshop.model.terms import host_wish
from workshop.model.tour import HostWish
from workshop.tui.forms.host import (
    own_from,
    own_sections,
    own_texts,
    wish_from,
    wish_sections,
    wish_texts,
)
from workshop.tui.forms.screen import Form

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue
    from workshop.model.tour import Brief


class HostCard(Form[HostWish]):
    """Returns what the brief is to say of a host, or None; outreach, slot, hours, notes."""

    def __init__(self, host: str, brief: Brief, catalogue: Catalogue, *, at: str = "") -> None:
        """Show the card of the host with id `host`, the cursor in the field `at`."""
        known, wish = catalogue.host[host], host_wish(brief, host)
        where = f"{known.name}, {catalogue.city_of[host].name}"
        own = f" – {known.suggested.words()}" if known.suggested is not None else ""
        super().__init__(
            where + own,
            wish_sections(),
            wish_texts(wish),
            lambda texts: wish_from(wish, texts),
            at=at or "status",
        )


class OwnHostForm(Form[OwnHost]):
    """Returns a host of one's own, or None; `Workspace.keep_host` keeps it."""

    def __init__(
        self, catalogue: Catalogue, *, host: OwnHost | None = None, city: str = ""
    ) -> None:
        """Describe a new host, of `city` if given, or change `host`."""
        super().__init__(
            "A host of one's own" if host is None else host.name,
            own_sections(catalogue),
            own_texts(host, catalogue, city),
            lambda texts: own_from(host, texts, catalogue),
            at="name" if host is None else "why",
        )
