"""YouTube's Data API: searched by hashtag in slices of time, each video looked up, with its comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from scrapers.answers import broken, document, readings
from scrapers.fields import Item, Unmapped, objects, text
from scrapers.platform import Answer, Bucket, Card, Outcome, Page, Plan, Request
from scrapers.records import Capture, Reading, Skipped, post_key
from scrapers.slices import slice_at, slices
from scrapers.youtube_items import is_comment_id, is_video_id, read_item
from scrapers.youtube_refusals import refusal, trouble_of
from scrapers.youtube_requests import (
    KEY,
    PAGE_VIDEOS,
    SECOND,
    comments_of,
    ids_asked,
    look_up,
    next_page,
    page_number,
    search,
    server_of,
    varied,
    written,
)

CARD = Card(
    title="YouTube",
    platform="youtube",
    servers=("https://youtube.googleapis.com",),
    terms_url="https://developers.google.com/youtube/terms/developer-policies",
    limits=(
        "Search finds what YouTube chooses to find, at most 100 pages of 50 videos a day. What is "
        "said in a video is not given out, only its title and description. Likes and comments may "
        "be hidden. Of each video, the newest 1,000 comments, with up to five replies to each. No "
        "follower counts."
    ),
    retention="Asked for again or deleted within 30 days; what is gone or not public any more goes.",
    retention_days=30,
    refresh_days=25,
    goes_unanswered=True,
    delay_seconds=0.5,
    credentials=(KEY,),
    buckets=(
        # Refreshing never searches.
        Bucket("search", 100, "pacific_midnight", reserved_share=0.0),
        Bucket("units", 10_000, "pacific_midnight"),
    ),
    most_pages=400,
    # An interface with a key and terms of its own.
    obeys_robots=False,
)
SOURCE = "youtube"
SLICE = timedelta(days=7)
# A search ends after about 500 videos, whatever there is; one that gave so many pages may have
# been ended so, and is asked on from its oldest video.
FULL_PAGES = 8
# How many ids of comments one request takes is not written anywhere: no more than a page holds.
ASKED_COMMENTS = 20
MOST_COMMENT_PAGES = 10

_KINDS = {
    "search": "youtube#searchListResponse",
    "videos": "youtube#videoListResponse",
    "recheck": "youtube#videoListResponse",
    "comments": "youtube#commentThreadListResponse",
    "recheck_comments": "youtube#commentListResponse",
}


def first_requests(plan: Plan) -> tuple[Request, ...]:
    """One search for all tags in each slice of time; an estimate of results is not relied on."""
    if not plan.tags:
        return ()
    return tuple(search(plan, since, until) for since, until in _slices(plan))


def sign_in(plan: Plan) -> Request | None:
    """None: the key goes with every request."""
    return None


def recheck(plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
    """Videos in fifties, comments in twenties; what the answer lacks is gone."""
    videos = [one for one in ids if is_video_id(one)]
    comments = [one for one in ids if is_comment_id(one)]
    server = plan.servers[0]
    return (
        *(look_up(server, "recheck", some) for some in _in_groups(videos, PAGE_VIDEOS)),
        *(look_up(server, "recheck_comments", some) for some in _in_groups(comments, ASKED_COMMENTS)),
    )  # fmt: skip


def read_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What a page of search results, videos or comments says, and what Google's refusals mean."""
    if trouble := _trouble(request, answer):
        return trouble
    try:
        found = _listed(request, answer)
        page = _PAGES[request.purpose](request, answer, found)
    except Unmapped as unmapped:
        return broken(unmapped)
    return page


def _slices(plan: Plan) -> Iterator[tuple[datetime, datetime]]:
    """Slices of whole seconds: YouTube knows no smaller times."""
    start = plan.since.replace(microsecond=0)
    while start < plan.until:
        yield start, min(start + SLICE, plan.until)
        start += SLICE


def _trouble(request: Request, answer: Answer) -> Page | None:
    trouble = trouble_of(answer, KEY)
    if trouble is None:
        return None
    reasons = refusal(answer).reasons
    if "invalidPageToken" in reasons:
        first = replace(request, url=varied(request.url, pageToken=None), cursor="1")
        return Page(Outcome.RESTART, "its page token is not valid any more", next=(first,))
    if request.purpose == "comments" and "videoNotFound" in reasons:
        return replace(trouble, gone=_keys([request.about]))
    if request.purpose == "comments" and trouble.outcome is Outcome.REFUSED:
        # Switched off by whoever owns the video: nothing that a person could mend.
        return Page(Outcome.GONE, "the comments of a video are closed")
    if request.purpose == "recheck_comments" and "commentNotFound" in reasons:
        asked = ids_asked(request)
        if len(asked) > 1:
            return _one_by_one(request, asked)
        return replace(trouble, gone=_keys(asked))
    return trouble


