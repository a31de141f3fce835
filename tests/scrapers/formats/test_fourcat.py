"""What 4CAT keeps of a capture, as NDJSON."""

from __future__ import annotations

import json

import pytest

from scrapers.records import Skipped
from tests.scrapers.fixtures import sites
from tests.scrapers.fixtures.exports import fourcat_item
from tests.scrapers.fixtures.invent import TOKEN, captured, web_video
from tests.scrapers.reads import (
    FIXTURES,
    capture_of,
    captures,
    post_of,
    problem_of,
    read_all,
    read_item,
)


def test_an_unwrapped_item_says_what_the_wrapped_one_said() -> None:
    wrapped = captured(web_video(0), 0)
    here, there = capture_of("fourcat", fourcat_item(wrapped)), capture_of("zeeschuimer", wrapped)
    assert here.post == there.post
    assert (here.observed_at, here.observed_at_source) == (there.observed_at, "platform")
    assert here.author == there.author
    (seen,) = here.sightings
    assert (seen.source, seen.count_quantum) == ("fourcat", 100)


@pytest.mark.parametrize(
    ("site", "item", "platform"),
    [
        ("instagram.com", sites.instagram_item(0), "instagram"),
        ("twitter.com", sites.x_post(0), "x"),
        ("x.com", sites.x_post(0), "x"),
        ("threads.net", sites.threads_post(0), "threads"),
        ("tiktok", web_video(0), "tiktok"),
    ],
)
def test_the_wrapper_says_which_site_it_is_of(site: str, item: object, platform: str) -> None:
    wrapped = captured(dict(item), 0, source_platform=site)  # type: ignore[call-overload]
    assert post_of("fourcat", fourcat_item(wrapped)).platform == platform


def test_no_secret_is_kept() -> None:
    for capture in captures(read_all(FIXTURES / "fourcat.ndjson")):
        assert TOKEN not in capture.payload
        assert "Mozilla" not in capture.payload
        assert "?" not in json.loads(capture.payload)["__import_meta"]["source_url"]


def test_what_was_preloaded_is_skipped() -> None:
    preload = {"source_url": "https://www.tiktok.com/api/preload/item_list/"}
    found = read_item("fourcat", fourcat_item(captured(web_video(0), 0, **preload)))
    assert found == Skipped("fourcat", 1, "preloaded, not shown")


def test_another_site_is_counted() -> None:
    found = read_item("fourcat", fourcat_item(captured({"id": "1"}, 0, source_platform="gab.com")))
    assert found == Skipped("fourcat", 1, 'captured on "gab.com", which is not read')


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ({"id": "1"}, "__import_meta.source_platform: missing"),
        ({"__import_meta": "x"}, '__import_meta: "x" is not an object'),
        ({"__import_meta": {"source_platform": "tiktok.com"}}, "id or itemId: missing"),
        (
            {"id": "1", "__import_meta": {"source_platform": "tiktok.com", "last_updated": "x"}},
            '__import_meta.last_updated: "x" is not a unix time',
        ),
    ],
)
def test_what_does_not_map_names_its_path(item: object, problem: str) -> None:
    assert problem_of("fourcat", item).startswith(problem)
