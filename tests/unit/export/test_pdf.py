"""The PDF: all of the agenda's words, in any script, and no letter that stops it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from tests.hostile import CONTROL, DOCUMENTS, LONG, MARKUP, SCRIPTS
from tests.unit.decks.diagrams.pictures import PICTURES, picture
from workshop.export.fonts import Letters
from workshop.export.pdf import pdf_agenda
from workshop.export.pdfdiagram import paint_diagram
from workshop.export.redaction import Source
from workshop.export.strokes import Label, sheet_of

WORDS = (*SCRIPTS, *CONTROL, LONG[0], "[" * 500 + " ไทย", *DOCUMENTS[:12], *MARKUP[:3])
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def read(data: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(data))
    return reader, re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def wild(source: Source) -> Source:
    """A source with a hostile title in every block, as many blocks as it takes."""
    day = source.agenda.days[0]
    blocks = tuple(
        day.blocks[0].model_copy(update={"id": f"b{n}", "title": words})
        for n, words in enumerate((*WORDS, "ธนาคาร กรุงเทพ", "카카오 서울", "→ ☐ ✓ ½ × —"))
    )
    agenda = source.agenda.model_copy(
        update={"days": (day.model_copy(update={"blocks": (*day.blocks, *blocks)}),)}
    )
    return replace(source, agenda=agenda)


def test_it_has_the_words_of_the_agenda_and_the_same_bytes(source: Source) -> None:
    data = pdf_agenda(source, 1, None, NOW)
    reader, text = read(data)
    for words in ("SmallTour", "Draft", "GoToGroup(invited—notconfirmed)", "15:00–16:30(UTC+8)"):
        assert words in text
    assert "advicetoinvest" in text
    assert "1h50intheair" in text
    assert "Diagramsofthelectures" in text
    assert "Platforms:Threelayers" in text
    assert "Floor" in text
    assert len(reader.pages) in (2, 3)
    assert all(round(float(page.mediabox.width)) == 595 for page in reader.pages)
    assert reader.metadata is not None
    assert reader.metadata.title == "Small Tour"
    assert reader.metadata.creation_date == NOW
    assert pdf_agenda(source, 1, None, NOW) == data


def test_every_kind_of_diagram_is_drawn_with_its_words() -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    letters = Letters(pdf)
    for name, data in PICTURES.items():
        paint_diagram(pdf, letters, name, sheet_of(picture(data)))
    _, text = read(bytes(pdf.output()))
    letters.close()
    for data in PICTURES.values():
        for label in sheet_of(picture(data)).strokes:
            if isinstance(label, Label) and label.text.isascii():
                assert re.sub(r"\s", "", label.text) in text
    assert "□" not in text


def test_no_letter_stops_it_and_thai_and_korean_are_there(wild: Source) -> None:
    reader, text = read(pdf_agenda(wild))
    assert "카카오서울" in text
    assert "ธนาคาร" in text
    assert "→☐✓½×—" in text
    assert "**bold**_it_" in text
    assert "□standsforaletter" in text
    assert len(reader.pages) > 3


def test_a_picture_is_named_and_a_flag_is_its_country() -> None:
    from fpdf import FPDF

    letters = Letters(FPDF())
    letters.close()
    assert letters.words("Go \U0001f680 \U0001f1f9\U0001f1ed") == "Go [rocket] [TH]"
    worker = "\U0001f469\U0001f3fd\u200d\U0001f4bb"
    assert letters.words(worker) == "[woman][personal computer]"
    assert not letters.missing
    assert letters.words("\u05d0") == "□"
    assert letters.missing
