"""Captures into the store, a batch at a time, each batch in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from pipeline import arrow_tables as tables
from pipeline.engine import registered
from pipeline.ledger import Run
from pipeline.merging import merge_new, merge_stale
from pipeline.store import Store
from scrapers.records import Broken, Capture, Reading, Skipped

BATCH_ITEMS = 5000
IDENTITY_CHARACTERS = 32
NO_LINE = 0
_UNSTORABLE = (UnicodeEncodeError, OverflowError, pa.ArrowInvalid, pa.ArrowTypeError)

Captures = Mapping[str, Capture]
Write = Callable[[duckdb.DuckDBPyConnection], None]


def batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
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


@dataclass(slots=True)
class Ingest:
    """Adds captures of one subject (a file, a platform) to the store and counts them in a run."""

    store: Store
    run: Run
    subject: str
    now: datetime
    # Its own, since two files of one run may bear the same name.
    counts: Counter[str] = field(init=False, default_factory=Counter)
    _removed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.store.connection.execute("SELECT post_sha256 FROM tombstones").fetchall()
        self._removed = frozenset(row[0] for row in rows)

    def add(self, items: Sequence[Reading], *, beside: Write | None = None) -> list[Broken]:
        """Keep one batch whole, or nothing of it; answer what was read and no row can hold.

        `beside` writes in the same transaction what belongs with it.
        """
        read = [item for item in items if isinstance(item, Capture)]
        kept = [capture for capture in read if not self._is_removed(capture)]
        new, rows, unstorable = self._new(kept)
        broken = [item for item in items if isinstance(item, Broken)] + unstorable
        with self.store.transaction() as connection:
            self._quarantine(connection, broken)
            posts_new = _insert(connection, rows) if new else 0
            if beside:
                beside(connection)
        lost = {item.sha256 for item in unstorable}
        posts = sum(1 for capture in kept if capture.post and capture.sha256 not in lost)
        self._count("posts_new", posts_new)
        self._count("posts_seen", posts - posts_new)
        for table in tables.COUNTED:
            self._count(f"{table}_new", rows[table].num_rows if new else 0)
        self._count("quarantined", len(broken))
        self._count("removed_earlier", len(read) - len(kept))
        for item in items:
            if isinstance(item, Skipped):
                self._count("skipped", 1, reason=item.reason)
        return unstorable

    def finish(self) -> None:
        """Merge the posts that got a further capture."""
        with self.store.transaction() as connection:
            merge_stale(connection)

    def _count(self, measure: str, amount: int, *, reason: str = "") -> None:
        self.counts[measure] += amount
        self.run.count(self.subject, measure, amount, reason=reason)

    def _is_removed(self, capture: Capture) -> bool:
        if not self._removed:
            return False
        keys = [sighting.post for sighting in capture.sightings]
        if capture.post is not None:
            keys.append(capture.post.key)
        return any(removed_key(key) in self._removed for key in keys)

    def _new(self, captures: list[Capture]) -> tuple[Captures, dict[str, pa.Table], list[Broken]]:
        """Those that the store does not have, as rows; and those that no row can hold."""
        known: dict[str, Capture] = {}
        for capture in captures:
            # The first of two alike: only there a reader tells what all items repeat.
            known.setdefault(capture_identity(capture), capture)
        fresh = _unknown(self.store.connection, list(known))
        new = {key: known[key] for key in fresh}
        try:
            return new, self._rows(new), []
        except _UNSTORABLE:
            unstorable = {key: trouble for key in new if (trouble := self._trouble(key, new[key]))}
        good = {key: capture for key, capture in new.items() if key not in unstorable}
        return good, self._rows(good), [_broken(new[key], why) for key, why in unstorable.items()]

    def _rows(self, captures: Captures) -> dict[str, pa.Table]:
        return tables.all_rows(captures, run=self.run.name, now=self.now)

    def _trouble(self, key: str, capture: Capture) -> str | None:
        try:
            self._rows({key: capture})
        except _UNSTORABLE as error:
            return str(error)
        return None

    def _quarantine(self, connection: duckdb.DuckDBPyConnection, broken: list[Broken]) -> None:
        if not broken:
            return
        rows = tables.quarantine(broken, file=self.subject, run=self.run.name)
        with registered(connection, rows):
            connection.execute(
                "INSERT INTO quarantine BY NAME SELECT * FROM batch ON CONFLICT DO NOTHING"
            )


def _broken(capture: Capture, why: str) -> Broken:
    problem = f"cannot be stored: {why}"
    return Broken(capture.source, NO_LINE, problem, capture.payload, capture.sha256)


def _unknown(connection: duckdb.DuckDBPyConnection, identities: list[str]) -> list[str]:
    if not identities:
        return []
    with registered(connection, pa.table({"capture": pa.array(identities, pa.string())})):
        found = connection.execute(
            "SELECT capture FROM batch SEMI JOIN payloads USING (capture)"
        ).fetchall()
    known = {row[0] for row in found}
    return [identity for identity in identities if identity not in known]


def _insert(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, pa.Table]) -> int:
    """Insert the rows of a batch; answer how many posts were not there before."""
    for table, batch in rows.items():
        if batch.num_rows:
            with registered(connection, batch):
                connection.execute(
                    f"INSERT INTO {table} BY NAME SELECT * FROM batch {_ON_CONFLICT.get(table, '')}"
                )
    if not rows["captures"].num_rows:
        return 0
    with registered(connection, rows["captures"]):
        return merge_new(connection)


# The same showing may come in at several times, in any order; a stated one is the better known.
_BETTER_KNOWN = (
    "(excluded.observed_at_source <> 'import', excluded.observed_at, excluded.observed_at_source) "
    "> (authors.observed_at_source <> 'import', authors.observed_at, authors.observed_at_source)"
)
_ON_CONFLICT = {
    "authors": "ON CONFLICT DO UPDATE SET observed_at = excluded.observed_at, "
    f"observed_at_source = excluded.observed_at_source WHERE {_BETTER_KNOWN}"
}
