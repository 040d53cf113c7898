"""The JSON that scripts rely on."""

from __future__ import annotations

import json

from tests.hostile import EVERYTHING
from workshop.export.data import findings_data, plan_data, to_json
from workshop.model.agenda import Agenda, Conflict
from workshop.model.finding import Finding


def test_a_plan_has_all_that_is_promised(agenda: Agenda) -> None:
    plan = json.loads(to_json(plan_data("small", agenda)))

    assert plan["tour"] == "small"
    assert plan["status"] == "feasible"
    assert (plan["score"], plan["bound"], plan["gap"]) == (210, 221, 0.0524)
    assert (plan["seconds"], plan["seed"]) == (1.5, 4)
    assert plan["minutes"] == {"training": 105, "visit": 240, "leisure": 90, "transit": 330}
    assert [day["date"] for day in plan["days"]] == ["2027-03-22", "2027-03-23"]
    assert plan["days"][1]["cities"] == ["jakarta", "singapore"]
    assert plan["left_out"][0]["ref"] == "jkt-telkom"
    assert plan["left_out"][0]["reason"] == "no day has room for it"
    assert plan["conflict"] == []


def test_a_block_says_what_it_gives_where_that_is_known(agenda: Agenda) -> None:
    first = agenda.days[0].blocks[0].id
    plan = json.loads(to_json(plan_data("small", agenda, {first: 40})))

    given = [block["points"] for day in plan["days"] for block in day["blocks"]]
    assert given[0] == 40
    assert set(given[1:]) == {0}
    assert "points" not in plan_data("small", agenda)["days"][0]["blocks"][0]  # type: ignore[index]


def test_a_block_has_its_offset_its_place_and_a_ref_even_if_null(agenda: Agenda) -> None:
    plan = json.loads(to_json(plan_data("small", agenda)))

    coach, flight = plan["days"][0]["blocks"][2], plan["days"][1]["blocks"][1]
    assert coach["ref"] is None
    assert coach["locked"] is False
    assert coach["place"] == {
        "id": "ven-jkt",
        "name": "Hotel in Jakarta",
        "lat": 1.25,
        "lon": 103.5,
    }
    assert flight["start"] == "2027-03-23T10:00:00+07:00"
    assert flight["end"] == "2027-03-23T12:50:00+08:00"
    assert flight["to"]["id"] == "sin"
    for day in plan["days"]:
        for block in day["blocks"]:
            assert {"id", "kind", "ref", "title", "city", "start", "end", "place"} <= set(block)


def test_an_impossible_plan_names_the_facts() -> None:
    plan = plan_data("x", Agenda(status="infeasible", conflict=(Conflict(fact="f", where="a:1"),)))

    assert plan["conflict"] == [{"fact": "f", "where": "a:1"}]
    assert plan["days"] == []


def test_findings_have_all_that_is_promised() -> None:
    finding = Finding(rule="meals", severity="note", blocks=("b1",), message="m")

    assert findings_data((finding,)) == {
        "findings": [
            {"rule": "meals", "severity": "note", "blocks": ["b1"], "message": "m", "fix": ""}
        ]
    }


def test_words_come_through_json_as_they_are() -> None:
    for words in EVERYTHING:
        found = findings_data((Finding(rule="r", severity="note", message=words),))
        assert json.loads(to_json(found)) == found


def test_json_reads_well_and_ends_its_last_line() -> None:
    assert to_json({"a": "é"}) == '{\n  "a": "é"\n}\n'
