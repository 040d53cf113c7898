"""The brief as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.tour import Brief
from workshop.tui.forms.brief import brief_from, brief_texts
from workshop.tui.forms.brieffields import brief_sections
from workshop.tui.forms.screen import Form

if TYPE_CHECKING:
    from workshop.model.catalogue import Catalogue


class BriefForm(Form[Brief]):
    """Returns the brief with what was changed, or None; a brief that says the same is the same."""

    def __init__(
        self, brief: Brief, catalogue: Catalogue, *, at: str = "title", heading: str = ""
    ) -> None:
        """Show `brief`, the cursor in the field `at` (a path such as `budget.ceiling`)."""
        super().__init__(
            heading or f"The brief of {brief.title}",
            brief_sections(catalogue),
            brief_texts(brief, catalogue),
            lambda texts: brief_from(brief, texts, catalogue),
            at=at,
        )
