"""The run ledger: what was asked, what came, what was left out, and how each run ended."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pipeline.atomic import write_text
from pipeline.store import Store
from pipeline.version import code_version

ENDINGS = ("running", "done", "partial", "failed", "stopped_by_user", "killed")
SHOWN_IN_STATUS = 50


@dataclass(slots=True)
class Run:
    """One row of the ledger while it is being written; `count` adds to it."""

    name: str
    stage: str
    started_at: datetime
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    partial: str | None = None

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
    run = _start(store, stage, command or " ".join(sys.argv[1:]))
    try:
        yield run
    except KeyboardInterrupt:
        _finish(store, run, "stopped_by_user", "stopped by the user; finished batches are kept")
        raise
    except BaseException as error:
        _finish(store, run, "failed", getattr(error, "problem", None) or repr(error))
        raise
    _finish(store, run, "partial" if run.partial else "done", run.partial)


def mark_killed(store: Store) -> None:
    """Whoever holds the store is the only run, so an earlier one still `running` was killed."""
    store.connection.execute(
        "UPDATE runs SET ending = 'killed', reason = 'the process ended without saying why' "
        "WHERE ending = 'running'"
    )


def _start(store: Store, stage: str, command: str) -> Run:
    started = datetime.now(UTC)
    name = f"{started:%Y-%m-%dT%H-%M-%SZ}-{stage}"
    taken = {row[0] for row in store.connection.execute("SELECT run FROM runs").fetchall()}
    number = 2
    unique = name
    while unique in taken:
        unique, number = f"{name}.{number}", number + 1
    store.connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, NULL, 'running', NULL, ?, ?)",
        [unique, stage, command, started, code_version(), os.getpid()],
    )
    return Run(unique, stage, started)


def _finish(store: Store, run: Run, ending: str, reason: str | None) -> None:
    with store.transaction() as connection:
        connection.execute(
            "UPDATE runs SET ended_at = ?, ending = ?, reason = ? WHERE run = ?",
            [datetime.now(UTC), ending, reason, run.name],
        )
        for (subject, measure, why), amount in sorted(run.counts.items()):
            connection.execute(
                "INSERT INTO run_counts VALUES (?, ?, ?, ?, ?)",
                [run.name, subject, measure, why, amount],
            )
    write_status(store)


def write_status(store: Store) -> None:
    """Rewrite releases/status.json, which the dashboard's Status page reads beside a release."""
    store.releases.mkdir(exist_ok=True)
    status = {
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "runs": ledger_rows(store, limit=SHOWN_IN_STATUS),
    }
    write_text(store.releases / "status.json", json.dumps(status, indent=1) + "\n")


def ledger_rows(store: Store, *, limit: int, run: str | None = None) -> list[dict[str, Any]]:
    """The newest runs first, each with its counts, as JSON-ready values."""
    chosen = store.connection.execute(
        "SELECT run, stage, command, started_at, ended_at, ending, reason, code_version "
        "FROM runs WHERE ? IS NULL OR run = ? ORDER BY started_at DESC, run DESC LIMIT ?",
        [run, run, limit],
    ).fetchall()
    return [_ledger_row(store, row) for row in chosen]


def quarantine_rows(store: Store, *, limit: int) -> list[dict[str, Any]]:
    """Items that could not be read, newest run first."""
    rows = store.connection.execute(
        "SELECT run, file, line, source, problem FROM quarantine "
        "ORDER BY run DESC, file, line LIMIT ?",
        [limit],
    ).fetchall()
    names = ("run", "file", "line", "source", "problem")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _ledger_row(store: Store, row: tuple[Any, ...]) -> dict[str, Any]:
    counts = store.connection.execute(
        "SELECT subject, measure, reason, amount FROM run_counts WHERE run = ? "
        "ORDER BY subject, measure, reason",
        [row[0]],
    ).fetchall()
    names = ("run", "stage", "command", "started_at", "ended_at", "ending", "reason", "version")
    values = [v.isoformat(timespec="seconds") if isinstance(v, datetime) else v for v in row]
    fields = ("subject", "measure", "reason", "amount")
    return dict(zip(names, values, strict=True)) | {
        "counts": [dict(zip(fields, count, strict=True)) for count in counts]
    }
