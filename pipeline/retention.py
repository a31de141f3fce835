"""How long content may be held before it must be asked for again or go, by the source it came from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
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
    # Whether what nobody answered for in time must go.
    goes_unanswered: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a rule applies to: the strictest of those of its sources."""

    post: str
    id: str
    platform: str
    kind: str
    # Key of the post that a comment stands under.
    parent: str | None
    source: str
    seen_at: datetime
    due_at: datetime
    must_by: datetime
    # When it goes unless it has been answered for; None where it may wait to be asked for.
    goes_at: datetime | None


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
        card = platform.card
        if days := card.retention_days:
            early = card.refresh_days or _early(days)
            found[name] = Rule(name, days, early, card.goes_unanswered)
    for name, known in known_formats().items():
        if days := known.card.retention_days:
            found[name] = Rule(name, days, _early(days), goes_unanswered=True)
    return found


def _early(days: int) -> int:
    return max(1, days * 2 // 3)


_HELD = """
    WITH ruled AS (
        SELECT post_key,
            arg_min(source, (retention_days, source)) AS source,
            min(retention_days) AS days,
            min(refresh_days) AS early,
            min(retention_days) FILTER (goes_unanswered) AS strict
        FROM captures JOIN batch USING (source) WHERE NOT invented GROUP BY post_key
    )
    SELECT post_key, id, platform, kind, parent_key, ruled.source, last_observed_at,
        early, days, strict
    FROM ruled JOIN posts USING (post_key)
"""


def held(connection: duckdb.DuckDBPyConnection) -> list[Held]:
    """Every post that a rule applies to, the one that must go first at the front."""
    with registered(connection, pa.Table.from_pylist([asdict(rule) for rule in rules().values()])):
        rows = connection.execute(_HELD).fetchall()
    found = [
        Held(
            *(post, native_id, platform, kind, parent, source, seen_at),
            due_at=seen_at + timedelta(days=early),
            must_by=seen_at + timedelta(days=days),
            goes_at=seen_at + timedelta(days=strict) if strict else None,
        )
        for post, native_id, platform, kind, parent, source, seen_at, early, days, strict in rows
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
