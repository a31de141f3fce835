"""Mastodon: the public hashtag timelines of several servers, each with its own view of the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

from scrapers.addresses import http_address
from scrapers.answers import broken, document, linked, readings, usual_trouble, within
from scrapers.counts import count, value_of
from scrapers.fields import Item, Unmapped, inner, objects
from scrapers.platform import Answer, Bucket, Card, Outcome, Page, Plan, Request
from scrapers.politeness import exhausted_until
from scrapers.records import Skipped, post_key
from scrapers.statuses import read_item
from scrapers.times import stated_time, unix_time

CARD = Card(
    title="Mastodon",
    platform="mastodon",
    servers=("https://mastodon.social", "https://fosstodon.org"),
    terms_url="https://joinmastodon.org/covenant",
    limits=(
        "Each server knows only a part of the network. There are no view counts, and the counters "
        "of a post that came from another server are lower bounds. Authors who do not want to be "
        "found by search are left out."
    ),
    retention="What is deleted or made private goes; each server's own rules hold beside.",
    retention_days=30,
    delay_seconds=1.0,
    # 300 in five minutes for one address.
    buckets=(Bucket("requests", 300, "rolling", seconds=300, reserved_share=0.5),),
    most_pages=500,
)
SOURCE = "mastodon"
PAGE_POSTS = 40
# A timeline takes one tag in its address and these many more beside it.
MORE_TAGS = 3


def first_requests(plan: Plan) -> tuple[Request, ...]:
    """The rules of every server, which decide whether its timelines are asked for at all."""
    return tuple(_request(plan, server, "rules", "/api/v2/instance") for server in plan.servers)


def sign_in(plan: Plan) -> Request | None:
    """None: what is public here needs no account."""
    return None


def recheck(plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
    """One question for each post, to the server that it is at home on."""
    return tuple(
        Request(
            f"{server}/api/v1/statuses/{native_id}",
            "status",
            f"recheck {uri}",
            bucket="requests",
            about=uri,
        )
        for uri in ids
        for server, native_id in _home(uri)
    )


def read_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What a server's rules, a tag's history, a page of posts or one post say."""
    if answer.status == 401:
        return Page(Outcome.REFUSED, "this server shows its timelines to its own people only")
    if request.purpose == "rules" and answer.status == 404:
        return Page(Outcome.REFUSED, "this server is no Mastodon 4 or newer")
    if request.purpose == "status" and answer.status in (404, 410):
        return Page(Outcome.GONE, f"answered {answer.status}", gone=(_asked(request),))
    if trouble := usual_trouble(answer):
        return trouble
    try:
        page = _PAGES[request.purpose](plan, request, answer)
    except Unmapped as unmapped:
        return broken(unmapped)
    return page


def _rules_page(plan: Plan, request: Request, answer: Answer) -> Page:
    rules = document(answer)
    if not isinstance(rules, dict):
        raise Unmapped("instance", rules, "is not an object")
    access = inner(inner(rules, "configuration"), "timelines_access", "configuration.")
    feeds = inner(access, "hashtag_feeds", "configuration.timelines_access.")
    closed = [who for who in ("local", "remote") if feeds.get(who, "public") != "public"]
    if len(closed) == 2:
        return Page(Outcome.REFUSED, "this server's rules keep its hashtag timelines from visitors")
    return Page(next=tuple(_tag_requests(plan, _server(request.url), closed)))


def _tag_requests(plan: Plan, server: str, closed: Sequence[str]) -> Iterator[Request]:
    for tag in plan.tags:
        yield _request(plan, server, "history", f"/api/v1/tags/{quote(tag, safe='')}")
    # Asking for both where one is closed is answered 401.
    only = {"local": "remote", "remote": "local"}[closed[0]] if closed else None
    for place in range(0, len(plan.tags), MORE_TAGS + 1):
        first, *more = plan.tags[place : place + MORE_TAGS + 1]
        asked = [("limit", str(PAGE_POSTS)), *(("any[]", tag) for tag in more)]
        asked += [(only, "true")] if only else []
        path = f"/api/v1/timelines/tag/{quote(first, safe='')}?{urlencode(asked)}"
        yield _request(plan, server, "posts", path, tags=f" #{' #'.join([first, *more])}")


