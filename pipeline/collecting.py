"""The collect stage: rounds on platforms, each page kept with its cursor and its quota or not at all."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import duckdb

from pipeline.keeping import Keeping, Progress, short
from pipeline.ledger import Run
from pipeline.removal import known_posts, remove_posts
from pipeline.rounds import Round, asked, end, quota_left, suspicion, waiting
from pipeline.store import Store
from scrapers.crawl import Job, crawl
from scrapers.errands import Errands
from scrapers.platform import Outcome, Platform
from scrapers.steps import Manners


@dataclass(frozen=True, slots=True)
class Manner:
    """What the person or the test that asks can change about how platforms are asked."""

    agent: str
    # None leaves it to the card of the platform.
    delay_seconds: float | None = None
    at_once: int = 1
    first_pause_seconds: float = 2.0
    timeout_seconds: float = 60.0


class Quota(Protocol):
    """What may be spent of each bucket of a platform."""

    def __call__(
        self, connection: duckdb.DuckDBPyConnection, platform: Platform, *, now: datetime
    ) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class Result:
    """How a round went: an ending of the ledger, and why in words."""

    this: Round
    ending: str
    reason: str = ""
    posts_new: int = 0
    posts_seen: int = 0
    requests: int = 0
    # Whether something of the round still waits.
    is_open: bool = False


def collect(
    store: Store,
    run: Run,
    rounds: Sequence[Round],
    *,
    manner: Manner,
    progress: Progress,
    quota: Quota = quota_left,
) -> list[Result]:
    """Carry out rounds of different platforms side by side; what one dies of is its own."""
    if not rounds:
        return []
    keepings = [Keeping(store, run, this, progress) for this in rounds]
    errands = [_errands(store, keeping, manner, quota) for keeping in keepings]
    jobs = [Job(each, keeping.flush) for each, keeping in zip(errands, keepings, strict=True)]
    try:
        faults = crawl(
            jobs,
            agent=manner.agent,
            environment=_secrets(rounds),
            timeout_seconds=manner.timeout_seconds,
        )
    finally:
        for keeping in keepings:
            keeping.flush()
            keeping.ingest.finish()
    return [
        _result(store, keeping, each, faults)
        for keeping, each in zip(keepings, errands, strict=True)
    ]


def _secrets(rounds: Sequence[Round]) -> dict[str, str]:
    """Of the environment, what the platforms say they need."""
    names = {name for this in rounds for name in this.plan.credentials}
    return {name: os.environ[name] for name in names if name in os.environ}


def _errands(store: Store, keeping: Keeping, manner: Manner, quota: Quota) -> Errands:
    this, connection = keeping.this, store.connection
    delay = this.platform.card.delay_seconds
    return Errands(
        this.platform,
        this.plan,
        waiting(connection, this.name),
        manners=Manners(
            delay if manner.delay_seconds is None else manner.delay_seconds,
            manner.at_once,
            manner.first_pause_seconds,
            quota(connection, this.platform, now=this.plan.now),
            this.plan.credentials,
            asked(connection, this.name),
        ),
        keep=keeping.keep,
        random=random.random,
    )


def _result(
    store: Store, keeping: Keeping, errands: Errands, faults: Mapping[str, Exception]
) -> Result:
    """Close the round where nothing of it waits, and say how it went."""
    this, run = keeping.this, keeping.run
    ending, reason = _ending(store, this, errands, faults.get(this.platform.name))
    if gone := known_posts(store, sorted(keeping.gone)):
        remove_posts(store, run, gone, reason="deleted_on_platform")
    is_open = ending == "failed" or bool(waiting(store.connection, this.name))
    if not is_open:
        closing = "suspicious_empty" if ending == "suspicious_empty" else "done"
        end(store, this.name, closing, now=datetime.now(UTC))
    counts = keeping.ingest.counts
    new, seen = counts["posts_new"], counts["posts_seen"]
    result = Result(this, ending, reason, new, seen, keeping.requests, is_open)
    if this.topic:
        _cover(store, run, result)
    return result


def _ending(
    store: Store, this: Round, errands: Errands, fault: Exception | None
) -> tuple[str, str]:
    if fault is not None:
        problem = getattr(fault, "problem", None)
        return "failed", problem or f"a bug in Retrograde: {fault!r}"
    if errands.rest:
        outcome, reason = errands.rest
        return "challenged" if outcome is Outcome.CHALLENGED else "partial", reason
    lasting = [
        reason
        for (outcome, reason) in errands.troubles
        if outcome in (Outcome.REFUSED, Outcome.BROKEN)
    ]
    left = len(waiting(store.connection, this.name))
    if left:
        last = [reason for (_, reason) in errands.troubles][-1:]
        return "partial", "; ".join([f"requests left: {left:,}", *(lasting[:3] or last)])
    if too_little := suspicion(store.connection, this):
        return "suspicious_empty", too_little
    return ("partial", "; ".join(lasting[:3])) if lasting else ("done", "")


def _cover(store: Store, run: Run, result: Result) -> None:
    """What the Status page says of today."""
    status = "collected" if result.ending == "done" else "partial"
    platform, today = result.this.platform.card.platform, result.this.plan.now.date()
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO coverage VALUES (?, ?, ?, ?, ?)",
            [platform, today, status, short(result.reason) or None, run.name],
        )
