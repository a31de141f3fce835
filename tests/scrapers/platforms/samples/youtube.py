"""Invented answers in the shape of YouTube's Data API v3, revision 20261104."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapers.platform import Answer, Request
from scrapers.platforms.youtube import first_requests
from scrapers.youtube_requests import comments_of, look_up
from tests.scrapers.platforms.asking import SERVER, answer, plan

CHANNEL = "UCinventedchannel0000000"
COMMENT = "UgzInventedComment0000AaAB"


def video_id(number: int = 0) -> str:
    """An id as videos have it, of nothing that there is."""
    return f"back_wa-{number:03}"


def found(number: int = 0, **snippet: Any) -> dict[str, Any]:
    """A search result."""
    return {
        "kind": "youtube#searchResult",
        "etag": "invented",
        "id": {"kind": "youtube#video", "videoId": video_id(number)},
        "snippet": {
            "publishedAt": "2026-10-20T08:15:00Z",
            "channelId": CHANNEL,
            "title": "Run backward &amp; burn &#39;double&#39; #RunningBackwards",
            "description": "Why it works: the calves do ...",
            "channelTitle": "Ada Runs",
            "liveBroadcastContent": "none",
            **snippet,
        },
    }


def video(number: int = 0, **facts: Any) -> dict[str, Any]:
    """A public video; its title is not escaped here."""
    whole = {
        "kind": "youtube#video",
        "etag": "invented",
        "id": video_id(number),
        "snippet": {
            "publishedAt": "2026-10-20T08:15:00Z",
            "channelId": CHANNEL,
            "title": "Run backward & burn 'double' #RunningBackwards",
            "description": "Why it works: the calves do all of it.\n#retrorunning",
            "channelTitle": "Ada Runs",
            "tags": ["keyword", "not a hashtag"],
            "categoryId": "17",
            "liveBroadcastContent": "none",
            "defaultAudioLanguage": "en-GB",
        },
        "contentDetails": {"duration": "PT1M30S", "definition": "hd", "caption": "true"},
        "status": {"uploadStatus": "processed", "privacyStatus": "public", "embeddable": True},
        "statistics": {
            "viewCount": "12045", "likeCount": "310", "favoriteCount": "0", "commentCount": "2"
        },
    }  # fmt: skip
    return {**whole, **facts}


def comment(native_id: str = COMMENT, **snippet: Any) -> dict[str, Any]:
    """A comment, or with `parentId` a reply."""
    return {
        "kind": "youtube#comment",
        "etag": "invented",
        "id": native_id,
        "snippet": {
            "videoId": video_id(),
            "textDisplay": "I burn twice as much #backwardrunning",
            "textOriginal": "I burn twice as much #backwardrunning",
            "authorDisplayName": "@bert",
            "authorChannelUrl": "http://www.youtube.com/@bert",
            "authorChannelId": {"value": "UCinventedchannel0000001"},
            "canRate": True,
            "viewerRating": "none",
            "likeCount": 4,
            "publishedAt": "2026-10-21T09:00:00Z",
            "updatedAt": "2026-10-21T09:00:00Z",
            **snippet,
        },
    }


def thread(native_id: str = COMMENT, *, replies: int = 1) -> dict[str, Any]:
    """A comment with replies."""
    answers = [
        comment(f"{native_id}.reply{number:013}", parentId=native_id, textOriginal="Source?")
        for number in range(replies)
    ]
    whole = {
        "kind": "youtube#commentThread",
        "etag": "invented",
        "id": native_id,
        "snippet": {
            "videoId": video_id(),
            "topLevelComment": comment(native_id),
            "canReply": True,
            "totalReplyCount": replies,
            "isPublic": True,
        },
    }
    return {**whole, "replies": {"comments": answers}} if replies else whole


def listed(what: str, items: Sequence[Any], token: str | None = None) -> dict[str, Any]:
    """A list of search results, videos, comment threads or comments; its total is an estimate."""
    following = {"nextPageToken": token} if token else {}
    return {
        "kind": f"youtube#{what}ListResponse",
        "etag": "invented",
        **following,
        "pageInfo": {"totalResults": 1_000_000, "resultsPerPage": len(items)},
        "items": list(items),
    }


def error(status: int, reason: str, message: str = "", **metadata: str) -> Answer:
    """A refusal in Google's shape; `metadata` is what tells one quota from another."""
    body: dict[str, Any] = {
        "code": status,
        "message": message or reason,
        "errors": [{"message": message or reason, "domain": "youtube.invented", "reason": reason}],
    }
    if metadata:
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        body["details"] = [{"@type": kind, "reason": "RATE_LIMIT_EXCEEDED", "metadata": metadata}]
    return answer({"error": body}, status)


def spent_searches() -> Answer:
    """How the quota of searches is told: as too many requests, but by the day."""
    return error(
        429,
        "rateLimitExceeded",
        quota_limit="defaultSearchListPerDayPerProject",
        quota_unit="1/d/{project}",
        quota_limit_value="100",
    )


LEAST = {"kind": "youtube#video", "id": video_id()}
# The slice of time in which the invented videos lie.
SEARCHED = first_requests(plan())[2]
PAGES: list[tuple[Request, Answer]] = [
    (SEARCHED, answer(listed("search", [found(0), found(1)], "CAEQAA"))),
    (look_up(SERVER, "videos", [video_id()], part="x"), answer(listed("video", [video()]))),
    (comments_of(SERVER, video_id()), answer(listed("commentThread", [thread()], "QURT"))),
    (look_up(SERVER, "recheck", [video_id()]), answer(listed("video", [video()]))),
    (look_up(SERVER, "recheck_comments", [COMMENT]), answer(listed("comment", [comment()]))),
]
LAST: tuple[Request, Answer] = (SEARCHED, answer(listed("search", [])))
