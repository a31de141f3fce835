"""Apify's exports of Instagram."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.records import Skipped
from scrapers.sniff import sniff
from tests.scrapers.fixtures.datasets import apify_instagram, flat
from tests.scrapers.fixtures.files import table
from tests.scrapers.fixtures.invent import START, WORDS
from tests.scrapers.fixtures.sites import instagram_item, media_code
from tests.scrapers.reads import capture_of, captures, post_of, problem_of, read_all, read_item

REEL = apify_instagram(instagram_item(0))
COMMENT = {
    "postUrl": f"https://www.instagram.com/reel/{media_code(START)}/",
    "commentUrl": "https://www.instagram.com/p/x/c/1",
    "id": "18000000000000001",
    "text": "does it hurt? #knees",
    "ownerUsername": "invented.reader",
    "timestamp": "2026-08-03T12:00:00.000Z",
    "likesCount": 2,
    "repliesCount": 1,
}


def test_a_reel_is_read_whole() -> None:
    capture = capture_of("apify_instagram", REEL)
    post = capture.post
    assert post is not None
    assert (post.key, post.kind) == (f"instagram:{media_code(START)}", "video")
    assert post.url == f"https://www.instagram.com/p/{media_code(START)}/"
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert (post.caption, post.duration_s) == (WORDS[0], 21.5)
    assert post.hashtags == ("runningbackwards", "fitness")
    assert capture.author is not None
    assert (capture.author.handle, capture.author.display_name) == (
        *("invented.reels0", "Invented Reels"),
    )
    (seen,) = capture.sightings
    assert (seen.views, seen.likes, seen.comments) == (78_901, None, 56)
    assert seen.count_quantum == 1


@pytest.mark.parametrize("hidden", [-1, "-1", None, ""])
def test_hidden_likes_are_missing_and_not_zero(hidden: object) -> None:
    (seen,) = capture_of("apify_instagram", REEL | {"likesCount": hidden}).sightings
    assert seen.likes is None
    assert seen.comments == 56


def test_an_export_and_a_capture_speak_of_the_same_post() -> None:
    wrapped = {"source_platform": "instagram.com", "data": instagram_item(0)}
    there, here = post_of("zeeschuimer", wrapped), post_of("apify_instagram", REEL)
    for field in ("key", "url", "author", "created_at", "caption", "hashtags", "duration_s"):
        assert getattr(here, field) == getattr(there, field), field


@pytest.mark.parametrize("sign", [".", "/"])
def test_a_table_says_the_same(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "instagram.csv"
    path.write_text("\ufeff" + table([flat(REEL, sign)]), encoding="utf-8")
    assert sniff(path).name == "apify_instagram"
    (capture,) = captures(read_all(path))
    assert capture.post == capture_of("apify_instagram", REEL).post
    assert capture.sightings[0].views == 78_901


@pytest.mark.parametrize(
    "address",
    [
        "https://www.instagram.com/p/DbkwEJjhe7Q/",
        "https://www.instagram.com/reel/DbkwEJjhe7Q?x=1",
        "https://instagram.com/invented.reels/reel/DbkwEJjhe7Q/",
    ],
)
def test_without_a_short_code_the_address_has_it(address: str) -> None:
    assert post_of("apify_instagram", REEL | {"shortCode": None, "url": address}).id == (
        "DbkwEJjhe7Q"
    )


def test_words_in_the_picture_are_screen_text() -> None:
    alternative = "Photo by A. May be an image of text that says '8 miles = 16'."
    assert post_of("apify_instagram", REEL | {"alt": alternative}).screen_text == "8 miles = 16"


def test_a_comment_hangs_on_its_post(tmp_path: Path) -> None:
    path = tmp_path / "comments.json"
    path.write_text(json.dumps([COMMENT]))
    assert sniff(path).name == "apify_instagram"
    (capture,) = captures(read_all(path))
    assert capture.post is not None
    assert (capture.post.kind, capture.post.parent_id) == ("comment", media_code(START))
    assert capture.post.hashtags == ("knees",)
    assert (capture.sightings[0].likes, capture.sightings[0].comments) == (2, 1)


def test_what_was_not_found_is_counted() -> None:
    item = {"url": "https://www.instagram.com/p/x/", "error": "not_found", "errorDescription": "x"}
    found = read_item("apify_instagram", item)
    assert found == Skipped("apify_instagram", 1, 'not found when it was scraped: "not_found"')


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (REEL | {"shortCode": None, "url": None}, "shortCode or url: missing"),
        (REEL | {"likesCount": -2}, "likesCount: -2 is not a count"),
        (REEL | {"timestamp": "soon"}, 'timestamp: "soon" is not a time'),
        (REEL | {"hashtags": [1]}, "hashtags[0]: 1 is not text"),
        (REEL | {"caption": {}}, "caption: an object is not text"),
        (COMMENT | {"postUrl": "https://x.example"}, "postUrl: missing"),
    ],
)
def test_what_does_not_map_names_its_path(item: dict[str, Any], problem: str) -> None:
    assert problem_of("apify_instagram", item).startswith(problem)
