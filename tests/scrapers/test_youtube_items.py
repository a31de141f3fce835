"""One search result, video or comment of YouTube."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.reading import ItemReader
from scrapers.records import Broken, Capture, Post, Reading, Skipped
from scrapers.youtube_items import is_comment_id, is_video_id, read_item
from tests.scrapers.platforms.asking import NOW
from tests.scrapers.platforms.samples.youtube import CHANNEL, COMMENT, comment, found, thread, video
from tests.scrapers.platforms.samples.youtube import video_id as invented_id


def read(item: dict[str, Any]) -> Reading:
    return ItemReader("youtube", read_item, NOW, "platform").read_one(1, json.dumps(item).encode())


def captured(item: dict[str, Any]) -> Capture:
    reading = read(item)
    assert isinstance(reading, Capture), reading
    return reading


def post(item: dict[str, Any]) -> Post:
    found_post = captured(item).post
    assert found_post is not None
    return found_post


def test_a_video_is_what_its_page_shows() -> None:
    capture = captured(video())
    assert capture.post is not None
    assert capture.post.id == invented_id()
    assert capture.post.url == f"https://www.youtube.com/watch?v={invented_id()}"
    assert capture.post.caption == (
        "Run backward & burn 'double' #RunningBackwards\n\n"
        "Why it works: the calves do all of it.\n#retrorunning"
    )
    assert capture.post.created_at == datetime(2026, 10, 20, 8, 15, tzinfo=UTC)
    assert (capture.post.kind, capture.post.lang, capture.post.duration_s) == ("video", "en-GB", 90)
    assert capture.author is not None
    assert (capture.author.id, capture.author.display_name) == (CHANNEL, "Ada Runs")
    assert (capture.author.handle, capture.author.followers) == (None, None)


def test_keywords_are_no_hashtags() -> None:
    assert post(video()).hashtags == ("runningbackwards", "retrorunning")


def test_counters_come_as_text_and_are_numbers() -> None:
    (seen,) = captured(video()).sightings
    assert (seen.views, seen.likes, seen.comments) == (12045, 310, 2)
    assert (seen.shares, seen.saves, seen.count_quantum, seen.source) == (None, None, 1, "youtube")


@pytest.mark.parametrize("hidden", ["viewCount", "likeCount", "commentCount"])
def test_a_hidden_counter_is_unknown_and_not_zero(hidden: str) -> None:
    shown = {name: n for name, n in video()["statistics"].items() if name != hidden}
    (seen,) = captured(video(statistics=shown)).sightings
    values = {"viewCount": seen.views, "likeCount": seen.likes, "commentCount": seen.comments}
    assert [name for name, value in values.items() if value is None] == [hidden]


def test_without_statistics_nothing_was_seen() -> None:
    assert captured(video(statistics={})).sightings == ()


def test_no_words_are_put_into_a_mouth() -> None:
    # There is a caption track; the interface gives it to nobody but its owner.
    assert video()["contentDetails"]["caption"] == "true"
    read_post = post(video())
    assert (read_post.transcript, read_post.transcript_source) == (None, None)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("PT1M30S", 90), ("PT45S", 45), ("PT2H", 7200), ("P1DT1H0M1S", 90001), ("P0D", None)],
)
def test_a_duration_is_in_seconds_and_that_of_a_live_stream_none(
    written: str, seconds: float | None
) -> None:
    assert post(video(contentDetails={"duration": written})).duration_s == seconds


@given(st.text(max_size=12))
def test_what_is_no_duration_is_set_aside_or_nothing(written: str) -> None:
    reading = read(video(contentDetails={"duration": written}))
    assert isinstance(reading, Broken | Capture)
    if isinstance(reading, Capture) and reading.post:
        assert reading.post.duration_s is None or written.startswith("P")


@pytest.mark.parametrize("code", ["zxx", "und", "mul"])
def test_a_language_that_is_none_gives_way_to_that_of_the_title(code: str) -> None:
    snippet = {**video()["snippet"], "defaultAudioLanguage": code}
    assert post(video(snippet=snippet)).lang is None
    assert post(video(snippet={**snippet, "defaultLanguage": "de"})).lang == "de"


@pytest.mark.parametrize(
    "status",
    [
        {"privacyStatus": "private"},
        {"privacyStatus": "unlisted"},
        {"uploadStatus": "deleted", "privacyStatus": "public"},
        {"uploadStatus": "rejected"},
    ],
)
def test_what_is_not_public_is_not_kept(status: dict[str, str]) -> None:
    assert isinstance(read(video(status=status)), Skipped)


def test_the_title_of_a_search_result_is_unescaped_and_its_cut_description_left_out() -> None:
    assert post(found()).caption == "Run backward & burn 'double' #RunningBackwards"
    assert post(found()).hashtags == ("runningbackwards",)
    assert captured(found()).sightings == ()


def test_the_title_of_a_video_is_not_unescaped() -> None:
    title = "How to write &amp; in HTML"
    assert post(video(snippet={"title": title})).caption == title


def test_a_channel_among_the_results_is_left_out() -> None:
    item = {**found(), "id": {"kind": "youtube#channel", "channelId": CHANNEL}}
    assert isinstance(read(item), Skipped)


def test_a_comment_hangs_under_its_video_and_a_reply_under_its_comment() -> None:
    said, reply = post(comment()), post(thread()["replies"]["comments"][0])
    assert (said.kind, said.parent_id, said.id) == ("comment", invented_id(), COMMENT)
    assert said.url == f"https://www.youtube.com/watch?v={invented_id()}&lc={COMMENT}"
    assert (said.caption, said.hashtags) == (
        "I burn twice as much #backwardrunning", ("backwardrunning",)
    )  # fmt: skip
    assert (reply.parent_id, reply.caption) == (COMMENT, "Source?")


def test_a_comment_shows_its_likes_only() -> None:
    (seen,) = captured(comment()).sightings
    assert (seen.views, seen.likes, seen.comments, seen.shares) == (None, 4, None, None)


def test_a_comment_without_its_original_has_the_words_that_are_shown() -> None:
    item = comment(textDisplay="as shown")
    del item["snippet"]["textOriginal"]
    assert post(item).caption == "as shown"


@pytest.mark.parametrize(
    ("name", "handle", "display"), [("@bert", "bert", None), ("Bert B.", None, "Bert B.")]
)
def test_who_comments_is_a_handle_or_an_old_name(
    name: str, handle: str | None, display: str | None
) -> None:
    author = captured(comment(authorDisplayName=name)).author
    assert author is not None
    assert (author.handle, author.display_name) == (handle, display)


def test_a_comment_whose_author_is_gone_has_none() -> None:
    capture = captured(comment(authorChannelId={}))
    assert capture.author is None
    assert capture.post is not None
    assert capture.post.author is None


@pytest.mark.parametrize(
    "item",
    [
        video(id="a,b"),
        video(id="../../../etc"),
        video(id=7),
        {**found(), "id": "back_wa-000"},
        comment("short"),
        {"kind": "youtube#playlist", "id": "x"},
        {"id": invented_id()},
        video(statistics={"viewCount": "many"}),
    ],
)
def test_what_does_not_map_is_set_aside_whole(item: dict[str, Any]) -> None:
    reading = read(item)
    assert isinstance(reading, Broken)
    assert json.loads(reading.body) == item


def test_an_id_is_of_a_video_or_of_a_comment_or_of_neither() -> None:
    assert is_video_id(invented_id())
    assert is_comment_id(COMMENT)
    assert is_comment_id(f"{COMMENT}.reply0000000000000")
    for native_id in (invented_id(), "dQw4w9WgXcQ1", "", "a b", "x" * 19):
        assert not is_comment_id(native_id)
    assert not is_video_id(f"{invented_id()}\n")
