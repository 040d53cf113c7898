"""What was proven for one brief is not said of another that an editor wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.store.drafting import NAME, Open, shift
from workshop.editing.history import Entry
from workshop.errors import StoreError
from workshop.model.agenda import Agenda
from workshop.model.asking import mark
from workshop.model.catalogue import Catalogue
from workshop.model.tour import Brief, HostWish, ModuleWish, Tour
from workshop.store.tours import read_tour, tour_text, write_agenda, write_tour
from workshop.store.workspace import Workspace

CHANGES = {
    "weights": ("  pace:\n", "  weights: {visit: 100}\n  pace:\n"),
    "a closure": (
        "  pace:\n",
        '  closures:\n    - {city: bangkok, date: "2027-03-25", open: false}\n  pace:\n',
    ),
    "people": ("  group_size: 18", "  group_size: 17"),
}
WORDS = {
    "a contact": ("  pace:\n", '  contacts:\n    - {role: guide, name: "A"}\n  pace:\n'),
    "notes": ("  pace:\n", '  notes: "bring shoes"\n  pace:\n'),
    "a title": ('title: "Asia Tech Tour 2027"', 'title: "Another"'),
    "a comment": ("  pace:\n", "  # by hand\n  pace:\n"),
}


def edited(path: Path, change: tuple[str, str]) -> str:
    """Change a file as an editor does, and return what it was."""
    text = path.read_text("utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), "utf-8")
    return text


def plan_of(tour: Tour) -> Agenda:
    assert tour.agenda is not None
    return tour.agenda


def proven(tour: Tour) -> bool:
    agenda = plan_of(tour)
    if agenda.status == "optimal":
        assert agenda.gap == 0.0
        return True
    assert (agenda.status, agenda.bound) == ("feasible", agenda.score)
    assert agenda.gap == 1.0
    return False


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_proof_lapses_where_an_editor_asks_for_something_else(
    change: tuple[str, str], path: Path, catalogue: Catalogue, workspace: Workspace
) -> None:
    days = plan_of(read_tour(path, catalogue).tour).days
    text = edited(path, change)
    file = read_tour(path, catalogue)
    assert not proven(file.tour)
    assert plan_of(file.tour).days == days
    assert not proven(workspace.standing(NAME)[0])

    path.write_text(text, "utf-8")
    assert proven(read_tour(path, catalogue).tour), "changed back, it is the plan of its brief"


@pytest.mark.parametrize("change", WORDS.values(), ids=WORDS)
def test_words_for_people_leave_it_proven(
    change: tuple[str, str], path: Path, catalogue: Catalogue
) -> None:
    edited(path, change)
    assert proven(read_tour(path, catalogue).tour)


def test_a_file_without_a_mark_is_believed(path: Path, catalogue: Catalogue) -> None:
    text = path.read_text("utf-8")
    lines = [one for one in text.splitlines(True) if not one.startswith("  asked:")]
    assert len(lines) == text.count("\n") - 1
    path.write_text("".join(lines), "utf-8")
    edited(path, CHANGES["weights"])
    assert proven(read_tour(path, catalogue).tour)


@pytest.mark.parametrize("name", [NAME, "with-seoul-2027"])
def test_the_samples_have_the_mark_of_their_briefs(
    name: str, workspace: Workspace, catalogue: Catalogue
) -> None:
    tour = read_tour(workspace.itineraries / f"{name}.yaml", catalogue).tour
    assert proven(tour)
    assert plan_of(tour).asked == mark(tour.brief)


def test_what_lapsed_can_be_saved_and_says_so_for_good(path: Path, catalogue: Catalogue) -> None:
    edited(path, CHANGES["weights"])
    file = read_tour(path, catalogue)
    brief = file.tour.brief
    noted = file.tour.model_copy(update={"brief": brief.model_copy(update={"dress": "casual"})})
    file = write_tour(file, noted)
    assert file.tour == noted
    assert not proven(read_tour(path, catalogue).tour)
    assert write_agenda(file, plan_of(file.tour)).text == file.text, "untouched, byte for byte"


def test_a_brief_that_is_changed_back_by_hand_in_the_app_is_saved_as_the_app_shows_it(
    path: Path, catalogue: Catalogue
) -> None:
    before = read_tour(path, catalogue).tour
    edited(path, CHANGES["weights"])
    file = read_tour(path, catalogue)
    back = file.tour.model_copy(update={"brief": before.brief})
    written = write_tour(file, back)
    assert written.tour == back
    assert read_tour(path, catalogue).tour == back
    assert not proven(back)


def test_a_draft_of_what_lapsed_is_saved_undone_and_taken_in(
    opened: Open, path: Path, catalogue: Catalogue
) -> None:
    draft = opened()
    text = edited(path, CHANGES["weights"])
    assert draft.look()
    assert not proven(draft.tour)
    changed = path.read_text("utf-8")
    draft.save()
    assert path.read_text("utf-8") == changed, "nothing was done to it"
    draft.undo()
    assert proven(draft.tour)
    draft.save()
    assert path.read_text("utf-8") == text
    draft.redo()
    draft.save()
    assert not proven(read_tour(path, catalogue).tour)
    draft.close()
    again = opened()
    assert not proven(again.tour)
    assert not again.unsaved


def test_a_brief_changed_meanwhile_is_merged_with_a_plan_changed_here(
    opened: Open, path: Path, catalogue: Catalogue
) -> None:
    draft = opened()
    shift(draft, catalogue)
    mine = plan_of(draft.tour).days
    edited(path, CHANGES["weights"])
    assert draft.look()
    assert draft.clash is None
    assert draft.tour.brief.weights.visit == 100
    assert plan_of(draft.tour).days == mine
    assert not proven(draft.tour)
    draft.save()
    assert read_tour(path, catalogue).tour == draft.tour


def test_a_tour_planned_anew_here_is_merged_with_a_brief_changed_meanwhile(
    opened: Open, path: Path, catalogue: Catalogue
) -> None:
    """The plan here has other dates; that the file's proof has lapsed is no change of its days."""
    draft = opened()
    plan = plan_of(draft.tour)
    shorter = plan.model_copy(update={"days": plan.days[:-1]})
    draft.do(Entry("planned", draft.tour.model_copy(update={"agenda": shorter})))
    edited(path, CHANGES["weights"])
    assert draft.look()
    assert draft.clash is None
    assert plan_of(draft.tour).days == shorter.days
    assert not proven(draft.tour)


