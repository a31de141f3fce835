"""What is asked of YouTube's Data API: each request whole, so that the next can be made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.platform import Plan, Request

KEY = "RETROGRADE_YOUTUBE_KEY"
SECOND = timedelta(seconds=1)
PAGE_VIDEOS, PAGE_COMMENTS = 50, 100

_VIDEO_PARTS = "snippet,contentDetails,statistics,status"


def search(plan: Plan, since: datetime, until: datetime) -> Request:
    """Videos under any of the tags in a slice of time, newest first."""
    asked = {
        "part": "snippet",
        "type": "video",
        "q": "|".join(f"#{tag}" for tag in plan.tags),
        "order": "date",
        "safeSearch": "none",
        "maxResults": str(PAGE_VIDEOS),
        # A second wider at both ends, whichever of them YouTube takes in; _within decides.
        "publishedAfter": written(since - SECOND),
        "publishedBefore": written(until + SECOND),
    }
    part = f"{written(since)} to {written(until)}"
    request = _request(plan.servers[0], "search", "search", asked, part=part)
    return replace(request, bucket="search", since=since, until=until, cursor="1")


def look_up(server: str, purpose: str, ids: Sequence[str], *, part: str = "") -> Request:
    """Videos, or comments for the purpose `recheck_comments`, by their ids."""
    comments = purpose == "recheck_comments"
    asked = {"part": "snippet", "textFormat": "plainText"} if comments else {"part": _VIDEO_PARTS}
    asked["id"] = ",".join(ids)
    path = "comments" if comments else "videos"
    return _request(server, path, purpose, asked, part=part or f"{purpose} {ids[0]}")


def comments_of(server: str, video: str) -> Request:
    """The newest comments under a video."""
    asked = {
        "part": "snippet,replies",
        "videoId": video,
        "order": "time",
        "textFormat": "plainText",
        "maxResults": str(PAGE_COMMENTS),
    }
    request = _request(server, "commentThreads", "comments", asked, part=f"comments {video}")
    return replace(request, about=video, cursor="1")


def _request(server: str, path: str, purpose: str, asked: dict[str, str], *, part: str) -> Request:
    return Request(
        f"{server}/youtube/v3/{path}?{urlencode(asked)}",
        purpose,
        part,
        # In a header: an address is written down.
        headers=(("X-Goog-Api-Key", f"${{{KEY}}}"),),
        secrets=(KEY,),
        bucket="units",
    )


def page_number(request: Request) -> int:
    """Which page of its search or of its comments a request asks for, from 1."""
    return int(request.cursor or 1)


def next_page(request: Request, token: str) -> Request:
    """The same request for the page after."""
    number = page_number(request) + 1
    return replace(request, url=varied(request.url, pageToken=token), cursor=str(number))


def varied(url: str, **changes: str | None) -> str:
    """An address with some of its parameters set anew or taken away."""
    there, _, query = url.partition("?")
    asked = {**dict(parse_qsl(query)), **changes}
    return f"{there}?{urlencode({name: value for name, value in asked.items() if value})}"


def ids_asked(request: Request) -> list[str]:
    """The ids that a request asks for."""
    return dict(parse_qsl(urlsplit(request.url).query)).get("id", "").split(",")


def server_of(url: str) -> str:
    """The server of an address, without a path."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def written(moment: datetime) -> str:
    """A time as YouTube takes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
