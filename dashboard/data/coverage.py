"""Which days were collected, and what had to be removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.data.source import Source


@dataclass(frozen=True, slots=True)
class Day:
    """Whether collection ran on one day of one platform."""

    platform: str
    day: date
    status: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Removal:
    """Posts removed, for one reason, on one day."""

    platform: str
    reason: str
    day: date
    posts: int


def coverage(source: Source) -> list[Day]:
    """Every day that anything is known of, the newest first."""
    return source.ask(
        Day, "SELECT platform, day, status, note FROM coverage ORDER BY day DESC, platform"
    )


def removals(source: Source) -> list[Removal]:
    """Posts removed, the newest first."""
    return source.ask(
        Removal,
        "SELECT platform, reason, day, posts FROM removals ORDER BY day DESC, platform, reason",
    )
