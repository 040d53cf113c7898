"""What the library says of a host or a module: pure words, no screen."""

from __future__ import annotations

import pytest

from tests.hostile import EVERYTHING, LONG
from tests.tui import sample
from tests.tui.sample import catalogue as made_catalogue
from workshop.model.catalogue import Catalogue
from workshop.model.tour import HostWish
from workshop.tui import text
from workshop.tui.library.hosts import host_sheet
from workshop.tui.library.modules import hosts_that_show, module_sheet
from workshop.tui.library.words import days_in_words


@pytest.mark.parametrize("sample", [one for one in EVERYTHING if one.strip()])
def test_sheets_lose_no_character(sample: str) -> None:
    base = made_catalogue()
    host = next(iter(base.host.values())).model_copy(
        update={"name": sample, "why": sample, "address": sample, "cautions": sample}
    )
    module = base.modules[0].model_copy(update={"title": sample, "objectives": (sample,)})
    wanted = "".join(text.clean(sample).split())
    times = 1 if sample in LONG else 4
    for sheet, least in (
        (host_sheet(host, base, None, 60), times),
        (module_sheet(module, base, 60), min(2, times)),
    ):
        assert "".join(sheet.plain.split()).count(wanted) >= least


def test_host_sheet_says_what_is_sure_and_what_is_not(catalogue: Catalogue) -> None:
    words = " ".join(host_sheet(catalogue.host["jkt-goto"], catalogue, None, 90).plain.split())
    host = catalogue.host["jkt-goto"]
    assert "It has agreed to nothing." in words
    assert "weak: one old or third-party page; ask the host" in words
    assert "assumed, nobody has asked yet" in words
    assert "placed by hand, right to about 400 m" in words
    assert "taught in M08" in words
    for source in host.sources:
        assert source.url in words.replace(" ", "") or source.url in words
    for doubt in host.unconfirmed:
        assert doubt in words
    assert host.cautions is not None
    assert host.cautions[:60] in words


def test_confirmed_host_is_not_said_to_have_agreed_to_nothing(catalogue: Catalogue) -> None:
    confirmed = sample.brief().model_copy(
        update={"hosts": (HostWish(id="jkt-goto", status="confirmed"),)}
    )
    words = host_sheet(catalogue.host["jkt-goto"], catalogue, confirmed, 90).plain
    assert "Confirmed for this tour, says the brief." in words
    assert "agreed to nothing" not in words


def test_what_to_ask_count_and_look_into_is_there(catalogue: Catalogue) -> None:
    host = catalogue.host["jkt-goto"]
    leading = catalogue.framework[host.frameworks[0]]
    words = " ".join(host_sheet(host, catalogue, None, 90).plain.split())
    for one in (*host.ask, *host.count, *leading.ask, *leading.count):
        assert one in words
    (lead,) = catalogue.framework["learning"].leads
    sheet = " ".join(module_sheet(catalogue.module["m03"], catalogue, 90).plain.split())
    assert f"? {lead.name}, Jakarta Learning platform: {lead.why}" in sheet
    assert "Platform business" in sheet
    assert "F05" not in sheet


def test_module_names_the_hosts_that_show_it(catalogue: Catalogue) -> None:
    module = catalogue.module["m08"]
    names = [host.name for host in hosts_that_show(module, catalogue)]
    assert any("GoTo" in name for name in names)
    sheet = module_sheet(module, catalogue, 90).plain
    assert all(name in sheet for name in names)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("mon", "tue", "wed", "thu", "fri"), "Mon–Fri"),
        (("sat",), "Sat"),
        (("mon", "wed", "thu"), "Mon, Wed–Thu"),
        ((), ""),
    ],
)
def test_days_in_words(days: tuple[str, ...], said: str) -> None:
    assert days_in_words(days) == said
