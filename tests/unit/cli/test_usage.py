"""What scripts rely on: exit codes, errors of one line, tables that can be cut apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import EVERYTHING, HOSTILE
from tests.unit.cli.shell import TOUR, VERBS, Shell
from workshop.cli import main, streams
from workshop.store.workspace import Workspace


class TestUsage:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["plna", TOUR], "did you mean plan?"),
            (["asia-tech-tour-2072"], f"did you mean {TOUR}?"),
            (["plan"], "TOUR"),
            (["plan", TOUR, "--jsn"], "did you mean --json?"),
            (["plan", TOUR, "more"], "'more'"),
            (["plan", TOUR, "--limit", "nan"], "--limit"),
            (["plan", TOUR, "--limit", "-1"], "--limit"),
            (["plan", TOUR, "--limit"], "--limit"),
            (["plan", TOUR, "--seed", "x"], "--seed"),
            (["plan", "asia-tech-tour"], f"did you mean {TOUR}?"),
            (["check", "nowhere/tour.yaml"], "nowhere/tour.yaml"),
            (["export", TOUR, "agendas"], "did you mean agenda?"),
            (["export", TOUR, "xlsx"], "agenda, runsheet"),
            (["export", TOUR, "agenda", "json"], "-o DIR"),
            (["hosts", "--city", "jakrta"], "did you mean jakarta?"),
            (["hosts", "--city", "x"], "jakarta"),
            (["schema", "tours"], "did you mean tour?"),
            (["schema", "x"], "flights"),
            (["deck", "x.md", "--size", "80"], "80x24"),
            (["deck", "no-such.md"], "no-such.md"),
            (["present", "m99"], "m99"),
            (["new", "t", "--start", "22.3.2027"], "2027-03-22"),
            (["new", "t", "--days", "0"], "--days"),
            (["new", "t", "--cities", "jakarta,singapur"], "did you mean singapore?"),
            (["new", "t", "--from", "nothing-like-it"], "nothing-like-it"),
            (["new", "../t"], "../t"),
            ([], TOUR),
        ],
    )
    def test_is_one_line_that_says_what_was_meant(
        self, shell: Shell, words: Sequence[str], said: str
    ) -> None:
        ran = shell(*words)
        assert ran.code == 2
        assert said in ran.complaint

    @pytest.mark.parametrize(
        "befores",
        ["", "new", "plan|hosts --city|hosts --topic|schema"],
        ids=["verb", "new", "known"],
    )
    def test_any_word_is_answered_in_one_line(self, shell: Shell, befores: str) -> None:
        """As a verb and as the name of a new file each; where a known word is due, by turns."""
        turns = cycle(before.split() for before in befores.split("|"))
        for text, before in zip(EVERYTHING, turns, strict=False):
            ran = shell(*before, text)
            assert ran.code in (0, 2), text
            assert "internal error" not in ran.err, text
            assert len(ran.err.splitlines()) <= 1, text

    def test_help_and_version_are_data(self, capsys: pytest.CaptureFixture[str]) -> None:
        for words in (["--help"], ["plan", "--help"], ["--version"]):
            assert main(words) == 0
            assert "workshop" in capsys.readouterr().out

    def test_help_names_every_verb(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["--help"])
        listed = capsys.readouterr().out.split()
        assert set(listed) >= VERBS

    def test_a_workspace_may_be_named_before_or_after_the_verb(
        self, workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        nowhere = str(tmp_path / "nowhere")
        assert main(["hosts", "--workspace", nowhere]) == 2
        assert nowhere in capsys.readouterr().err
        assert main(["hosts", "--workspace", str(workspace.root)]) == 0


class TestBadFiles:
    def test_every_fault_is_a_line(self, shell: Shell) -> None:
        path = shell.workspace.itineraries / "broken.yaml"
        path.write_text(
            "format: 1\nbrief:\n  title: 5\n  group_size: many\n  colour: red\n", "utf-8"
        )
        ran = shell("plan", "broken")
        assert (ran.code, ran.out) == (2, "")
        lines = ran.err.splitlines()
        assert len(lines) >= 3
        assert all("broken.yaml:" in line for line in lines)

    @pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\t", b"[" * 9999, b"a: &a [*a]"])
    def test_no_bytes_give_a_traceback(self, shell: Shell, data: bytes) -> None:
        path = shell.workspace.itineraries / "broken.yaml"
        path.write_bytes(data)
        ran = shell("plan", "broken")
        assert ran.code == 2
        assert "Traceback" not in ran.err
        assert "internal" not in ran.err


class TestTable:
    @given(st.lists(st.tuples(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)), max_size=5))
    def test_loses_nothing_and_lines_up(self, rows: list[tuple[str, str]]) -> None:
        from wcwidth import wcswidth

        shown = streams.table(("A", "B"), rows)
        lines = shown.split("\n")
        assert len(lines) == len(rows) + 2
        widest = max(wcswidth(row[0]) for row in (("A", "B"), *rows))
        for line, (first, second) in zip(lines[1:], rows, strict=False):
            assert line.startswith(first.rstrip())
            assert line.endswith(second.rstrip())
            if second.strip():
                before = line[: len(line) - len(second.rstrip())]
                assert wcswidth(before) == widest + 2

    def test_control_characters_are_shown(self) -> None:
        assert "\\x1b[31m" in streams.table(("A",), [("\x1b[31mred",)])
