"""The verbs that read and write files: new tours, documents, the catalogue, lectures."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path

import pytest

from tests.hostile import EVERYTHING
from tests.unit.cli.shell import TOUR, Shell
from workshop.model.agenda import Agenda


class TestExport:
    @pytest.fixture(autouse=True)
    def _planned(self, shell: Shell, planner: list[Agenda]) -> None:
        assert shell("plan", TOUR, "--write").code == 0

    def test_one_document_is_printed(self, shell: Shell) -> None:
        assert shell("export", TOUR, "agenda").out.startswith("# ")
        assert json.loads(shell("export", TOUR, "json").out)["tour"] == TOUR

    def test_several_go_to_a_folder(self, shell: Shell, tmp_path: Path) -> None:
        ran = shell("export", TOUR, "agenda", "json", "agenda", "-o", str(tmp_path / "a" / "b"))
        assert (ran.code, ran.out) == (0, "")
        made = sorted(path.name for path in (tmp_path / "a" / "b").iterdir())
        assert made == [f"{TOUR}.editions.json", f"{TOUR}.json", f"{TOUR}.md"]

    def test_the_same_bytes_every_time(self, shell: Shell) -> None:
        assert shell("export", TOUR, "json").out == shell("export", TOUR, "json").out

    def test_without_a_terminal_the_app_prints_the_agenda(self, shell: Shell) -> None:
        out = shell(TOUR).out
        assert out.startswith(shell("export", TOUR, "agenda").out.split("## ")[0])
        assert "## For the organiser" in out


class TestNew:
    def test_alone_is_enough_and_ready_to_plan(self, shell: Shell) -> None:
        ran = shell("new", "next-one")
        assert (ran.code, ran.out) == (0, "")
        assert shell.workspace.tour("next-one").tour.brief.days == 5

    def test_takes_what_is_said(self, shell: Shell) -> None:
        shell("new", "n", "--start", "2027-04-05", "--days", "3", "--cities", "Singapore,bangkok")
        brief = shell.workspace.tour("n").tour.brief
        assert (str(brief.start), brief.days) == ("2027-04-05", 3)
        assert brief.cities.must == ("singapore", "bangkok")

    def test_starts_from_another_tour_without_its_agenda(self, shell: Shell) -> None:
        assert shell("new", "again", "--from", TOUR).code == 0
        again = shell.workspace.tour("again").tour
        assert again.agenda is None
        assert again.brief.hosts == shell.workspace.tour(TOUR).tour.brief.hosts

    def test_never_overwrites(self, shell: Shell) -> None:
        before = shell.workspace.tour(TOUR).text
        ran = shell("new", TOUR)
        assert ran.code == 2
        assert "already" in ran.complaint
        assert shell.workspace.tour(TOUR).text == before


class TestCatalogue:
    def test_hosts_line_up(self, shell: Shell) -> None:
        head, *rows = shell("hosts").out.splitlines()
        assert len(rows) == 37
        assert all(row[head.index("NAME") - 1] == " " for row in rows if row.isascii())

    def test_hosts_of_a_city(self, shell: Shell) -> None:
        found = json.loads(shell("hosts", "--city", "Seoul", "--json").out)
        assert found
        assert all(host["id"].startswith("sel-") for host in found)

    def test_modules(self, shell: Shell) -> None:
        assert len(json.loads(shell("modules", "--json").out)) == 12
        some = json.loads(shell("modules", "--city", "seoul", "--json").out)
        assert 0 < len(some) <= 12

    def test_nothing_found_is_no_error_but_an_unknown_topic_is(self, shell: Shell) -> None:
        ran = shell("hosts", "--topic", "travel", "--city", "seoul", "--json")
        assert (ran.code, json.loads(ran.out)) == (0, [])
        ran = shell("hosts", "--topic", "travel", "--city", "seoul")
        assert (ran.code, ran.out) == (0, "")
        for verb in ("hosts", "modules"):
            ran = shell(verb, "--topic", "marketplaces", "--json")
            assert (ran.code, ran.out) == (2, "")
            assert "'marketplaces'; did you mean marketplace?" in ran.err

    @pytest.mark.parametrize("kind", ["tour", "city", "flights", "module"])
    def test_schemas(self, shell: Shell, kind: str) -> None:
        schema = json.loads(shell("schema", kind).out)
        assert schema["type"] == "object"
        assert schema["properties"]

    def test_schemas_use_the_keys_of_the_files(self, shell: Shell) -> None:
        assert "for" in shell("schema", "tour").out


class TestLectures:
    def test_a_module_or_a_file_is_a_deck(self, shell: Shell) -> None:
        file = str(shell.workspace.content / "modules" / "m03.md")
        assert shell("deck", "m03").out == shell("deck", file).out
        assert shell("deck", "M03").code == 0

    def test_json_tells_what_fits(self, shell: Shell) -> None:
        data = json.loads(shell("deck", "m03", "--json", "--size", "60x20").out)
        assert data["dialect"] == "workshop"
        first = data["slides"][0]
        assert {"number", "title", "text", "notes", "steps", "fits"} <= set(first)
        assert set(first["fits"]) == {"80x24", "100x30", "120x40", "60x20"}

    def test_any_text_is_a_deck(self, shell: Shell, tmp_path: Path) -> None:
        file, ways = tmp_path / "deck.md", cycle([["deck"], ["deck", "--json"], ["present"]])
        for text, words in zip(EVERYTHING, ways, strict=False):
            file.write_text(text, "utf-8", newline="")
            ran = shell(*words, str(file))
            assert ran.code in (0, 1), text
            assert ran.err == "", text

    def test_presenting_without_a_terminal_prints_the_deck(self, shell: Shell) -> None:
        assert shell("present", "m03").out == shell("deck", "m03").out

    def test_presenting_a_tour_without_a_terminal(
        self, shell: Shell, planner: list[Agenda]
    ) -> None:
        assert shell("plan", TOUR, "--write").code == 0
        ran = shell("present", TOUR)
        assert ran.code == 2
        assert "no lectures" in ran.complaint
