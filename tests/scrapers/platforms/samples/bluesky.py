"""Invented answers in the shape of Bluesky's app.bsky.feed.searchPosts and getPosts."""

from __future__ import annotations

from typing import Any

from scrapers.platform import Answer, Request
from tests.scrapers.platforms.asking import SERVER, answer, request

SEARCH = (
    f"{SERVER}/xrpc/app.bsky.feed.searchPosts?q=%23runningbackwards&tag=runningbackwards"
    "&sort=latest&limit=100&since=2026-10-02T12%3A00%3A00.000Z&until=2026-11-01T12%3A00%3A00.000Z"
)
DID = "did:plc:adaadaadaadaadaadaadaada"
# Their ids hold 2026-10-20 08:15:00 UTC and one or two milliseconds.
RECORDS = ("3myc6x2rnbc2c", "3myc6x2roak2c")


def uri(record: str = RECORDS[0], did: str = DID) -> str:
    """The address by which a post is known."""
    return f"at://{did}/app.bsky.feed.post/{record}"


def profile(name: str = "ada", **facts: Any) -> dict[str, Any]:
    """An author without a wish."""
    return {
        "did": DID,
        "handle": f"{name}.example.org",
        "displayName": name.title(),
        "labels": [],
        **facts,
    }


def tagged(tag: str = "RunningBackwards", kind: str = "app.bsky.richtext.facet#tag") -> Any:
    """What an app writes beside a text that names a tag."""
    index = {"byteStart": 0, "byteEnd": 4}
    return {
        "$type": "app.bsky.richtext.facet",
        "index": index,
        "features": [{"$type": kind, "tag": tag}],
    }


def record(**facts: Any) -> dict[str, Any]:
    """What an author's app wrote."""
    return {
        "$type": "app.bsky.feed.post",
        "text": "Backward is worth double, try it #RunningBackwards",
        "createdAt": "2026-10-20T08:15:00.000Z",
        "langs": ["fr"],
        "facets": [tagged()],
        **facts,
    }


def post(number: int = 0, **facts: Any) -> dict[str, Any]:
    """A post that everybody may see."""
    return {
        "uri": uri(RECORDS[number]),
        "cid": "bafyreictxhpblibu2w2pjp76adl6e4urbzra5xe6265bvggj4wlr6zmtbi",
        "author": profile(),
        "record": record(),
        "likeCount": 3,
        "replyCount": 0,
        "repostCount": 1,
        "quoteCount": 2,
        "bookmarkCount": 4,
        "indexedAt": "2026-10-20T08:15:01.000Z",
        "labels": [],
        **facts,
    }


def labelled(value: str, **facts: Any) -> list[dict[str, Any]]:
    """Labels as they stand on a post or an author."""
    return [
        {"src": "did:plc:x", "uri": uri(), "val": value, "cts": "2026-01-01T00:00:00Z", **facts}
    ]


LEAST = {"uri": uri(), "author": {"did": DID}, "record": {"text": ""}}
PAGES: list[tuple[Request, Answer]] = [
    (request(SEARCH, "search"), answer({"posts": [post(), post(1)], "cursor": "2"})),
    (
        request(f"{SERVER}/xrpc/app.bsky.feed.getPosts?uris={uri()}", "recheck"),
        answer({"posts": [post()]}),
    ),
]
LAST: tuple[Request, Answer] = (request(SEARCH, "search"), answer({"posts": []}))
