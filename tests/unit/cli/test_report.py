"""`workshop report`: from what was recorded to a document, and what is said where nothing was."""

from __future__ import annotations

import pytest

from tests.unit.delivery.stage import NINE, SHOW, at
from workshop.cli import main
from workshop.delivery.event import ClockSet, Ended, Jotted
from workshop.editing.edits import Editor
from workshop.editing.history import Entry
from workshop.store.claim import Owner
from workshop.store.draft import Draft
from workshop.store.paths import sessions_file
from workshop.store.sessions import SessionStore
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"


def run(workspace: Workspace, target: str, *, tour: str = "", block: str = "") -> None:
    with SessionStore(sessions_file(workspace.root)) as store:
        log = store.begin(target, SHOW, NINE, tour=tour, block=block)
        log.append(ClockSet(running=True), NINE)
        log.append(Jotted(sort="decision", words="Build on one"), at(5))
        log.append(Ended(), at(20))
        store.begin(target, SHOW, at(60), tour=tour, block=block, kept=False)


def told(workspace: Workspace, *words: str) -> int:
    return main(["--workspace", str(workspace.root), "report", *words])


def test_lecture_and_tour_are_reported_and_rehearsals_are_not(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = workspace.tour(TOUR).tour.agenda
    assert agenda is not None
    lecture = next(block for block in agenda.blocks if block.ref == "m08")
    run(workspace, "module:m04")
    run(workspace, f"block:{TOUR}/{lecture.id}", tour=TOUR, block=lecture.id)
    assert told(workspace, "m04") == 0
    out = capsys.readouterr().out
    assert out.count("## Monday 22 March 2027") == 2  # by itself, and in the tour
    assert "- Build on one (The blue diamond, 22 Mar 09:05)" in out
    assert told(workspace, TOUR) == 0
    out = capsys.readouterr().out
    assert "- **Sessions:** 1 run of" in out
    assert "1 decision, 0 commitments" in out
    assert told(workspace, "m04", "workbook") == 0
    out = capsys.readouterr().out
    assert out.startswith("# Innovation platforms: workbook")


def test_a_day_is_reported_as_it_was_run_and_what_goes_out_says_that_it_is_older(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = Draft(workspace.tour_path(TOUR), workspace.catalogue(), Owner(1, ""))
    lecture = next(block for block in draft.tour.blocks if block.kind == "training")
    visit = next(block for block in draft.tour.blocks if block.kind == "visit")
    edit = Editor(draft.tour, workspace.catalogue()).drop(visit.id)
    draft.do(Entry(edit.label, edit.tour, None))
    draft.close()
    run(workspace, f"block:{TOUR}/{lecture.id}", tour=TOUR, block=lecture.id)
    assert told(workspace, TOUR) == 0
    out = capsys.readouterr().out
    assert lecture.title in out
    assert visit.title not in out
    main(["--workspace", str(workspace.root), "export", TOUR, "agenda"])
    kept = capsys.readouterr()
    assert visit.title in kept.out
    assert "is as it was saved" in kept.err


def test_handout_needs_no_session(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(workspace, "m04", "handout") == 0
    out = capsys.readouterr().out
    assert "Building on it and reaching users" not in out  # an answer's explanation
    assert out.count("\n## ") > 30


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("m04",), "no session was run yet"),
        ((TOUR,), "no session was run yet"),
        (("nope",), "there is no tour 'nope'"),
        (("m04", "x"), "there is no 'x'"),
    ],
)
def test_what_there_is_not_is_told(
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert told(workspace, *words) == 2
    assert said in capsys.readouterr().err
    assert not sessions_file(workspace.root).exists()


def test_a_tour_has_no_handout_and_what_is_unknown_is_told(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workspace, "module:m04")
    assert told(workspace, TOUR, "handout") == 2
    assert "workshop report m04 handout" in capsys.readouterr().err
    assert told(workspace, "m05") == 2
    assert "no session of m05" in capsys.readouterr().err
    assert told(workspace, "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err
