"""The tables of 4CAT and Zeeschuimer: the same columns, one set a site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.records import Skipped
from scrapers.sniff import sniff
from tests.scrapers.fixtures import exports, sites
from tests.scrapers.fixtures.files import table
from tests.scrapers.fixtures.invent import START, WORDS, tiktok_id, web_video
from tests.scrapers.reads import (
    NOW,
    capture_of,
    captures,
    only_sighting,
    post_of,
    problem_of,
    read_all,
    read_item,
)

ROW = exports.fourcat_row(web_video(0))
each_table = pytest.mark.parametrize("source", ["fourcat_csv", "zeeschuimer_csv"])


def text(row: dict[str, Any], **changes: Any) -> dict[str, str]:
    """A row as it comes out of a table: all text, the empty cells gone."""
    return {key: str(value) for key, value in (row | changes).items() if value != ""}


@each_table
def test_a_video_is_read_whole(source: str) -> None:
    capture = capture_of(source, text(ROW))
    post = capture.post
    assert post is not None
    assert (post.key, post.kind) == (f"tiktok:{tiktok_id(START)}", "video")
    assert post.url == f"https://www.tiktok.com/@invented.walker0/video/{post.id}"
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert (post.caption, post.screen_text) == (WORDS[0], "8 miles backwards\nwow")
    assert post.hashtags == ("runningbackwards", "fitness")
    assert (post.duration_s, post.transcript) == (None, None)
    (seen,) = capture.sightings
    assert (seen.views, seen.likes, seen.comments, seen.shares) == (258_000, 47_000, 1_234, 87)
    assert (seen.saves, seen.count_quantum, seen.source) == (None, 100, source)
    assert capture.author is not None
    assert (capture.author.handle, capture.author.followers) == ("invented.walker0", 30_300)
    assert (capture.observed_at, capture.observed_at_source) == (NOW, "import")


def test_a_table_and_the_capture_it_is_made_from_agree() -> None:
    pairs = [
        (exports.instagram_row(sites.instagram_item(0)), "instagram.com", sites.instagram_item(0)),
        (exports.x_row(sites.x_post(0)), "twitter.com", sites.x_post(0)),
        (exports.threads_row(sites.threads_post(0)), "threads.net", sites.threads_post(0)),
    ]
    for row, site, item in pairs:
        wrapped = {"source_platform": site, "data": item}
        from_row, from_page = post_of("fourcat_csv", text(row)), post_of("zeeschuimer", wrapped)
        for field in ("key", "kind", "url", "author", "created_at", "caption"):
            assert getattr(from_row, field) == getattr(from_page, field), field


def test_counters_stand_in_the_columns_of_their_site() -> None:
    x = only_sighting("fourcat_csv", text(exports.x_row(sites.x_post(0))))
    assert (x.views, x.likes, x.comments, x.shares) == (5_678, 12, 3, 4)
    threads = only_sighting("fourcat_csv", text(exports.threads_row(sites.threads_post(0))))
    assert (threads.views, threads.likes, threads.comments, threads.shares) == (None, 77, 6, 5)
    instagram = only_sighting("fourcat_csv", text(exports.instagram_row(sites.instagram_item(0))))
    assert (instagram.likes, instagram.comments) == (1_234, None)


def test_a_comment_hangs_on_the_start_of_its_thread() -> None:
    capture = capture_of("fourcat_csv", text(exports.comment_row(0)))
    assert capture.post is not None
    assert (capture.post.kind, capture.post.parent_id) == ("comment", str(tiktok_id(START)))
    assert (capture.sightings[0].likes, capture.sightings[0].comments) == (15, 2)
    answer = exports.x_row(sites.x_post(0)) | {"is_reply": "yes", "thread_id": "2084221486495"}
    post = post_of("fourcat_csv", text(answer))
    assert (post.kind, post.parent_id) == ("comment", "2084221486495")


@pytest.mark.parametrize("digits", [32, 48, 128])
def test_a_pseudonym_is_nobodys_handle_and_no_address_tells_it(digits: int) -> None:
    capture = capture_of("fourcat_csv", text(ROW, author="a1" * (digits // 2)))
    assert capture.post is not None
    assert (capture.author, capture.post.author, capture.post.url) == (None, None, None)


def test_a_repost_is_counted_and_not_taken_for_its_own_words() -> None:
    row = exports.x_row(sites.x_post(0)) | {"is_retweet": "yes", "body": "RT @x: 8 miles"}
    found = read_item("fourcat_csv", text(row))
    assert found == Skipped("fourcat_csv", 1, "a repost: its words are another's")


def test_the_written_time_stands_in_for_the_number() -> None:
    post = post_of("fourcat_csv", text(ROW, unix_timestamp=""))
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)


def test_a_film_on_another_site_is_a_video() -> None:
    row = exports.threads_row(sites.threads_post(0)) | {"video_url": "https://x.example/v.mp4"}
    assert post_of("fourcat_csv", text(row)).kind == "video"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": ""}, "id: missing"),
        ({"id": "7.67E+18"}, 'id: "7.67E+18" is an id that a spreadsheet rounded; export again'),
        ({"plays": "many"}, 'plays: "many" is not a count'),
        ({"unix_timestamp": "soon"}, 'unix_timestamp: "soon" is not a unix time'),
        ({"tiktok_url": ""}, "tiktok_url or retweet_count or num_likes"),
    ],
)
def test_what_does_not_map_names_its_column(changes: dict[str, str], problem: str) -> None:
    assert problem_of("fourcat_csv", text(ROW, **changes)).startswith(problem)


def test_commas_are_4cats_and_semicolons_zeeschuimers(tmp_path: Path) -> None:
    for sign, name in ((",", "fourcat_csv"), (";", "zeeschuimer_csv")):
        path = tmp_path / f"{name}.csv"
        path.write_text(table([ROW], sign))
        assert sniff(path).name == name
        assert {capture.source for capture in captures(read_all(path))} == {name}


def test_the_name_of_zeeschuimers_file_tells_when_it_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "zeeschuimer-export-tiktok.com-2026-08-05T10_15_00.250Z.csv"
    path.write_text(table([ROW], ";"))
    (capture,) = captures(read_all(path))
    seen = datetime(2026, 8, 5, 10, 15, 0, 250_000, tzinfo=UTC)
    assert (capture.observed_at, capture.observed_at_source) == (seen, "file")
