"""The content folder as a whole: what must hold between its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.catalogue.load import load_catalogue, shown_name
from workshop.model.lecture import Module

Faults = Callable[..., list[str]]
Line = Callable[[str, str], int]

JAKARTA = "content/cities/jakarta.yaml"


def test_the_content_as_shipped_has_no_fault(faults: Faults) -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (
            "cities/jakarta.yaml",
            "frameworks: [complementary_platforms, marketplace, payment, ecosystem]",
            "frameworks: [complementary_platforms, marketplaces]",
            "host `jkt-goto`: no framework `marketplaces`; did you mean `marketplace`?",
        ),
        (
            "cities/jakarta.yaml",
            "frameworks: [complementary_platforms, marketplace, payment, ecosystem]",
            "frameworks: [marketplace, marketplace]",
            "host `jkt-goto` names the framework `marketplace` twice; keep one of the two",
        ),
        (
            "cities/jakarta.yaml",
            "timezone: Asia/Jakarta",
            "timezone: Asia/Jakata",
            'there is no time zone `Asia/Jakata`; write a name such as "Asia/Jakarta"',
        ),
        (
            "cities/jakarta.yaml",
            "timezone: Asia/Jakarta",
            "timezone: ../etc/passwd",
            'there is no time zone `../etc/passwd`; write a name such as "Asia/Jakarta"',
        ),
        (
            "cities/jakarta.yaml",
            "timezone: Asia/Jakarta",
            "timezone: Asia",
            'there is no time zone `Asia`; write a name such as "Asia/Jakarta"',
        ),
        (
            "cities/jakarta.yaml",
            "near: [jkt-goto, jkt-telkom]",
            "near: [jkt-goto, jkt-telcom]",
            "venue `ven-jkt-ritz-pp` is near `jkt-telcom`, which is not in this city; "
            "did you mean `jkt-telkom`?",
        ),
        (
            "cities/jakarta.yaml",
            'friday_prayer: {from: "11:45", to: "13:15"}',
            'friday_prayer: {from: "13:15", to: "11:45"}',
            "the hours 13:15 to 11:45 end before they start; "
            "write both on one day, the earlier first",
        ),
        (
            "cities/bangkok.yaml",
            'from: "19:00", to: "21:30"}',
            'from: "19:00", to: "01:00"}',
            "the hours 19:00 to 01:00 end before they start; "
            "write both on one day, the earlier first",
        ),
        (
            "cities/bangkok.yaml",
            'from: "19:00", to: "21:30"}',
            'from: "19:30", to: "21:30"}',
            "`leis-bkk-cruise` takes 150 minutes but is never open so long (120); "
            "mend its hours or its minutes",
        ),
        (
            "cities/seoul.yaml",
            '{days: [mon, tue, wed, thu, fri], from: "10:00", to: "18:00"}',
            '{days: [mon, tue, wed, thu, fri], from: "18:00", to: "18:00"}',
            "the hours 18:00 to 18:00 end before they start; "
            "write both on one day, the earlier first",
        ),
        (
            "frameworks.yaml",
            "module: m04",
            "module: m44",
            "no module `m44` teaches `innovation_platform`; did you mean `m04`?",
        ),
        (
            "frameworks.yaml",
            "seed: [F08, F19]",
            "seed: [F08, F21]",
            "`F21` is no framework of the talk; write F01 to F20",
        ),
        (
            "flights.yaml",
            "from: CGK",
            "from: CGX",
            "no city has an airport CGX; did you mean `CGK`?",
        ),
        (
            "flights.yaml",
            "clock_shift_minutes: 60",
            "clock_shift_minutes: -60",
            "`clock_shift_minutes` is -60, the cities' zones say 60; write 60",
        ),
        (
            "flights.yaml",
            '"18:30"]',
            '"22:30"]',
            "the departure at 22:30 does not land on the day it leaves; list flights by day only",
        ),
        (
            "defaults.yaml",
            'lunch: {from: "11:30", to: "14:30"}',
            'lunch: {from: "14:30", to: "11:30"}',
            "the hours 14:30 to 11:30 end before they start; "
            "write both on one day, the earlier first",
        ),
        (
            "defaults.yaml",
            '- {from: "16:00", to: "20:00"}',
            '- {from: "20:00", to: "16:00"}',
            "the hours 20:00 to 16:00 end before they start; "
            "write both on one day, the earlier first",
        ),
    ],
)
def test_a_fault_has_its_file_and_line(
    faults: Faults, line: str, name: str, old: str, new: str, content: Path
) -> None:
    before = (content / name).read_text(encoding="utf-8").partition(old)[0]
    number = before.count("\n") + 1
    number -= "never open so long" in line  # told where the hours begin
    assert faults((name, old, new)) == [f"content/{name}:{number}: {line}"]


def test_an_id_that_is_there_twice_names_both_places(faults: Faults, line: Line) -> None:
    first, second = (
        line("cities/jakarta.yaml", "id: jkt-goto"),
        line("cities/singapore.yaml", "id: sgp-grab"),
    )
    told = faults(("cities/singapore.yaml", "id: sgp-grab", "id: jkt-goto"))
    assert told[0] == (
        f"content/cities/singapore.yaml:{second}: the id `jkt-goto` is taken by "
        f"a host in {JAKARTA}:{first}; give this host another id"
    )


def test_ids_are_unique_over_all_kinds_and_airports(faults: Faults, line: Line) -> None:
    number = line("cities/seoul.yaml", "id: leis-sel-nseoul")
    told = faults(("cities/seoul.yaml", "id: leis-sel-nseoul", "id: icn"))
    assert told[0].startswith(
        f"content/cities/seoul.yaml:{number}: the id `icn` is taken by an airport in "
    )


def test_a_pair_of_airports_is_listed_once(faults: Faults, line: Line) -> None:
    number = line("flights.yaml", "id: fl-sin-bkk")
    assert faults(
        ("flights.yaml", "from: SIN\n    to: BKK", "from: SIN\n    to: CGK"),
    ) == [
        f"content/flights.yaml:{number}: SIN and CGK are joined by `fl-cgk-sin` already; "
        "a pair serves both ways; keep one"
    ]


def test_a_flight_joins_two_cities(faults: Faults, line: Line) -> None:
    number = line("flights.yaml", "id: fl-cgk-sin")
    assert faults(("flights.yaml", "to: SIN", "to: HLP")) == [
        f"content/flights.yaml:{number}: CGK and HLP are airports of one city; "
        "a flight joins two cities"
    ]


def test_modules_lead_somewhere(faults: Faults, lectures: tuple[Module, ...]) -> None:
    odd = lectures[0].model_copy(
        update={"needs": ("m99", "m01"), "frameworks": ("F42", "payments")}
    )
    assert faults(modules=(odd, *lectures[1:])) == [
        "content/modules/m01.md:1: module `m01` needs `m99`, which is no module; "
        "did you mean `m09`?",
        "content/modules/m01.md:1: module `m01` needs itself; remove it from `needs`",
        "content/modules/m01.md:1: module `m01` teaches `F42`, which is no framework; "
        "write F01 to F20, or an id of frameworks.yaml",
        "content/modules/m01.md:1: module `m01` teaches `payments`, which is no framework; "
        "did you mean `payment`?",
    ]


def test_all_faults_of_all_files_come_in_one_go(faults: Faults) -> None:
    told = faults(
        ("cities/bangkok.yaml", "country_code: TH", "country_code: th"),
        ("cities/jakarta.yaml", "timezone: Asia/Jakarta", "timezone: Asia/Nowhere"),
        ("closures.yaml", 'start: "2027-02-08"', 'start: "2027-04-08"'),
        ("defaults.yaml", "visit_minutes: 90", "visit_minutes: 10:30"),
        ("flights.yaml", "confidence: high", "confidence: hi\n    confidence: high"),
        ("frameworks.yaml", "layer: platform", "layer: plateform"),
    )
    assert [one.split(":")[0].removeprefix("content/") for one in told] == [
        "cities/bangkok.yaml",
        "cities/jakarta.yaml",
        "closures.yaml",
        "defaults.yaml",
        "defaults.yaml",
        "flights.yaml",
        "flights.yaml",
        "frameworks.yaml",
    ]
    assert told[2].endswith(
        "Ramadan ends on 2027-03-09, before it starts on 2027-04-08; swap the two dates"
    )


def test_what_cannot_be_read_does_not_make_other_files_look_wrong(faults: Faults) -> None:
    told = faults(
        ("frameworks.yaml", "frameworks:", "frameworks: ["),
        ("cities/bangkok.yaml", "id: bangkok", "id: [bangkok"),
    )
    assert {one.split(":")[0] for one in told} == {
        "content/frameworks.yaml",
        "content/cities/bangkok.yaml",
    }


def test_a_folder_without_content(faults: Faults, content: Path) -> None:
    shutil.rmtree(content)
    assert faults() == [
        "content/cities:1: no city file (*.yaml) is in this folder; "
        "this is not a content folder; `workshop init DIR` lays one out",
        *(
            f"content/{name}.yaml:1: the file cannot be read: no such file or directory; "
            "check its name and its rights"
            for name in ("closures", "defaults", "flights", "frameworks")
        ),
    ]


def test_files_are_called_by_their_path_from_here_or_from_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "ws" / "content"
    monkeypatch.chdir(tmp_path)
    assert shown_name(content / "flights.yaml", content) == "ws/content/flights.yaml"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert shown_name(content / "flights.yaml", content) == "content/flights.yaml"


def test_a_city_of_ones_own_is_one_more_file(content: Path, lectures: tuple[Module, ...]) -> None:
    (content / "cities" / "hanoi.yaml").write_text(
        """\
id: hanoi
name: Hà Nội
country: Viet Nam
country_code: VN
timezone: Asia/Ho_Chi_Minh
currency: VND
centre: {name: Hoàn Kiếm, lat: 21.03, lon: 105.85}
airports:
  - {iata: HAN, name: Nội Bài, lat: 21.22, lon: 105.8}
speed_kmh: {peak: 15, offpeak: 25}
detour_factor: 1.4
transfer_buffer_minutes: 20
kerb_minutes: 60
venues:
  - {id: ven-han, name: A hotel, lat: 21.02, lon: 105.85, type: hotel, status: weak}
""",
        encoding="utf-8",
    )
    catalogue = load_catalogue(content, lectures)
    assert catalogue.city["hanoi"].name == "Hà Nội"
    assert catalogue.city["hanoi"].hosts == ()
    assert len(catalogue.host) == 37
