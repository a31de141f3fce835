"""What became of the times at which a topic was due, in the words of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.ledger import ledger_run
from pipeline.lock import StoreBusyError
from pipeline.store import read_store, write_store

STAGE = "schedule"
BUSY, IN_PART = 75, 3
SECONDS_FOR_LEDGER = 60.0
_REASONS = {
    IN_PART: "part of it failed, see the runs before this one",
    BUSY: "another run held the store",
    1: "a person must act, see what the run printed",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """How a topic's turn went, and the times that it made up for or left out."""

    topic: str
    missed: tuple[datetime, ...]
    # Exit code of the run; None where it was too late to make up for.
    code: int | None = None
    attempts: int = 0

    @property
    def ending(self) -> str:
        """Of the ledger's endings, the one that fits."""
        if self.code is None or self.code == IN_PART:
            return "partial"
        return "failed" if self.code else "done"

    @property
    def reason(self) -> str | None:
        """Why it ended so; None where all is well."""
        if self.code is None:
            return "the time was missed by more than is made up for"
        if self.code < 0:
            return f"the run was ended by signal {-self.code}"
        return _REASONS.get(self.code, f"exit code {self.code}") if self.code else None

    def __str__(self) -> str:
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.topic}: {self.ending}{why}"


def record(store: Path, turn: Turn) -> None:
    """One row of the ledger for a turn, which also rewrites what the Status page reads."""
    with (
        write_store(store, wait_seconds=SECONDS_FOR_LEDGER) as opened,
        ledger_run(opened, STAGE, command=f"{STAGE} {turn.topic}") as run,
    ):
        run.ending, run.partial = turn.ending, turn.reason
        if turn.attempts:
            run.count(turn.topic, "attempts", turn.attempts)
        if turn.missed:
            first, last = min(turn.missed), max(turn.missed)
            span = f"due {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC"
            run.count(turn.topic, "missed", len(turn.missed), reason=span)


def may_pass(store: Path, code: int) -> bool:
    """Whether what ended a run may have passed by itself in a while.

    A platform that is away may be back; one that challenged us is left alone until the next time.
    """
    if code != IN_PART:
        return code == BUSY or code < 0
    try:
        with read_store(store) as opened:
            row = opened.connection.execute(
                "SELECT ending, coalesce(reason, '') FROM runs WHERE stage = 'collect' "
                "ORDER BY started_at DESC, run DESC LIMIT 1"
            ).fetchone()
    except StoreBusyError:
        return False
    ending, reason = row or ("done", "")
    return ending in ("partial", "failed") and "challenged" not in reason
