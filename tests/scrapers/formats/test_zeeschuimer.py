"""Zeeschuimer's wrapper round what a browser was shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scrapers.records import Skipped
from tests.scrapers.fixtures.invent import (
    SIGNATURE,
    START,
    TOKEN,
    captured,
    tiktok_id,
    web_comment,
    web_video,
)
from tests.scrapers.reads import (
    FIXTURES,
    NOW,
    capture_of,
    captures,
    post_of,
    problem_of,
    read_all,
    read_item,
)

SEEN = datetime(2026, 8, 5, 10, 15, 0, 250_000, tzinfo=UTC)


def line(**changes: Any) -> dict[str, Any]:
    """One captured video, with changes to the wrapper."""
    return captured(web_video(0), 0, **changes)


def test_the_wrapper_says_when_it_was_seen() -> None:
    capture = capture_of("zeeschuimer", line())
    assert (capture.observed_at, capture.observed_at_source) == (SEEN, "platform")
    assert capture.sightings[0].observed_at == SEEN
    assert capture.author is not None
    assert capture.author.observed_at == SEEN


def test_the_last_update_comes_before_the_first_sight() -> None:
    later = int((SEEN + timedelta(hours=5)).timestamp() * 1000)
    assert capture_of("zeeschuimer", line(last_updated=later)).observed_at.hour == 15
    assert capture_of("zeeschuimer", line(last_updated=None)).observed_at == SEEN
    neither = capture_of("zeeschuimer", line(last_updated=None, timestamp_collected=None))
    assert (neither.observed_at, neither.observed_at_source) == (NOW, "import")


def test_web_counters_carry_their_precision() -> None:
    (sighting,) = capture_of("zeeschuimer", line()).sightings
    assert (sighting.source, sighting.count_quantum) == ("zeeschuimer", 100)


def test_the_same_post_seen_twice_is_one_post_and_two_sightings() -> None:
    found = captures(read_all(FIXTURES / "zeeschuimer.ndjson"))
    native_id = str(tiktok_id(START))
    same = [capture for capture in found if capture.post and capture.post.id == native_id]
    assert len(same) == 2
    assert same[0].post == same[1].post
    assert [capture.sightings[0].views for capture in same] == [258_000, 1_200_000]
    assert [capture.sightings[0].count_quantum for capture in same] == [100, 100_000]
    assert len({capture.sha256 for capture in same}) == 2


def test_live_rooms_and_preloaded_items_are_counted_and_not_kept() -> None:
    skipped = [r for r in read_all(FIXTURES / "zeeschuimer.ndjson") if isinstance(r, Skipped)]
    assert skipped == [
        Skipped("zeeschuimer", 4, "a live room"),
        Skipped("zeeschuimer", 5, "preloaded, not shown"),
    ]


def test_a_preloaded_item_is_known_by_an_address_that_lost_its_parameters() -> None:
    kept = line(source_url="https://www.tiktok.com/api/preload/item_list/")
    assert read_item("zeeschuimer", kept) == Skipped("zeeschuimer", 1, "preloaded, not shown")


def test_no_secret_of_the_wrapper_or_the_item_is_kept() -> None:
    for capture in captures(read_all(FIXTURES / "zeeschuimer.ndjson")):
        for secret in (TOKEN, SIGNATURE, "Mozilla", "7300000000000000001"):
            assert secret not in capture.payload
        wrapper = json.loads(capture.payload)
        assert wrapper["source_url"] == "https://www.tiktok.com/api/challenge/item_list/"
        assert wrapper["user_agent"] == "removed"


@pytest.mark.parametrize("site", ["tiktok.com-comments", "tiktok-comments"])
def test_comments_are_read_by_either_name_of_their_module(site: str) -> None:
    post = post_of("zeeschuimer", captured(web_comment(0), 0, source_platform=site))
    assert (post.kind, post.parent_id) == ("comment", str(tiktok_id(START)))


def test_a_line_from_another_site_among_tiktoks_is_counted() -> None:
    found = read_item("zeeschuimer", line(source_platform="linkedin.com"))
    assert found == Skipped("zeeschuimer", 1, 'captured on "linkedin.com", which is not read')


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"data": None}, "data: null is not an object"),
        ({"data": []}, "data: a list is not an object"),
        ({"data": {}}, "data.id or itemId: missing"),
        ({"source_platform": None}, "source_platform: missing"),
        ({"source_platform": 5}, "source_platform: 5 is not text"),
        ({"last_updated": "now"}, 'last_updated: "now" is not a unix time'),
        ({"data": web_video(0, createTime="0")}, 'data.createTime: "0" stands for a page'),
    ],
)
def test_what_does_not_map_names_its_path(changes: dict[str, Any], problem: str) -> None:
    assert problem_of("zeeschuimer", line(**changes)).startswith(problem)