def _request(plan: Plan, server: str, purpose: str, path: str, *, tags: str = "") -> Request:
    part = f"{urlsplit(server).netloc}{tags}" if tags else f"{server}{path}"
    window = (plan.since, plan.until)
    return Request(
        server + path, purpose, part, bucket="requests", since=window[0], until=window[1]
    )


def _history_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """A tag's uses on each of the last seven days, kept as it came."""
    kept = readings(answer, read_item, source=SOURCE)
    tag = document(answer)
    days = objects(tag, "history") if isinstance(tag, dict) else []
    uses = sum(_uses(day) for day in days if _is_within(day, plan))
    return Page(readings=kept, expected=uses, wait_until=_pause(answer))


def _uses(day: Item) -> int:
    return value_of(count(day, "uses", "history[].")) or 0


def _is_within(day: Item, plan: Plan) -> bool:
    start = unix_time(day.get("day"), "history[].day")
    return bool(start and plan.since <= start and start + timedelta(days=1) <= plan.until)


def _posts_page(plan: Plan, request: Request, answer: Answer) -> Page:
    statuses = document(answer)
    if not isinstance(statuses, list):
        raise Unmapped("timeline", statuses, "is not a list")
    found = readings(answer, read_item, source=SOURCE)
    address = linked(answer, "next")
    if not statuses or not address or _is_before(statuses, plan.since):
        return Page(readings=within(found, plan, source=SOURCE), wait_until=_pause(answer))
    following = _follow(request, address)
    return Page(
        readings=within(found, plan, source=SOURCE), next=(following,), wait_until=_pause(answer)
    )


def _follow(request: Request, address: str) -> Request:
    """The next page, on the same server only: a server behind a proxy may misname itself."""
    there = urlsplit(address)
    if there.path != urlsplit(request.url).path:
        raise Unmapped("Link", address, "leads to something else than the same timeline")
    url = f"{_server(request.url)}{there.path}?{there.query}"
    fields = (request.purpose, request.part)
    return Request(
        url,
        *fields,
        bucket="requests",
        since=request.since,
        until=request.until,
        cursor=there.query,
    )


def _status_page(plan: Plan, request: Request, answer: Answer) -> Page:
    status = document(answer)
    if not isinstance(status, dict) or "visibility" not in status:
        raise Unmapped("status", status, "is no post")
    found = readings(answer, read_item, source=SOURCE)
    # Made private, or its author's wish not to be found: no longer ours to hold.
    unwanted = any(isinstance(reading, Skipped) for reading in found)
    return Page(readings=found, gone=(_asked(request),) if unwanted else ())


_PAGES = {
    "rules": _rules_page,
    "history": _history_page,
    "posts": _posts_page,
    "status": _status_page,
}


def _asked(request: Request) -> str:
    return post_key(CARD.platform, request.about)


def _pause(answer: Answer) -> datetime | None:
    return exhausted_until(answer.headers, answer.received_at)


def _is_before(statuses: Sequence[object], since: datetime) -> bool:
    """Whether a page, newest first, lies before the window; what is left out has a time too."""
    written = [status.get("created_at") for status in statuses if isinstance(status, dict)]
    times = [moment for value in written if (moment := stated_time(value, "created_at"))]
    return bool(times) and max(times) < since


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _home(uri: str) -> Iterator[tuple[str, str]]:
    native_id = uri.rstrip("/").rpartition("/")[2]
    if http_address(uri) and native_id.isascii() and native_id.isalnum():
        yield _server(uri), native_id
