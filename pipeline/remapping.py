"""The remap stage: what was set aside is read again, with the code as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from pipeline.engine import registered
from pipeline.ingest import NO_LINE, Ingest
from pipeline.ledger import Run
from pipeline.store import Store
from scrapers.again import read_again
from scrapers.records import Broken, Capture, Reading

# Bodies may be megabytes: only so many are held at a time.
BATCH_ITEMS = 200
REPORTED = ("posts_new", "posts_seen", "sightings_new", "skipped", "removed_earlier")

Report = dict[str, int]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class _SetAside:
    """A row of the quarantine, and what it is read as now."""

    was: Broken
    now: Reading


def remap(store: Store, run: Run, *, progress: Progress) -> Report:
    """Read the quarantine again; what maps now becomes posts, what does not stays and says why."""
    counts: Counter[str] = Counter()
    for file in _files(store):
        ingest = Ingest(store, run, file, datetime.now(UTC))
        for batch in _batches(store, file):
            _remap_batch(store, ingest, batch, file)
            counts["again"] += len(batch)
            progress(file, counts["again"])
        ingest.finish()
        counts.update({measure: ingest.counts[measure] for measure in REPORTED})
    return _report(counts, _count_left(store))


def preview(store: Store) -> Report:
    """What a remap would read, without writing anything."""
    counts: Counter[str] = Counter()
    for file in _files(store):
        for batch in _batches(store, file):
            for row in batch:
                counts["left"] += isinstance(row.now, Broken)
                counts["posts"] += isinstance(row.now, Capture) and row.now.post is not None
    return {"posts": counts["posts"], "quarantined": counts["left"]}


def _report(counts: Counter[str], left: int) -> Report:
    return {measure: counts[measure] for measure in REPORTED} | {"quarantined": left}


def _files(store: Store) -> list[str]:
    rows = store.connection.execute("SELECT DISTINCT file FROM quarantine ORDER BY file").fetchall()
    return [row[0] for row in rows]


def _count_left(store: Store) -> int:
    return int(store.connection.execute("SELECT count(*) FROM quarantine").fetchall()[0][0])


def _batches(store: Store, file: str) -> Iterator[list[_SetAside]]:
    """The rows of a file in order of their key, which stays where it is while others leave."""
    after = ("", -1)
    while True:
        rows = store.connection.execute(
            "SELECT q.sha256, q.line, q.source, q.problem, q.body, r.started_at "
            "FROM quarantine AS q JOIN runs AS r USING (run) "
            "WHERE file = ? AND (q.sha256, q.line) > (?, ?) ORDER BY q.sha256, q.line LIMIT ?",
            [file, *after, BATCH_ITEMS],
        ).fetchall()
        if not rows:
            return
        after = (rows[-1][0], rows[-1][1])
        yield [
            _row(Broken(source, line, problem, body, sha256), file, met_at)
            for sha256, line, source, problem, body, met_at in rows
        ]


def _row(was: Broken, file: str, met_at: datetime) -> _SetAside:
    return _SetAside(was, read_again(was, file=Path(file), met_at=met_at.astimezone(UTC)))


def _remap_batch(store: Store, ingest: Ingest, batch: Sequence[_SetAside], file: str) -> None:
    mended = [row.now for row in batch if not isinstance(row.now, Broken)]
    unstorable = {broken.sha256 for broken in ingest.add(mended)}
    gone = [
        row.was
        for row in batch
        if not isinstance(row.now, Broken)
        and not (row.was.line == NO_LINE and row.was.sha256 in unstorable)
    ]
    _rewrite(store, file, batch, gone)
    ingest.run.count(file, "read_again", len(gone))


def _rewrite(store: Store, file: str, batch: Sequence[_SetAside], gone: Sequence[Broken]) -> None:
    """Take out what was read; of the rest, say what is wrong with it now."""
    with store.transaction() as connection:
        if gone:
            with registered(connection, _keys(gone)):
                connection.execute(
                    "DELETE FROM quarantine WHERE file = ? AND (sha256, line) IN "
                    "(SELECT (sha256, line) FROM batch)",
                    [file],
                )
        for row in batch:
            if isinstance(row.now, Broken) and row.now.problem != row.was.problem:
                connection.execute(
                    "UPDATE quarantine SET problem = ? WHERE file = ? AND sha256 = ? AND line = ?",
                    [row.now.problem, file, row.was.sha256, row.was.line],
                )


def _keys(rows: Sequence[Broken]) -> pa.Table:
    return pa.table({"sha256": [r.sha256 for r in rows], "line": [r.line for r in rows]})
