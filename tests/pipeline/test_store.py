"""Opening the store: what is made, what is refused, what a transaction keeps."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import PipelineError
from pipeline.store import DATABASE, Store, read_store, write_store

Opens = Callable[[Path], AbstractContextManager[Store]]


def count(store: Store) -> int:
    rows = store.connection.execute("SELECT count(*) FROM stale_posts").fetchall()
    return int(rows[0][0])


def insert_and_raise(store: Store, query: str, error: BaseException) -> None:
    with store.transaction() as connection:
        connection.execute(query)
        raise error


def test_a_transaction_is_kept_whole(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute("INSERT INTO stale_posts VALUES ('tiktok:1'), ('tiktok:2')")
    assert count(store) == 2


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_of_a_broken_transaction_nothing_is_kept(store: Store, error: type[BaseException]) -> None:
    with pytest.raises(error):
        insert_and_raise(store, "INSERT INTO stale_posts VALUES ('tiktok:1')", error())
    assert count(store) == 0
    with store.transaction() as connection:
        connection.execute("INSERT INTO stale_posts VALUES ('tiktok:2')")
    assert count(store) == 1


def test_the_first_error_is_told_even_where_nothing_can_be_rolled_back(store: Store) -> None:
    with pytest.raises(ValueError, match="the first"):
        insert_and_raise(store, "ROLLBACK", ValueError("the first"))


def test_times_come_back_aware_and_in_utc(store: Store) -> None:
    (row,) = store.connection.execute("SELECT '2026-11-01 12:00+13'::TIMESTAMPTZ").fetchall()
    assert row[0].isoformat() == "2026-10-31T23:00:00+00:00"


def test_a_writing_stage_makes_no_store(tmp_path: Path) -> None:
    opening = write_store(tmp_path / "typo", must_exist=True)
    with pytest.raises(PipelineError, match="there is no store in") as refused, opening:
        pass
    assert "retrograde init --demo" in refused.value.fix
    assert not (tmp_path / "typo").exists()


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="there is no store in"), read_store(tmp_path / "typo"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with write_store(tmp_path / "store"):
        pass
    with read_store(tmp_path / "store") as opened, pytest.raises(duckdb.Error, match="read-only"):
        opened.connection.execute("INSERT INTO stale_posts VALUES ('tiktok:1')")


@pytest.mark.parametrize("open_store", [read_store, write_store])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, open_store: Opens) -> None:
    (tmp_path / DATABASE).write_text("once upon a time", encoding="utf-8")
    with pytest.raises(PipelineError, match="cannot be opened") as refused, open_store(tmp_path):
        pass
    assert str(tmp_path / DATABASE) in refused.value.problem
    assert "import again if it is damaged" in refused.value.fix


def test_a_folder_called_lock_is_not_taken_for_a_busy_store(tmp_path: Path) -> None:
    folder = tmp_path / "lock-and-load"
    folder.mkdir()
    (folder / DATABASE).write_text("once upon a time", encoding="utf-8")
    with pytest.raises(PipelineError) as refused, read_store(folder):
        pass
    assert not hasattr(refused.value, "exit_code")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file", encoding="utf-8")
    opening = write_store(tmp_path / "store")
    with pytest.raises(PipelineError, match="cannot be made: File exists") as refused, opening:
        pass
    assert "--store DIR" in refused.value.fix


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: object, timeout: float) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.lock.FileLock.acquire", denied)
    opening = write_store(tmp_path / "store")
    with pytest.raises(PipelineError, match="lock cannot be written: Per") as refused, opening:
        pass
    assert "--store DIR" in refused.value.fix
