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
from scrapers.format import known_formats
from scrapers.records import Broken, Capture, Reading
from scrapers.sniff import read_again

# Bodies may be megabytes: only so many are held at a time.
BATCH_ITEMS = 200
REPORTED = ("posts_new", "posts_seen", "sightings_new", "skipped", "removed_earlier")

Report = dict[str, int]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class _SetAside:
    """A row of the quarantine."""

    sha256: str
    line: int
    source: str
    problem: str
    body: str
    met_at: datetime


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
                reading = _read(row, file)
                counts["left"] += isinstance(reading, Broken)
                counts["posts"] += isinstance(reading, Capture) and reading.post is not None
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
            _SetAside(sha256, line, source, problem, body, met_at.astimezone(UTC))
            for sha256, line, source, problem, body, met_at in rows
        ]


def _read(row: _SetAside, file: str) -> Reading:
    if row.source not in known_formats():
        return Broken(row.source, row.line, row.problem, row.body, row.sha256)
    return read_again(row.body, source=row.source, file=Path(file), line=row.line, now=row.met_at)


def _remap_batch(store: Store, ingest: Ingest, batch: Sequence[_SetAside], file: str) -> None:
    readings = [_read(row, file) for row in batch]
    mended = [reading for reading in readings if not isinstance(reading, Broken)]
    unstorable = {broken.sha256 for broken in ingest.add(mended)}
    left: list[tuple[_SetAside, str]] = []
    gone: list[_SetAside] = []
    for row, reading in zip(batch, readings, strict=True):
        if isinstance(reading, Broken):
            left.append((row, reading.problem))
        elif not (row.line == NO_LINE and row.sha256 in unstorable):
            gone.append(row)
    _rewrite(store, file, left, gone)
    ingest.run.count(file, "read_again", len(gone))


def _rewrite(
    store: Store, file: str, left: Sequence[tuple[_SetAside, str]], gone: Sequence[_SetAside]
) -> None:
    """Take out what was read; of the rest, say what is wrong with it now."""
    news = [(row, problem) for row, problem in left if problem != row.problem]
    with store.transaction() as connection:
        if gone:
            with registered(connection, _keys(gone)):
                connection.execute(
                    "DELETE FROM quarantine WHERE file = ? AND (sha256, line) IN "
                    "(SELECT (sha256, line) FROM batch)",
                    [file],
                )
        for row, problem in news:
            connection.execute(
                "UPDATE quarantine SET problem = ? WHERE file = ? AND sha256 = ? AND line = ?",
                [problem, file, row.sha256, row.line],
            )


def _keys(rows: Sequence[_SetAside]) -> pa.Table:
    return pa.table({"sha256": [r.sha256 for r in rows], "line": [r.line for r in rows]})
