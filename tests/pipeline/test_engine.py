"""DuckDB as we open it: offline, in UTC, with errors in our words."""

from __future__ import annotations

import errno
import os
import signal
import threading
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.engine import connect, is_disk_full, plain_failures, registered, was_interrupted
from pipeline.errors import PipelineError

A_SECOND = "SELECT count(*) FROM range(30000) AS a, range(30000) AS b WHERE a.range * b.range = 7"
ENDLESS = A_SECOND.replace("30000", "3000000")


def test_nothing_is_fetched_from_a_network() -> None:
    with pytest.raises(duckdb.Error, match="httpfs"):
        connect().execute("SELECT * FROM 'https://example.org/x.parquet'")


def test_days_are_utc_days_in_every_cursor_too() -> None:
    late = "TIMESTAMPTZ '2026-01-01 20:00:00+00'"  # the next day already in Auckland
    connection = connect()
    for session in (connection, connection.cursor()):
        found = session.execute(f"SELECT {late}::DATE::VARCHAR, current_setting('TimeZone')")
        assert found.fetchall() == [("2026-01-01", "UTC")]


def test_a_spill_goes_to_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = connect().execute("SELECT current_setting('temp_directory')").fetchall()[0][0]
    assert Path(folder).is_absolute()
    assert list(tmp_path.iterdir()) == []


def test_a_table_is_lent_under_a_name_and_taken_back() -> None:
    connection = connect()
    with registered(connection, pa.table({"n": [1, 2]})):
        assert connection.execute("SELECT sum(n) FROM batch").fetchall() == [(3,)]
    with pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT sum(n) FROM batch")


def test_ctrl_c_inside_a_query_is_ctrl_c(tmp_path: Path) -> None:
    # DuckDB may notice in the midst of the query; if not, Python does at its end.
    timer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
    connection = connect()

    def query() -> None:
        with plain_failures(tmp_path):
            timer.start()
            connection.execute(A_SECOND).fetchall()
            timer.join()

    with pytest.raises(KeyboardInterrupt):
        query()
    assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_a_query_that_is_told_to_stop_says_so_in_the_words_we_look_for() -> None:
    connection, stopped = connect(), threading.Event()

    def stop() -> None:
        while not stopped.wait(0.02):
            connection.interrupt()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(duckdb.InterruptException) as raised:
        connection.execute(ENDLESS).fetchall()
    stopped.set()
    thread.join()
    assert was_interrupted(raised.value)


def test_what_duckdb_makes_of_ctrl_c_is_ctrl_c_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt) as raised, plain_failures(tmp_path):
        raise RuntimeError("Query interrupted")
    assert isinstance(raised.value.__cause__, RuntimeError)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        duckdb.IOException('Could not write file "x": No space left on device'),
        duckdb.FatalException("database has been invalidated ... No space left on device"),
    ],
)
def test_a_full_disk_is_a_sentence_with_a_way_out(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(PipelineError) as told, plain_failures(tmp_path):
        raise error
    assert told.value.problem.startswith(f"the disk that holds {tmp_path} is full")
    assert "free some space" in told.value.fix
    assert told.value.__cause__ is error


@pytest.mark.parametrize(
    "error",
    [OSError(errno.EACCES, "no"), duckdb.IOException("no such file"), RuntimeError("a bug")],
)
def test_other_errors_stay_what_they_are(tmp_path: Path, error: Exception) -> None:
    assert not is_disk_full(error)
    assert not was_interrupted(error)
    with pytest.raises(type(error)) as same, plain_failures(tmp_path):
        raise error
    assert same.value is error
