"""Sentences about when collection is due and what of it was missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.words.numbers import listed
from dashboard.words.status import ENDINGS
from dashboard.words.times import moment_of

NONE = "No schedule is kept; a person starts each run."
KEPT = "A schedule is kept."
NOT_KEPT = "The schedule is stopped: what is due waits until it is started again."
CAPTION = "Times are UTC."
SHOWN = 2
HEADS = ("Topic", "Times", "Next run", "Last run", "Missed")


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of one topic's times."""

    topic: str
    times: str
    next_at: datetime
    last_at: datetime | None
    last_ending: str
    missed: tuple[datetime, ...]


def pages(told: Mapping[str, Any]) -> list[Page]:
    """The topics of status.json; none where it says nothing that can be read."""
    try:
        return [_page(page) for page in told.get("pages", ())]
    except (KeyError, TypeError, ValueError):
        return []


def _page(told: Mapping[str, Any]) -> Page:
    last_at = told["last_at"]
    return Page(
        str(told["topic"]),
        listed([str(words) for words in told["times"]]),
        _moment(told["next_at"]),
        _moment(last_at) if last_at else None,
        str(told["last_ending"]),
        tuple(_moment(moment) for moment in told["missed"]),
    )


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def due(page: Page, *, now: datetime) -> str:
    """ "9 Feb 2025, 14:02 UTC", or since when it is due."""
    words = moment_of(page.next_at)
    return f"due since {words}" if page.next_at < now else words


def last(page: Page) -> str:
    """When the topic last had its turn, and how that ended."""
    if page.last_at is None:
        return "none yet"
    return f"{moment_of(page.last_at)}: {ENDINGS.get(page.last_ending, page.last_ending)}"


def missed(page: Page) -> str:
    """The newest times that were missed, newest first."""
    newest = [moment_of(moment) for moment in page.missed[: -SHOWN - 1 : -1]]
    more = ["earlier ones"] if len(page.missed) > SHOWN else []
    return "; ".join([*newest, *more]) or "none"
