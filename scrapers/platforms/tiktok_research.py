"""TikTok Research API: videos by hashtag with exact counters, spoken words and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from scrapers.answers import broken, document, readings, within
from scrapers.fields import Item, Unmapped, inner
from scrapers.formats import research_api
from scrapers.formats.research_api import PLATFORM, read_item
from scrapers.platform import Answer, Bucket, Card, Outcome, Page, Plan, Request
from scrapers.records import Capture, Post, Reading, post_key
from scrapers.research_queries import (
    PAGE_ITEMS,
    asked_ids,
    comments,
    cursor_of,
    following,
    query,
    slices_of,
)
from scrapers.research_troubles import token_page, trouble_of
from scrapers.steps import SIGN_IN
from scrapers.times import id_time

__all__ = ["CARD", "first_requests", "read_item", "read_page", "recheck", "sign_in"]

CARD = Card(
    title="TikTok Research API",
    platform=PLATFORM,
    servers=("https://open.tiktokapis.com",),
    terms_url="https://developers.tiktok.com/products/research-api/",
    limits=(
        f"{research_api.CARD.limits} Videos of the last two days or so are not found yet. Open to "
        "researchers whom TikTok has admitted."
    ),
    retention=research_api.CARD.retention,
    retention_days=research_api.CARD.retention_days,
    refresh_days=10,
    # 600 a minute are allowed; with a thousand a day there is no hurry.
    delay_seconds=1.0,
    credentials=("RETROGRADE_TIKTOK_CLIENT_KEY", "RETROGRADE_TIKTOK_CLIENT_SECRET"),
    buckets=(
        Bucket("requests", 1000, "utc_midnight"),
        Bucket("records", 100_000, "utc_midnight"),
    ),
    obeys_robots=False,
    late_days=3,
    goes_unanswered=True,
    comments_by="post",
)
SOURCE = "tiktok_research"
# The API lists no more comments of a video than these.
MOST_COMMENTS = 1000
_ONE_DAY, _A_MOMENT = timedelta(days=1), timedelta(microseconds=1)
# A query spans thirty days at most. The time in an id is that of the upload, and a video may be set
# to appear days later; so the uploads of one query must lie closer together than its days.
AFTER_UPLOAD, UPLOADS_APART = timedelta(days=11), timedelta(days=17)
# The second look asks for other days, so that no answer kept from the first is given once more.
BEFORE_UPLOAD = {"recheck": timedelta(days=1), "confirm": timedelta(days=2)}


def first_requests(plan: Plan) -> tuple[Request, ...]:
    """One query for all tags in each slice of the window."""
    if not plan.tags:
        return ()
    # Through the end of the last day, of which there may be no more than today.
    last = min(plan.until - _A_MOMENT + _ONE_DAY, plan.now)
    return tuple(
        query(plan, "videos", ("hashtag_name", plan.tags), days)
        for days in slices_of(plan.since, last)
    )


def sign_in(plan: Plan) -> Request | None:
    """The client's key and secret for a token that lasts two hours."""
    key, secret = CARD.credentials
    return Request(
        f"{plan.servers[0]}/v2/oauth/token/",
        SIGN_IN,
        SIGN_IN,
        method="POST",
        headers=(("Content-Type", "application/x-www-form-urlencoded"),),
        body=f"client_key=${{{key}}}&client_secret=${{{secret}}}&grant_type=client_credentials",
        secrets=CARD.credentials,
    )


