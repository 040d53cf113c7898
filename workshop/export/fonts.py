"""The fonts of printed pages, and which letters they have.

Subsets of the Noto fonts (SIL Open Font License, see `fonts/OFL.txt`): Latin, Greek and Cyrillic,
Thai, the 2,350 common Korean syllables, and the signs that documents use. They come with the
program, so that a PDF looks the same everywhere and needs nothing of the machine.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.export.plaintext import one_line

if TYPE_CHECKING:
    from fpdf import FPDF

FOLDER = Path(__file__).parent / "fonts"
MAIN = "noto"
_FILES = (
    (MAIN, "", "NotoSans-Regular.ttf"),
    (MAIN, "B", "NotoSans-Bold.ttf"),
    ("thai", "", "NotoSansThai-Regular.ttf"),
    ("thai", "B", "NotoSansThai-Bold.ttf"),
    ("korean", "", "NotoSansKR-Regular.ttf"),
    ("korean", "B", "NotoSansKR-Regular.ttf"),
    ("signs", "", "NotoSansSymbols2-Regular.ttf"),
    ("signs", "B", "NotoSansSymbols2-Regular.ttf"),
)
_THAI = re.compile("[\u0e00-\u0e7f]")
_SIGNS = re.compile(r"[\W_]{150}")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_JOINER = "\u200d"
MISSING = "□"
"""Stands for a letter that no font has."""


class Letters:
    """Gives a PDF its fonts, and makes words of letters that they have."""

    def __init__(self, pdf: FPDF) -> None:
        """Add the fonts to `pdf`."""
        from fpdf.fonts import TTFFont

        for family, style, name in _FILES:
            pdf.add_font(family, style, FOLDER / name)
        pdf.set_fallback_fonts(["thai", "korean", "signs"], exact_match=True)
        self._pdf = pdf
        self.missing = False
        """Whether any of the words had a letter that no font has."""
        self._known = {
            letter
            for font in pdf.fonts.values()
            if isinstance(font, TTFFont)
            for letter in font.cmap
        }

    def close(self) -> None:
        """Close the files of the fonts, once the PDF is put out."""
        from fpdf.fonts import TTFFont

        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def words(self, text: str) -> str:
        """Return `text` on one line in composed letters; `□` for one that no font has.

        A picture that no font has is named in its place, `[rocket]`, a flag by its country, `[TH]`.
        Marks that only change the look of another sign (variants, joiners, skin) are left out.
        """
        composed = unicodedata.normalize("NFC", one_line(text)).replace(_JOINER, "")
        printed = "".join(map(self._letter, _FLAG.sub(_country, composed)))
        self.missing = self.missing or MISSING in printed
        return printed

    def shape(self, *printed: str) -> None:
        """Put Thai vowels and tones where they belong in what is printed next, if there are any.

        Words without Thai need no shaping. It is left out, too, where a long run of signs would be
        too deep for the shaper's look at the direction of writing.
        """
        thai = any(_THAI.search(one) for one in printed)
        self._pdf.set_text_shaping(thai and not any(_SIGNS.search(one) for one in printed))

    def _letter(self, letter: str) -> str:
        if ord(letter) in self._known or letter == " ":
            return letter
        sort = unicodedata.category(letter)
        if sort in ("Mn", "Me", "Cf", "Sk"):
            return ""
        name = unicodedata.name(letter, "") if sort == "So" else ""
        return f"[{name.lower()}]" if name else MISSING


def _country(flag: re.Match[str]) -> str:
    """Return the two letters that a flag is made of, in brackets."""
    return f"[{''.join(chr(ord(one) - 0x1F1E6 + ord('A')) for one in flag[0])}]"
