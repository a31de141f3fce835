"""The formats of an export: a name and a function that writes one table."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.publish.cells import Sharing, csv_query, parquet_query
from pipeline.publish.codebook import TableCard
from pipeline.publish.parquet import COMPRESSION, quoted


@dataclass(frozen=True, slots=True)
class Copy:
    """From which file of the release to which file, and what may be passed on."""

    source: Path
    to: Path
    sharing: Sharing


def _write_csv(connection: duckdb.DuckDBPyConnection, card: TableCard, copy: Copy) -> None:
    query = csv_query(card, copy.sharing)
    connection.execute(
        f"COPY ({query}) TO '{quoted(copy.to)}' "
        "(FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"')"
    )


def _write_parquet(connection: duckdb.DuckDBPyConnection, card: TableCard, copy: Copy) -> None:
    if not any(copy.sharing.changes(column) for column in card.columns):
        with copy.source.open("rb") as held, copy.to.open("wb") as out:
            shutil.copyfileobj(held, out)
        return
    query = parquet_query(card, copy.sharing)
    connection.execute(
        f"COPY ({query}) TO '{quoted(copy.to)}' (FORMAT parquet, COMPRESSION {COMPRESSION})"
    )


FORMATS: dict[str, Callable[[duckdb.DuckDBPyConnection, TableCard, Copy], None]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
}
