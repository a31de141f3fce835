"""Captures into the store, a batch at a time, each batch in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import arrow_tables as tables
from pipeline.ledger import Run
from pipeline.merging import merge_new, merge_stale
from pipeline.store import Store
from scrapers.records import Broken, Capture

BATCH_ITEMS = 5000
IDENTITY_CHARACTERS = 32


def batches(items: Iterable[Any], size: int = BATCH_ITEMS) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def capture_identity(capture: Capture) -> str:
    """An imported file's item is its payload; a live one is its payload at that moment."""
    moment = "" if capture.observed_at_source == "import" else capture.observed_at.isoformat()
    digest = hashlib.sha256(f"{capture.sha256}\x1f{moment}".encode())
    return digest.hexdigest()[:IDENTITY_CHARACTERS]


def removed_key(key: str) -> str:
    """What a tombstone keeps of a post's key."""
    return hashlib.sha256(key.encode()).hexdigest()


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> Iterator[None]:
    """Give an Arrow table the name `batch` inside SQL for the length of a block."""
    connection.register("batch", rows)
    try:
        yield
    finally:
        connection.unregister("batch")


@dataclass(slots=True)
class Ingest:
    """Adds captures of one subject (a file, a platform) to the store and counts them in a run."""

    store: Store
    run: Run
    subject: str
    now: datetime
    removed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.store.connection.execute("SELECT post_sha256 FROM tombstones").fetchall()
        self.removed = frozenset(row[0] for row in rows)

    def add(self, items: Sequence[Capture | Broken]) -> None:
        """Keep one batch whole, or nothing of it."""
        captures = {capture_identity(c): c for c in items if isinstance(c, Capture)}
        broken = [b for b in items if isinstance(b, Broken)]
        with self.store.transaction() as connection:
            counts = self._add_captures(connection, captures)
            counts["quarantined"] = self._quarantine(connection, broken)
        for measure, amount in counts.items():
            self.run.count(self.subject, measure, amount)

    def finish(self) -> None:
        """Merge the posts that got a further capture."""
        with self.store.transaction() as connection:
            merge_stale(connection)

    def _add_captures(
        self, connection: duckdb.DuckDBPyConnection, captures: dict[str, Capture]
    ) -> dict[str, int]:
        kept = {key: c for key, c in captures.items() if not self._is_removed(c)}
        fresh = _insert_new(
            connection,
            "payloads",
            tables.payloads(kept, run=self.run.name, now=self.now),
            returning="capture",
        )
        new = {key: kept[key] for key in fresh}
        added = self._add_posts(connection, new)
        posts = sum(1 for c in kept.values() if c.post is not None)
        appended = {table: self._append(connection, table, new) for table in tables.APPENDED}
        return {
            "posts_new": added,
            "posts_seen": posts - added,
            **{f"{table}_new": amount for table, amount in appended.items()},
            "removed_earlier": len(captures) - len(kept),
        }

    def _is_removed(self, capture: Capture) -> bool:
        if not self.removed or capture.post is None:
            return False
        return removed_key(capture.post.key) in self.removed

    def _add_posts(
        self, connection: duckdb.DuckDBPyConnection, captures: dict[str, Capture]
    ) -> int:
        rows = tables.captures(captures, run=self.run.name)
        if not rows.num_rows:
            return 0
        with registered(connection, rows):
            connection.execute("INSERT INTO captures BY NAME SELECT * FROM batch")
            return merge_new(connection)

    def _append(
        self, connection: duckdb.DuckDBPyConnection, table: str, captures: dict[str, Capture]
    ) -> int:
        rows = tables.APPENDED[table](captures, run=self.run.name)
        if table == "authors":
            return len(_insert_new(connection, table, rows, returning="showing"))
        if rows.num_rows:
            with registered(connection, rows):
                connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
        return int(rows.num_rows)

    def _quarantine(self, connection: duckdb.DuckDBPyConnection, broken: list[Broken]) -> int:
        rows = tables.quarantine(broken, file=self.subject, run=self.run.name)
        _insert_new(connection, "quarantine", rows, returning="sha256")
        return len(broken)


def _insert_new(
    connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, returning: str
) -> list[str]:
    """Insert the rows whose key is not there yet; answer with those."""
    if not rows.num_rows:
        return []
    with registered(connection, rows):
        inserted = connection.execute(
            f"INSERT INTO {table} BY NAME SELECT * FROM batch "
            f"ON CONFLICT DO NOTHING RETURNING {returning}"
        ).fetchall()
    return [row[0] for row in inserted]
