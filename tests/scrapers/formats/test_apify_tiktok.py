"""Apify's exports of TikTok: nested, dotted and slashed, whole and in overview."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.records import Broken, Capture, Post, Skipped, TagSighting
from tests.scrapers.fixtures.datasets import apify_comment, apify_video, flat, overview
from tests.scrapers.fixtures.files import table
from tests.scrapers.fixtures.invent import START, WORDS, tiktok_id
from tests.scrapers.reads import (
    capture_of,
    captures,
    only_sighting,
    post_of,
    problem_of,
    read_all,
    read_item,
)

SEEN = datetime(2026, 8, 5, 10, 15, 0, 250_000, tzinfo=UTC)
NAME = "dataset_tiktok-scraper_2026-08-05_10-15-00-250"
VIDEO = apify_video(0)
SAVED = ("json", "json indented", "jsonl", "dotted json", "dotted csv", "slashed csv")


def saved(folder: Path, items: list[dict[str, Any]], shape: str) -> Path:
    """An export of these items, saved in one of the ways that Apify offers."""
    content = {
        "json": lambda: json.dumps(items),
        "json indented": lambda: json.dumps(items, indent=2),
        "jsonl": lambda: "\n".join(map(json.dumps, items)),
        "dotted json": lambda: json.dumps([flat(item) for item in items]),
        "dotted csv": lambda: "\ufeff" + table([flat(item) for item in items]),
        "slashed csv": lambda: "\ufeff" + table([flat(item, "/") for item in items]),
    }[shape]()
    path = folder / f"{NAME}.{shape.split()[-1]}"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_video_is_read_whole() -> None:
    capture = capture_of("apify_tiktok", apify_video(1))
    post = capture.post
    assert post is not None
    assert (post.kind, post.author, post.lang) == ("video", "invented.walker1", "en")
    assert post.url == f"https://www.tiktok.com/@invented.walker1/video/{post.id}"
    assert (post.caption, post.duration_s) == (WORDS[1], 41.0)
    assert post.created_at == datetime(2026, 8, 3, 11, 15, tzinfo=UTC)
    # A closing quote stuck to a tag in Apify's own list.
    assert post.hashtags == ("runningbackwards", "fitness", "runbackwards", "retrorunning")
    assert (post.transcript, post.screen_text) == (None, None)
    assert capture.author is not None
    assert (capture.author.display_name, capture.author.followers) == ("Invented Walker 🏃", 30_300)
    (seen,) = capture.sightings
    assert (seen.views, seen.likes, seen.comments) == (258_000, 47_000, 1_234)
    assert (seen.shares, seen.saves, seen.count_quantum) == (87, 3_210, 100)


@pytest.mark.parametrize("shape", SAVED)
def test_every_way_of_saving_says_the_same(tmp_path: Path, shape: str) -> None:
    items = [apify_video(n) for n in range(3)]
    found = captures(read_all(saved(tmp_path, items, shape)))
    expected = [capture_of("apify_tiktok", item) for item in items]
    assert [capture.post for capture in found] == [capture.post for capture in expected]
    assert {capture.observed_at_source for capture in found} == {"file"}
    assert {capture.observed_at for capture in found} == {SEEN}
    assert [c.sightings[0].views for c in found] == [258_000] * 3


def test_an_overview_lacks_the_id_and_has_it_in_the_address(tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.csv"
    path.write_text("\ufeff" + table([overview(VIDEO)]), encoding="utf-8")
    (capture,) = captures(read_all(path))
    assert capture.post is not None
    assert capture.post.id == str(tiktok_id(START))
    assert capture.post.hashtags == ("runningbackwards", "fitness")
    assert capture.author is not None
    assert capture.author.followers is None
    assert capture.sightings[0].saves is None


@pytest.mark.parametrize("rounded", ["7.66975E+18", 7.66975e18, 7669746869855912000])
def test_an_id_that_a_spreadsheet_rounded_is_read_from_the_address(rounded: object) -> None:
    assert post_of("apify_tiktok", VIDEO | {"id": rounded}).id == str(tiktok_id(START))


def test_signs_for_nothing_are_nothing() -> None:
    item = VIDEO | {"isSlideshow": True, "textLanguage": "un", "videoMeta": {"duration": 0}}
    post = post_of("apify_tiktok", item)
    assert (post.kind, post.lang, post.duration_s) == ("post", None, None)


def test_the_same_item_twice_in_a_file_is_one(tmp_path: Path) -> None:
    found = captures(read_all(saved(tmp_path, [VIDEO, apify_video(1), VIDEO], "json")))
    assert len({capture.sha256 for capture in found}) == 2


def test_what_is_said_of_the_hashtag_is_kept_once(tmp_path: Path) -> None:
    items = [apify_video(n) for n in range(3)]
    found = captures(read_all(saved(tmp_path, items, "json")))
    assert [tag for capture in found for tag in capture.tag_sightings] == [
        TagSighting(
            *("tiktok", "runningbackwards", SEEN, "apify_tiktok"),
            views=1_200_000,
            count_quantum=100_000,
        )
    ]
    # Without a time of seeing it is no point on any line.
    assert capture_of("apify_tiktok", VIDEO).tag_sightings == ()


def test_a_comment_hangs_on_its_video() -> None:
    capture = capture_of("apify_tiktok", apify_comment(0))
    assert capture.post is not None
    assert (capture.post.kind, capture.post.parent_id) == ("comment", str(tiktok_id(START)))
    assert (capture.post.author, capture.post.caption) == (
        *("invented.doubter", "eight miles?? #doubt"),
    )
    assert (capture.sightings[0].likes, capture.sightings[0].comments) == (9, 1)


@pytest.mark.parametrize("key", ["error", "errorCode"])
def test_what_was_not_found_is_counted(key: str) -> None:
    item = {"url": "https://www.tiktok.com/@x/video/1", key: "POST_NOT_FOUND"}
    assert read_item("apify_tiktok", item) == Skipped(
        "apify_tiktok", 1, 'not found when it was scraped: "POST_NOT_FOUND"'
    )


def test_a_broken_item_costs_no_other(tmp_path: Path) -> None:
    items = [VIDEO | {"playCount": "x"}, apify_video(1), VIDEO | {"webVideoUrl": "", "id": ""}]
    found = read_all(saved(tmp_path, items, "slashed csv"))
    assert [type(reading) for reading in found] == [Broken, Capture, Broken]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": None, "webVideoUrl": None}, "id or webVideoUrl: missing"),
        ({"playCount": -1}, "playCount: -1 is not a count"),
        ({"authorMeta": {"name": 5}}, "authorMeta.name: 5 is not text"),
        ({"videoMeta": {"duration": "x"}}, 'videoMeta.duration: "x" is not a length in seconds'),
        ({"hashtags": [{"name": 5}]}, "hashtags[].name: 5 is not text"),
        ({"createTimeISO": "soon"}, 'createTimeISO: "soon" is not a time'),
        ({"searchHashtag": {"views": "x"}}, 'searchHashtag.views: "x" is not a count'),
    ],
)
def test_what_does_not_map_names_its_path(changes: dict[str, Any], problem: str) -> None:
    assert problem_of("apify_tiktok", VIDEO | changes).startswith(problem)


def test_a_number_that_was_not_rounded_is_exact() -> None:
    assert only_sighting("apify_tiktok", VIDEO | {"playCount": 258_123}).count_quantum == 1


def test_a_time_may_be_a_number_only() -> None:
    post: Post = post_of("apify_tiktok", VIDEO | {"createTimeISO": None})
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
