"""The refresh stage: what is due is asked for again, and what is gone or cannot be kept goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

import duckdb

from pipeline.collecting import Manner, Result, collect
from pipeline.keeping import Progress
from pipeline.ledger import Run, ledger_run
from pipeline.removal import remove_posts
from pipeline.retention import Held, held
from pipeline.rounds import Round, begin, credentials_of, end, memory_of, missing_credentials
from pipeline.store import Store
from scrapers.platform import Plan, Platform, Request, known_platforms
from scrapers.politeness import quota_began
from scrapers.steps import fingerprint

Servers = Callable[[Platform], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of one platform about posts that are held."""

    platform: Platform
    plan: Plan
    posts: tuple[Held, ...]
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How a refresh went."""

    due: int
    results: tuple[Result, ...]
    gone: int
    overdue: int
    still_due: int


def questions(
    connection: duckdb.DuckDBPyConnection, *, servers: Servers, now: datetime
) -> list[Questions]:
    """Whom to ask about what is due, the oldest deadline first."""
    due = [one for one in held(connection) if one.due_at <= now]
    askers = {one.post: asker for one in due if (asker := _asker(one))}
    found = []
    for platform in sorted(set(askers.values()), key=lambda asker: asker.name):
        posts = tuple(one for one in due if askers.get(one.post) is platform)
        plan = _plan(connection, platform, servers(platform), now)
        found.append(Questions(platform, plan, posts, tuple(_requests(platform, plan, posts))))
    return found


def _asker(post: Held) -> Platform | None:
    """The platform that a post came from, or another door to the same; None where none is open."""
    known = [
        one
        for one in known_platforms().values()
        if one.card.platform == post.platform
        and not missing_credentials(one)
        and _name_for(one, post)
    ]
    return min(known, key=lambda one: (one.name != post.source, one.name), default=None)


def _name_for(platform: Platform, post: Held) -> str | None:
    """The id by which a platform is asked about a post; None where it cannot be."""
    if post.kind != "comment" or platform.card.comments_by == "id":
        return post.id
    if platform.card.comments_by == "nothing" or not post.parent:
        return None
    return f"{post.parent.partition(':')[2]}/{post.id}"


def _plan(
    connection: duckdb.DuckDBPyConnection,
    platform: Platform,
    servers: Sequence[str],
    now: datetime,
) -> Plan:
    return Plan(
        tags=(),
        since=now,
        until=now,
        now=now,
        servers=tuple(servers) or platform.card.servers,
        credentials=credentials_of(platform),
        memory=memory_of(connection, platform),
    )


def _requests(platform: Platform, plan: Plan, posts: Sequence[Held]) -> Iterator[Request]:
    """Those of one day together, as many in a request as the platform takes; each only once."""
    asked: set[str] = set()
    for _, of_day in groupby(posts, key=lambda one: one.must_by.date()):
        names = [name for one in of_day if (name := _name_for(platform, one))]
        for request in platform.module.recheck(plan, names):
            if fingerprint(request) not in asked:
                asked.add(fingerprint(request))
                yield request


def quota_kept(
    connection: duckdb.DuckDBPyConnection, platform: Platform, *, now: datetime
) -> dict[str, int]:
    """What refreshing may still spend of the share that collecting leaves to it."""
    return {
        bucket.name: bucket.units - int(bucket.units * (1 - bucket.reserved_share)) - spent
        for bucket in platform.card.buckets
        if bucket.resets != "rolling"
        for spent in [
            _spent(connection, platform.name, bucket.name, quota_began(bucket.resets, now))
        ]
    }


def _spent(
    connection: duckdb.DuckDBPyConnection, platform: str, bucket: str, since: datetime
) -> int:
    row = connection.execute(
        "SELECT coalesce(sum(units), 0) FROM quota_spent JOIN runs USING (run) "
        "WHERE platform = ? AND bucket = ? AND spent_at >= ? AND stage = 'refresh'",
        [platform, bucket, since],
    ).fetchone()
    return int(row[0]) if row else 0


def refresh(
    store: Store, *, servers: Servers, manner: Manner, progress: Progress, now: datetime
) -> Refreshed:
    """Ask about what is due, then remove what is gone and what no answer came for in time."""
    with ledger_run(store, "refresh") as run:
        _close_left(store, now)
        asked = questions(store.connection, servers=servers, now=now)
        rounds = [_begin(store, run, one) for one in asked]
        stage = partial(collect, manner=manner, progress=progress, quota=quota_kept)
        results = stage(store, run, rounds)
        # The next refresh asks by the deadlines of its own day.
        _close_left(store, now)
        _remove(store, run, _under_the_gone(store.connection), "deleted_on_platform")
        overdue = _overdue(store.connection, results, now)
        _remove(store, run, overdue, "retention")
        _end(run, results)
    left = sum(one.due_at <= now for one in held(store.connection))
    removed = run.amount("posts_removed")
    due = sum(len(one.posts) for one in asked)
    return Refreshed(due, tuple(results), removed - len(overdue), len(overdue), left)


def _overdue(
    connection: duckdb.DuckDBPyConnection, results: Sequence[Result], now: datetime
) -> list[str]:
    """What must go unanswered, unless nobody answered about anything: our own line may be dead."""
    silent = set()
    for result in results:
        (answers,) = connection.execute(
            "SELECT count(status) FROM sent_requests WHERE round = ?", [result.this.name]
        ).fetchall()
        if result.requests and not answers[0]:
            silent.add(result.this.platform.card.platform)
    return [
        one.post
        for one in held(connection)
        if one.goes_at and one.goes_at < now and one.platform not in silent
    ]


def _begin(store: Store, run: Run, asked: Questions) -> Round:
    name = f"{asked.plan.now:%Y-%m-%dT%H-%M-%SZ}-{asked.platform.name}-refresh"
    this = Round(name, asked.platform, "", asked.plan, chosen=True)
    return begin(store, run, this, asked.requests)


def _close_left(store: Store, now: datetime) -> None:
    rows = store.connection.execute(
        "SELECT round FROM rounds WHERE topic = '' AND ending = 'open'"
    ).fetchall()
    for (name,) in rows:
        end(store, name, "given_up", now=now)


def _under_the_gone(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Comments under posts that their platform no longer has, where none can be asked about."""
    mute = [one.card.platform for one in known_platforms().values() if one.card.comments_by != "id"]
    rows = connection.execute(
        "SELECT post_key FROM posts WHERE kind = 'comment' AND platform IN (SELECT unnest(?)) "
        "AND sha256(parent_key) IN "
        "(SELECT post_sha256 FROM tombstones WHERE reason = 'deleted_on_platform')",
        [mute],
    ).fetchall()
    return [row[0] for row in rows]


def _remove(store: Store, run: Run, keys: Sequence[str], reason: str) -> None:
    if keys:
        remove_posts(store, run, keys, reason=reason)


def _end(run: Run, results: Sequence[Result]) -> None:
    wrong = [result for result in results if result.ending != "done"]
    if wrong:
        run.partial = "; ".join(f"{r.this.platform.name}: {r.ending}: {r.reason}" for r in wrong)
