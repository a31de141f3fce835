"""How many posts were read, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.source import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """Posts of one platform that came out the same way."""

    platform: str
    outcome: str
    posts: int


def readings(source: Source, topic: str) -> list[Reading]:
    """By platform and outcome of the reading."""
    return source.ask(
        Reading,
        "SELECT platform, outcome, sum(posts)::BIGINT FROM readings WHERE topic = $topic "
        "GROUP BY platform, outcome ORDER BY platform, outcome",
        topic=topic,
    )
