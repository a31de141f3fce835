"""One writer at a time, and who is told what: with real processes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.lock import HOLDER, StoreBusyError, busy_writing
from pipeline.store import DATABASE, read_store, write_store
from tests.pipeline.making import Ended, line, write_lines
from tests.pipeline.processes import started

Command = Callable[..., Ended]

HOLDS = """
sys.argv = ["retrograde", "import", "posts.ndjson"]
with write_store(Path({store!r})):
    tell("holding")
    hear()
tell("released")
"""
READS = """
with read_store(Path({store!r})):
    tell("reading")
    hear()
"""
# Says so when it has found the store busy and starts to wait.
WAITS = """
import time
sleep = time.sleep
def told(seconds):
    time.sleep = sleep
    tell("waiting")
time.sleep = told
with write_store(Path({store!r}), wait_seconds=120):
    tell("my turn")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with write_store(tmp_path / "store"):
        pass
    return tmp_path / "store"


@pytest.mark.parametrize("arguments", [("extract",), ("run",), ("purge", "--post", "tiktok:1")])
def test_a_second_run_is_told_who_holds_the_store(
    folder: Path, command: Command, arguments: tuple[str, ...]
) -> None:
    with started(HOLDS.format(store=str(folder))) as holder:
        assert holder.hear() == "holding"
        ended = command(*arguments)
        assert ended.code == 75
        assert f"process {holder.child.pid} (retrograde import posts.ndjson, started " in ended.err
        assert "--wait 10m" in ended.err
        assert "Traceback" not in ended.err


def test_a_busy_store_takes_nothing_in(folder: Path, command: Command, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [line()])
    with started(HOLDS.format(store=str(folder))) as holder:
        assert holder.hear() == "holding"
        assert command("import", file).code == 75
        holder.tell("go")
        assert holder.hear() == "released"
    with read_store(folder) as opened:
        assert opened.connection.execute("SELECT count(*) FROM runs").fetchall() == [(0,)]
    assert command("import", file).code == 0


@pytest.mark.parametrize("arguments", [("runs",), ("extract", "--dry-run"), ("runs", "--json")])
def test_a_reader_of_a_busy_store_is_told_so(
    folder: Path, command: Command, arguments: tuple[str, ...]
) -> None:
    with started(HOLDS.format(store=str(folder))) as holder:
        assert holder.hear() == "holding"
        ended = command(*arguments)
    assert ended.code == 75
    assert ended.out == ""
    assert f"process {holder.child.pid} (retrograde import" in ended.err
    assert "try again when that run has ended" in ended.err


def test_doctor_looks_at_the_rest_while_a_run_writes(folder: Path, command: Command) -> None:
    with started(HOLDS.format(store=str(folder))) as holder:
        assert holder.hear() == "holding"
        ended = command("doctor")
    assert ended.code == 0
    assert f"process {holder.child.pid}" in ended.out
    assert "settings" in ended.out


def test_wait_takes_over_when_the_store_is_free(folder: Path) -> None:
    with started(HOLDS.format(store=str(folder))) as holder:
        assert holder.hear() == "holding"
        with started(WAITS.format(store=str(folder))) as waiter:
            assert waiter.hear() == "waiting"
            holder.tell("go")
            assert holder.hear() == "released"
            assert waiter.hear() == "my turn"
            assert waiter.end()[0] == 0


def test_a_run_outwaits_somebody_who_only_reads(folder: Path) -> None:
    with started(READS.format(store=str(folder))) as reader:
        assert reader.hear() == "reading"
        with started(WAITS.format(store=str(folder))) as waiter:
            assert waiter.hear() == "waiting"
            reader.tell("go")
            assert waiter.hear() == "my turn"


def test_a_reader_that_stays_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.SECONDS_A_READER_TAKES", 0.0)
    with started(READS.format(store=str(folder))) as reader:
        assert reader.hear() == "reading"
        with pytest.raises(StoreBusyError) as busy, write_store(folder):
            pass
        assert f"{folder / DATABASE} is being read in process {reader.child.pid}" in str(busy.value)


def test_two_may_read_at_once(folder: Path, command: Command) -> None:
    with started(READS.format(store=str(folder))) as reader:
        assert reader.hear() == "reading"
        assert command("runs").code == 0


def test_a_killed_holder_leaves_no_lock_behind(folder: Path) -> None:
    with started(HOLDS.format(store=str(folder))) as holder:
        assert holder.hear() == "holding"
        holder.child.kill()
        holder.end()
        assert (folder / HOLDER).exists()
        with write_store(folder):
            assert str(os.getpid()) in (folder / HOLDER).read_text(encoding="utf-8")
    assert not (folder / HOLDER).exists()


def test_the_note_of_a_killed_process_accuses_nobody(tmp_path: Path) -> None:
    (tmp_path / HOLDER).write_text(
        '{"process_id": 11, "command": "retrograde import", "started_at": "2026"}', "utf-8"
    )
    assert "process 22" in busy_writing(tmp_path, "Conflicting lock is held (PID 22)").problem
    assert "process 11 (retrograde import" in busy_writing(tmp_path, "(PID 11)").problem


@pytest.mark.parametrize("note", ["", "{", "[]", '{"process_id": 1}', "null"])
def test_a_note_that_cannot_be_read_is_another_process(tmp_path: Path, note: str) -> None:
    (tmp_path / HOLDER).write_text(note, encoding="utf-8")
    assert busy_writing(tmp_path).problem == f"{tmp_path} is open for writing in another process"


@pytest.mark.parametrize(
    ("given", "seconds"), [("0", 0), ("30s", 30), ("10m", 600), ("1h", 3600), (" 5 ", 5)]
)
def test_a_time_to_wait_is_read(
    command: Command, monkeypatch: pytest.MonkeyPatch, given: str, seconds: float
) -> None:
    asked = []

    def busy(directory: Path, *, wait_seconds: float, must_exist: bool) -> None:
        asked.append(wait_seconds)
        raise busy_writing(directory)

    monkeypatch.setattr("pipeline.store.write_store", busy)
    assert command("extract", "--wait", given).code == 75
    assert asked == [seconds]


@pytest.mark.parametrize("given", ["soon", "-1", "1d", "1.5m", ""])
def test_a_time_that_is_none_is_wrong_usage(command: Command, given: str) -> None:
    ended = command("extract", "--wait", given)
    assert ended.code == 2
    assert re.search(r"is not a time such as 30s, 10m or 1h", ended.err)
