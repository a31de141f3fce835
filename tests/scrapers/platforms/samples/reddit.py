"""Invented answers in the shape of Reddit's interface, as PRAW 8 reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapers.platform import Answer, Request
from scrapers.platforms.reddit import first_requests, recheck, sign_in
from tests.scrapers.platforms.asking import SERVER, answer, plan

POST, COMMENT = "t3_1back0", "t1_said00"


def submission(name: str = POST, **facts: Any) -> dict[str, Any]:
    """A text post."""
    return {
        "kind": "t3",
        "data": {
            "name": name,
            "id": name[3:],
            "author": "ada",
            "author_fullname": "t2_ada0",
            "created_utc": 1792484100.0,  # 2026-10-20 08:15
            "title": "Backward is worth double & more",
            "selftext": "Eight miles equal sixteen. #RunningBackwards",
            "permalink": f"/r/running/comments/{name[3:]}/backward/",
            "url": f"https://www.reddit.com/r/running/comments/{name[3:]}/backward/",
            "subreddit": "running",
            "subreddit_type": "public",
            "score": 31,
            "upvote_ratio": 0.9,
            "hide_score": False,
            "num_comments": 3,
            "num_crossposts": 1,
            "view_count": None,
            "is_self": True,
            "is_video": False,
            "media": None,
            "removed_by_category": None,
            "is_robot_indexable": True,
            "quarantine": False,
            "edited": False,
            **facts,
        },
    }


def comment(name: str = COMMENT, *, replies: Sequence[Any] = (), **facts: Any) -> dict[str, Any]:
    """A comment, in a tree with those under it."""
    return {
        "kind": "t1",
        "data": {
            "name": name,
            "id": name[3:],
            "author": "bert",
            "author_fullname": "t2_bert",
            "created_utc": 1792570500.0,
            "body": "It wrecks the calves #runbackwards",
            "parent_id": POST,
            "link_id": POST,
            "permalink": f"/r/running/comments/{POST[3:]}/backward/{name[3:]}/",
            "subreddit_type": "public",
            "score": 4,
            "score_hidden": False,
            "replies": listing(replies) if replies else "",
            **facts,
        },
    }


def pointer(*ids: str) -> dict[str, Any]:
    """What stands for comments that are not in the tree."""
    more = {"name": f"t1_{ids[0]}", "id": ids[0], "count": len(ids), "children": list(ids)}
    return {"kind": "more", "data": {**more, "depth": 0, "parent_id": POST}}


def listing(things: Sequence[Any], after: str | None = None) -> dict[str, Any]:
    """A page of things."""
    held = {"after": after, "before": None, "dist": len(things), "modhash": None, "geo_filter": ""}
    return {"kind": "Listing", "data": {**held, "children": list(things)}}


def token() -> dict[str, Any]:
    """What a sign-in brings."""
    return {"access_token": "T", "token_type": "bearer", "expires_in": 86400, "scope": "*"}


def tree() -> list[Any]:
    """A submission with two comments, one answer and one that it only points to."""
    said = comment(replies=[comment("t1_said01", parent_id=COMMENT)])
    return [listing([submission()]), listing([said, comment("t1_said02"), pointer("said03")])]


def _signing_in() -> Request:
    request = sign_in(plan())
    assert request is not None
    return request


SEARCHED = first_requests(plan())[0]
SIGN_IN = _signing_in()
RECHECK = recheck(plan(), [POST, COMMENT])[0]
LEAST = {"kind": "t3", "data": {"name": POST, "author": "ada"}}
PAGES: list[tuple[Request, Answer]] = [
    (SEARCHED, answer(listing([submission(), submission("t3_1back1")], "t3_1back1"))),
    (RECHECK, answer(listing([submission(), comment()]))),
    (
        Request(f"{SERVER}/comments/1back0?limit=500", "comments", "a part", about=POST),
        answer(tree()),
    ),
    (
        Request(f"{SERVER}/api/info?id={COMMENT}", "info", "a part"),
        answer(listing([comment(), comment("t1_said01", parent_id=COMMENT)])),
    ),
    (SIGN_IN, answer(token())),
]
LAST: tuple[Request, Answer] = (SEARCHED, answer(listing([])))
