"""The store's schema: what migrations make, what it says of itself, who may open it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from pipeline.engine import connect
from pipeline.errors import PipelineError
from pipeline.store import DATABASE, SCHEMA_VERSION, Store, read_store, write_store
from pipeline.version import code_version

Opens = Callable[[Path], AbstractContextManager[Store]]
PACKAGE = files("pipeline")
SHAPES = {
    "tables": "SELECT table_name, comment FROM duckdb_tables() ORDER BY ALL",
    "columns": "SELECT table_name, column_index, column_name, data_type, is_nullable, "
    "column_default, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL",
    "constraints": "SELECT table_name, constraint_type, constraint_text "
    "FROM duckdb_constraints() ORDER BY ALL",
    "indexes": "SELECT table_name, index_name, sql FROM duckdb_indexes() ORDER BY ALL",
}


def shape(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {name: connection.execute(query).fetchall() for name, query in SHAPES.items()}


def migrations() -> list[str]:
    folder = PACKAGE / "migrations"
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))


def test_the_migrations_make_what_the_schema_says() -> None:
    migrated, written = connect(), connect()
    for name in migrations():
        migrated.execute((PACKAGE / "migrations" / name).read_text(encoding="utf-8"))
    written.execute((PACKAGE / "schema.sql").read_text(encoding="utf-8"))
    assert shape(migrated) == shape(written)
    assert shape(written)["columns"]


def test_the_migrations_are_numbered_without_a_gap() -> None:
    numbers = range(1, SCHEMA_VERSION + 1)
    assert migrations() == [f"{number:04d}.sql" for number in numbers]


def test_every_table_and_every_column_has_a_comment(store: Store) -> None:
    seen = shape(store.connection)
    assert [row[0] for row in seen["tables"] if not row[1]] == []
    assert [f"{row[0]}.{row[2]}" for row in seen["columns"] if not row[-1]] == []


def test_no_counter_is_made_zero_by_the_schema(store: Store) -> None:
    rows = store.connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND column_default IS NOT NULL"
    ).fetchall()
    assert rows == []


def test_a_new_store_says_which_version_made_it(store: Store) -> None:
    rows = store.connection.execute("SELECT version, code_version FROM schema_versions").fetchall()
    assert rows == [(SCHEMA_VERSION, code_version())]


def made_by(folder: Path, version: int, code: str) -> Path:
    with write_store(folder) as opened:
        opened.connection.execute("DELETE FROM schema_versions")
        opened.connection.execute(
            "INSERT INTO schema_versions VALUES (?, now(), ?)", [version, code]
        )
    return folder


@pytest.mark.parametrize("open_store", [read_store, write_store])
def test_a_store_of_a_newer_schema_is_refused_and_names_its_maker(
    tmp_path: Path, open_store: Opens
) -> None:
    folder = made_by(tmp_path / "store", SCHEMA_VERSION + 1, "9.8.7")
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(PipelineError) as refused, open_store(folder):
        pass
    assert f"schema {SCHEMA_VERSION + 1}, made by Retrograde 9.8.7" in refused.value.problem
    assert str(folder) in refused.value.problem
    assert "update Retrograde to 9.8.7" in refused.value.fix
    assert (folder / DATABASE).read_bytes() == before


def test_reading_an_older_store_asks_for_a_writing_command(tmp_path: Path) -> None:
    folder = made_by(tmp_path / "store", 0, "0.0.1")
    with pytest.raises(PipelineError, match="needs") as refused, read_store(folder):
        pass
    assert "has schema 0; this version needs" in refused.value.problem
    assert "retrograde run" in refused.value.fix


def old_store(folder: Path, version: int) -> Path:
    """A store as an earlier Retrograde left it, with a run in it."""
    folder.mkdir()
    connection = connect(str(folder / DATABASE))
    for number, name in enumerate(migrations()[:version], start=1):
        connection.execute((PACKAGE / "migrations" / name).read_text(encoding="utf-8"))
        connection.execute("INSERT INTO schema_versions VALUES (?, now(), '0.0.1')", [number])
    connection.execute(
        "INSERT INTO runs VALUES ('r', 'import', '', now(), now(), 'done', NULL, '0.0.1', 1)"
    )
    connection.close()
    return folder


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_store_of_any_earlier_schema_is_brought_up_to_date_in_order(
    tmp_path: Path, version: int
) -> None:
    folder = old_store(tmp_path / "old", version)
    with write_store(folder) as opened, write_store(tmp_path / "new") as new:
        assert shape(opened.connection) == shape(new.connection)
        rows = opened.connection.execute(
            "SELECT version, code_version FROM schema_versions ORDER BY applied_at, version"
        ).fetchall()
        assert [number for number, _ in rows] == list(range(1, SCHEMA_VERSION + 1))
        assert {made for number, made in rows if number > version} <= {code_version()}
        assert opened.connection.execute("SELECT run FROM runs").fetchall() == [("r",)]


def test_an_old_stores_ids_are_asked_for_their_time(tmp_path: Path) -> None:
    folder = old_store(tmp_path / "old", 2)
    connection = connect(str(folder / DATABASE))
    for native_id in ("7669746869855911936", "9223372036854775807", "no-number"):
        connection.execute(
            "INSERT INTO captures (capture, post_key, source, sha256, observed_at, "
            "observed_at_source, platform, id, kind, created_at, invented, run) VALUES "
            "('c', ?, 's', 'h', '2026-11-01 00:00:00Z', 'file', 'tiktok', ?, 'video', '2026-08-03 00:00:00Z', false, 'r')",
            [native_id, native_id],
        )
        connection.execute(
            "INSERT INTO posts (post_key, platform, id, kind, created_at, created_at_source, "
            "invented, text_sha256, sha256, first_observed_at, last_observed_at) VALUES "
            "(?, 'tiktok', ?, 'video', '2026-09-03 00:00:00Z', 'platform', false, 't', 'h', now(), now())",
            [native_id, native_id],
        )
    connection.close()
    with write_store(folder) as opened:
        rows = opened.connection.execute(
            "SELECT id, epoch(id_at), id_time_differs FROM posts ORDER BY id"
        ).fetchall()
    assert rows == [
        ("7669746869855911936", 1785752100.0, True),
        ("9223372036854775807", None, None),
        ("no-number", None, None),
    ]


def test_opening_a_store_again_changes_nothing_in_it(tmp_path: Path) -> None:
    with write_store(tmp_path / "store") as opened:
        before = shape(opened.connection)
    with write_store(tmp_path / "store") as opened:
        assert shape(opened.connection) == before
        rows = opened.connection.execute("SELECT count(*) FROM schema_versions").fetchall()
        assert rows == [(1,)]
