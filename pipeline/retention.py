"""How long content may be held before it must be asked for again or go, by the source it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb
import pyarrow as pa

from pipeline.engine import registered
from pipeline.publish.release import open_release, release_ids
from pipeline.store import Store
from scrapers.format import known_formats
from scrapers.platform import known_platforms


@dataclass(frozen=True, slots=True)
class Rule:
    """What the card of a source demands."""

    source: str
    retention_days: int
    # From which day on it is asked for again, so that a bad week breaks no duty.
    refresh_days: int


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a rule applies to: the strictest of those of its sources."""

    post: str
    id: str
    platform: str
    kind: str
    source: str
    seen_at: datetime
    due_at: datetime
    must_by: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands with its rule; what is overdue should be 0."""

    source: str
    retention_days: int
    refresh_days: int
    posts: int
    due: int
    overdue: int
    oldest_seen_at: str | None


def rules() -> dict[str, Rule]:
    """The rule of every source that has one."""
    found: dict[str, Rule] = {}
    for name, platform in known_platforms().items():
        if days := platform.card.retention_days:
            found[name] = Rule(name, days, platform.card.refresh_days or _early(days))
    for name, known in known_formats().items():
        if days := known.card.retention_days:
            found[name] = Rule(name, days, _early(days))
    return found


def _early(days: int) -> int:
    return max(1, days * 2 // 3)


def held(connection: duckdb.DuckDBPyConnection) -> list[Held]:
    """Every post that a rule applies to, the one that must go first at the front."""
    known = list(rules().values())
    table = pa.table(
        {
            "source": [rule.source for rule in known],
            "days": [rule.retention_days for rule in known],
            "early": [rule.refresh_days for rule in known],
        }
    )
    with registered(connection, table):
        rows = connection.execute(
            "WITH ruled AS (SELECT post_key, arg_min(source, (days, source)) AS source, "
            "min(days) AS days, min(early) AS early FROM captures JOIN batch USING (source) "
            "WHERE NOT invented GROUP BY post_key) "
            "SELECT post_key, id, platform, kind, ruled.source, last_observed_at, early, days "
            "FROM ruled JOIN posts USING (post_key)"
        ).fetchall()
    found = [
        Held(
            *(post, native_id, platform, kind, source, seen_at),
            due_at=seen_at + timedelta(days=early),
            must_by=seen_at + timedelta(days=days),
        )
        for post, native_id, platform, kind, source, seen_at, early, days in rows
    ]
    return sorted(found, key=lambda one: (one.must_by, one.post))


def standings(store: Store, *, now: datetime) -> list[Standing]:
    """Every rule, and how what is held stands with it."""
    posts = held(store.connection)
    return [
        _standing(rule, [p for p in posts if p.source == rule.source], now)
        for rule in sorted(rules().values(), key=lambda rule: rule.source)
    ]


def _standing(rule: Rule, posts: list[Held], now: datetime) -> Standing:
    oldest = min((one.seen_at for one in posts), default=None)
    return Standing(
        rule.source,
        rule.retention_days,
        rule.refresh_days,
        posts=len(posts),
        due=sum(one.due_at <= now for one in posts),
        overdue=sum(one.must_by < now for one in posts),
        oldest_seen_at=oldest.astimezone(UTC).isoformat(timespec="seconds") if oldest else None,
    )


def left_in_releases(store: Store) -> dict[str, int]:
    """For each release, how many posts of platforms with a rule it holds that the store does not."""
    platforms = sorted(
        {one.card.platform for one in known_platforms().values() if one.card.retention_days}
    )
    known = {row[0] for row in store.connection.execute("SELECT post_key FROM posts").fetchall()}
    found: dict[str, int] = {}
    for release_id in release_ids(store.directory):
        connection = open_release(store.directory, release_id).connection()
        rows = connection.execute(
            "SELECT post_key FROM posts WHERE NOT invented AND platform IN (SELECT unnest(?))",
            [platforms],
        ).fetchall()
        connection.close()
        found[release_id] = sum(row[0] not in known for row in rows)
    return found
