"""TikTok Research API: slices, cursors with their search id, pages of videos and comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.platform import Outcome, Plan
from scrapers.platforms import tiktok_research as platform
from scrapers.records import Capture, Skipped
from scrapers.research_queries import comments
from scrapers.research_troubles import token_page
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.tiktok_research import (
    ID,
    SEARCH,
    asked,
    body_of,
    comment,
    page,
    read,
    video,
    video_id,
)

TAGS = ("runningbackwards", "reverserunning", "backwardrunning", "runbackwards")


def days_of(at: Plan) -> list[tuple[str, str]]:
    found = [body_of(request) for request in platform.first_requests(at)]
    return [(one["start_date"], one["end_date"]) for one in found]


# What is asked


def test_four_tags_are_one_query() -> None:
    (request,) = platform.first_requests(plan(*TAGS, days=3))
    assert (request.method, urlsplit(request.url).path) == ("POST", "/v2/research/video/query/")
    body = body_of(request)
    assert body["query"] == {
        "and": [{"operation": "IN", "field_name": "hashtag_name", "field_values": [*TAGS]}]
    }
    assert (body["max_count"], body["cursor"]) == (100, 0)
    assert "search_id" not in body
    assert dict(request.headers)["Authorization"] == "Bearer ${access_token}"


def test_slices_of_seven_days_share_a_day_with_the_next() -> None:
    assert days_of(plan(days=17)) == [
        ("20261015", "20261022"), ("20261022", "20261029"), ("20261029", "20261101")
    ]  # fmt: skip


def test_the_last_day_of_a_chosen_window_is_asked_for_and_none_after_today() -> None:
    since = datetime(2026, 3, 1, tzinfo=UTC)
    whole = replace(plan(), since=since, until=datetime(2026, 3, 3, tzinfo=UTC))
    assert days_of(whole) == [("20260301", "20260303")]
    part = replace(plan(), since=since, until=datetime(2026, 3, 3, 9, tzinfo=UTC))
    assert days_of(part) == [("20260301", "20260304")]
    assert days_of(replace(plan(), until=NOW + timedelta(days=9)))[-1][1] == "20261101"
    ahead = replace(plan(), since=NOW + timedelta(days=1), until=NOW + timedelta(days=9))
    assert days_of(ahead) == []


@given(days=st.integers(1, 800))
def test_every_day_lies_in_a_slice_of_at_most_thirty_days(days: int) -> None:
    slices = [
        (datetime.strptime(a, "%Y%m%d"), datetime.strptime(b, "%Y%m%d"))
        for a, b in days_of(plan(days=days))
    ]
    for (start, end), (following, _) in pairwise(slices):
        assert end == following
        assert end - start == timedelta(days=7)
    assert slices[0][0].date() == (NOW - timedelta(days=days)).date()
    assert slices[-1][1].date() == NOW.date()


def test_a_client_signs_in_with_a_form_and_its_secrets_stay_out_of_it() -> None:
    request = platform.sign_in(plan())
    assert request is not None
    assert request.url == f"{SERVER}/v2/oauth/token/"
    assert request.body == (
        "client_key=${RETROGRADE_TIKTOK_CLIENT_KEY}"
        "&client_secret=${RETROGRADE_TIKTOK_CLIENT_SECRET}&grant_type=client_credentials"
    )
    assert request.bucket == ""


def test_a_token_is_a_secret_and_a_refusal_says_why() -> None:
    good = token_page(answer({"access_token": "clt.1", "expires_in": 7200, "token_type": "Bearer"}))
    assert good.secrets == {"access_token": "clt.1"}
    assert "clt.1" not in repr(good)
    wrong = {"error": "invalid_client", "error_description": "Client key or secret is incorrect."}
    for status in (200, 400, 401):
        page_ = token_page(answer(wrong, status))
        assert page_.outcome is Outcome.REFUSED
        assert "Client key or secret is incorrect" in page_.reason
    assert token_page(answer({}, 500)).outcome is Outcome.RETRY
    assert token_page(answer(b"<html>")).outcome is Outcome.CHALLENGED
    assert token_page(answer([])).outcome is Outcome.BROKEN
    assert token_page(answer({"expires_in": 7200})).outcome is Outcome.BROKEN


# Pages


def test_a_short_page_goes_on_with_cursor_and_search_id_until_the_api_says_it_ends() -> None:
    first = asked()
    came = page("videos", video(), more=True, search_id=SEARCH)
    following = read(first, came).next[0]
    assert (following.cursor, following.search_id) == ("100", SEARCH)
    assert body_of(following) == body_of(first) | {"cursor": 100, "search_id": SEARCH}
    assert (following.url, following.part) == (first.url, first.part)
    empty = read(following, page("videos", more=True, cursor=200, search_id=SEARCH))
    assert [body_of(one)["cursor"] for one in empty.next] == [200]
    assert read(following, page("videos", cursor=300)).next == ()


def test_a_page_without_a_list_is_empty_only_where_it_says_that_it_ends() -> None:
    whole = {"data": {"cursor": 0, "has_more": False}, "error": {"code": "ok"}}
    assert read(asked(), answer(whole)).outcome is Outcome.OK
    shapes: list[dict[str, Any]] = [
        {},
        {"videos": []},
        {"videos": {}, "has_more": False},
        {"has_more": "no"},
    ]
    for data in shapes:
        came = read(asked(), answer({"data": data, "error": {"code": "ok"}}))
        assert came.outcome is Outcome.BROKEN


@pytest.mark.parametrize("cursor", [None, "100", -1, 1.5, True])
def test_a_cursor_that_is_none_is_no_end(cursor: object) -> None:
    came = page("videos", video(), more=True, cursor=cursor)
    assert read(asked(), came).outcome is Outcome.BROKEN


def test_records_are_counted_as_well_as_requests() -> None:
    assert asked().bucket == "requests"
    assert read(asked(), page("videos", video(), video(2))).spent == (("records", 2),)
    request = comments(plan(), ID)
    assert read(request, page("comments", comment())).spent == (("records", 1),)
    buckets = {
        one.name: (one.units, one.resets, one.reserved_share) for one in platform.CARD.buckets
    }
    assert buckets == {
        "requests": (1000, "utc_midnight", 0.1),
        "records": (100_000, "utc_midnight", 0.1),
    }


def test_a_chosen_window_is_kept_to_at_its_end() -> None:
    chosen = replace(plan(), until=datetime(2026, 10, 20, tzinfo=UTC))
    found = read(asked(), page("videos", video()), chosen)
    assert [type(one) for one in found.readings] == [Skipped]
    assert found.next == ()


def test_a_video_is_read_with_exact_counters_and_its_spoken_words() -> None:
    (reading,) = read(asked(), page("videos", video())).readings
    assert isinstance(reading, Capture)
    post, (seen,) = reading.post, reading.sightings
    assert post is not None
    assert (post.key, post.kind) == (f"tiktok:{ID}", "video")
    assert post.url == f"https://www.tiktok.com/@ada.runs/video/{ID}"
    assert (post.transcript_source, post.screen_text) == ("asr", "Try 100 steps")
    assert post.transcript == "running backwards burns a third more"
    assert (seen.source, seen.views, seen.saves, seen.count_quantum) == (
        "tiktok_research", 1_234_567, 41, 1
    )  # fmt: skip


def test_an_id_beyond_two_to_the_53rd_stays_what_it_is() -> None:
    odd = 7320768196569599275
    (post,) = posts(read(asked(), page("videos", video(id=odd))).readings)
    assert post.id == "7320768196569599275"
    assert body_of(comments(plan(), post.id))["video_id"] == odd


def test_a_broken_video_costs_no_other() -> None:
    found = read(asked(), page("videos", video(id=[]), video(2))).readings
    assert [type(one).__name__ for one in found] == ["Broken", "Capture"]


# Comments


def test_comments_are_asked_for_where_there_are_any_or_it_is_not_said() -> None:
    untold = video(3)
    del untold["comment_count"]
    came = page("videos", video(), video(2, comment_count=0), untold)
    asked_for = read(asked(), came).next
    assert [one.about for one in asked_for] == [ID, str(video_id(3))]
    assert len({one.part for one in asked_for}) == 2
    assert urlsplit(asked_for[0].url).path == "/v2/research/video/comment/list/"


def test_comments_end_after_the_first_thousand() -> None:
    request, cursors = comments(plan(), ID), []
    for cursor in (100, 560, 960, 1000):
        came = read(request, page("comments", comment(), more=True, cursor=cursor))
        cursors += [(body_of(one)["cursor"], body_of(one)["max_count"]) for one in came.next]
    assert cursors == [(100, 100), (560, 100), (960, 40)]


def test_a_comment_stands_under_its_video_and_may_have_no_words() -> None:
    came = page("comments", comment(), comment(2, text=""))
    first, second = posts(read(comments(plan(), ID), came).readings)
    assert (first.kind, first.parent_id, first.author) == ("comment", ID, None)
    assert first.hashtags == ("runbackwards",)
    assert second.caption is None
