"""Days and moments in words; all in UTC, as they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime


def day_of(moment: date | datetime) -> str:
    """ "9 Feb 2025"."""
    at = moment.astimezone(UTC) if isinstance(moment, datetime) else moment
    return f"{at.day} {at:%b %Y}"


def moment_of(moment: datetime) -> str:
    """ "9 Feb 2025, 14:02 UTC"."""
    at = moment.astimezone(UTC)
    return f"{day_of(at)}, {at:%H:%M} UTC"


def days(first: date | datetime, last: date | datetime) -> str:
    """ "3–9 Feb 2025", "1 Nov 2024 – 12 Mar 2026", or one day."""
    one, other = day_of(first), day_of(last)
    if one == other:
        return one
    if one.split(" ", 1)[1] == other.split(" ", 1)[1]:
        return f"{one.split(' ')[0]}–{other}"
    if one.split(" ")[2] == other.split(" ")[2]:
        return f"{one.rsplit(' ', 1)[0]} – {other}"
    return f"{one} – {other}"


def machine(moment: datetime) -> str:
    """For <time datetime>: 2025-02-09T14:02:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