def test_words_changed_meanwhile_are_merged_and_leave_it_proven(
    opened: Open, path: Path, catalogue: Catalogue
) -> None:
    draft = opened()
    brief = draft.tour.brief.model_copy(update={"dress": "casual"})
    draft.do(Entry("dress", draft.tour.model_copy(update={"brief": brief})))
    edited(path, WORDS["notes"])
    assert draft.look()
    assert draft.clash is None
    assert proven(draft.tour)


def test_a_plan_of_a_brief_still_to_be_written_waits_for_it(
    path: Path, catalogue: Catalogue
) -> None:
    """So `workshop repair --write` stores it: the brief is changed by the person after that."""
    file = read_tour(path, catalogue)
    text = edited(path, CHANGES["people"])
    brief = read_tour(path, catalogue).tour.brief
    path.write_text(text, "utf-8")
    assert not proven(write_agenda(file, _for(brief, plan_of(file.tour))).tour)
    edited(path, CHANGES["people"])
    assert proven(read_tour(path, catalogue).tour)


def _for(brief: Brief, agenda: Agenda) -> Agenda:
    return agenda.model_copy(update={"asked": mark(brief)})


def test_a_tour_written_as_a_new_one_keeps_its_mark(path: Path, catalogue: Catalogue) -> None:
    tour = read_tour(path, catalogue).tour
    path.write_text(tour_text(tour), "utf-8")
    assert read_tour(path, catalogue).tour == tour


def test_a_conflict_stays_what_it_is(path: Path, catalogue: Catalogue) -> None:
    """An agenda without days says nothing of how good a plan is."""
    file = read_tour(path, catalogue)
    none = Agenda(status="infeasible", asked="000000000000")
    assert write_agenda(file, none).tour.agenda == none


def test_a_mark_is_the_same_for_all_that_ask_for_the_same(path: Path, catalogue: Catalogue) -> None:
    brief = read_tour(path, catalogue).tour.brief
    assert mark(brief) == mark(Brief.model_validate(dict(brief)))
    assert len(mark(brief)) == 12
    hosts = [one.model_copy(update={"contact": "A", "why": "so"}) for one in brief.hosts]
    named = (*reversed(hosts), HostWish(id="bkk-agoda", contact="B"))
    lectures = (*brief.modules, ModuleWish(id="m07", notes="slowly"))
    assert mark(brief.model_copy(update={"hosts": named, "modules": lectures})) == mark(brief)
    must = (*hosts, HostWish(id="bkk-agoda", wish="must"))
    assert mark(brief.model_copy(update={"hosts": must})) != mark(brief)


def test_a_text_that_cannot_be_read_back_is_still_refused(path: Path, catalogue: Catalogue) -> None:
    file = read_tour(path, catalogue)
    text = file.text + "? agenda\n: null\n"
    with pytest.raises(StoreError):
        write_tour(file, file.tour, text)


def test_a_step_that_changes_what_the_brief_asks_loses_the_proof_here_and_in_the_file(
    opened: Open, path: Path, catalogue: Catalogue
) -> None:
    draft = opened()
    brief = draft.tour.brief.model_copy(update={"group_size": 17})
    draft.do(Entry("17 people", draft.tour.model_copy(update={"brief": brief})))
    assert not proven(draft.tour)
    draft.save()
    assert read_tour(path, catalogue).tour == draft.saved
    now = draft.tour
    draft.close()
    assert opened().tour == now
