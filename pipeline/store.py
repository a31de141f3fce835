"""The store: one DuckDB file that runs write and nothing else opens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import duckdb

from pipeline.engine import connect, plain_failures
from pipeline.errors import PipelineError
from pipeline.lock import StoreBusyError, busy_reading, busy_writing, writer_lock
from pipeline.version import code_version

SCHEMA_VERSION = 5
DATABASE = "retrograde.duckdb"
# `retrograde runs` and the like read for a moment; a run does not fail over that.
SECONDS_A_READER_TAKES = 5.0
_SECONDS_BETWEEN_TRIES = 0.05


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
            # After a full disk the connection is past rolling back; closing it does the same.
            with suppress(duckdb.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


@contextmanager
def write_store(
    directory: Path, *, wait_seconds: float = 0, must_exist: bool = False
) -> Iterator[Store]:
    """Open the store for writing, brought to today's schema; made, unless it must exist."""
    file = directory / DATABASE
    if must_exist and not file.exists():
        raise _no_store(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_make(directory, error) from None
    with plain_failures(directory), writer_lock(directory, wait_seconds=wait_seconds):
        connection = _connect_for_writing(file, max(wait_seconds, SECONDS_A_READER_TAKES))
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
        raise _no_store(directory)
    with plain_failures(directory):
        try:
            connection = connect(str(file), read_only=True)
        except duckdb.IOException as error:
            raise _cannot_open(file, error, busy_writing(directory, str(error))) from None
        try:
            _refuse_other_schema(directory, connection, older_too=True)
            yield Store(directory, connection)
        finally:
            connection.close()


def _connect_for_writing(file: Path, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    """Our own lock keeps other runs out, so whoever is in the way only reads."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            return _tuned_for_writing(connect(str(file)))
        except duckdb.IOException as error:
            told = _cannot_open(file, error, busy_reading(file, str(error)))
            if not isinstance(told, StoreBusyError) or time.monotonic() >= deadline:
                raise told from None
        time.sleep(_SECONDS_BETWEEN_TRIES)


def _tuned_for_writing(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    # By default every second batch of an import would rewrite the tables it adds to.
    connection.execute("SET checkpoint_threshold = '128MB'")
    return connection


def _cannot_open(file: Path, error: duckdb.Error, busy: StoreBusyError) -> PipelineError:
    reason = str(error).splitlines()[0]
    if "Could not set lock" in reason:
        return busy
    return PipelineError(
        f"{file} cannot be opened: {reason}",
        "check that it is a Retrograde store and that you may write there; "
        "move it away and import again if it is damaged",
    )


def _no_store(directory: Path) -> PipelineError:
    return PipelineError(
        f"there is no store in {directory}",
        "retrograde init --demo  makes one with invented posts; "
        "retrograde import FILE  makes one from yours",
    )


def _cannot_make(directory: Path, error: OSError) -> PipelineError:
    return PipelineError(
        f"the store folder {directory} cannot be made: {error.strerror}",
        "choose another with --store DIR or RETROGRADE_STORE",
    )


def _stored_version(connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    known = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_versions'"
    ).fetchall()
    if not known[0][0]:
        return 0, ""
    rows = connection.execute(
        "SELECT version, code_version FROM schema_versions ORDER BY version DESC LIMIT 1"
    ).fetchall()
    return rows[0] if rows else (0, "")


def _refuse_other_schema(
    directory: Path, connection: duckdb.DuckDBPyConnection, *, older_too: bool = False
) -> int:
    found, made_by = _stored_version(connection)
    if found > SCHEMA_VERSION:
        raise PipelineError(
            f"the store in {directory} has schema {found}, made by Retrograde {made_by}; "
            f"this is {code_version()} and knows schema {SCHEMA_VERSION}",
            f"update Retrograde to {made_by} or newer, or choose another store with --store DIR",
        )
    if found < SCHEMA_VERSION and older_too:
        raise PipelineError(
            f"the store in {directory} has schema {found}; this version needs {SCHEMA_VERSION}",
            "run any writing command once, e.g. retrograde run: it brings the store up to date",
        )
    return found


def _bring_up_to_date(directory: Path, connection: duckdb.DuckDBPyConnection) -> None:
    found = _refuse_other_schema(directory, connection)
    for number, script in _scripts_after(found):
        connection.execute("BEGIN")
        connection.execute(script.read_text(encoding="utf-8"))
        connection.execute(
            "INSERT INTO schema_versions VALUES (?, ?, ?)",
            [number, datetime.now(UTC), code_version()],
        )
        connection.execute("COMMIT")


def _scripts_after(found: int) -> list[tuple[int, Traversable]]:
    """A new store is made as it is today; an old one goes through what it has missed."""
    package = files("pipeline")
    if found == 0:
        return [(SCHEMA_VERSION, package / "schema.sql")]
    numbers = range(found + 1, SCHEMA_VERSION + 1)
    return [(number, package / "migrations" / f"{number:04d}.sql") for number in numbers]
