"""`retrograde schedule`: what is due, text for others, and the process that keeps the times."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.publish.release import release_ids
from pipeline.schedule.diary import Diary, Page, read_diary, write_diary
from pipeline.store import read_store
from tests.pipeline.making import Ended
from tests.pipeline.processes import started

Command = Callable[..., Ended]
TOPIC = "backward-running"
NOW = datetime.now(UTC).replace(microsecond=0)
MISSED = Page(TOPIC, ("every 5 minutes",), NOW - timedelta(hours=1), NOW - timedelta(minutes=55))


@pytest.fixture
def scheduled(command: Command, tmp_path: Path) -> Path:
    """A working folder whose settings state a schedule."""
    working = tmp_path / "working"
    (working / "retrograde.toml").write_text(
        f'schedules = {{{TOPIC} = ["every 5 minutes"]}}\n', encoding="utf-8"
    )
    return working


def test_without_a_schedule_it_says_how_to_write_one(command: Command) -> None:
    ended = command("schedule")
    assert (ended.code, ended.out) == (1, "")
    assert "schedules = {backward-running" in ended.err


def test_the_list_says_what_is_due_and_that_nobody_keeps_it(
    command: Command, scheduled: Path
) -> None:
    ended = command("schedule", "list")
    assert ended.code == 0
    assert ended.out.startswith(f"{TOPIC}: every 5 minutes; next 20")
    assert "nobody keeps these times now. next: retrograde schedule" in ended.err


def test_the_list_says_what_was_missed_and_how_it_last_went(
    command: Command, scheduled: Path, tmp_path: Path
) -> None:
    page = replace(MISSED, last_at=NOW, last_ending="partial", missed=(NOW,))
    (tmp_path / "elsewhere").mkdir()
    write_diary(tmp_path / "elsewhere", Diary(True, (page,)))
    told = f"{NOW:%Y-%m-%d %H:%M} UTC"
    for words in (("schedule", "list", "--store"), ("schedule", "--store")):
        ended = command(*words, tmp_path / "elsewhere", *(["list"] if len(words) == 2 else []))
        assert f"was due {page.next_at:%Y-%m-%d %H:%M} UTC; " in ended.out
        assert f"last {told}: partial; last missed {told}" in ended.out
        assert ended.err == ""


def test_the_list_as_json_has_one_object_a_topic(command: Command, scheduled: Path) -> None:
    (row,) = command("schedule", "list", "--json").rows
    assert (row["topic"], row["is_kept"]) == (TOPIC, False)
    assert datetime.fromisoformat(row["next_at"]) > NOW


@pytest.mark.parametrize("system", ["cron", "systemd"])
def test_text_for_the_systems_own_names_whole_paths_and_writes_nothing(
    command: Command, scheduled: Path, tmp_path: Path, system: str
) -> None:
    ended = command("schedule", "print", system)
    assert ended.code == 0
    assert str(scheduled) in ended.out
    assert str(tmp_path / "store") in ended.out
    assert [path.name for path in scheduled.iterdir()] == ["retrograde.toml"]
    assert not (tmp_path / "store").exists()


def test_a_dry_run_says_what_would_run_and_makes_no_store(
    command: Command, scheduled: Path, tmp_path: Path
) -> None:
    ended = command("schedule", "--dry-run")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith(f"would run {TOPIC}: every 5 minutes; next ")
    assert ended.err.endswith("nothing was written.\n")
    assert not (tmp_path / "store").exists()


# Says on stdout what the command says on stderr, so that a test can wait for it.
KEEPS = """
import os
os.chdir({folder!r})
os.dup2(1, 2)
retrograde("schedule", "--offline", "--store", {store!r})
"""


def keeps(folder: Path, store: Path) -> str:
    return KEEPS.format(folder=str(folder), store=str(store))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_missed_time_is_made_up_for_and_a_signal_stops_it_cleanly(
    imported: Path, scheduled: Path, number: signal.Signals, code: int
) -> None:
    write_diary(imported, Diary(False, (MISSED,)))
    with started(keeps(scheduled, imported)) as process:
        said: list[str] = []
        while not said or not said[-1].startswith(f"{TOPIC}: done"):
            said.append(process.hear())
            assert said[-1], said
        assert read_diary(imported).is_kept
        process.child.send_signal(number)
        ended, rest, _ = process.end()
    assert (ended, "stopped. what is due" in rest) == (code, True)
    assert len(release_ids(imported)) == 1
    with read_store(imported) as opened:
        rows = opened.connection.execute(
            "SELECT stage, ending FROM runs ORDER BY started_at, run"
        ).fetchall()
    assert rows[-1] == ("schedule", "done")
    assert ("publish", "done") in rows
    status = json.loads((imported / "releases" / "status.json").read_text(encoding="utf-8"))
    (page,) = status["schedule"]["pages"]
    assert (page["last_ending"], status["schedule"]["is_kept"]) == ("done", False)
    assert len(page["missed"]) == 10


def test_a_second_one_exits_as_busy(imported: Path, scheduled: Path, command: Command) -> None:
    with started(keeps(scheduled, imported)) as process:
        while not process.hear().startswith("keeping these times"):
            assert process.child.poll() is None
        ended = command("schedule", "--store", imported)
        process.child.send_signal(signal.SIGTERM)
        assert process.end()[0] == 0
    assert (ended.code, "keeps the schedule" in ended.err) == (75, True)
