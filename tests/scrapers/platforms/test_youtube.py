"""YouTube: slices of time, look-ups in fifties, comments, deletions, and what a day allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.platform import Answer, Outcome, Page, Request
from scrapers.platforms import youtube
from scrapers.records import Broken, Capture, Skipped
from scrapers.youtube_requests import comments_of, look_up
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.youtube import (
    COMMENT,
    SEARCHED,
    comment,
    error,
    found,
    listed,
    video,
    video_id,
)


def asked(request: Request) -> dict[str, str]:
    """What a request asks, by parameter."""
    return dict(parse_qsl(urlsplit(request.url).query))


def read(request: Request, came: Answer) -> Page:
    return youtube.read_page(plan(), request, came)


def search(*items: dict[str, Any], more: str | None = None, page: int = 1) -> Page:
    """The page of a search with these results."""
    return read(replace(SEARCHED, cursor=str(page)), answer(listed("search", items, more)))


def looked_up(*items: dict[str, Any], ids: tuple[str, ...]) -> Page:
    """What becomes of videos that were asked for again."""
    (request,) = youtube.recheck(plan(), ids)
    return read(request, answer(listed("video", items)))


# Searching


def test_all_tags_share_a_search_in_each_week() -> None:
    requests = youtube.first_requests(plan("a", "b"))
    assert len(requests) == 5
    assert {asked(one)["q"] for one in requests} == {"#a|#b"}
    assert {one.bucket for one in requests} == {"search"}
    assert len({one.part for one in requests}) == 5


def test_slices_leave_no_gap_and_overlap_by_seconds_only() -> None:
    requests = youtube.first_requests(plan())
    assert (requests[0].since, requests[-1].until) == (NOW - timedelta(days=30), NOW)
    for earlier, later in pairwise(requests):
        assert earlier.until == later.since
        assert asked(earlier)["publishedBefore"] > asked(later)["publishedAfter"]
    assert asked(requests[0])["publishedAfter"] == "2026-10-02T11:59:59Z"


@given(st.timedeltas(timedelta(microseconds=1), timedelta(days=400)))
def test_a_year_fits_into_the_searches_of_a_day(length: timedelta) -> None:
    requests = youtube.first_requests(replace(plan(), since=NOW - length))
    assert 1 <= len(requests) <= 59
    assert requests[0].since is not None
    assert requests[0].since <= NOW - length


def test_the_key_is_in_no_address() -> None:
    everything = [*youtube.first_requests(plan()), *search(found(), more="x").next]
    for request in everything:
        assert request.secrets == ("RETROGRADE_YOUTUBE_KEY",)
        assert dict(request.headers) == {"X-Goog-Api-Key": "${RETROGRADE_YOUTUBE_KEY}"}
        assert "key" not in asked(request)


def test_the_videos_of_a_page_are_looked_up_and_the_next_page_is_asked_for() -> None:
    videos, following = search(*map(found, range(50)), more="CDIQAA").next
    assert (videos.purpose, videos.bucket) == ("videos", "units")
    assert asked(videos)["id"].split(",") == [video_id(number) for number in range(50)]
    assert following == replace(
        SEARCHED, url=f"{SEARCHED.url}&pageToken=CDIQAA", cursor="2"
    )  # fmt: skip


def test_an_estimate_of_results_is_not_relied_on() -> None:
    page = search(found(), more="x")
    assert page.expected is None
    # A million by the estimate, and no token: that was all.
    assert [one.purpose for one in search(found()).next] == ["videos"]


def test_an_empty_page_with_a_token_is_not_the_end() -> None:
    assert [asked(one)["pageToken"] for one in search(more="CDIQAA").next] == ["CDIQAA"]


def test_a_list_that_is_left_out_is_an_empty_one() -> None:
    body = listed("search", [])
    del body["items"]
    page = read(SEARCHED, answer(body))
    assert (page.outcome, page.readings, page.next) == (Outcome.OK, (), ())


def test_a_window_too_full_for_one_search_is_asked_on_from_its_oldest_video() -> None:
    oldest = found(1, publishedAt="2026-10-18T00:00:00Z")
    (_, following) = search(found(0), oldest, page=10).next
    assert asked(following)["publishedBefore"] == "2026-10-18T00:00:01Z"
    assert "pageToken" not in asked(following)
    assert (following.part, following.cursor) == (SEARCHED.part, "1")
    assert following.until == datetime(2026, 10, 18, 0, 0, 1, tzinfo=UTC)
    # And so on, until nothing older comes.
    again = read(replace(following, cursor="10"), answer(listed("search", [oldest])))
    assert [one.purpose for one in again.next] == ["videos"]


def test_a_result_outside_the_window_is_left_to_the_slice_that_it_lies_in() -> None:
    edge = SEARCHED.until
    assert edge is not None
    page = search(found(0), found(1, publishedAt=edge.isoformat()))
    assert [type(one) for one in page.readings] == [Capture, Skipped]
    assert asked(page.next[0])["id"] == video_id(0)


def test_a_page_token_that_has_run_out_begins_the_slice_anew() -> None:
    (_, second) = search(found(), more="CDIQAA").next
    page = read(second, error(400, "invalidPageToken"))
    assert (page.outcome, page.next) == (Outcome.RESTART, (SEARCHED,))


def test_a_spent_quota_rests_the_platform() -> None:
    page = read(SEARCHED, error(403, "quotaExceeded"))
    assert (page.outcome, page.next) == (Outcome.QUOTA, ())


def test_the_searches_and_the_rest_have_quotas_of_their_own() -> None:
    buckets = {one.name: one for one in youtube.CARD.buckets}
    assert (buckets["search"].units, buckets["units"].units) == (100, 10_000)
    assert {one.resets for one in buckets.values()} == {"pacific_midnight"}
    assert (youtube.CARD.refresh_days, youtube.CARD.retention_days) == (25, 30)


# Looking up


def videos_page(*items: dict[str, Any]) -> Page:
    request = look_up(SERVER, "videos", [one["id"] for one in items], part="a slice")
    return read(request, answer(listed("video", items)))


def test_comments_are_asked_for_where_there_are_any() -> None:
    none, hidden = {"commentCount": "0"}, {"viewCount": "1"}
    page = videos_page(video(0), video(1, statistics=none), video(2, statistics=hidden))
    (request,) = page.next
    assert (request.purpose, request.about) == ("comments", video_id(0))
    assert asked(request)["videoId"] == video_id(0)
    assert asked(request)["textFormat"] == "plainText"


def test_a_video_that_search_found_and_that_is_gone_already_is_gone() -> None:
    request = look_up(SERVER, "videos", [video_id(0), video_id(1)], part="a slice")
    page = read(request, answer(listed("video", [video(1)])))
    assert (page.outcome, page.gone) == (Outcome.OK, (f"youtube:{video_id(0)}",))


def test_videos_are_asked_for_again_in_fifties_and_comments_in_twenties() -> None:
    ids = [*map(video_id, range(120)), *(f"{COMMENT}{number}" for number in range(30)), "?"]
    requests = youtube.recheck(plan(), ids)
    assert [len(asked(one)["id"].split(",")) for one in requests] == [50, 50, 20, 20, 10]
    assert [urlsplit(one.url).path for one in requests[2:4]] == [
        "/youtube/v3/videos", "/youtube/v3/comments"
    ]  # fmt: skip
    assert len({one.part for one in requests}) == 5
    assert "?" not in "".join(asked(one)["id"] for one in requests)


def test_what_is_missing_or_not_public_any_more_is_gone_and_the_rest_is_seen_anew() -> None:
    private = video(1, status={"privacyStatus": "private"})
    page = looked_up(video(0), private, ids=tuple(map(video_id, range(3))))
    assert set(page.gone) == {f"youtube:{video_id(1)}", f"youtube:{video_id(2)}"}
    assert [post.id for post in posts(page.readings)] == [video_id(0)]
    assert page.next == ()


def test_a_video_in_an_unknown_shape_is_not_gone() -> None:
    page = looked_up(video(0, statistics={"viewCount": "many"}), ids=(video_id(0), video_id(1)))
    assert page.gone == (f"youtube:{video_id(1)}",)
    assert [type(one) for one in page.readings] == [Broken]


def test_an_id_that_is_none_costs_no_other() -> None:
    page = looked_up(video(0), video(1, id={"videoId": video_id(1)}), ids=(video_id(0),))
    assert (page.outcome, page.gone) == (Outcome.OK, ())
    assert [type(one) for one in page.readings] == [Capture, Broken]


def test_all_of_many_gone_at_once_is_asked_one_by_one() -> None:
    ids = tuple(map(video_id, range(3)))
    page = looked_up(ids=ids)
    assert page.gone == ()
    assert [asked(one)["id"] for one in page.next] == list(ids)
    last = read(page.next[0], answer(listed("video", [])))
    assert (last.gone, last.next) == ((f"youtube:{ids[0]}",), ())


def test_an_answer_in_pages_is_no_word_on_what_it_lacks() -> None:
    (request,) = youtube.recheck(plan(), [f"{COMMENT}{number}" for number in range(3)])
    page = read(request, answer(listed("comment", [comment(f"{COMMENT}0")], "more")))
    assert page.gone == ()
    assert [asked(one)["id"] for one in page.next] == [f"{COMMENT}1,{COMMENT}2"]


def test_a_comment_that_is_not_found_costs_no_other() -> None:
    ids = [COMMENT, f"{COMMENT}1"]
    (request,) = youtube.recheck(plan(), ids)
    page = read(request, error(404, "commentNotFound"))
    assert (page.gone, [asked(one)["id"] for one in page.next]) == ((), ids)
    alone = read(page.next[0], error(404, "commentNotFound"))
    assert (alone.outcome, alone.gone) == (Outcome.GONE, (f"youtube:{COMMENT}",))


@pytest.mark.parametrize(
    "body",
    [b"{}", b"[]", b"null", b"<html>", b'{"kind":"youtube#searchListResponse","items":[]}',
     b'{"kind":"youtube#videoListResponse","items":{}}'],
)  # fmt: skip
def test_no_slip_of_the_server_passes_for_a_deletion(body: bytes) -> None:
    (request,) = youtube.recheck(plan(), [video_id(0)])
    for status in (200, 302, 400, 401, 403, 404, 429, 500):
        page = read(request, answer(body, status))
        assert page.gone == ()
        assert page.outcome is not Outcome.OK


# Anything at all


@given(
    st.dictionaries(
        st.sampled_from(["items", "nextPageToken", "pageInfo"]),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=5),
            lambda inside: st.lists(inside, max_size=3)
            | st.dictionaries(
                st.sampled_from(["kind", "id", "snippet", "videoId", "statistics", "replies"]),
                inside,
                max_size=4,
            ),
            max_leaves=8,
        ),
    ),
    st.sampled_from(
        ["searchList", "videoList", "commentThreadList", "commentList"]
    ),
)  # fmt: skip
def test_no_list_breaks_it(body: dict[str, Any], what: str) -> None:
    came = answer({"kind": f"youtube#{what}Response", **body})
    for request in (
        SEARCHED,
        look_up(SERVER, "recheck", [video_id(0), video_id(1)]),
        look_up(SERVER, "recheck_comments", [COMMENT]),
        comments_of(SERVER, video_id()),
    ):
        assert isinstance(read(request, came), Page)
