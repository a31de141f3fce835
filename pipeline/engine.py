"""DuckDB as Retrograde opens it: without a network, in UTC."""

from __future__ import annotations

import duckdb

# Nothing we need is an extension, and asking for one would wait for a network.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(database: str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database; times come back as aware UTC whatever the machine's zone."""
    connection = duckdb.connect(database, read_only=read_only, config=_OFFLINE)
    connection.execute("SET TimeZone = 'UTC'")
    return connection
