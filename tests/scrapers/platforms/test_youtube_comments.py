"""YouTube's comments: threads taken apart, followed so far, and switched off."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from scrapers.platform import Answer, Outcome, Page, Request
from scrapers.platforms import youtube
from scrapers.records import Broken, Capture
from scrapers.youtube_requests import comments_of
from tests.scrapers.platforms.asking import SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.youtube import COMMENT, error, listed, thread, video_id
from tests.scrapers.platforms.test_youtube import asked


def read(request: Request, came: Answer) -> Page:
    return youtube.read_page(plan(), request, came)


def comments(*items: dict[str, Any], more: str | None = None, page: int = 1) -> Page:
    request = replace(comments_of(SERVER, video_id()), cursor=str(page))
    return read(request, answer(listed("commentThread", items, more)))


def test_a_thread_is_a_comment_and_its_replies_each_for_itself() -> None:
    page = comments(thread(replies=2), thread(f"{COMMENT}b", replies=0))
    first, reply, _, other = page.readings
    assert [post.parent_id for post in posts(page.readings)] == [
        video_id(), COMMENT, COMMENT, video_id()
    ]  # fmt: skip
    assert isinstance(first, Capture)
    assert isinstance(reply, Capture)
    assert isinstance(other, Capture)
    # What is kept of a comment holds no word of another, so that either can be deleted.
    assert "Source?" not in first.payload
    assert json.loads(reply.payload)["id"] == f"{COMMENT}.reply0000000000000"


def test_a_thread_without_a_comment_is_set_aside_and_costs_no_other() -> None:
    odd = {"kind": "youtube#commentThread", "id": "x", "snippet": {}}
    assert [type(one) for one in comments(odd, thread(replies=0)).readings] == [Broken, Capture]


def test_comments_are_followed_for_a_thousand_and_no_further() -> None:
    (following,) = comments(thread(), more="QURT=").next
    assert (asked(following)["pageToken"], following.cursor) == ("QURT=", "2")
    assert comments(thread(), more="QURT=", page=10).next == ()


def test_comments_that_are_switched_off_are_no_fault() -> None:
    request = comments_of(SERVER, video_id())
    for reason in ("commentsDisabled", "forbidden"):
        page = read(request, error(403, reason))
        assert (page.outcome, page.gone, page.next) == (Outcome.GONE, (), ())
    assert read(request, error(403, "quotaExceeded")).outcome is Outcome.QUOTA


def test_a_video_whose_comments_have_lost_it_is_gone() -> None:
    page = read(comments_of(SERVER, video_id()), error(404, "videoNotFound"))
    assert (page.outcome, page.gone) == (Outcome.GONE, (f"youtube:{video_id()}",))
