"""How much is posted: weeks, hashtags, gaps in collection, hashtags' own counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dashboard.data.scope import IN_SCOPE, Scope
from dashboard.data.source import Source

Lines = Literal["all", "tag", "platform"]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the chosen part of the release adds up to."""

    posts: int
    platforms: list[str]
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Week:
    """One series in one week (from its Monday); views are None where none are shown."""

    series: str
    week: date
    posts: int
    views: int | None
    posts_with_views: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag and how many posts carry it."""

    tag: str
    posts: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on end on which collection was off or partial."""

    platform: str
    status: str
    first_day: date
    last_day: date
    note: str | None


@dataclass(frozen=True, slots=True)
class TagCounter:
    """A hashtag's own counter: when first seen, and when last seen."""

    platform: str
    tag: str
    views: int | None
    posts: int | None
    count_quantum: int
    observed_at: datetime
    first_views: int | None
    first_posts: int | None
    first_observed_at: datetime


_SERIES = {
    "all": ("'all'", "topic_days", "true"),
    "platform": ("platform", "topic_days", "true"),
    "tag": ("tag", "trend", "tag IN (SELECT unnest($tags))"),
}


def overview(source: Source, scope: Scope) -> Overview:
    """Posts, platforms and days in scope."""
    (found,) = source.ask(
        Overview,
        "SELECT coalesce(sum(posts), 0)::BIGINT, "
        "coalesce(list(DISTINCT platform ORDER BY platform), []), min(day), max(day) "
        f"FROM topic_days WHERE {IN_SCOPE}",
        **scope.values(),
    )
    return found


def weeks(source: Source, scope: Scope, lines: Lines, tags: tuple[str, ...] = ()) -> list[Week]:
    """Posts and views by week of posting: all together, by platform, or by hashtag.

    A post with two of the hashtags stands in both lines.
    """
    series, table, chosen = _SERIES[lines]
    values = scope.values() | ({"tags": list(tags)} if lines == "tag" else {})
    return source.ask(
        Week,
        f"SELECT {series} AS series, date_trunc('week', day)::DATE AS week, "
        "sum(posts)::BIGINT, sum(views)::BIGINT, sum(posts_with_views)::BIGINT "
        f"FROM {table} WHERE {IN_SCOPE} AND {chosen} GROUP BY ALL ORDER BY series, week",
        **values,
    )


def tags(source: Source, topic: str) -> list[Tag]:
    """The hashtags of the topic that posts carry, the most used first."""
    return source.ask(
        Tag,
        "SELECT tag, sum(posts)::BIGINT AS posts FROM trend "
        "JOIN (SELECT unnest(hashtags) AS tag FROM topics WHERE topic = $topic) USING (tag) "
        "WHERE topic = $topic GROUP BY tag ORDER BY posts DESC, tag",
        topic=topic,
    )


def gaps(source: Source, scope: Scope) -> list[Gap]:
    """Days on which collection was off or partial, days on end as one gap."""
    return source.ask(
        Gap,
        """
        SELECT platform, status, min(day), max(day), any_value(note)
        FROM (
            SELECT *, day - row_number() OVER (
                PARTITION BY platform, status ORDER BY day
            )::INTEGER AS island
            FROM coverage
            WHERE status IN ('off', 'partial')
                AND ($platform::VARCHAR IS NULL OR platform = $platform)
                AND platform IN (SELECT platform FROM topic_days WHERE topic = $topic)
                AND ($since::DATE IS NULL OR day >= $since)
                AND ($until::DATE IS NULL OR day <= $until)
        )
        GROUP BY platform, status, island ORDER BY min(day), platform
        """,
        **scope.values(),
    )


def tag_counters(source: Source, topic: str, platform: str | None) -> list[TagCounter]:
    """What platforms themselves say of the topic's hashtags, last and first time seen."""
    return source.ask(
        TagCounter,
        """
        SELECT platform, tag, arg_max(views, observed_at), arg_max(posts, observed_at),
            arg_max(count_quantum, observed_at), max(observed_at) AS observed_at,
            arg_min(views, observed_at), arg_min(posts, observed_at), min(observed_at)
        FROM tag_sightings
        WHERE tag IN (SELECT unnest(hashtags) FROM topics WHERE topic = $topic)
            AND ($platform::VARCHAR IS NULL OR platform = $platform)
        GROUP BY platform, tag
        ORDER BY platform, max(views) DESC NULLS LAST, max(posts) DESC NULLS LAST, tag
        """,
        topic=topic,
        platform=platform,
    )
