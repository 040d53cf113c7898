"""How long the lectures of a tour last at least, whatever else is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.model.agenda import Block
from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Form
from workshop.model.tour import Brief


class Lectures:
    """How long lectures last at least, given some that stay and what needs them."""

    def __init__(self, brief: Brief, catalogue: Catalogue) -> None:
        """Prepare for a brief."""
        self.catalogue = catalogue
        self.must = {wish.id for wish in brief.modules if wish.wish == "must"}
        ends = (catalogue.module[name] for name in self.must)
        self.closing = next((one.duration for one in ends if one.capstone), 0)
        """Minutes of the lecture that must come after the last visit; 0 if there is none."""

    def minutes(self, kept: Sequence[Block]) -> int:
        """Return the minutes of lectures there are at least when the blocks `kept` stay."""
        given = {(str(b.ref), b.form): b.minutes for b in kept if b.kind == "training"}
        needed = self.must | {module for module, _ in given}
        needed |= {
            self.catalogue.framework[self.catalogue.host[str(b.ref)].frameworks[0]].module
            for b in kept
            if b.kind == "visit"
        }
        return sum(given.values()) + sum(
            self._rest(module, given) for module in self.catalogue.with_needs(needed)
        )

    def _rest(self, name: str, given: Mapping[tuple[str, Form | None], int]) -> int:
        """Return the minutes that a module that is needed takes besides what of it stays."""
        module = self.catalogue.module[name]
        if module.capstone:
            forms: dict[Form, int] = {"full": module.duration, "short": module.short}
            return sum(minutes for form, minutes in forms.items() if (name, form) not in given)
        if (name, "full") in given or (name, "short") in given:
            return 0
        return min(module.duration, module.short)
