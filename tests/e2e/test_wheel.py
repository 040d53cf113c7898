"""The wheel on its own: built, installed away from the checkout, and used."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOUR = "asia-tech-tour-2027"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a newcomer would, with nothing of the checkout on its path."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside the checkout with the wheel installed in `venv/` there.

    Nothing is downloaded: the build tool and the dependencies are those of the tests' own
    environment, lent by a path file that leaves out the checkout itself.
    """
    folder = tmp_path_factory.mktemp("away")
    build = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    run(sys.executable, *build, "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("workshop-*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    (site,) = (folder / "venv" / "lib").glob("python3*/site-packages")
    install = ("-m", "pip", "--python", folder / "venv", "install", "--quiet")
    run(sys.executable, *install, "--no-index", "--no-deps", wheel, cwd=folder)
    (site / "lent.pth").write_text(_lent(), encoding="utf-8")
    return folder


def _lent() -> str:
    """Return the folders of installed packages, whose own path files are not followed."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return "".join(f"{folder}\n" for folder in sorted(folders))


@pytest.fixture(scope="module")
def program(folder: Path) -> Path:
    """Return the installed command."""
    return folder / "venv" / "bin" / "workshop"


def test_it_runs_from_the_wheel_and_not_from_the_checkout(folder: Path) -> None:
    code = "import workshop; print(workshop.__file__)"
    where = run(folder / "venv" / "bin" / "python", "-c", code, cwd=folder).stdout
    assert Path(where.strip()).is_relative_to(folder)


def test_help_names_the_verbs(program: Path, folder: Path) -> None:
    assert "export" in run(program, "--help", cwd=folder).stdout


def test_content_travels_with_it(program: Path, folder: Path) -> None:
    hosts = json.loads(run(program, "hosts", "--json", cwd=folder).stdout)
    assert len(hosts) == 37
    assert len(json.loads(run(program, "modules", "--json", cwd=folder).stdout)) == 12


def test_the_sample_tour_travels_with_it(program: Path, folder: Path) -> None:
    assert "Asia" in run(program, TOUR, cwd=folder).stdout


def test_the_fonts_of_the_pdf_travel_with_it(program: Path, folder: Path) -> None:
    run(program, "export", TOUR, "pdf", "-o", "papers", cwd=folder)
    assert (folder / "papers" / f"{TOUR}.pdf").read_bytes().startswith(b"%PDF")


def test_a_workspace_of_ones_own(program: Path, folder: Path) -> None:
    run(program, "init", "mine", cwd=folder)
    mine = folder / "mine"
    assert run(program, "check", TOUR, cwd=mine).returncode == 0
    run(program, "new", "next-year", "--from", TOUR, cwd=mine)
    assert (mine / "itineraries" / "next-year.yaml").is_file()


def test_the_installed_samples_are_not_written_to(program: Path, folder: Path) -> None:
    done = subprocess.run(
        [program, "new", "mine"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "workshop init" in done.stderr


def test_style_sheets_travel_with_it(folder: Path) -> None:
    (package,) = (folder / "venv" / "lib").glob("python3*/site-packages/workshop")
    here = {path.relative_to(ROOT / "workshop") for path in (ROOT / "workshop").rglob("*.tcss")}
    there = {path.relative_to(package) for path in package.rglob("*.tcss")}
    assert here == there
    assert here
