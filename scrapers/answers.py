"""What most answers have in common: JSON to take apart, links to the next page, usual troubles."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from requests.utils import parse_header_links

from scrapers.fields import Unmapped, shown
from scrapers.platform import Answer, Outcome, Page, Plan
from scrapers.politeness import sensible, wait_until
from scrapers.reading import ItemReader, ToCapture, load
from scrapers.records import Capture, Reading, Skipped
from scrapers.slices import slices

# A server that says "too many" and not for how long.
UNSAID_WAIT = timedelta(minutes=5)

_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|script|\?xml)", re.IGNORECASE)


def document(answer: Answer) -> object:
    """The whole answer as JSON; raises Unmapped where it is none, e.g. cut off or a web page."""
    try:
        return load(answer.body.decode())
    except (ValueError, RecursionError):
        start = answer.body[:60].decode(errors="replace")
        raise Unmapped("answer", start, f"is no JSON ({len(answer.body):,} bytes)") from None


def readings(
    answer: Answer,
    read_item: ToCapture,
    *,
    source: str,
    pages: Collection[tuple[str, ...]] = (),
) -> tuple[Reading, ...]:
    """One reading for each item of an answer, seen when the answer came.

    `pages` are the paths of the lists that hold the items, e.g. ("data", "videos"); none where the
    answer itself is the list. Secrets are gone from what is kept; one broken item costs no other,
    and an answer that is no JSON as a whole raises Unmapped.
    """
    document(answer)
    reader = ItemReader(source, read_item, answer.received_at, "platform")
    found = enumerate(slices(answer.body.decode(), pages), start=1)
    return tuple(reader.read_one(place, item.encode()) for place, item in found)


def within(found: Sequence[Reading], plan: Plan, *, source: str) -> tuple[Reading, ...]:
    """What a person chose a past window for; else all, for clocks differ and posts arrive late."""
    if plan.until >= plan.now:
        return tuple(found)
    late = "after the window that was asked for"
    return tuple(
        Skipped(source, place, late) if (_created_at(one) or plan.since) >= plan.until else one
        for place, one in enumerate(found, start=1)
    )


def _created_at(reading: Reading) -> datetime | None:
    return reading.post.created_at if isinstance(reading, Capture) and reading.post else None


def usual_trouble(answer: Answer) -> Page | None:
    """The page of an answer that says no in one of the ways that mean the same everywhere."""
    status = answer.status
    if status == 429 or (status == 503 and "retry-after" in answer.headers):
        return waiting(answer, f"answered {status}: too many requests")
    if status == 401:
        return Page(Outcome.SIGN_IN, f"answered 401: {words(answer)}")
    if status in (404, 410):
        return Page(Outcome.GONE, f"answered {status}: not there")
    if status in (408, 425) or status >= 500:
        return Page(Outcome.RETRY, f"answered {status}: {words(answer)}")
    if status >= 300:
        return Page(Outcome.REFUSED, f"answered {status}: {words(answer)}")
    if is_markup(answer):
        return Page(Outcome.CHALLENGED, f"a web page came instead of data: {words(answer)}")
    if not answer.body.strip():
        return Page(Outcome.CHALLENGED, f"answered {status} with nothing in it")
    return None


def waiting(answer: Answer, reason: str) -> Page:
    """The page of an answer that asks for patience, in whichever dialect it says how much."""
    until = wait_until(answer.headers, answer.received_at)
    return Page(Outcome.WAIT, reason, wait_until=until or _later(answer.received_at))


def _later(now: datetime) -> datetime:
    return sensible(now + UNSAID_WAIT, now)


def broken(trouble: Unmapped) -> Page:
    """The page of an answer whose shape is not known."""
    return Page(Outcome.BROKEN, trouble.problem)


def is_markup(answer: Answer) -> bool:
    """Whether a web page came, whatever the server calls it."""
    return bool(_MARKUP.match(answer.body[:512]))


def words(answer: Answer) -> str:
    """The beginning of an answer as a ledger shows it: short, on one line."""
    return shown(answer.body[:200].decode(errors="replace"))


def linked(answer: Answer, relation: str) -> str | None:
    """The address that a Link header gives for a relation such as next."""
    for link in parse_header_links(answer.headers.get("link", "")):
        if relation in link.get("rel", "").split():
            return link["url"]
    return None
