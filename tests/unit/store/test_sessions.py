"""Sessions on disk: what was acknowledged is there, whoever dies, and others see it."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.delivery.stage import NINE, SHOW
from workshop.delivery.event import Covered, Ended, Opened, Stepped
from workshop.delivery.fold import fold
from workshop.errors import StoreError
from workshop.store.presence import Presence
from workshop.store.sessions import SessionStore


def test_two_holders_see_what_the_other_appends(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "s.db"
    with SessionStore(path) as one, SessionStore(path) as other:
        console = one.begin("module:m04", SHOW, NINE, tour="asia", block="teach-m04-full")
        room = other.log(console.session)
        assert [event.what for event in room.news()] == [Opened(show=SHOW)]
        assert room.news() == ()
        assert console.append(Stepped(slide=1), NINE)[-1].what == Stepped(slide=1)
        assert [event.what for event in room.news()] == [Stepped(slide=1)]
        room.append(Stepped(slide=2), NINE)
        new = console.append(Covered(cover="blank"), NINE)
        assert [event.number for event in new] == [3, 4]
        assert fold(one.events(console.session)) == fold(other.events(console.session))


def test_sessions_are_listed_by_what_they_are_of(tmp_path: Path) -> None:
    with SessionStore(tmp_path / "s.db") as store:
        first = store.begin("module:m04", SHOW, NINE)
        second = store.begin("block:asia/b1", SHOW, NINE, tour="asia", block="b1", kept=False)
        second.append(Ended(), NINE + timedelta(minutes=30))
        assert [row.id for row in store.rows()] == [first.session, second.session]
        assert [row.id for row in store.rows(tour="asia", block="b1")] == [second.session]
        newest = store.newest(ref="m04")
        assert newest is not None
        assert (newest.id, newest.kept, newest.ended) == (second.session, False, True)
        assert newest.last - newest.opened == timedelta(minutes=30)
        assert store.newest(target="module:m05") is None
        store.forget(second.session)
        assert store.events(second.session) == ()
        assert store.newest(ref="m04") == store.rows()[0]


def test_times_of_rehearsals_are_kept_by_lecture(tmp_path: Path) -> None:
    with SessionStore(tmp_path / "s.db") as store:
        store.keep_times("m04", NINE, {"a": 60.0, "b": 30.5})
        store.keep_times("m04", NINE + timedelta(days=1), {"a": 50.0})
        store.keep_times("m05", NINE, {"a": 1.0})
        assert store.kept_times("m04") == ({"a": 60.0, "b": 30.5}, {"a": 50.0})


def test_what_people_said_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with SessionStore(path) as store:
        store.begin("module:m04", SHOW, NINE)
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_no_file_of_ours_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_text("not a database, but long enough to be taken for one" * 50)
    with pytest.raises(StoreError, match=r"s\.db"):
        SessionStore(path)
    newer = tmp_path / "newer.db"
    SessionStore(newer).close()
    with sqlite3.connect(newer) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError, match="newer version"):
        SessionStore(newer)


def test_event_of_a_later_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with SessionStore(path) as store:
        log = store.begin("module:m04", SHOW, NINE)
        with sqlite3.connect(path) as raw:
            raw.execute("INSERT INTO event VALUES (?, 2, ?, 'x', '{}')", (log.session, str(NINE)))
        raw.close()
        with pytest.raises(StoreError, match="cannot read"):
            log.news()


HOLDER = """
import sys
from pathlib import Path
from workshop.store.presence import Presence
Presence(Path(sys.argv[1])).hold(7)
print("held", flush=True)
sys.stdin.read()
"""


def test_presence_ends_with_the_process_however_it_dies(tmp_path: Path) -> None:
    path = tmp_path / "room.lock"
    mine = Presence(path)
    assert not mine.held_by_others(7)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    assert mine.held_by_others(7)
    assert not mine.held_by_others(8)
    holder.kill()
    holder.communicate()
    assert not mine.held_by_others(7)
    mine.close()


@pytest.mark.parametrize("put_back", [False, True])
def test_sessions_that_were_taken_away_take_no_event(tmp_path: Path, *, put_back: bool) -> None:
    path = tmp_path / "s.db"
    with SessionStore(path) as store:
        log = store.begin("module:m04", SHOW, NINE)
        for file in tmp_path.iterdir():
            file.unlink()
        if put_back:
            SessionStore(path).close()
        with pytest.raises(StoreError, match="taken away"):
            log.append(Stepped(slide=1), NINE)
