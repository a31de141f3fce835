"""Steps of collection into the store: pages, places to go on from and quota in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.engine import registered
from pipeline.ingest import Ingest
from pipeline.ledger import Run, without_folders
from pipeline.rounds import Round
from pipeline.store import Store
from scrapers.platform import Outcome, Request
from scrapers.records import Capture, Reading
from scrapers.steps import Step, fingerprint, to_json

# At a guest's pace every page is a transaction of its own; where pages come faster than this many
# in this time, those that came together are kept together.
PAGES_AT_ONCE, SECONDS_AT_ONCE, BYTES_AT_ONCE = 64, 1.0, 16 * 1024 * 1024
LONGEST_REASON = 300

Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Keeping:
    """Writes the steps of one round into the store."""

    store: Store
    run: Run
    this: Round
    progress: Progress
    steps: list[Step] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    requests: int = 0
    ingest: Ingest = field(init=False)
    _place: int = field(init=False)
    _bytes: int = 0

    def __post_init__(self) -> None:
        now = datetime.now(UTC)
        self.ingest = Ingest(self.store, self.run, self.this.platform.name, now)
        row = self.store.connection.execute(
            "SELECT coalesce(max(place), 0) FROM waiting_requests WHERE round = ?",
            [self.this.name],
        ).fetchone()
        self._place = row[0] if row else 0

    def keep(self, step: Step) -> None:
        """Take a step; it is written at once or with those that come right after it."""
        self.steps.append(step)
        self._bytes += len(step.answer.body) if step.answer else 0
        lasted = step.came_at - self.steps[0].came_at
        if (
            len(self.steps) >= PAGES_AT_ONCE
            or self._bytes >= BYTES_AT_ONCE
            or lasted >= timedelta(seconds=SECONDS_AT_ONCE)
        ):
            self.flush()

    def flush(self) -> None:
        """Write what was taken, in one transaction."""
        if not self.steps:
            return
        steps, self.steps, self._bytes = self.steps, [], 0
        readings = [reading for step in steps for reading in step.page.readings]
        self.ingest.add(readings, beside=lambda connection: self._write(connection, steps))
        for step in steps:
            self.gone.update(step.page.gone)
            self._count(step)
        self.requests += len(steps)
        self.progress(self.this.platform.name, self.ingest.counts["posts_new"])

    def _count(self, step: Step) -> None:
        subject, outcome = self.this.platform.name, step.page.outcome
        self.run.count(subject, "requests")
        if outcome is not Outcome.OK:
            self.run.count(subject, f"requests_{outcome}", reason=short(step.page.reason))

    def _write(self, connection: duckdb.DuckDBPyConnection, steps: Sequence[Step]) -> None:
        self._write_waiting(connection, steps)
        rows = [self._sent(step) for step in steps]
        _insert(connection, "sent_requests", _SENT, rows)
        spent = [row for step in steps for row in self._spent(step)]
        _insert(connection, "quota_spent", _SPENT, spent)
        learned = {name: text for step in steps for name, text in step.page.memory.items()}
        for name, text in learned.items():
            who = self.this.platform.name
            connection.execute(
                "DELETE FROM platform_memory WHERE platform = ? AND name = ?", [who, name]
            )
            connection.execute(
                "INSERT INTO platform_memory VALUES (?, ?, ?, ?)", [who, name, text, self.run.name]
            )
        self._write_sums(connection, steps)

    def _write_waiting(self, connection: duckdb.DuckDBPyConnection, steps: Sequence[Step]) -> None:
        """What is settled leaves, what has come up is added; the last word on a request counts."""
        changed: dict[str, Request | None] = {}
        for step in steps:
            settled = [step.request] if step.is_done else []
            changed |= {fingerprint(one): None for one in (*settled, *step.dropped)}
            changed |= {fingerprint(one): one for one in step.added if one.kept}
        if not changed:
            return
        connection.execute(
            "DELETE FROM waiting_requests WHERE round = ? AND request_sha256 IN (SELECT unnest(?))",
            [self.this.name, list(changed)],
        )
        rows = []
        for sha256, request in changed.items():
            if request is not None:
                self._place += 1
                rows.append((self.this.name, sha256, self._place, request.part, to_json(request)))
        _insert(connection, "waiting_requests", _WAITING, rows)

    def _write_sums(self, connection: duckdb.DuckDBPyConnection, steps: Sequence[Step]) -> None:
        posts = sum(_is_post(reading) for step in steps for reading in step.page.readings)
        said = [step.page.expected for step in steps if step.page.expected is not None]
        if posts or said:
            connection.execute(
                "UPDATE rounds SET posts = posts + ?, "
                "announced = CASE WHEN ? THEN coalesce(announced, 0) + ? ELSE announced END "
                "WHERE round = ?",
                [posts, bool(said), sum(said), self.this.name],
            )

    def _sent(self, step: Step) -> tuple[Any, ...]:
        answer, page = step.answer, step.page
        return (
            *(self.this.name, fingerprint(step.request), self.this.platform.name),
            *(step.request.part, step.request.purpose, step.sent_at),
            *(answer.status if answer else None, str(page.outcome), short(page.reason) or None),
            *(len(answer.body) if answer else None, len(page.readings), self.run.name),
        )

    def _spent(self, step: Step) -> list[tuple[Any, ...]]:
        asked_for = ((step.request.bucket, step.request.units),) if step.request.bucket else ()
        return [
            (self.this.platform.name, bucket, units, step.sent_at, self.run.name)
            for bucket, units in (*asked_for, *step.page.spent)
        ]


_SENT = "round request_sha256 platform part purpose sent_at status outcome reason bytes items run"
_SPENT = "platform bucket units spent_at run"
_WAITING = "round request_sha256 place part request"
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("status", "bytes", "items", "units", "place"), pa.int64()),
    **dict.fromkeys(("sent_at", "spent_at"), pa.timestamp("us", tz="UTC")),
}


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Sequence[Sequence[Any]]
) -> None:
    if not rows:
        return
    arrays = {
        name: pa.array(values, type=_TYPES.get(name, pa.string()))
        for name, values in zip(columns.split(), zip(*rows, strict=True), strict=True)
    }
    with registered(connection, pa.table(arrays)):
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")


def _is_post(reading: Reading) -> bool:
    return isinstance(reading, Capture) and reading.post is not None


def short(reason: str) -> str:
    """A reason as the ledger keeps it."""
    return without_folders(reason)[:LONGEST_REASON].encode("utf-8", "replace").decode()
