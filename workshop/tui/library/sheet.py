"""A sheet of facts: headings, paragraphs and lists, wrapped with hanging indents."""

from __future__ import annotations

from textual.content import Content

from workshop.tui import text


class Sheet:
    """Collects the lines of a detail pane, `width` cells wide. All texts are literal."""

    def __init__(self, width: int) -> None:
        """Start an empty sheet, at least 20 cells wide."""
        self.width = max(20, width)
        self._rows: list[Content] = []

    def title(self, words: str, style: str = "bold") -> None:
        """Add a title of as many lines as it takes."""
        self._add(words, "", "", style)

    def heading(self, words: str) -> None:
        """Add a heading with an empty line above it."""
        if self._rows:
            self._rows.append(Content(""))
        self._rows.append(text.one_line(words, "bold $primary"))

    def say(self, words: str, style: str = "") -> None:
        """Add a paragraph."""
        self._add(words, "", "", style)

    def item(self, words: str, sign: str = "•", style: str = "") -> None:
        """Add an item of a list behind `sign`."""
        self._add(words, f"  {sign} ", " " * (text.width(sign) + 3), style)

    def under(self, words: str, style: str = "$text-muted") -> None:
        """Add a quieter line that belongs to the item above."""
        self._add(words, "    ", "    ", style)

    def pair(self, label: str, words: str) -> None:
        """Add a labelled fact; the labels form a column of 12 cells."""
        lead = "  " + text.fit(label, 12) + " "
        rows = text.wrap(words, self.width - 15)
        self._rows.append(text.joined((lead, "$text-muted"), rows[0]))
        self._rows += [text.literal(" " * 15 + row) for row in rows[1:]]

    def content(self) -> Content:
        """Return the whole sheet."""
        return text.lines_of(*self._rows)

    def _add(self, words: str, lead: str, indent: str, style: str) -> None:
        rows = text.wrap(words, self.width - text.width(indent))
        self._rows += [
            text.literal((indent if number else lead) + row, style)
            for number, row in enumerate(rows)
        ]
