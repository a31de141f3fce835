"""Posts on X as its pages carry them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import x_web
from scrapers.fields import Unmapped, Unwanted
from scrapers.shown import Shown
from scrapers.x_web import x_time
from tests.scrapers.fixtures.invent import START
from tests.scrapers.fixtures.sites import x_id, x_post
from tests.scrapers.reads import NOW


def shown(item: dict[str, Any]) -> Shown:
    """What is read from an item."""
    return x_web.post(item, source="s", seen_at=NOW, under="data.")


def test_a_post_is_read_whole() -> None:
    post, author, sighting = shown(x_post(0))
    assert (post.key, post.kind) == (f"x:{x_id(START)}", "post")
    assert post.url == f"https://x.com/invented_x0/status/{x_id(START)}"
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert post.caption == "8 miles backwards & 16 forward #RunningBackwards"
    assert (post.lang, post.hashtags) == ("en", ("runningbackwards",))
    assert author is not None
    assert (author.handle, author.display_name, author.followers) == (
        *("invented_x0", "Invented X", 321),
    )
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.comments) == (5_678, 12, 3)
    assert (sighting.shares, sighting.saves) == (4, 2)


def test_of_a_repost_the_post_that_it_repeats_is_read() -> None:
    repeated = x_post(1)
    for wrapped in (repeated, {"__typename": "TweetWithVisibilityResults", "tweet": repeated}):
        item = x_post(2, legacy={"retweeted_status_result": {"result": wrapped}})
        assert shown(item).post == shown(repeated).post


def test_a_post_for_some_eyes_lies_one_level_deeper() -> None:
    assert shown({"tweet": x_post(0)}).post == shown(x_post(0)).post


def test_an_older_answer_names_the_user_beside_the_post() -> None:
    item = x_post(0)
    user = {"screen_name": "older", "name": "Older", "followers_count": 9}
    older = {"type": "adaptive", "legacy": item["legacy"], "user": user}
    post, author, sighting = shown(older)
    assert post.id == x_id(START)
    assert author is not None
    assert (author.handle, author.followers) == ("older", 9)
    assert sighting is not None
    assert sighting.views is None


def test_the_whole_of_a_long_post_is_in_its_note() -> None:
    words = "8 miles backwards " * 20
    note = {"note_tweet_results": {"result": {"text": words}}}
    assert shown(x_post(0, note_tweet=note)).post.caption == words.strip()


def test_an_answer_hangs_on_what_it_answers() -> None:
    post = shown(x_post(0, legacy={"in_reply_to_status_id_str": "2084221486495000000"})).post
    assert (post.kind, post.parent_id) == ("comment", "2084221486495000000")


def test_a_film_has_a_length_and_a_picture_its_description() -> None:
    film = {"type": "video", "video_info": {"duration_millis": 12_500}}
    picture = {"type": "photo", "ext_alt_text": "8 miles"}
    post = shown(x_post(0, legacy={"extended_entities": {"media": [film, picture]}})).post
    assert (post.kind, post.duration_s, post.screen_text) == ("video", 12.5, "8 miles")


@pytest.mark.parametrize("lang", ["und", "zxx", "qme", None])
def test_no_language_is_none(lang: str | None) -> None:
    assert shown(x_post(0, legacy={"lang": lang})).post.lang is None


def test_without_a_handle_an_address_still_leads_there() -> None:
    post, author, _ = shown(x_post(0, core=None))
    assert (author, post.author) == (None, None)
    assert post.url == f"https://x.com/i/web/status/{post.id}"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (x_post(0, promoted=True), "an advertisement"),
        ({"__typename": "TweetTombstone"}, "a post that X no longer shows"),
        ({"tombstone": {}}, "a post that X no longer shows"),
    ],
)
def test_what_is_no_post_has_a_reason(item: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unwanted) as caught:
        shown(item)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ({}, "data.rest_id or legacy.id_str: missing"),
        ({"rest_id": "abc"}, 'data.rest_id: "abc" is not an id of this platform'),
        ({"rest_id": 2.08e18}, "data.rest_id: 2.08e+18 is an id that came as a rounded number"),
        (x_post(0, legacy={"created_at": "now"}), 'data.legacy.created_at: "now" is not a time'),
        (x_post(0, legacy={"favorite_count": []}), "data.legacy.favorite_count: a list is not"),
        (x_post(0, core={"user_results": 5}), "data.core.user_results: 5 is not an object"),
        (
            x_post(0, legacy={"entities": {"hashtags": ["x"]}}),
            'data.legacy.entities.hashtags[0]: "x" is not an object',
        ),
    ],
)
def test_what_does_not_map_names_its_path(item: dict[str, Any], problem: str) -> None:
    with pytest.raises(Unmapped) as caught:
        shown(item)
    assert caught.value.problem.startswith(problem)


def test_an_offset_is_reckoned_in() -> None:
    found = x_time("Mon Aug 03 12:15:00 +0200 2026", "t")
    assert found == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)


@given(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(r"\A[A-Z][a-z]{2} (Jan|Feb|Xxx) \d\d \d\d:\d\d:\d\d [+-]\d{4} \d{4}\Z"),
    )
)
def test_any_text_is_a_time_or_a_complaint(written: str) -> None:
    try:
        found = x_time(written, "t")
    except Unmapped:
        return
    assert found is not None
    assert found.tzinfo is UTC
