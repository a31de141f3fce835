"""Rounds of collection: which window is asked next, what of it still waits, what it should bring."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

import duckdb

from claims.topics import Topic
from pipeline.ledger import Run
from pipeline.store import Store
from scrapers.platform import Bucket, Plan, Platform, Request
from scrapers.politeness import quota_began
from scrapers.steps import Waiting, fingerprint, from_json, to_json

# An open round that is older is not gone on with; its window is asked for anew.
OLDEST_OPEN = timedelta(days=14)
# A round is held against so many before it, and that many must be there; what brings less than this
# share of the usual, where the usual is worth speaking of, is suspicious.
COMPARED, FEWEST_COMPARED, SUSPICIOUS_SHARE, WORTH_SPEAKING = 5, 3, 0.25, 4.0
# What ended in suspicion counts for what is usual, but its window is asked for again.
_COMPARABLE = ("done", "suspicious_empty")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time that a person chose; None leaves an end to the rounds before."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_chosen(self) -> bool:
        return self.since is not None or self.until is not None


EVER = Window()


@dataclass(frozen=True, slots=True)
class Round:
    """One platform, one topic, one window; without a topic, posts that are held are asked about."""

    name: str
    platform: Platform
    topic: str
    plan: Plan
    chosen: bool = False


def new_round(
    connection: duckdb.DuckDBPyConnection | None,
    platform: Platform,
    topic: Topic,
    *,
    now: datetime,
    servers: Sequence[str] = (),
    window: Window = EVER,
    posts: Sequence[str] = (),
) -> Round:
    """The round that comes next; without a store, the first. Where posts are named, only those."""
    tags = () if posts else tuple(sorted(topic.hashtags))
    since = window.since or _next_since(connection, platform, topic.slug, tags)
    first = now - timedelta(days=platform.card.first_days)
    plan = Plan(
        tags=tags,
        since=since or first,
        until=window.until or now,
        now=now,
        servers=tuple(servers) or platform.card.servers,
        credentials=credentials_of(platform),
        memory=memory_of(connection, platform) if connection else {},
        posts=tuple(posts),
    )
    name = f"{now:%Y-%m-%dT%H-%M-%SZ}-{platform.name}"
    return Round(name, platform, topic.slug, plan, window.is_chosen or bool(posts))


def credentials_of(platform: Platform) -> frozenset[str]:
    """Those of the environment variables a platform knows that hold something."""
    named = (*platform.card.credentials, *platform.card.optional_credentials)
    return frozenset(name for name in named if os.environ.get(name))


def missing_credentials(platform: Platform) -> list[str]:
    """Names of environment variables that a platform cannot do without and that hold nothing."""
    return sorted(set(platform.card.credentials) - credentials_of(platform))


def _next_since(
    connection: duckdb.DuckDBPyConnection | None,
    platform: Platform,
    topic: str,
    tags: Collection[str],
) -> datetime | None:
    """Where the last windows end, for the tag that is least far; None where one was never asked."""
    if connection is None:
        return None
    rows = connection.execute(
        "SELECT tag, max(until) FROM (SELECT unnest(tags) AS tag, until FROM rounds "
        "WHERE platform = ? AND topic = ? AND NOT chosen AND ending = 'done') GROUP BY tag",
        [platform.name, topic],
    ).fetchall()
    ends = dict(rows)
    if not tags or not ends.keys() >= set(tags):
        return None
    earliest: datetime = min(ends[tag] for tag in tags)
    # Platforms index late.
    return earliest - timedelta(days=platform.card.late_days)


def memory_of(connection: duckdb.DuckDBPyConnection, platform: Platform) -> dict[str, str]:
    """What earlier pages of a platform asked to remember."""
    rows = connection.execute(
        "SELECT name, value FROM platform_memory WHERE platform = ?", [platform.name]
    ).fetchall()
    return dict(rows)


def begin(store: Store, run: Run, this: Round, requests: Sequence[Request] | None = None) -> Round:
    """Write a round and what it asks first; answers it under a name that is free."""
    name, number = this.name, 2
    while store.connection.execute("SELECT 1 FROM rounds WHERE round = ?", [name]).fetchone():
        name, number = f"{this.name}.{number}", number + 1
    plan = this.plan
    begun = Round(name, this.platform, this.topic, plan, this.chosen)
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO rounds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 'open', 0, NULL, ?)",
            [
                *(name, this.platform.name, this.topic, list(plan.tags), list(plan.servers)),
                *(plan.since, plan.until, this.chosen, plan.now, run.name),
            ],
        )
        if requests is None:
            requests = this.platform.module.first_requests(plan)
        for place, request in enumerate(requests):
            connection.execute(
                "INSERT INTO waiting_requests VALUES (?, ?, ?, ?, ?)",
                [name, fingerprint(request), place, request.part, to_json(request)],
            )
    return begun


def open_rounds(store: Store, platform: Platform, topic: str, *, now: datetime) -> list[Round]:
    """Rounds that were begun and not finished; those too old to go on with are given up."""
    rows = store.connection.execute(
        "SELECT round, tags, since, until, servers, chosen, begun_at FROM rounds "
        "WHERE platform = ? AND topic = ? AND ending = 'open' ORDER BY begun_at, round",
        [platform.name, topic],
    ).fetchall()
    found = []
    for name, tags, since, until, servers, chosen, begun_at in rows:
        if now - begun_at > OLDEST_OPEN:
            end(store, name, "given_up", now=now)
            continue
        plan = Plan(
            tags=tuple(tags),
            since=since,
            until=until,
            now=now,
            servers=tuple(servers),
            credentials=credentials_of(platform),
            memory=memory_of(store.connection, platform),
        )
        found.append(Round(name, platform, topic, plan, chosen))
    return found


def open_rounds_of(
    connection: duckdb.DuckDBPyConnection, platform: Platform, topic: str
) -> list[str]:
    """Names of the rounds that are open, oldest first."""
    rows = connection.execute(
        "SELECT round FROM rounds WHERE platform = ? AND topic = ? AND ending = 'open' "
        "ORDER BY begun_at, round",
        [platform.name, topic],
    ).fetchall()
    return [row[0] for row in rows]


def waiting(connection: duckdb.DuckDBPyConnection, name: str) -> list[Waiting]:
    """What is left to ask of a round, in order."""
    rows = connection.execute(
        "SELECT request FROM waiting_requests WHERE round = ? ORDER BY place, request_sha256",
        [name],
    ).fetchall()
    return [Waiting(from_json(row[0])) for row in rows]


def asked(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """What a round has settled or waits for, each with its part."""
    rows = connection.execute(
        "SELECT request_sha256, part FROM sent_requests WHERE round = ? AND outcome = 'ok' "
        "UNION SELECT request_sha256, part FROM waiting_requests WHERE round = ?",
        [name, name],
    ).fetchall()
    return dict(rows)


def end(store: Store, name: str, ending: str, *, now: datetime) -> None:
    """Close a round; what still waits of it is dropped."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM waiting_requests WHERE round = ?", [name])
        connection.execute(
            "UPDATE rounds SET ending = ?, ended_at = ? WHERE round = ?", [ending, now, name]
        )


