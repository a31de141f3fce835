"""Counters: exact or rounded numbers, and the step they are rounded to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from scrapers.fields import Item, Unmapped
from scrapers.records import Sighting

LARGEST = 2**63 - 1
SUFFIXES = {"": 0, "k": 3, "m": 6, "b": 9}

# 1200000, 1,200,000, 1.2M, 1,2M, 30.3 K; "1,234K" stays thousands.
_WRITTEN = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:[.,](?P<part>[0-9]{1,2}))?\s?(?P<suffix>[kmb]?)",
    re.IGNORECASE,
)


# A counter's value and the step that its last digit implies. A bare tuple: five of them are made
# for every post that is read.
Count = tuple[int, int]


def sighting(
    post: str,
    observed_at: datetime,
    counts: Sequence[Count | None],
    *,
    source: str,
    quantum: int | None = None,
) -> Sighting | None:
    """What views, likes, comments, shares and saves showed; None where none is shown."""
    if not any(counts):
        return None
    views, likes, comments, shares, saves = (found and found[0] for found in counts)
    return Sighting(
        post=post,
        observed_at=observed_at,
        source=source,
        views=views,
        likes=likes,
        comments=comments,
        shares=shares,
        saves=saves,
        count_quantum=quantum or quantum_of(counts),
    )


def count(item: Item, key: str, under: str = "", *, unknown: int | None = None) -> Count | None:
    """A counter; None where it is missing or is the source's own sign for "not shown"."""
    value = item.get(key)
    if type(value) is int and 0 <= value <= LARGEST:
        return value, 1
    if value is None or value == "" or (unknown is not None and value in (unknown, str(unknown))):
        return None
    if isinstance(value, str):
        return _written_count(value, under + key)
    if isinstance(value, float) and value.is_integer() and 0 <= value < 2**53:
        return int(value), 1
    raise Unmapped(under + key, value, "is not a count")


def _written_count(written: str, path: str) -> Count:
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        raise Unmapped(path, written, "is not a count such as 1200000 or 1.2M")
    # Whoever passed a table through a data frame with gaps wrote 12.0 for 12.
    part = (found["part"] or "").rstrip("0" if not found["suffix"] else "")
    quantum_digits = SUFFIXES[found["suffix"].lower()] - len(part)
    if quantum_digits < 0:
        raise Unmapped(path, written, "is not a whole count")
    value = int(found["whole"].replace(",", "") + part) * 10**quantum_digits
    if value > LARGEST:
        raise Unmapped(path, written, "is more than any counter holds")
    return value, 10**quantum_digits


def value_of(found: Count | None) -> int | None:
    """The value alone, for counters whose step is kept elsewhere."""
    return found[0] if found else None


def quantum_of(counts: Iterable[Count | None]) -> int:
    """The step of the largest counter; 1 where there is none."""
    return max((found for found in counts if found), default=(0, 1))[1]


def as_web_shows(found: Count | None) -> Count | None:
    """A TikTok web counter with its step: exact below 10 000, then hundreds, then 100 000s."""
    if not found:
        return None
    value = found[0]
    step = 1 if value < 10_000 else 100 if value < 1_000_000 else 100_000
    # What is no multiple of the step was not rounded to it.
    return value, 1 if value % step else step
