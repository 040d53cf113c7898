"""Hosts of one's own: read strictly beside the shipped catalogue, written with care."""

from __future__ import annotations

import stat
from datetime import date, time
from pathlib import Path

import pytest

from tests.hostile import EVERYTHING
from workshop.errors import InputError, StoreError
from workshop.model.base import Hours
from workshop.model.ownhost import SOMEWHERE, OwnHost
from workshop.store import ownhosts
from workshop.store.workspace import Workspace

ACME = OwnHost(
    id="sgp-acme", name="Acme [/x] เอซีเอ็มอี", city="singapore", sector="Robotics",
    frameworks=("ecosystem", "payment"), why="It shows \"how\": robots that pay",
    suggested_by="Ms Tan, alumna", source="letter of 20 Nov", suggested_on=date(2026, 11, 20),
)  # fmt: skip


def again(workspace: Workspace) -> Workspace:
    return Workspace(workspace.root)


def test_a_host_is_kept_and_stands_in_the_catalogue_with_where_it_comes_from(
    workspace: Workspace,
) -> None:
    shipped = workspace.catalogue()
    path = workspace.keep_host(ACME)
    assert path == workspace.root / "hosts" / "sgp-acme.yaml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600, "it may name people"
    for one in (workspace, again(workspace)):
        host = one.catalogue().host["sgp-acme"]
        assert host.suggested is not None
        assert host.suggested.words() == (
            "suggested by Ms Tan, alumna on 2026-11-20 (letter of 20 Nov)"
        )
        assert one.catalogue().city_of["sgp-acme"].id == "singapore"
        assert (host.confidence, host.coord_accuracy_m) == ("low", SOMEWHERE)
        assert one.own_hosts() == (ACME,)
    others = [one for one in workspace.catalogue().host if one != "sgp-acme"]
    assert others == list(shipped.host), "nothing shipped has changed"


def test_a_change_keeps_a_persons_comments(workspace: Workspace) -> None:
    path = workspace.keep_host(ACME)
    text = path.read_text().replace("sector: Robotics", "sector: Robotics  # my words")
    text = text.replace('sector: "Robotics"', 'sector: "Robotics"  # my words')
    path.write_text(text + "# call them in May\n")
    hours = (Hours(days=("mon",), start=time(9), end=time(12)),)
    changed = ACME.model_copy(update={"hours": hours, "why": "Other: [reasons]", "source": ""})
    one = again(workspace)
    one.keep_host(changed)
    assert one.own_hosts() == (changed,)
    kept = path.read_text()
    assert "# my words" in kept
    assert "# call them in May" in kept
    assert "source:" not in kept


@pytest.mark.parametrize("taken", ["sgp-grab", "singapore", "m01", "payment"])
def test_a_shipped_id_cannot_be_taken(workspace: Workspace, taken: str) -> None:
    with pytest.raises(InputError) as caught:
        workspace.keep_host(ACME.model_copy(update={"id": taken}))
    assert f"the id `{taken}` is taken by" in caught.value.lines()[0]
    assert not workspace.hosts.exists()
    assert taken not in {one.id for one in workspace.own_hosts()}


def test_faults_have_their_lines_all_at_once(workspace: Workspace) -> None:
    workspace.hosts.mkdir()
    (workspace.hosts / "a.yaml").write_text(
        "id: sgp-a\nname: A\ncity: singapur\nsector: x\nframeworks: [payments]\n"
        'why: y\nsuggested_by: z\nhours:\n  - {days: [mon], from: "12:00", to: "09:00"}\n'
    )
    (workspace.hosts / "b.yaml").write_text("id: sgp-b\nnmae: B\n")
    with pytest.raises(InputError) as caught:
        again(workspace).catalogue()
    told = "\n".join(caught.value.lines())
    assert "a.yaml:3: there is no city `singapur`; did you mean `singapore`?" in told
    assert "a.yaml:5: host `sgp-a`: no framework `payments`; did you mean `payment`?" in told
    assert "a.yaml:9: the hours 12:00 to 09:00 end before they start" in told
    assert "b.yaml:2:" in told


def test_a_file_that_changed_meanwhile_is_not_overwritten(workspace: Workspace) -> None:
    path = workspace.keep_host(ACME)
    workspace.own_hosts()
    path.write_text(path.read_text() + "# somebody else was here\n")
    with pytest.raises(StoreError):
        workspace.keep_host(ACME.model_copy(update={"why": "else"}))
    assert "somebody else" in path.read_text()


def test_any_text_comes_back_as_it_was(tmp_path: Path) -> None:
    plain = ownhosts.written(tmp_path, ACME, None)
    for text in filter(None, EVERYTHING):
        host = ACME.model_copy(update={"name": text, "why": text, "suggested_by": text})
        assert ownhosts.parsed(ownhosts.written(tmp_path, host, None)) == host
        assert ownhosts.parsed(ownhosts.written(tmp_path, host, plain)) == host


def test_where_a_host_comes_from_is_told_wherever_it_is_shown(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    from workshop.catalogue.additions import additions
    from workshop.cli import main

    workspace.keep_host(ACME)
    brief = workspace.tour("asia-tech-tour-2027").tour.brief
    found = {one.ref: one for one in additions(brief, None, workspace.catalogue())}
    assert found["sgp-acme"].suggested_by == "Ms Tan, alumna"
    assert main(["--workspace", str(workspace.root), "hosts", "--city", "singapore"]) == 0
    told = capsys.readouterr().out
    assert "SUGGESTED BY" in told
    assert "Ms Tan, alumna" in told
