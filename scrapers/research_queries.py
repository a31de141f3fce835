"""What the TikTok Research API is asked: queries by slices of days, fields under their spellings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from scrapers.fields import Item, Unmapped, identifier
from scrapers.platform import Plan, Request

PAGE_ITEMS = 100
SLICE = timedelta(days=7)
# What is asked for is what is read. The API's own documents spell one of the names in several ways.
VIDEO_FIELDS = (
    *("id", "video_description", "create_time", "region_code", "username", "voice_to_text"),
    *("view_count", "like_count", "comment_count", "share_count", "video_duration"),
    "favorites_count|favourites_count|favourite_count",
    *("hashtag_names", "hashtag_info_list", "sticker_info_list"),
)
COMMENT_FIELDS = (
    *("id", "video_id", "parent_comment_id", "text", "create_time", "like_count", "reply_count"),
)
# Without these nothing can be kept; a complaint that has one of the words is about something else.
NEEDED = frozenset({"id", "video_id", "parent_comment_id", "text", "create_time"})
_HEADERS = (("Authorization", "Bearer ${access_token}"), ("Content-Type", "application/json"))
_REJECTED = "field {}"


def slices_of(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Seven days each; one begins on the day on which the one before ends.

    Whether the API counts the last day of a query, its users do not agree on.
    """
    start = since
    while start < until:
        yield start, min(start + SLICE, until)
        start += SLICE


def query(
    plan: Plan, purpose: str, condition: tuple[str, Sequence[str]], days: tuple[datetime, datetime]
) -> Request:
    """A query for the videos of some days that have one of several values in a field."""
    name, values = condition
    first, last = (f"{day:%Y%m%d}" for day in days)
    condition_of = {"operation": "IN", "field_name": name, "field_values": [*values]}
    asked = {
        "query": {"and": [condition_of]},
        "start_date": first,
        "end_date": last,
        "max_count": PAGE_ITEMS,
        "cursor": 0,
    }
    request = _post(plan.servers[0], f"query {first} to {last}", purpose, plan.memory)
    return replace(request, body=json.dumps(asked), since=days[0], until=days[1])


def comments(plan: Plan, video: str) -> Request:
    """The first page of the comments of a video."""
    asked = {"video_id": int(video), "max_count": PAGE_ITEMS, "cursor": 0}
    request = _post(plan.servers[0], f"comments of {video}", "comments", plan.memory)
    return replace(request, body=json.dumps(asked), about=video)


def _post(server: str, part: str, purpose: str, memory: Mapping[str, str]) -> Request:
    return Request(
        f"{server}/v2/research/video/{_path(purpose, memory)}",
        purpose,
        part,
        method="POST",
        headers=_HEADERS,
        secrets=("access_token",),
        bucket="requests",
    )


def _path(purpose: str, memory: Mapping[str, str]) -> str:
    is_comments = purpose == "comments"
    kind = "comment/list" if is_comments else "query"
    known = COMMENT_FIELDS if is_comments else VIDEO_FIELDS
    return f"{kind}/?{urlencode({'fields': ','.join(_accepted(known, memory))}, safe=',')}"


def _accepted(known: Sequence[str], memory: Mapping[str, str]) -> Iterator[str]:
    """Each field under the first of its spellings that the API has not rejected."""
    for spellings in known:
        for name in spellings.split("|"):
            if _REJECTED.format(name) not in memory:
                yield name
                break


def rejection(names: Sequence[str]) -> dict[str, str]:
    """What is to be remembered of fields that the API does not know."""
    return {_REJECTED.format(name): "rejected" for name in names}


def asked_body(request: Request) -> dict[str, Any]:
    """The query of a request."""
    body: dict[str, Any] = json.loads(request.body or "{}")
    return body


def asked_ids(request: Request) -> list[str]:
    """The videos that a query by id is for."""
    values: list[str] = asked_body(request)["query"]["and"][0]["field_values"]
    return values


def afresh(request: Request, memory: Mapping[str, str]) -> Request:
    """The first page of what a request belongs to, with the fields that the API accepts by now."""
    body = asked_body(request) | {"cursor": 0, "max_count": PAGE_ITEMS}
    body.pop("search_id", None)
    server = request.url.partition("/v2/")[0]
    about = request.about
    if request.purpose in ("recheck", "confirm"):
        about = ",".join(asked_ids(request))
    url = f"{server}/v2/research/video/{_path(request.purpose, memory)}"
    return replace(request, url=url, body=json.dumps(body), cursor="", search_id="", about=about)


def cursor_of(data: Item) -> int:
    """Where the next page begins, by the answer's own word."""
    cursor = data.get("cursor")
    if type(cursor) is not int or cursor < 0:
        raise Unmapped("data.cursor", cursor, "is no place to go on from")
    return cursor


def following(request: Request, data: Item, *, count: int = PAGE_ITEMS) -> Request:
    """The next page of a query, as its answer says; cursor and search id belong together."""
    cursor = cursor_of(data)
    body = asked_body(request) | {"cursor": cursor, "max_count": count}
    search_id = identifier(data, "search_id", "data.") or ""
    if search_id:
        body["search_id"] = search_id
    return replace(request, body=json.dumps(body), cursor=str(cursor), search_id=search_id)