def recheck(plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
    """A query for up to a hundred videos that were uploaded within some days of one another.

    Comments, as VIDEO/COMMENT, are listed again under their video: which of them are gone the list
    does not say, for it ends after a thousand.
    """
    videos = {one.partition("/")[0] for one in ids if "/" in one}
    listings = [comments(plan, one) for one in sorted(videos) if one.isascii() and one.isdigit()]
    dated = sorted((at, one) for one in set(ids) if (at := id_time(PLATFORM, one, plan.now)))
    return (*(_recheck(plan, group) for group in _near(dated)), *listings)


def _near(dated: Sequence[tuple[datetime, str]]) -> Iterator[list[str]]:
    place = 0
    while place < len(dated):
        several, first = dated[place : place + PAGE_ITEMS], dated[place][0]
        group = [one for at, one in several if at - first <= UPLOADS_APART]
        yield group
        place += len(group)


def _recheck(plan: Plan, ids: Sequence[str], purpose: str = "recheck") -> Request:
    """`about` holds the ids that no page of the query has shown yet."""
    times = [at for one in ids if (at := id_time(PLATFORM, one, plan.now))]
    days = (min(times) - BEFORE_UPLOAD[purpose], min(max(times) + AFTER_UPLOAD, plan.now))
    asked = query(plan, purpose, ("video_id", ids), days)
    more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
    return replace(asked, part=f"{purpose} {ids[0]}{more}", about=",".join(ids))


def read_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What a token, a page of videos or of comments, or another look at some videos says."""
    if request.purpose == SIGN_IN:
        return token_page(answer)
    if trouble := trouble_of(request, answer, plan.memory):
        return trouble
    try:
        return _PAGES[request.purpose](plan, request, answer)
    except Unmapped as unmapped:
        return broken(unmapped)


def _listed(answer: Answer, key: str) -> tuple[Item, tuple[Reading, ...]]:
    """What the answer says of itself, and its items; a page without items still says whether it ends."""
    whole = document(answer)
    if not isinstance(whole, dict) or inner(whole, "error").get("code") != "ok":
        raise Unmapped("error.code", None, "does not say that all is well")
    data = inner(whole, "data")
    if not isinstance(data.get("has_more"), bool):
        raise Unmapped("data.has_more", data.get("has_more"), "does not say whether there is more")
    items = data.get(key)
    if items is not None and not isinstance(items, list):
        raise Unmapped(f"data.{key}", items, "is not a list")
    found = readings(answer, read_item, source=SOURCE, pages=(("data", key),)) if items else ()
    return data, found


def _posts(found: Sequence[Reading]) -> Iterator[tuple[Post, int | None]]:
    """Each post with the comments that it says it has."""
    for reading in found:
        if isinstance(reading, Capture) and reading.post:
            counted = next((seen.comments for seen in reading.sightings), None)
            yield reading.post, counted


def _videos_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """Pages may be short, and may repeat videos: only the API's own word ends a slice."""
    data, found = _listed(answer, "videos")
    wanted = within(found, plan, source=SOURCE)
    asked = [comments(plan, post.id) for post, counted in _posts(wanted) if counted != 0]
    if data["has_more"]:
        asked = [following(request, data), *asked]
    return Page(readings=wanted, next=tuple(asked), spent=(("records", len(found)),))


def _comments_page(plan: Plan, request: Request, answer: Answer) -> Page:
    data, found = _listed(answer, "comments")
    more: tuple[Request, ...] = ()
    if data["has_more"] and (left := MOST_COMMENTS - cursor_of(data)) > 0:
        more = (following(request, data, count=min(left, PAGE_ITEMS)),)
    return Page(readings=found, next=more, spent=(("records", len(found)),))


def _recheck_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What no page has shown is missing, and is asked for once more before it counts as gone."""
    data, found = _listed(answer, "videos")
    shown = {post.id for post, _ in _posts(found)}
    missing = [one for one in request.about.split(",") if one not in shown]
    page = Page(readings=found, spent=(("records", len(found)),))
    if data["has_more"]:
        more = following(request, data)
        return replace(page, next=(replace(more, about=",".join(missing)),))
    if missing and request.purpose == "recheck":
        again = _recheck(plan, _with_a_known_one(asked_ids(request), missing), "confirm")
        return replace(page, next=(again,))
    asked = asked_ids(request)
    if len(asked) > 1 and asked[0] in missing:
        why = f"of {len(asked):,} videos not even one is found that should be: not believed"
        return replace(page, outcome=Outcome.BROKEN, reason=why)
    return replace(page, gone=tuple(post_key(PLATFORM, one) for one in missing))


def _with_a_known_one(asked: Sequence[str], missing: Sequence[str]) -> list[str]:
    """The missing ids behind one that was found, which an API that is well must find again."""
    found = [one for one in asked if one not in set(missing)]
    return [*found[:1], *missing]


_PAGES = {
    "videos": _videos_page,
    "comments": _comments_page,
    "recheck": _recheck_page,
    "confirm": _recheck_page,
}
