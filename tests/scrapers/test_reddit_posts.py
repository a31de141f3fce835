"""One submission or comment of Reddit, and what is left of one that was deleted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers.reading import ItemReader
from scrapers.records import Broken, Capture, Post, Reading, Sighting, Skipped
from scrapers.reddit_posts import read_item
from tests.scrapers.platforms.asking import NOW
from tests.scrapers.platforms.samples.reddit import COMMENT, POST, comment, pointer, submission


def read(item: dict[str, Any]) -> Reading:
    return ItemReader("reddit", read_item, NOW, "platform").read_one(1, json.dumps(item).encode())


def captured(item: dict[str, Any]) -> Capture:
    reading = read(item)
    assert isinstance(reading, Capture), reading
    return reading


def post(item: dict[str, Any]) -> Post:
    found = captured(item).post
    assert found is not None
    return found


def seen(item: dict[str, Any]) -> Sighting:
    (sighting,) = captured(item).sightings
    return sighting


def test_a_submission_is_what_its_page_shows() -> None:
    capture = captured(submission())
    found = post(submission())
    assert (found.id, found.kind, found.parent_id) == (POST, "post", None)
    assert found.url == "https://www.reddit.com/r/running/comments/1back0/backward/"
    assert found.caption == (
        "Backward is worth double & more\n\nEight miles equal sixteen. #RunningBackwards"
    )
    assert found.hashtags == ("runningbackwards",)
    assert found.created_at == datetime(2026, 10, 20, 8, 15, tzinfo=UTC)
    assert capture.author is not None
    assert (capture.author.id, capture.author.handle) == ("t2_ada0", "ada")


def test_a_score_is_likes_and_views_are_unknown() -> None:
    one = seen(submission())
    assert (one.views, one.likes, one.comments, one.shares, one.saves) == (None, 31, 3, 1, None)
    assert (seen(comment()).likes, seen(comment()).comments) == (4, None)


@pytest.mark.parametrize("facts", [{"hide_score": True}, {"score": None}, {"score": -7}])
def test_a_score_that_is_hidden_or_below_zero_is_unknown(facts: dict[str, Any]) -> None:
    assert seen(submission(**facts)).likes is None


def test_a_young_comment_shows_nothing() -> None:
    assert captured(comment(score_hidden=True)).sightings == ()


def test_a_comment_hangs_under_what_it_answers() -> None:
    assert post(comment()).parent_id == POST
    reply = post(comment("t1_said01", parent_id=COMMENT))
    assert (reply.kind, reply.parent_id) == ("comment", COMMENT)


def test_a_video_has_a_length() -> None:
    media = {"reddit_video": {"duration": 41}}
    found = post(submission(is_video=True, media=media))
    assert (found.kind, found.duration_s) == ("video", 41)


@pytest.mark.parametrize(
    "item",
    [
        submission(selftext="[deleted]"),
        submission(selftext="[removed]", removed_by_category="moderator"),
        submission(removed_by_category="deleted"),
        submission(title="[deleted by user]", selftext=""),
        submission(author="[deleted]"),
        submission(author=None),
        submission(removal_reason="legal"),
        submission(is_robot_indexable=False),
        submission(quarantine=True),
        submission(subreddit_type="private"),
        submission(crosspost_parent="t3_other"),
        comment(body="[removed]"),
        comment(body="[ Removed by Reddit ]"),
        comment(body="[deleted]", author="[deleted]"),
        pointer("said03"),
    ],
)
def test_what_was_taken_away_or_is_not_for_all_is_left_out(item: dict[str, Any]) -> None:
    assert isinstance(read(item), Skipped)


def test_words_about_deleting_are_words() -> None:
    assert post(submission(selftext="Why was my post [deleted]?")).caption


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//evil.example/r/x", "/user/ada", None])
def test_an_address_leads_to_reddit_or_nowhere(path: str | None) -> None:
    assert post(submission(permalink=path)).url is None


@pytest.mark.parametrize(
    "item",
    [
        submission("t1_1back0"),
        {"kind": "t3", "data": {"name": 7}},
        submission("t3_../x"),
        {"kind": "t5", "data": {"name": "t5_run"}},
        {"kind": "t3", "data": []},
        submission(score="many"),
        {"data": {}},
    ],
)
def test_what_does_not_map_is_set_aside_whole(item: dict[str, Any]) -> None:
    reading = read(item)
    assert isinstance(reading, Broken)
    assert json.loads(reading.body) == item
