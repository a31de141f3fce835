"""pyktok's tables, whose times are those of a clock somewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.scrapers.fixtures.datasets import pyktok_row
from tests.scrapers.fixtures.invent import START, WORDS, tiktok_id, web_video
from tests.scrapers.reads import capture_of, only_sighting, post_of, problem_of

ROW = {key: str(value) for key, value in pyktok_row(web_video(0)).items()}
POSTED = datetime(2026, 8, 3, 10, 15, tzinfo=UTC)


def test_a_video_is_read_whole() -> None:
    capture = capture_of("pyktok", ROW)
    post = capture.post
    assert post is not None
    assert (post.key, post.kind) == (f"tiktok:{tiktok_id(START)}", "video")
    assert post.url == f"https://www.tiktok.com/@invented.walker0/video/{post.id}"
    assert (post.caption, post.screen_text) == (WORDS[0], "8 miles\nbackwards")
    assert (post.hashtags, post.duration_s) == (("runningbackwards", "fitness"), 41.0)
    assert capture.author is not None
    # A data frame with gaps made a fraction of it.
    assert (capture.author.handle, capture.author.followers) == ("invented.walker0", 30_300)
    (seen,) = capture.sightings
    assert (seen.views, seen.likes, seen.comments) == (258_000, 47_000, 1_234)
    assert (seen.shares, seen.saves, seen.count_quantum) == (87, None, 100)


@pytest.mark.parametrize("hours", [-12, -4, 0, 2, 5.75, 14])
def test_whatever_zone_its_clock_stood_in_the_id_tells_the_time(hours: float) -> None:
    local = (POSTED + timedelta(hours=hours)).replace(tzinfo=None).isoformat()
    post = post_of("pyktok", ROW | {"video_timestamp": local})
    assert (post.created_at, post.created_at_source) == (POSTED, "id")


def test_a_time_that_no_zone_explains_is_kept_to_be_doubted() -> None:
    post = post_of("pyktok", ROW | {"video_timestamp": "2026-08-21T10:15:00"})
    assert (post.created_at, post.created_at_source) == (
        *(datetime(2026, 8, 21, 10, 15, tzinfo=UTC), "platform"),
    )


def test_a_local_time_alone_is_no_time() -> None:
    post = post_of("pyktok", ROW | {"video_id": "12"})
    assert (post.created_at, post.created_at_source) == (None, None)


def test_older_versions_name_the_length_and_the_words_otherwise() -> None:
    row = ROW | {"video_length": "12", "video_title": "8 miles"}
    del row["video_duration"], row["video_description"]
    post = post_of("pyktok", row)
    assert (post.duration_s, post.caption) == (12.0, "8 miles")


def test_a_whole_object_where_yes_or_no_should_be_is_no_trouble() -> None:
    assert "uniqueId" in ROW["author_verified"]
    assert only_sighting("pyktok", ROW).views == 258_000


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"video_id": ""}, "video_id: missing"),
        ({"video_id": "7.67E+18"}, 'video_id: "7.67E+18" is an id that a spreadsheet rounded'),
        ({"video_timestamp": "soon"}, 'video_timestamp: "soon" is not a time'),
        ({"video_playcount": "-1"}, 'video_playcount: "-1" is not a count'),
    ],
)
def test_what_does_not_map_names_its_column(changes: dict[str, str], problem: str) -> None:
    assert problem_of("pyktok", ROW | changes).startswith(problem)
