"""When to ask again: what servers say about it in their several dialects, and growing pauses."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

# A server whose clock or unit is wrong does not stop us for ever, nor make us hammer it.
SHORTEST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(hours=25)
PACIFIC = ZoneInfo("America/Los_Angeles")

_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
_EPOCH = re.compile(r"[0-9]{10}(?:\.[0-9]+)?")
_RESETS = ("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset")
_REMAINING = ("ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining")


def retry_after(written: str | None, now: datetime) -> datetime | None:
    """`Retry-After`: seconds from now, or a date."""
    if not written or not (written := written.strip()):
        return None
    if _SECONDS.fullmatch(written):
        return now + _seconds(written)
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def epoch_reset(written: str | None) -> datetime | None:
    """A reset as seconds since 1970 (Bluesky)."""
    if not written or not _EPOCH.fullmatch(written := written.strip()):
        return None
    return datetime.fromtimestamp(float(written), UTC)


def iso_reset(written: str | None) -> datetime | None:
    """A reset as an ISO 8601 timestamp (Mastodon)."""
    try:
        moment = datetime.fromisoformat(written.strip()) if written else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None:
        return moment and moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def seconds_left_reset(written: str | None, now: datetime) -> datetime | None:
    """A reset as seconds left (Reddit); may have a fraction."""
    if not written or not _SECONDS.fullmatch(written := written.strip()):
        return None
    return now + _seconds(written)


def reset_at(written: str | None, now: datetime) -> datetime | None:
    """A reset in any of the dialects; ten digits are seconds since 1970, fewer are seconds left."""
    return epoch_reset(written) or seconds_left_reset(written, now) or iso_reset(written)


def remaining(headers: Mapping[str, str]) -> int | None:
    """How many requests are left, by the server's word; a fraction ("997.0") is cut off."""
    written = next((headers[name] for name in _REMAINING if name in headers), "").strip()
    return math.floor(float(written)) if _SECONDS.fullmatch(written) else None


def wait_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the server lets us ask again, as it says; None where it does not."""
    reset = next((headers[name] for name in _RESETS if name in headers), None)
    moment = retry_after(headers.get("retry-after"), now) or reset_at(reset, now)
    return moment and sensible(moment, now)


def exhausted_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When to go on after an answer that says it was the last one for now."""
    return wait_until(headers, now) if remaining(headers) == 0 else None


def sensible(moment: datetime, now: datetime) -> datetime:
    """A moment to wait for, within bounds, whatever clock or unit the server uses."""
    return min(max(moment, now + SHORTEST_WAIT), now + LONGEST_WAIT)


def pause(attempt: int, random: float, *, first: float = 2.0, longest: float = 300.0) -> float:
    """Seconds before the next try: doubling, of which a `random` share (0 to 1) up to half goes."""
    whole = min(longest, first * 2.0 ** min(attempt, 30))
    return whole * (1 - random / 2)


def next_utc_midnight(now: datetime) -> datetime:
    """When quotas by the day in UTC begin anew (TikTok)."""
    return _midnight(now, UTC, days=1)


def next_pacific_midnight(now: datetime) -> datetime:
    """When quotas by the day in California begin anew (YouTube), summer time heeded."""
    return _midnight(now, PACIFIC, days=1)


def quota_began(resets: str, now: datetime) -> datetime:
    """When the day began for which a quota that `resets` so is counted."""
    return _midnight(now, PACIFIC if resets == "pacific_midnight" else UTC, days=0)


def _midnight(now: datetime, zone: tzinfo, *, days: int) -> datetime:
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, datetime.min.time(), zone).astimezone(UTC)


def _seconds(written: str) -> timedelta:
    return timedelta(seconds=min(float(written), 10**9))
