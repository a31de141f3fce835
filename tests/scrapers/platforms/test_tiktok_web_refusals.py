"""TikTok's public pages: what ends a run, what is tried again, and what only seems to be gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scrapers.platform import Answer, Outcome
from scrapers.platforms import tiktok_web as platform
from scrapers.records import Broken
from tests.scrapers.platforms.asking import SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.tiktok_web import (
    ID,
    LATER,
    html,
    later,
    oembed,
    read,
    tag_page,
    video,
    video_page,
)

PURPOSES = ("tag", "video", "look")


@pytest.mark.parametrize(
    "came",
    [
        answer(b""),
        answer(b"\n\n"),
        answer(b"<html><title>Please wait...</title></html>"),
        answer(b'<html><script src="/waf/captcha.js"></script></html>'),
        answer(b"<html>Access denied</html>", 403),
        answer(b"", 401),
        answer(b"", 302, location="https://www.tiktok.com/login?redirect_url=x"),
        answer(b"", 302, location="https://login.tiktok.com/login/phone"),
        replace(video_page(), url=f"{SERVER}/login?redirect_url=x"),
        later("webapp.login", {}),
        html(LATER, []),
        html(LATER, {"__DEFAULT_SCOPE__": None}),
        answer(b'{"statusCode":0}'),
    ],
)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_puzzle_a_login_or_nothing_ends_the_run(came: Answer, purpose: str) -> None:
    page = read(purpose, came)
    assert (page.outcome, page.gone, page.readings) == (Outcome.CHALLENGED, (), ())
    assert page.reason


@pytest.mark.parametrize(
    "facts",
    [
        {"createTime": "0"},
        {"createTime": 0},
        {"stats": None, "statsV2": None},
        {"stats": {}, "statsV2": {}},
    ],
)
def test_a_video_without_time_or_counters_is_a_login_in_disguise(facts: dict[str, Any]) -> None:
    page = read("video", video_page(video(**facts)))
    assert (page.outcome, page.readings) == (Outcome.CHALLENGED, ())


def test_a_redirect_to_somewhere_else_is_no_login() -> None:
    came = answer(b"", 301, location="https://m.tiktok.com/v/1.html")
    assert read("video", came).outcome is Outcome.REFUSED


def test_a_page_that_is_cut_off_is_asked_for_again() -> None:
    whole = video_page()
    page = read("video", replace(whole, body=whole.body[:-20]))
    assert page.outcome is Outcome.RETRY


def test_a_script_that_is_no_json_is_a_shape_that_is_not_known() -> None:
    body = f'<html><script id="{LATER}">{{"a":</script></html>'.encode()
    page = read("video", answer(body))
    assert page.outcome is Outcome.BROKEN
    assert LATER in page.reason


def test_a_page_of_nothing_but_openings_is_read_in_no_time() -> None:
    for opening in (
        b"<script",
        f'id="{LATER}"'.encode(),
        b'<script id="' + LATER.encode() + b'">[',
    ):
        body = b"<html>" + opening * (4_000_000 // len(opening)) + b"</html>"
        assert read("video", answer(body)).outcome in (Outcome.CHALLENGED, Outcome.BROKEN)


def test_ten_pages_in_a_row_that_cannot_be_read_end_the_run() -> None:
    memory: dict[str, str] = {}
    strange = video_page(video(createTime="yesterday"))
    for _ in range(9):
        page = read("video", strange, plan(memory=memory))
        assert page.outcome is Outcome.OK
        assert [type(one) for one in page.readings] == [Broken]
        memory |= page.memory
    assert read("video", video_page(), plan(memory=memory)).memory == dict.fromkeys(memory, "0")
    last = read("video", video_page(code=10999), plan(memory=memory))
    assert last.outcome is Outcome.CHALLENGED
    assert "10999" in last.reason
    # The next run begins to count anew.
    assert read("video", strange, plan(memory={**memory, **last.memory})).outcome is Outcome.OK


def test_a_page_that_is_fine_has_nothing_to_remember() -> None:
    assert read("tag", tag_page()).memory == {}


# Whether a post still stands


def test_oembed_says_that_a_post_stands_and_its_page_then_shows_the_counters() -> None:
    page = read("oembed", answer(oembed()))
    assert page.gone == ()
    (post,) = posts(page.readings)
    assert (post.key, post.author, post.hashtags) == (
        f"tiktok:{ID}", "invented.walker0", ("runningbackwards",)
    )  # fmt: skip
    assert post.created_at_source == "id"
    assert [one.purpose for one in page.next] == ["video"]


@pytest.mark.parametrize("code", [400, 404])
def test_where_oembed_knows_nothing_the_page_is_looked_at_before_anything_is_gone(
    code: int,
) -> None:
    page = read("oembed", answer({"code": code, "message": "Something went wrong"}, code))
    assert (page.outcome, page.gone) == (Outcome.GONE, ())
    (look,) = page.next
    assert (look.purpose, look.about) == ("look", ID)
    assert posts(platform.read_page(plan(), look, video_page()).readings)
    assert platform.read_page(plan(), look, video_page(code=10204)).gone == (f"tiktok:{ID}",)


@pytest.mark.parametrize("came", [answer(b""), answer(b"<html></html>"), answer({}, 403)])
def test_no_wall_passes_for_a_deletion(came: Answer) -> None:
    for purpose in ("oembed", *PURPOSES):
        page = read(purpose, came)
        assert (page.outcome, page.gone, page.next) == (Outcome.CHALLENGED, (), ())


def test_an_answer_of_oembed_about_another_post_is_not_believed() -> None:
    page = read("oembed", answer(oembed(embed_product_id="7320768196569599275")))
    assert (page.outcome, page.readings, page.gone) == (Outcome.BROKEN, (), ())


def test_ids_that_are_none_are_not_asked_about() -> None:
    assert platform.recheck(plan(), ["x", "７", "1/../2"]) == ()
