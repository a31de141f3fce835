"""A post of Bluesky: its words, tags, times and labels, whatever its author's app made of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scrapers.bluesky_posts import read_item
from scrapers.reading import ItemReader
from scrapers.records import Broken, Capture, Post, Reading, Skipped
from tests.scrapers.platforms.asking import NOW
from tests.scrapers.platforms.samples.bluesky import labelled, post, profile, record, tagged, uri

WRITTEN = datetime(2026, 10, 20, 8, 15, tzinfo=UTC)


def read_post(**facts: Any) -> Reading:
    """What becomes of one post."""
    reader = ItemReader("bluesky", read_item, NOW, "platform")
    return reader.read_one(1, json.dumps(post(**facts)).encode())


def captured(**facts: Any) -> Capture:
    reading = read_post(**facts)
    assert isinstance(reading, Capture), reading
    return reading


def written(**facts: Any) -> Post:
    """The post whose record holds these."""
    found = captured(record=record(**facts)).post
    assert found is not None
    return found


def test_a_post_shows_what_it_shows() -> None:
    capture = captured()
    assert capture.post is not None
    assert capture.author is not None
    (seen,) = capture.sightings
    assert capture.post.url == f"https://bsky.app/profile/{capture.author.id}/post/3myc6x2rnbc2c"
    assert capture.post.caption == "Backward is worth double, try it #RunningBackwards"
    assert capture.post.hashtags == ("runningbackwards",)
    assert (capture.post.kind, capture.post.parent_id) == ("post", None)
    assert (capture.author.handle, capture.author.followers) == ("ada.example.org", None)
    assert (seen.views, seen.likes, seen.comments, seen.shares, seen.saves) == (None, 3, 0, 1, 4)


def test_the_language_that_an_app_is_set_to_is_not_believed() -> None:
    assert written(langs=["fr"]).lang is None


@pytest.mark.parametrize(
    "kind",
    [
        "app.bsky.richtext.facet#tag", "app.bsky.richtext.facet#Tag", "x.y#hashtag", "facet.tag",
        "FACETTAG",
    ],
)  # fmt: skip
def test_tags_are_known_in_every_spelling_of_their_kind(kind: str) -> None:
    assert written(text="no sign here", facets=[tagged("Rückwärts", kind)]).hashtags == (
        "rückwärts",
    )


@pytest.mark.parametrize(
    "facets",
    [
        [tagged("other", "blue.poll.post.facet#option")],
        [tagged("other", "app.bsky.richtext.facet#link")],
        "none", [7], [{}], [{"features": "x"}], [{"features": [None, {"$type": 3, "tag": 4}]}],
    ],
)  # fmt: skip
def test_without_facets_of_tags_the_text_tells(facets: object) -> None:
    assert written(facets=facets).hashtags == ("runningbackwards",)


def test_tags_outside_the_text_count() -> None:
    assert written(text="look", facets=[], tags=["RetroRunning", 7]).hashtags == ("retrorunning",)


@pytest.mark.parametrize(
    "said",
    ["0000-10-14T15:06:10.730Z", "0001-01-01T00:00:00Z", "yesterday", "", None, 7, [],
     "1999-01-01T00:00:00.000Z", "2027-12-28T16:04:05.651Z", "2026-13-45T99:99:99Z"],
)  # fmt: skip
def test_a_time_that_cannot_be_gives_way_to_the_one_in_the_id(said: object) -> None:
    found = written(createdAt=said)
    assert found.created_at == WRITTEN + timedelta(milliseconds=1)
    assert found.created_at_source == "id"


def test_where_the_id_holds_no_time_it_is_when_the_post_came() -> None:
    facts = {"uri": uri("self"), "record": record(createdAt="0001-01-01T00:00:00Z")}
    found = captured(**facts).post
    assert found is not None
    assert found.created_at == WRITTEN + timedelta(seconds=1)
    nowhen = captured(**facts, indexedAt="0000-10-14T15:06:10.730Z").post
    assert nowhen is not None
    assert (nowhen.created_at, nowhen.created_at_source) == (None, None)


def test_a_time_in_another_zone_or_finer_than_ours_is_the_same_moment() -> None:
    assert written(createdAt="2026-10-20T20:15:00.123456789+12:00").created_at == (
        WRITTEN + timedelta(microseconds=123456)
    )


def test_a_reply_is_a_comment_under_its_parent() -> None:
    above = {"uri": uri("3myc6x2roak2c"), "cid": "x"}
    found = written(reply={"root": {"uri": uri("root"), "cid": "x"}, "parent": above})
    assert (found.kind, found.parent_id) == ("comment", above["uri"])
    assert written(reply={"parent": "?"}).kind == "post"


@pytest.mark.parametrize(
    "embed",
    [
        {"images": [{"alt": "a runner"}, {"alt": "from behind"}]},
        {"media": {"images": [{"alt": "a runner"}, {"alt": " from behind "}]}, "record": {}},
        {"alt": "a runner", "items": [{"alt": "from behind"}]},
    ],
)
def test_what_is_said_of_pictures_is_read(embed: Any) -> None:
    assert written(embed=embed).screen_text == "a runner\nfrom behind"


@pytest.mark.parametrize("embed", [None, [], "x", {"images": "x"}, {"images": [{"alt": 7}]}])
def test_pictures_that_nothing_is_said_of_are_silent(embed: object) -> None:
    assert written(embed=embed).screen_text is None


@pytest.mark.parametrize("value", ["!no-unauthenticated", "!hide", "!takedown"])
def test_what_is_not_for_everybody_is_counted_and_not_kept(value: str) -> None:
    for facts in ({"labels": labelled(value)}, {"author": profile(labels=labelled(value))}):
        assert isinstance(read_post(**facts), Skipped)


def test_other_labels_and_those_taken_back_hide_nothing() -> None:
    captured(labels=labelled("graphic-media"))
    captured(author=profile(labels=labelled("!no-unauthenticated", neg=True)))


def test_a_handle_that_does_not_hold_is_none() -> None:
    author = captured(author=profile(handle="handle.invalid")).author
    assert author is not None
    assert author.handle is None


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"uri": "https://bsky.app/profile/a/post/b"}, "uri"),
        ({"uri": "at://did:plc:a/app.bsky.feed.like/b"}, "uri"),
        ({"author": {}}, "author.did"),
        ({"record": None}, "record"),
        ({"record": {"body": "renamed"}}, "record"),
        ({"likeCount": "many"}, "likeCount"),
    ],
)
def test_a_post_in_a_new_shape_is_set_aside_with_the_path(facts: Any, path: str) -> None:
    reading = read_post(**facts)
    assert isinstance(reading, Broken)
    assert reading.problem.startswith(path)
