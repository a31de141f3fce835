"""Invented answers in the shape of the TikTok Research API."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapers.platform import Answer, Page, Plan, Request
from scrapers.platforms import tiktok_research
from scrapers.research_queries import comments
from tests.scrapers.platforms.asking import answer, plan

POSTED = int(datetime(2026, 10, 20, 8, 15, tzinfo=UTC).timestamp())
SEARCH = "7354367454467855403"


def video_id(place: int = 1, posted: int = POSTED) -> int:
    """An id with the time of the upload inside, beyond what a float holds."""
    return (posted << 32) + 0x10000 + place


def video(place: int = 1, **facts: Any) -> dict[str, Any]:
    """A video as the API lists it."""
    return {
        "id": video_id(place),
        "create_time": POSTED,
        "username": "ada.runs",
        "region_code": "GB",
        "video_description": "8 miles equals 16 to 24 miles forward #RunningBackwards ",
        "voice_to_text": "running backwards burns a third more",
        "hashtag_names": ["runningbackwards"],
        "sticker_info_list": [{"sticker_id": 1, "sticker_name": "Try 100 steps"}],
        "view_count": 1_234_567,
        "like_count": 89_012,
        "comment_count": 2,
        "share_count": 0,
        "favorites_count": 41,
        "video_duration": 17,
        **facts,
    }


def comment(place: int = 1, **facts: Any) -> dict[str, Any]:
    """A comment as the API lists it, without its author."""
    return {
        "id": video_id(1000 + place, POSTED + 3600),
        "video_id": video_id(),
        "parent_comment_id": video_id(),
        "text": "Does it save the knees? #runbackwards",
        "create_time": POSTED + 3600,
        "like_count": 3,
        "reply_count": 0,
        **facts,
    }


def page(key: str, *items: dict[str, Any], more: bool = False, **data: Any) -> Answer:
    """An answer of the API that is well."""
    return answer(
        {
            "data": {key: list(items), "cursor": 100, "has_more": more, **data},
            "error": {"code": "ok", "message": "", "log_id": "20261101120000A"},
        }
    )


def error(code: str, message: str = "", status: int = 400, **headers: str) -> Answer:
    """An answer of the API that says no."""
    return answer(
        {"data": {}, "error": {"code": code, "message": message, "log_id": "2"}}, status, **headers
    )


def asked(**facts: Any) -> Request:
    """The first request of a plan."""
    return replace(tiktok_research.first_requests(plan(days=3))[0], **facts)


def body_of(request: Request) -> dict[str, Any]:
    """What a request sends."""
    sent: dict[str, Any] = json.loads(request.body or "")
    return sent


def read(request: Request, came: Answer, at: Plan | None = None) -> Page:
    """What the platform makes of an answer."""
    return tiktok_research.read_page(at or plan(), request, came)


def fields_of(request: Request) -> list[str]:
    """The fields that a request names."""
    return parse_qs(urlsplit(request.url).query)["fields"][0].split(",")


ID = str(video_id())
LEAST = {"id": video_id()}
PAGES: list[tuple[Request, Answer]] = [
    (asked(), page("videos", video(), video(2), more=True, search_id=SEARCH)),
    (comments(plan(), str(video_id())), page("comments", comment(), comment(2), more=True)),
    (tiktok_research.recheck(plan(), [str(video_id())])[0], page("videos", video())),
]
LAST: tuple[Request, Answer] = (asked(), page("videos"))