def _listed(request: Request, answer: Answer) -> Item:
    found = document(answer)
    if not isinstance(found, dict):
        raise Unmapped("answer", found, "is not an object")
    if found.get("kind") != _KINDS[request.purpose]:
        raise Unmapped("kind", found.get("kind"), f"is not {_KINDS[request.purpose]}")
    return found


def _search_page(request: Request, answer: Answer, found: Item) -> Page:
    kept = tuple(_within(one, request) for one in _read(answer, found))
    seen = [one.post for one in kept if isinstance(one, Capture) and one.post]
    ids = list(dict.fromkeys(post.id for post in seen))
    times = [post.created_at for post in seen if post.created_at]
    # Of the same part: with a search that is begun anew, they are asked for anew.
    videos = [
        look_up(server_of(request.url), "videos", some, part=request.part)
        for some in _in_groups(ids, PAGE_VIDEOS)
    ]
    return Page(readings=kept, next=(*videos, *_further(request, found, times)))


def _within(reading: Reading, request: Request) -> Reading:
    """What lies in the window; the rest is found by the slice that it lies in."""
    moment = reading.post.created_at if isinstance(reading, Capture) and reading.post else None
    if moment and not (request.since or moment) <= moment < (request.until or moment + SECOND):
        return Skipped(SOURCE, 0, "outside the window that was asked for")
    return reading


def _further(request: Request, found: Item, times: Sequence[datetime]) -> Iterator[Request]:
    """The next page, or the rest of a window that was too full for one search."""
    if token := text(found, "nextPageToken"):
        yield next_page(request, token)
    elif page_number(request) >= FULL_PAGES and times and request.until:
        until = min(times) + SECOND
        if until < request.until:
            url = varied(request.url, pageToken=None, publishedBefore=written(until))
            yield replace(request, url=url, until=until, cursor="1")


def _videos_page(request: Request, answer: Answer, found: Item) -> Page:
    page = _looked_up_page(request, answer, found)
    comments = [
        comments_of(server_of(request.url), one.post.id)
        for one in page.readings
        if isinstance(one, Capture) and one.post
        if any(sighting.comments for sighting in one.sightings)
    ]
    return replace(page, next=(*page.next, *comments))


def _looked_up_page(request: Request, answer: Answer, found: Item) -> Page:
    """Videos or comments that were asked for by id; what is not there, or not public, is gone."""
    kept, asked, items = _read(answer, found), ids_asked(request), objects(found, "items")
    pairs = zip(items, kept, strict=False)
    standing = [item.get("id") for item, one in pairs if not isinstance(one, Skipped)]
    missing = [native_id for native_id in asked if native_id not in standing]
    if text(found, "nextPageToken") and missing:
        # A page of an answer is no answer yet.
        return Page(readings=kept, next=(_look_up_again(request, missing),))
    if not items and len(asked) > 1:
        return _one_by_one(request, asked)
    return Page(readings=kept, gone=_keys(missing))


def _one_by_one(request: Request, ids: Sequence[str]) -> Page:
    """All of many at once are rather a slip of the server than gone: each is asked for alone."""
    return Page(next=tuple(_look_up_again(request, [native_id]) for native_id in ids))


def _look_up_again(request: Request, ids: Sequence[str]) -> Request:
    return replace(request, url=varied(request.url, id=",".join(ids)))


def _keys(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(post_key(CARD.platform, native_id) for native_id in ids)


def _comments_page(request: Request, answer: Answer, found: Item) -> Page:
    said = ",".join(_said(answer.body.decode())) if objects(found, "items") else ""
    kept = readings(replace(answer, body=f"[{said}]".encode()), read_item, source=SOURCE)
    token = text(found, "nextPageToken")
    if token is None or page_number(request) >= MOST_COMMENT_PAGES:
        return Page(readings=kept)
    return Page(readings=kept, next=(next_page(request, token),))


def _said(page: str) -> Iterator[str]:
    """Comments and replies each for itself, so that one can be deleted without the others."""
    for thread in slices(page, (("items",),)):
        # One that has none is kept as it is, set aside.
        yield slice_at(thread, ("snippet", "topLevelComment")) or thread
        replies = slice_at(thread, ("replies", "comments"))
        if replies and replies.startswith("["):
            yield from slices(replies)


_PAGES = {
    "search": _search_page,
    "videos": _videos_page,
    "recheck": _looked_up_page,
    "comments": _comments_page,
    "recheck_comments": _looked_up_page,
}


def _read(answer: Answer, found: Item) -> tuple[Reading, ...]:
    """The items of a page; a list that would be empty is sometimes left out."""
    if not objects(found, "items"):
        return ()
    return readings(answer, read_item, source=SOURCE, pages=(("items",),))


def _in_groups(ids: Sequence[str], size: int) -> list[Sequence[str]]:
    return [ids[place : place + size] for place in range(0, len(ids), size)]
