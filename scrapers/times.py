"""Times: aware UTC only, plausible only, and the time that some ids carry inside."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

from scrapers.fields import Unmapped

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A stated time outside these is a slip of some machine (year 0000, milliseconds read as seconds,
# 9999-12-31): it is kept in the payload and not believed.
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099

# A time inside an id is only believed from the platform's first year on.
FIRST_YEAR = {"tiktok": 2014, "instagram": 2010, "mastodon": 2016, "bluesky": 2022, "x": 2011}
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
X_EPOCH_MS = 1_288_834_974_657
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BASE32_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"

_EARLIEST = {
    platform: int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
    for platform, year in FIRST_YEAR.items()
}
_ONE_DAY = timedelta(days=1)

PostedAt = tuple[datetime | None, Literal["platform", "id"] | None]

_DIGITS = re.compile(r"[0-9]{1,20}")
_ISO_YEAR = re.compile(r"([+-]?[0-9]{4,6})-[0-9]{2}-[0-9]{2}")
_NAMED_TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T_ -](\d{2})[-:._]?(\d{2})[-:._]?(\d{2})(?:[-.](\d{3}))?(?!\d)"
)


def stated_time(value: object, path: str) -> datetime | None:
    """A time as text (ISO 8601, UTC where it names no zone) or unix seconds; None if implausible."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return unix_time(int(value), path) if _is_unix(value) else _iso_time(value, path)
    return unix_time(value, path)


def _is_unix(value: str) -> bool:
    # Eight digits are a date in ISO 8601's basic form.
    return len(value) > 8 and _DIGITS.fullmatch(value) is not None


def _iso_time(value: str, path: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        year = _ISO_YEAR.match(value)
        if year and not EARLIEST_YEAR <= int(year[1]) <= LATEST_YEAR:
            return None
        raise Unmapped(
            path, value, "is not a time in ISO 8601, e.g. 2026-08-03T10:15:00Z"
        ) from None
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    if moment.tzinfo is UTC:
        return moment
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def unix_time(value: object, path: str, *, per_second: int = 1) -> datetime | None:
    """Seconds since 1970 (milliseconds with `per_second=1000`) as a number or digits."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unmapped(path, value, "is not a unix time")
    return _plausible(value, per_second)


def _plausible(count: float, per_second: int) -> datetime | None:
    # Compared before any division: a 400-digit integer has no float.
    if not 0 < count < 5_000_000_000 * per_second:
        return None
    moment = EPOCH + timedelta(microseconds=int(count * (1_000_000 // per_second)))
    return moment if EARLIEST_YEAR <= moment.year <= LATEST_YEAR else None


def posted_at(
    stated: datetime | None, platform: str, native_id: str, seen_at: datetime
) -> PostedAt:
    """When a post was made and who says so: its platform, or else the time inside its id."""
    if stated:
        return stated, "platform"
    inside = id_time(platform, native_id, seen_at)
    return inside, "id" if inside else None


def id_time(platform: str, native_id: str, seen_at: datetime) -> datetime | None:
    """The time of posting inside an id, where the platform writes one and it can be true."""
    earliest = _EARLIEST.get(platform)
    if earliest is None:
        return None
    microseconds = _id_microseconds(platform, native_id)
    if microseconds is None or not earliest <= microseconds < 5_000_000_000_000_000:
        return None
    moment = EPOCH + timedelta(microseconds=microseconds)
    return None if moment - seen_at > _ONE_DAY else moment


def _id_microseconds(platform: str, native_id: str) -> int | None:
    if platform == "tiktok":
        return (int(native_id) >> 32) * 1_000_000 if _is_number(native_id) else None
    if platform == "x":
        if not _is_number(native_id):
            return None
        return ((int(native_id) >> 22) + X_EPOCH_MS) * 1_000
    if platform == "mastodon":
        # Its ids are addresses that end in the number.
        digits = native_id.rpartition("/")[2]
        return (int(digits) >> 16) * 1_000 if _is_number(digits) else None
    if platform == "instagram" and 10 <= len(native_id) <= 11:
        number = _number_in(native_id, BASE64URL)
        return None if number < 0 else ((number >> 23) + INSTAGRAM_EPOCH_MS) * 1_000
    if platform == "bluesky":
        record = native_id.rpartition("/")[2]
        return _number_in(record, BASE32_SORTABLE) >> 10 if len(record) == 13 else None
    return None


def _is_number(text: str) -> bool:
    return len(text) <= 20 and text.isdigit() and text.isascii()


def _number_in(text: str, alphabet: str) -> int:
    number = 0
    for character in text:
        place = alphabet.find(character)
        if place < 0:
            return -1
        number = number * len(alphabet) + place
    return number


def time_in_name(name: str) -> datetime | None:
    """The full time in a file name (`…_2025-09-21_13-33-25-969.jsonl`), which tools write in UTC."""
    found = _NAMED_TIME.search(name)
    if not found:
        return None
    year, month, day, hour, minute, second, millisecond = found.groups(default="000")
    try:
        moment = datetime.fromisoformat(
            f"{year}-{month}-{day}T{hour}:{minute}:{second}.{millisecond}+00:00"
        )
    except ValueError:
        return None
    return moment if EARLIEST_YEAR <= moment.year <= LATEST_YEAR else None
