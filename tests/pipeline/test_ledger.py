"""The run ledger: every run leaves a row, and says how it ended."""

from __future__ import annotations

import json
import os

import duckdb
import pytest

from pipeline.errors import PipelineError
from pipeline.ledger import (
    SCHEDULE,
    asked,
    ledger_rows,
    ledger_run,
    quarantine_rows,
    without_folders,
)
from pipeline.store import Store
from pipeline.version import code_version
from tests.pipeline.making import Row, table


def last(store: Store) -> Row:
    return ledger_rows(store, limit=1)[0]


def test_a_run_is_written_at_its_start_and_ended_at_its_end(store: Store) -> None:
    with ledger_run(store, "import", command="import posts.ndjson") as run:
        run.count("posts.ndjson", "posts_new", 3)
        run.count("posts.ndjson", "posts_new", 2)
        run.count("posts.ndjson", "skipped", reason="a live room")
        (row,) = table(store.connection, "runs", "ending, ended_at, process_id")
        assert row == {"ending": "running", "ended_at": None, "process_id": os.getpid()}
    row = last(store)
    assert (row["run"], row["stage"], row["ending"]) == (run.name, "import", "done")
    assert (row["command"], row["version"]) == ("import posts.ndjson", code_version())
    assert row["started_at"] <= row["ended_at"]
    assert row["started_at"].endswith("+00:00")
    assert [(c["measure"], c["reason"], c["amount"]) for c in row["counts"]] == [
        ("posts_new", "", 5),
        ("skipped", "a live room", 1),
    ]


def test_the_name_of_a_run_is_its_time_and_stage_and_is_its_own(store: Store) -> None:
    names = []
    for _ in range(3):
        with ledger_run(store, "match") as run:
            names.append(run.name)
    assert len(set(names)) == 3
    assert all(name.removesuffix(".2").removesuffix(".3").endswith("Z-match") for name in names)


def test_a_run_that_failed_in_part_says_in_which(store: Store) -> None:
    with ledger_run(store, "import") as run:
        run.partial = "2 items could not be read"
    assert (last(store)["ending"], last(store)["reason"]) == ("partial", run.partial)


@pytest.mark.parametrize(
    ("error", "ending", "reason"),
    [
        (KeyboardInterrupt(), "stopped_by_user", "stopped by the user; finished batches are kept"),
        (RuntimeError("Query interrupted"), "stopped_by_user", None),
        (duckdb.InterruptException("INTERRUPT Error"), "stopped_by_user", None),
        (PipelineError("the disk is full", "free some"), "failed", "the disk is full"),
        (ValueError("a bug"), "failed", "ValueError('a bug')"),
        (SystemExit(3), "failed", "SystemExit(3)"),
    ],
)
def test_however_a_run_ends_the_ledger_says_so(
    store: Store, error: BaseException, ending: str, reason: str | None
) -> None:
    raised = KeyboardInterrupt if ending == "stopped_by_user" else type(error)

    def read() -> None:
        with ledger_run(store, "extract") as run:
            run.count("backward-running", "posts_read", 2000)
            raise error

    with pytest.raises(raised):
        read()
    row = last(store)
    assert row["ending"] == ending
    assert reason in (row["reason"], None)
    assert row["counts"][0]["amount"] == 2000


def test_a_run_that_a_kill_ended_is_marked_by_the_next(store: Store) -> None:
    with ledger_run(store, "import") as killed:
        pass
    store.connection.execute("UPDATE runs SET ending = 'running', ended_at = NULL, reason = NULL")
    with ledger_run(store, "extract"):
        pass
    rows = {row["run"]: row for row in ledger_rows(store, limit=9)}
    assert rows[killed.name]["ending"] == "killed"
    assert rows[killed.name]["ended_at"] is None
    assert "without saying why" in rows[killed.name]["reason"]


def test_an_error_is_told_even_where_the_ledger_cannot_be_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store) -> None:
        raise duckdb.FatalException("the database was invalidated")

    monkeypatch.setattr("pipeline.ledger.write_status", full)
    with pytest.raises(ValueError, match="the first"), ledger_run(store, "import"):
        raise ValueError("the first")


def test_the_newest_runs_come_first_and_one_can_be_asked_for(store: Store) -> None:
    for stage in ("import", "extract", "match"):
        with ledger_run(store, stage) as run:
            run.count("x", stage)
    rows = ledger_rows(store, limit=2)
    assert [row["stage"] for row in rows] == ["match", "extract"]
    (one,) = ledger_rows(store, limit=5, run=rows[1]["run"])
    assert one == rows[1]
    assert ledger_rows(store, limit=5, run="2020-01-01T00-00-00Z-import") == []


def test_every_run_rewrites_what_the_status_page_reads(store: Store) -> None:
    for stage in ("import", "extract"):
        with ledger_run(store, stage):
            pass
        status = json.loads((store.releases / "status.json").read_text(encoding="utf-8"))
        assert status["runs"][0]["stage"] == stage
        assert status["written_at"].endswith("+00:00")


@pytest.mark.parametrize(
    ("kept", "told"), [('{"is_kept": true}', {"is_kept": True}), ("{", {}), ("[]", {}), (None, {})]
)
def test_the_status_says_what_the_schedule_wrote_down_in_whatever_state_that_is(
    store: Store, kept: str | None, told: object
) -> None:
    if kept:
        (store.directory / SCHEDULE).write_text(kept, encoding="utf-8")
    with ledger_run(store, "import"):
        pass
    status = json.loads((store.releases / "status.json").read_text(encoding="utf-8"))
    assert status["schedule"] == told


def test_what_could_not_be_read_is_listed_by_run_file_and_line(store: Store) -> None:
    for line in (9, 2):
        store.connection.execute(
            "INSERT INTO quarantine VALUES (?, 'a.ndjson', ?, 'retrograde', 'not JSON', '{', 'r')",
            [str(line), line],
        )
    assert [row["line"] for row in quarantine_rows(store, limit=10)] == [2, 9]
    assert len(quarantine_rows(store, limit=1)) == 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("/home/ada/private/posts.ndjson: line 3", "posts.ndjson: line 3"),
        ("~/private/posts.ndjson", "posts.ndjson"),
        ("the disk that holds '/data/ada/store' is full", "the disk that holds 'store' is full"),
        ("--store=/srv/ada/store", "--store=store"),
        ("data/store is 3/4 full at 12 km/h", "data/store is 3/4 full at 12 km/h"),
        ("see https://example.org/a/b", "see https://example.org/a/b"),
    ],
)
def test_folders_of_this_machine_stay_out_of_the_ledger(said: str, kept: str) -> None:
    assert without_folders(said) == kept


def test_arguments_can_be_typed_again() -> None:
    assert asked(["publish", "--note", "it's new"]) == """publish --note 'it'"'"'s new'"""
    assert asked(["import", "/home/ada/posts.ndjson"]) == "import posts.ndjson"
