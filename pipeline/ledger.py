"""The run ledger: what was asked, what came, what was left out, and how each run ended."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.atomic import write_text
from pipeline.engine import plain_failures, registered
from pipeline.store import Store
from pipeline.version import code_version

ENDINGS = (
    *("running", "done", "partial", "failed", "stopped_by_user", "killed"),
    *("challenged", "suspicious_empty"),
)
SHOWN_IN_STATUS = 50
SCHEDULE = "schedule.json"
_FOLDERS = re.compile(r"(?<![\w.:/~-])~?/(?:[^\s/'\"]+/)+")


@dataclass(slots=True)
class Run:
    """One row of the ledger while it is being written; `count` adds to it."""

    name: str
    stage: str
    started_at: datetime
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    # What was left undone, and whether that has a name of its own among the endings.
    partial: str | None = None
    ending: str | None = None

    def count(self, subject: str, measure: str, amount: int = 1, *, reason: str = "") -> None:
        """Add to one count; kept when the run ends, however it ends."""
        self.counts[(subject, measure, reason)] += amount

    def amount(self, measure: str, subject: str | None = None) -> int:
        """How many of a measure so far, over one subject or all."""
        return sum(
            n
            for (of, what, _), n in self.counts.items()
            if what == measure and subject in (None, of)
        )


@contextmanager
def ledger_run(store: Store, stage: str, *, command: str | None = None) -> Iterator[Run]:
    """Write a run's row at the start and its ending and counts at the end."""
    mark_killed(store)
    run = _start(store, stage, asked(sys.argv[1:]) if command is None else command)
    try:
        with plain_failures(store.directory):
            yield run
    except KeyboardInterrupt:
        _finish(store, run, "stopped_by_user", "stopped by the user; finished batches are kept")
        raise
    except BaseException as error:
        # A full disk takes the ledger too: then the row stays `running`, and the next run finds it.
        with suppress(duckdb.Error, OSError):
            _finish(store, run, "failed", getattr(error, "problem", None) or repr(error))
        raise
    ending = run.ending or ("partial" if run.partial else "done")
    _finish(store, run, ending, run.partial)


def asked(arguments: Sequence[str]) -> str:
    """Arguments as the ledger keeps them."""
    return shlex.join(without_folders(argument) for argument in arguments)


def without_folders(text: str) -> str:
    """Whole paths cut to their last part: the ledger is published, a machine's folders are not."""
    return _FOLDERS.sub("", text)


def mark_killed(store: Store) -> None:
    """Whoever holds the store is the only run, so an earlier one still `running` was killed."""
    store.connection.execute(
        "UPDATE runs SET ending = 'killed', reason = 'the process ended without saying why' "
        "WHERE ending = 'running'"
    )


def _start(store: Store, stage: str, command: str) -> Run:
    started = datetime.now(UTC)
    first = f"{started:%Y-%m-%dT%H-%M-%SZ}-{stage}"
    name, number = first, 2
    while store.connection.execute("SELECT 1 FROM runs WHERE run = ?", [name]).fetchone():
        name, number = f"{first}.{number}", number + 1
    store.connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, NULL, 'running', NULL, ?, ?)",
        [name, stage, command, started, code_version(), os.getpid()],
    )
    return Run(name, stage, started)


def _finish(store: Store, run: Run, ending: str, reason: str | None) -> None:
    told = without_folders(reason) if reason else None
    counts = [(run.name, *key, amount) for key, amount in sorted(run.counts.items())]
    with store.transaction() as connection:
        connection.execute(
            "UPDATE runs SET ended_at = ?, ending = ?, reason = ? WHERE run = ?",
            [datetime.now(UTC), ending, told, run.name],
        )
        if counts:
            names = ("run", "subject", "measure", "reason", "amount")
            columns = dict(zip(names, map(list, zip(*counts, strict=True)), strict=True))
            with registered(connection, pa.table(columns)):
                connection.execute("INSERT INTO run_counts BY NAME SELECT * FROM batch")
    write_status(store)


def write_status(store: Store) -> None:
    """Rewrite releases/status.json, which the dashboard's Status page reads beside a release."""
    store.releases.mkdir(exist_ok=True)
    status = {
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "runs": ledger_rows(store, limit=SHOWN_IN_STATUS),
        "schedule": _schedule(store),
    }
    write_text(store.releases / "status.json", json.dumps(status, indent=1) + "\n")


def _schedule(store: Store) -> dict[str, Any]:
    """What `retrograde schedule` wrote down; a status is written whatever state that is in."""
    try:
        found = json.loads((store.directory / SCHEDULE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def ledger_rows(store: Store, *, limit: int, run: str | None = None) -> list[dict[str, Any]]:
    """The newest runs first, each with its counts, as JSON-ready values."""
    rows = _rows(
        store,
        "SELECT run, stage, command, started_at, ended_at, ending, reason, code_version AS version "
        "FROM runs WHERE ? IS NULL OR run = ? ORDER BY started_at DESC, run DESC LIMIT ?",
        [run, run, limit],
    )
    counts: dict[str, list[dict[str, Any]]] = {row["run"]: [] for row in rows}
    for count in _rows(
        store,
        "SELECT run, subject, measure, reason, amount FROM run_counts "
        "WHERE run IN (SELECT unnest(?)) ORDER BY subject, measure, reason",
        [list(counts)],
    ):
        counts[count.pop("run")].append(count)
    return [row | {"counts": counts[row["run"]]} for row in rows]


def quarantine_rows(store: Store, *, limit: int) -> list[dict[str, Any]]:
    """Items that could not be read, newest run first."""
    return _rows(
        store,
        "SELECT run, file, line, source, problem FROM quarantine "
        "ORDER BY run DESC, file, line LIMIT ?",
        [limit],
    )


def _rows(store: Store, query: str, values: list[Any]) -> list[dict[str, Any]]:
    result = store.connection.execute(query, values)
    names = [column[0] for column in result.description]
    return [dict(zip(names, map(_shown, row), strict=True)) for row in result.fetchall()]


def _shown(value: Any) -> Any:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
