"""`workshop repair`: what it refuses, in one line, and what it says where nothing helps."""

from __future__ import annotations

import json

import pytest

from workshop.cli import main
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing has happened; say what: --cancel, --close, --delay or --end"),
        (["--cancel", "sgp-grb"], "there is no 'sgp-grb' in the agenda; did you mean sgp-grab?"),
        (["--cancel", "fly-d2"], "'fly-d2' cannot be cancelled"),
        (["--close", "jakata:2027-03-23"], "there is no city 'jakata'; did you mean jakarta?"),
        (["--close", "jakarta"], "'jakarta' lacks a part; write it CITY:DATE"),
        (["--close", "jakarta:soon"], "'soon' is no date"),
        (["--close", "seoul:2027-03-23"], "the group is not in Seoul on Tue 23 Mar"),
        (["--delay", "fly-d2:long"], "'long' is no number of minutes"),
        (["--delay", "jkt-goto:600"], "would then be on another day"),
        (["--delay", "debrief-d1:10"], "Debrief follows what is around it"),
        (["--end", "2027-03-23:25:00"], "'25:00' is no time"),
    ],
)
def test_what_says_nothing_is_refused(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code = main(["--workspace", str(workspace.root), "repair", TOUR, *words])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_booked_flight_that_nobody_comes_home_from_is_given_up(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Late at night the group does not get to its hotel any more, so it flies at another time."""
    path = workspace.root / "itineraries" / f"{TOUR}.yaml"
    booked = '{date: "2027-03-23", from: CGK, to: SIN, departs: "18:30", lands: "21:20"}'
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("  # No budget yet", f"  flights: [{booked}]\n  # No budget yet", 1)
    )
    words = ["repair", TOUR, "--delay", "fly-d2:100", "--json", "--write"]
    code = main(["--workspace", str(workspace.root), *words])
    out, err = capsys.readouterr()
    assert code == 0
    first = json.loads(out)["repairs"][0]
    assert "its booking is given up and another flight is taken" in first["note"]
    assert "put: # CGK → SIN on 2027-03-23 comes too late: to be booked anew" in err


def test_points_before_are_counted_by_the_brief_as_it_is(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file's points may be those of an older brief, and the repair's are not."""
    path = workspace.root / "itineraries" / f"{TOUR}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  pace:\n", "  weights: {visit: 100}\n  pace:\n", 1), "utf-8")
    words = ["repair", TOUR, "--cancel", "enjoy-leis-bkk-cruise", "--limit", "0.3"]
    assert main(["--workspace", str(workspace.root), *words]) == 0
    assert "; 1222 points as it was\n" in capsys.readouterr().out


def test_nothing_helps_is_said(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.planner.repair.repair", lambda *_, **__: ())
    monkeypatch.setattr("workshop.planner.clash.possible", lambda *_, **__: False)
    words = ["repair", TOUR, "--close", "singapore:2027-03-24", "--json"]
    code = main(["--workspace", str(workspace.root), *words])
    out, err = capsys.readouterr()
    assert code == 3
    assert json.loads(out)["repairs"] == []
    assert f"nothing mends {TOUR}; change the brief" in err


def test_a_limit_that_is_too_short_does_not_make_it_impossible(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.planner.repair.repair", lambda *_, **__: ())
    words = ["repair", TOUR, "--close", "singapore:2027-03-24", "--limit", "0.01"]
    code = main(["--workspace", str(workspace.root), *words])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert f"the limit was over before there was a way to mend {TOUR}" in err
    assert err.rstrip().endswith("allow more with --limit")


def test_what_clashes_after_an_event_is_named_with_its_line(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--workspace", str(workspace.root), "repair", TOUR, "--cancel", "m03"])
    out, err = capsys.readouterr()
    assert (code, out) == (3, "")
    needs = "it needs “Platforms: the interactions business”, which is never taught"
    assert any(f"{TOUR}.yaml:" in line and needs in line for line in err.splitlines())
    assert f"nothing mends {TOUR}; drop one of the facts above" in err


@pytest.mark.parametrize(
    ("tour", "events", "said"),
    [
        (
            TOUR,
            ["--delay", "sgp-snowflake:-60"],
            "“Snowflake (Singapore office)” comes 60 minutes earlier, "
            "on Thursday 25 March at 09:00",
        ),
        (
            "with-seoul-2027",
            ["--delay", "sgp-grab:-120"],
            "“Grab” comes 120 minutes earlier, on Wednesday 31 March at 13:15: the briefing, the "
            "coach and the visit leave no time for lunch between 11:30 and 14:30",
        ),
    ],
    ids=["too early", "no lunch"],
)
def test_what_an_event_placed_is_not_told_as_locked(
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    tour: str,
    events: list[str],
    said: str,
) -> None:
    code = main(["--workspace", str(workspace.root), "repair", tour, *events])
    out, err = capsys.readouterr()
    assert (code, out) == (3, "")
    assert any(f"{tour}.yaml:" in line and line.endswith(said) for line in err.splitlines())
    assert "locked" not in err
    meant = "drop one of the facts above, or ask for another time"
    assert err.splitlines()[-1].endswith(f"nothing mends {tour}; {meant}")
