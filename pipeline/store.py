"""The store: one DuckDB file that runs write and nothing else opens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb

from pipeline.engine import connect
from pipeline.errors import PipelineError
from pipeline.lock import StoreBusyError, writer_lock
from pipeline.version import code_version

SCHEMA_VERSION = 1
DATABASE = "retrograde.duckdb"


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: its folder and its connection; releases lie in `directory / "releases"`."""

    directory: Path
    connection: duckdb.DuckDBPyConnection

    @property
    def releases(self) -> Path:
        return self.directory / "releases"

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """All that happens inside is kept whole or not at all."""
        self.connection.execute("BEGIN")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


@contextmanager
def write_store(directory: Path, *, wait_seconds: float = 0) -> Iterator[Store]:
    """Open the store for writing, made and brought to today's schema where needed."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_make(directory, error) from None
    with writer_lock(directory, wait_seconds=wait_seconds):
        connection = _connect(directory / DATABASE, read_only=False)
        try:
            _bring_up_to_date(directory, connection)
            yield Store(directory, connection)
        finally:
            connection.close()


@contextmanager
def read_store(directory: Path) -> Iterator[Store]:
    """Open an existing store without the right to change it."""
    file = directory / DATABASE
    if not file.exists():
        raise PipelineError(
            f"there is no store in {directory}",
            "retrograde init --demo  makes one with invented posts; "
            "retrograde import FILE  makes one from yours",
        )
    connection = _connect(file, read_only=True)
    try:
        _refuse_other_schema(directory, _stored_version(connection), newer_only=False)
        yield Store(directory, connection)
    finally:
        connection.close()


def _connect(file: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return connect(str(file), read_only=read_only)
    except duckdb.IOException as error:
        raise _cannot_open(file, str(error)) from None


def _cannot_open(file: Path, reason: str) -> PipelineError:
    if "lock" in reason.lower():
        return StoreBusyError(
            f"{file} is in use by a run: {reason.splitlines()[0]}",
            "wait for that run, or pass --wait 10m",
        )
    return PipelineError(
        f"{file} cannot be opened: {reason.splitlines()[0]}",
        "check that it is a Retrograde store and that you may write there; "
        "move it away and import again if it is damaged",
    )


def _cannot_make(directory: Path, error: OSError) -> PipelineError:
    return PipelineError(
        f"the store folder {directory} cannot be made: {error.strerror}",
        "choose another with --store DIR or RETROGRADE_STORE",
    )


def _stored_version(connection: duckdb.DuckDBPyConnection) -> int:
    known = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_versions'"
    ).fetchone()
    if not known or not known[0]:
        return 0
    row = connection.execute("SELECT coalesce(max(version), 0) FROM schema_versions").fetchone()
    return int(row[0]) if row else 0


def _refuse_other_schema(directory: Path, found: int, *, newer_only: bool) -> None:
    if found > SCHEMA_VERSION:
        raise PipelineError(
            f"the store in {directory} has schema {found}, made by a newer Retrograde; "
            f"this is {code_version()} and knows schema {SCHEMA_VERSION}",
            "update Retrograde, or choose another store with --store DIR",
        )
    if found < SCHEMA_VERSION and not newer_only:
        raise PipelineError(
            f"the store in {directory} has schema {found}; this version needs {SCHEMA_VERSION}",
            "run any writing command once, e.g. retrograde run: it brings the store up to date",
        )


def _bring_up_to_date(directory: Path, connection: duckdb.DuckDBPyConnection) -> None:
    found = _stored_version(connection)
    _refuse_other_schema(directory, found, newer_only=True)
    if found == 0:
        scripts = [(SCHEMA_VERSION, files("pipeline") / "schema.sql")]
    else:
        folder = files("pipeline") / "migrations"
        numbers = range(found + 1, SCHEMA_VERSION + 1)
        scripts = [(number, folder / f"{number:04d}.sql") for number in numbers]
    for number, script in scripts:
        connection.execute("BEGIN")
        connection.execute(script.read_text(encoding="utf-8"))
        connection.execute(
            "INSERT INTO schema_versions VALUES (?, ?, ?)",
            [number, datetime.now(UTC), code_version()],
        )
        connection.execute("COMMIT")
