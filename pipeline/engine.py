"""DuckDB as Retrograde opens it: without a network, in UTC, with errors in our words."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.errors import PipelineError

# Nothing we need is an extension, and asking for one would wait for a network.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
IN_MEMORY = ":memory:"


def connect(database: str = IN_MEMORY, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database; times come back as aware UTC whatever the machine's zone."""
    config = dict(_OFFLINE)
    if database == IN_MEMORY:
        # Its own choice is a folder in the working directory, which a reader may not touch.
        config["temp_directory"] = tempfile.gettempdir()
    connection = duckdb.connect(database, read_only=read_only, config=config)
    # GLOBAL: a cursor is a session of its own and would take the machine's zone.
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    return connection


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> Iterator[None]:
    """Give an Arrow table the name `batch` inside SQL for the length of a block."""
    connection.register("batch", rows)
    try:
        yield
    finally:
        connection.unregister("batch")


@contextmanager
def plain_failures(folder: Path) -> Iterator[None]:
    """Ctrl-C inside a query is Ctrl-C, and a full disk is a sentence instead of a traceback."""
    try:
        yield
    except (RuntimeError, OSError, duckdb.Error) as error:
        if was_interrupted(error):
            raise KeyboardInterrupt from error
        if is_disk_full(error):
            raise PipelineError(
                f"the disk that holds {folder} is full; what was finished before is kept",
                "free some space there, or choose another disk, and run the same command again",
            ) from error
        raise


def was_interrupted(error: Exception) -> bool:
    """Whether DuckDB turned Ctrl-C into an error of its own, as it does in the midst of a query."""
    return isinstance(error, duckdb.InterruptException) or (
        isinstance(error, RuntimeError) and str(error) == "Query interrupted"
    )


def is_disk_full(error: Exception) -> bool:
    """Whether an error says that no space is left, in whatever words."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    text = str(error).lower()
    return "no space left" in text or "disk quota exceeded" in text
