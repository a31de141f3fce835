"""Numbers as a reader meets them: with their unit, their precision and the day they were seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.words.platforms import platform_name
from dashboard.words.times import day_of

_IRREGULAR = {"study": "studies", "person": "people", "woman": "women", "man": "men"}


def number(value: float) -> str:
    """ "12,400"; a fraction with two decimals at most."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def many(amount: int, noun: str) -> str:
    """ "1 post", "1,284 posts", "no posts"."""
    return f"{number(amount) if amount else 'no'} {noun if amount == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a countable noun; its last word changes: "further posts"."""
    before, space, last = noun.rpartition(" ")
    return before + space + _IRREGULAR.get(last, f"{last}s")


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def span(low: float | None, high: float | None) -> str:
    """ "1.15 to 1.41", or one number where both ends are written alike or one is not given."""
    ends = [number(end) for end in (low, high) if end is not None]
    return " to ".join(dict.fromkeys(ends))


def precise(count: int, quantum: int | None) -> str:
    """ "12,400", or "about 258,000 (±500)" where the platform rounds to steps of 1,000.

    The step is that of the post's largest counter; a smaller one that is no multiple of it was
    shown exactly.
    """
    if not quantum or quantum <= 1 or not count or count % quantum:
        return number(count)
    return f"about {number(count)} (±{number(quantum // 2)})"


def counter(
    count: int | None, noun: str, *, quantum: int | None, seen_at: datetime | None, platform: str
) -> str:
    """ "about 258,000 (±500) views when seen on 1 Mar 2026", "views not shown by Mastodon"."""
    if count is None:
        return f"{plural(noun)} not shown by {platform_name(platform)}"
    seen = f" when seen on {day_of(seen_at)}" if seen_at else ""
    word = noun if count == 1 else plural(noun)
    return f"{precise(count, quantum)} {word}{seen}"
