"""`workshop plan` and `check`: what they print and write, and how they end."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.unit.cli.shell import TOUR, Shell, agenda
from workshop.model.agenda import Agenda, Conflict
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.planner.stop import Stop


class TestPlan:
    def test_prints_markdown_and_nothing_else(self, shell: Shell, planner: list[Agenda]) -> None:
        ran = shell("plan", TOUR)
        assert ran.code == 0
        assert ran.out.startswith("# ")
        assert ran.err == ""

    def test_prints_json_on_request(self, shell: Shell, planner: list[Agenda]) -> None:
        data = json.loads(shell("plan", TOUR, "--json").out)
        assert (data["tour"], data["status"], data["score"]) == (TOUR, "optimal", 7)

    def test_writes_to_a_file_whole(
        self, shell: Shell, planner: list[Agenda], tmp_path: Path
    ) -> None:
        target = tmp_path / "plan.json"
        ran = shell("plan", TOUR, "--json", "-o", str(target))
        assert (ran.code, ran.out) == (0, "")
        assert json.loads(target.read_text("utf-8"))["score"] == 7

    def test_stores_the_agenda(self, shell: Shell, planner: list[Agenda]) -> None:
        before = shell.workspace.tour(TOUR).path.read_text("utf-8")
        assert shell("plan", TOUR, "--write").code == 0
        assert shell.workspace.tour(TOUR).tour.agenda == planner[0]
        assert (
            before.splitlines()[0]
            == (shell.workspace.tour(TOUR).path.read_text("utf-8").splitlines()[0])
        )

    def test_stores_nothing_unless_asked(self, shell: Shell, planner: list[Agenda]) -> None:
        before = shell.workspace.tour(TOUR).text
        shell("plan", TOUR)
        assert shell.workspace.tour(TOUR).text == before

    def test_says_what_clashes(self, shell: Shell, planner: list[Agenda]) -> None:
        clash = Conflict(fact="Nyepi closes Jakarta", where="closures.ID.2027-03-08")
        planner[0] = Agenda(status="infeasible", conflict=(clash,))
        ran = shell("plan", TOUR, "--write")
        assert (ran.code, ran.out) == (3, "")
        lines = (shell.workspace.content / "closures.yaml").read_text("utf-8").splitlines()
        line = next(n for n, text in enumerate(lines, 1) if "2027-03-08" in text and "ID" in text)
        said = f"content/closures.yaml:{line}: Nyepi closes Jakarta; drop it, and "
        assert f"{said}Mon 8 Mar counts as open\n" in ran.err
        assert shell.workspace.tour(TOUR).tour.agenda != planner[0]

    def test_says_of_what_nobody_drops_to_change_it(
        self, shell: Shell, planner: list[Agenda]
    ) -> None:
        clash = Conflict(fact="the group is 90 people", where="brief.group_size")
        planner[0] = Agenda(status="infeasible", conflict=(clash,))
        assert "the group is 90 people; change it\n" in shell("plan", TOUR).err

    def test_a_limit_too_short_does_not_claim_that_no_plan_exists(
        self, shell: Shell, planner: list[Agenda]
    ) -> None:
        fact = "the search was stopped before it found a first plan"
        planner[0] = Agenda(status="infeasible", conflict=(Conflict(fact=fact),))
        ran = shell("plan", TOUR, "--limit", "1")
        assert ran.code == 2
        assert "--limit" in ran.complaint

    def test_gives_the_clash_as_data(self, shell: Shell, planner: list[Agenda]) -> None:
        clash = Conflict(fact="Nyepi closes Jakarta", where="closures.ID.2027-03-08")
        planner[0] = Agenda(status="infeasible", conflict=(clash,))
        ran = shell("plan", TOUR, "--json")
        data = json.loads(ran.out)
        assert ran.code == 3
        assert data["status"] == "infeasible"
        (told,) = data["conflict"]
        assert told["fact"] == "Nyepi closes Jakarta"
        assert re.fullmatch(r".*content/closures\.yaml:\d+", told["where"])

    @pytest.mark.parametrize("flags", [[], ["--json"], ["--write"]])
    def test_a_plan_that_breaks_a_rule_is_never_shown(
        self,
        shell: Shell,
        planner: list[Agenda],
        monkeypatch: pytest.MonkeyPatch,
        flags: list[str],
    ) -> None:
        wrong = Finding(rule="overlap", severity="error", message="two things at once")
        monkeypatch.setattr("workshop.rules.check", lambda *_, **__: (wrong,))
        before = shell.workspace.tour(TOUR).text
        ran = shell("plan", TOUR, *flags)
        assert (ran.code, ran.out) == (70, "")
        assert "internal error" in ran.err
        assert "overlap: two things at once" in ran.err
        assert shell.workspace.tour(TOUR).text == before

    def test_passes_limit_and_seed_on(
        self, shell: Shell, planner: list[Agenda], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: dict[str, object] = {}

        def plan(tour: Tour, catalogue: Catalogue, **options: object) -> Agenda:
            asked.update(options)
            return planner[0]

        monkeypatch.setattr("workshop.planner.plan", plan)
        shell("plan", TOUR, "--limit", "2.5", "--seed", "9")
        assert (asked["limit"], asked["seed"]) == (2.5, 9)

    def test_ctrl_c_gives_the_best_so_far(
        self, shell: Shell, planner: list[Agenda], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def plan(tour: Tour, catalogue: Catalogue, *, stop: Stop, **_: object) -> Agenda:
            os.kill(os.getpid(), signal.SIGINT)
            limit = time.monotonic() + 10
            while not stop.stopped() and time.monotonic() < limit:
                time.sleep(0.001)
            return agenda(status="feasible", bound=9)

        monkeypatch.setattr("workshop.planner.plan", plan)
        ran = shell("plan", TOUR, "--json")
        assert ran.code == 130
        assert json.loads(ran.out)["status"] == "feasible"
        assert "interrupted" in ran.err


class TestCheck:
    def answer(self, monkeypatch: pytest.MonkeyPatch, *severities: str) -> None:
        findings = tuple(
            Finding.model_validate(
                {"rule": "open", "severity": one, "blocks": ("b1",), "message": "shut", "fix": "go"}
            )
            for one in severities
        )
        monkeypatch.setattr("workshop.rules.check", lambda *_, **__: findings)

    @pytest.fixture(autouse=True)
    def _planned(self, shell: Shell, planner: list[Agenda]) -> None:
        assert shell("plan", TOUR, "--write").code == 0

    def test_errors_give_exit_1(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, "warning", "error")
        ran = shell("check", TOUR)
        assert ran.code == 1
        assert ran.out.splitlines()[1] == "error: open [b1]: shut; go"

    def test_warnings_do_not(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, "warning", "note")
        assert shell("check", TOUR).code == 0

    def test_json(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, "error")
        ran = shell("check", TOUR, "--json")
        assert ran.code == 1
        assert json.loads(ran.out) == {
            "findings": [
                {
                    "rule": "open",
                    "severity": "error",
                    "blocks": ["b1"],
                    "message": "shut",
                    "fix": "go",
                }
            ]
        }

    def test_nothing_found_is_an_empty_list(self, shell: Shell) -> None:
        assert json.loads(shell("check", TOUR, "--json").out) == {"findings": []}

    def test_a_brief_alone_says_to_plan_first(self, shell: Shell) -> None:
        assert shell("new", "fresh").code == 0
        for words in (["check", "fresh"], ["export", "fresh", "agenda"]):
            ran = shell(*words)
            assert ran.code == 2
            assert "fresh.yaml:1: " in ran.complaint
            assert "workshop plan fresh --write" in ran.complaint