def quota_left(
    connection: duckdb.DuckDBPyConnection | None, platform: Platform, *, now: datetime
) -> dict[str, int]:
    """What collecting may still spend of each quota by the day, less the share for refreshing."""
    return {
        bucket.name: usable(bucket) - _spent(connection, platform, bucket, now)
        for bucket in platform.card.buckets
        if bucket.resets != "rolling"
    }


def usable(bucket: Bucket) -> int:
    """What collecting may spend of a quota in one day."""
    return int(bucket.units * (1 - bucket.reserved_share))


def _spent(
    connection: duckdb.DuckDBPyConnection | None, platform: Platform, bucket: Bucket, now: datetime
) -> int:
    if connection is None:
        return 0
    row = connection.execute(
        "SELECT coalesce(sum(units), 0) FROM quota_spent "
        "WHERE platform = ? AND bucket = ? AND spent_at >= ?",
        [platform.name, bucket.name, quota_began(bucket.resets, now)],
    ).fetchone()
    return int(row[0]) if row else 0


def usual_posts(
    connection: duckdb.DuckDBPyConnection, this: Round
) -> tuple[float, float, float] | None:
    """Fewest, middle and most posts that earlier rounds would have brought in this one's time."""
    rows = connection.execute(
        "SELECT posts / greatest(epoch(until - since), 3600) FROM rounds "
        "WHERE platform = ? AND topic = ? AND round <> ? AND ending IN (SELECT unnest(?)) "
        "ORDER BY ended_at DESC LIMIT ?",
        [this.platform.name, this.topic, this.name, list(_COMPARABLE), COMPARED],
    ).fetchall()
    if len(rows) < FEWEST_COMPARED:
        return None
    seconds = max((this.plan.until - this.plan.since).total_seconds(), 3600.0)
    rates = [float(row[0]) * seconds for row in rows]
    return min(rates), float(median(rates)), max(rates)


def suspicion(connection: duckdb.DuckDBPyConnection, this: Round) -> str | None:
    """Why a finished round brought too little to be believed; None where it can be."""
    if not this.topic:
        # What is asked again about posts that are held looks for none.
        return None
    row = connection.execute(
        "SELECT posts, announced FROM rounds WHERE round = ?", [this.name]
    ).fetchone()
    posts, announced = row or (0, None)
    usual = usual_posts(connection, this)
    if usual and usual[1] >= WORTH_SPEAKING and posts < usual[1] * SUSPICIOUS_SHARE:
        return (
            f"{posts:,} posts, where rounds before it would have brought "
            f"{usual[0]:,.0f} to {usual[2]:,.0f} in this time"
        )
    if announced and announced >= WORTH_SPEAKING and not posts:
        return f"no posts, although the platform itself says there are {announced:,}"
    return None


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)
