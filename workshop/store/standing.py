"""How a tour stands: what was done to it, what its file says, and what the two come to.

Nothing here reads or writes. Who only looks takes what comes of it; a `Draft` writes down first
what led from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from workshop.editing.history import Entry, History
from workshop.editing.merge import merge
from workshop.store.journal import Texts, Told, digest

if TYPE_CHECKING:
    from workshop.model.tour import Tour
    from workshop.store.tours import TourFile

IN_FILE = "changed in the file"
MERGED = "merged with what changed in the file"
THEIRS = "taken as the file has it"
MINE = "kept against what changed in the file"


@dataclass(frozen=True)
class Clash:
    """The file and what was done here changed the same things; `what` names them."""

    what: tuple[str, ...]
    theirs: TourFile


@dataclass(frozen=True)
class Standing:
    """A tour with all that was done to it, beside its file as both last agreed."""

    history: History
    file: TourFile
    saved: Tour
    """What the file held when both agreed."""
    text: str
    """Hash of the text that it held."""
    texts: Texts
    """What the file has said since somebody else last wrote it."""
    clash: Clash | None = None

    @classmethod
    def of(cls, file: TourFile, told: Told | None) -> Standing:
        """Return what a journal tells of the tour in `file`; None tells that nothing was done."""
        if told is None:
            return cls(History.of(file.tour), file, file.tour, *_said(file))
        return cls(told.history, file, told.saved, told.text, told.texts)

    @property
    def tour(self) -> Tour:
        """The tour with all that was done to it."""
        return self.history.now.tour

    @property
    def unsaved(self) -> bool:
        """Whether the tour's file does not hold it yet."""
        return self.tour != self.saved

    @property
    def known_text(self) -> str | None:
        """How the file said this very tour before, if it did."""
        return next((text for tour, text in reversed(self.texts) if tour == self.tour), None)

    def met(self, file: TourFile) -> Standing:
        """Return how it stands with the file as it is now: both agree, or a person is to decide.

        What only one of them changed is taken from it, as one more entry of the history.
        """
        if digest(file.text) == self.text:
            return replace(self, clash=None)
        if not self.unsaved:
            return self._agreed(file, Entry(IN_FILE, file.tour))
        merged = merge(self.saved, self.tour, file.tour)
        if merged.clashes:
            return replace(self, clash=Clash(merged.clashes, file))
        return self._agreed(file, Entry(MERGED, merged.tour))

    def decided(self, which: Literal["mine", "theirs"]) -> Standing:
        """Return how it stands when a person has ended the clash, if there is one."""
        if self.clash is None:
            return self
        file = self.clash.theirs
        mine = which == "mine"
        return self._agreed(file, Entry(MINE, self.tour) if mine else Entry(THEIRS, file.tour))

    def written(self, file: TourFile) -> Standing:
        """Return how it stands when the tour was saved, as `file`."""
        text, texts = _said(file)
        return replace(self, file=file, saved=self.tour, text=text, texts=self.texts + texts)

    def _agreed(self, file: TourFile, entry: Entry) -> Standing:
        history = self.history.after(entry) if entry.tour != self.tour else self.history
        return Standing(history, file, file.tour, *_said(file))


def _said(file: TourFile) -> tuple[str, Texts]:
    return digest(file.text), ((file.tour, file.text),)
