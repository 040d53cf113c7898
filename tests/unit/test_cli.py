"""What scripts rely on: exit codes, what goes to which stream, and errors of one line."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import CONTROL, EVERYTHING, HOSTILE
from workshop.cli import main, streams
from workshop.errors import StoreError
from workshop.model.agenda import Agenda, Block, Conflict, Day, Place
from workshop.model.catalogue import Catalogue
from workshop.model.finding import Finding
from workshop.model.tour import Tour
from workshop.planner.stop import Stop
from workshop.store.workspace import Workspace

TOUR = "asia-tech-tour-2027"
VERBS = {"new", "init", "plan", "check", "hosts", "modules", "schema", "deck", "export", "present"}
PROGRAM = (sys.executable, "-m", "workshop")


@dataclass(frozen=True)
class Ran:
    """What one command line gave."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error, of a command that printed nothing else."""
        assert self.out == ""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


class Shell:
    """Runs command lines in this process, on a workspace of the test's own."""

    def __init__(self, workspace: Workspace, capture: pytest.CaptureFixture[str]) -> None:
        self.workspace = workspace
        self.capture = capture

    def __call__(self, *words: str) -> Ran:
        self.capture.readouterr()
        code = main(["--workspace", str(self.workspace.root), *words])
        out, err = self.capture.readouterr()
        return Ran(code, out, err)


@pytest.fixture
def shell(
    workspace: Workspace,
    catalogue: Catalogue,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """Return a shell on a copy of the samples; the catalogue is read once for all tests."""
    monkeypatch.setattr(Workspace, "catalogue", lambda _: catalogue)
    return Shell(workspace, capsys)


def block(number: int = 1) -> Block:
    place = Place(id="ven-jkt-mulia", name="Hotel Mulia [/x]", lat=-6.2, lon=106.8)
    start = datetime(2027, 3, 22, 8 + number, tzinfo=UTC)
    return Block(
        id=f"b{number}",
        kind="break",
        title="Break",
        city="jakarta",
        start=start,
        end=start.replace(minute=15),
        place=place,
    )


def agenda(**fields: object) -> Agenda:
    day = Day(date=datetime(2027, 3, 22, tzinfo=UTC).date(), cities=("jakarta",), blocks=(block(),))
    given: dict[str, object] = {"status": "optimal", "score": 7, "bound": 7, "days": (day,)}
    return Agenda.model_validate({**given, **fields})


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> list[Agenda]:
    """Put a planner in place that gives the agenda in this list, and rules that like it."""
    given = [agenda()]
    monkeypatch.setattr("workshop.planner.plan", lambda *_, **__: given[0])
    monkeypatch.setattr("workshop.rules.check", lambda *_, **__: ())
    return given


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
        "before", [[], ["plan"], ["hosts", "--city"], ["hosts", "--topic"], ["schema"], ["new"]]
    )
    def test_any_word_is_answered_in_one_line(self, shell: Shell, before: list[str]) -> None:
        for text in EVERYTHING:
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
        assert f"content/closures.yaml:{line}: Nyepi closes Jakarta;" in ran.err
        assert shell.workspace.tour(TOUR).tour.agenda != planner[0]

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
        file = tmp_path / "deck.md"
        for text in EVERYTHING:
            file.write_text(text, "utf-8", newline="")
            for words in (["deck"], ["deck", "--json"], ["present"]):
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


class TestStreams:
    def run(self, *words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, **dict(options.pop("env", {}))}  # type: ignore[call-overload]
        return subprocess.run(
            [*PROGRAM, *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )

    def test_a_reader_that_goes_away_is_no_error(self) -> None:
        with subprocess.Popen(
            [*PROGRAM, "schema", "city"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.close()
            said = process.stderr.read()
        assert said == b""
        assert process.returncode == 141

    def test_a_full_disk_is_told(self) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*PROGRAM, "schema", "city"], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 2
        assert b"standard output" in done.stderr
        assert b"Traceback" not in done.stderr

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
    def test_output_is_utf_8_whatever_the_terminal(self, encoding: str) -> None:
        done = self.run("schema", "サ", env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
        assert done.returncode == 2
        assert "サ" in done.stderr.decode("utf-8")

    def test_works_without_standard_input(self) -> None:
        command = 'exec "$0" -m workshop schema tour <&-'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable], capture_output=True, check=False
        )
        assert done.returncode == 0

    @pytest.mark.parametrize("text", CONTROL)
    def test_people_never_get_control_characters_raw(
        self, capsys: pytest.CaptureFixture[str], text: str
    ) -> None:
        streams.say(text)
        assert all(char.isprintable() for char in capsys.readouterr().err.rstrip("\n"))


class TestWriteFile:
    def test_keeps_the_mode_and_follows_links(self, tmp_path: Path) -> None:
        real, link = tmp_path / "real.md", tmp_path / "link.md"
        real.write_text("old", "utf-8")
        real.chmod(0o640)
        link.symlink_to(real)
        streams.write_file(link, "new")
        assert link.is_symlink()
        assert real.read_text("utf-8") == "new"
        assert real.stat().st_mode & 0o777 == 0o640

    def test_leaves_the_old_file_if_it_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.md"
        path.write_text("old", "utf-8")

        def fail(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(StoreError, match="No space left"):
            streams.write_file(path, "new")
        assert path.read_text("utf-8") == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_device_is_written_to_and_stays(self) -> None:
        streams.write_file(Path(os.devnull), "x")
        assert not Path(os.devnull).is_file()

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be written"):
            streams.write_file(tmp_path / "no" / "a.md", "x")

    @given(st.text() | st.sampled_from(EVERYTHING))
    def test_gives_back_every_character(self, text: str) -> None:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.md"
            with contextlib.suppress(UnicodeEncodeError):
                text.encode("utf-8")
                streams.write_file(path, text)
                assert path.read_bytes() == text.encode("utf-8")


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
