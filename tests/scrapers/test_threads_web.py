"""Posts on Threads as its pages carry them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers import threads_web
from scrapers.fields import Unmapped
from scrapers.shown import Shown
from tests.scrapers.fixtures.invent import START, WORDS
from tests.scrapers.fixtures.sites import media_code, threads_post
from tests.scrapers.reads import NOW


def shown(item: dict[str, Any]) -> Shown:
    """What is read from an item."""
    return threads_web.post(item, source="s", seen_at=NOW, under="data.")


def test_a_post_is_read_whole() -> None:
    post, author, sighting = shown(threads_post(0))
    code = media_code(START)
    assert (post.key, post.kind) == (f"threads:{code}", "post")
    assert post.url == f"https://www.threads.com/@invented.threads0/post/{code}"
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert post.caption == WORDS[0]
    assert author is not None
    assert (author.handle, author.display_name) == ("invented.threads0", "Invented T")
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.comments) == (None, 77, 6)
    assert (sighting.shares, sighting.saves) == (5, None)


def test_a_post_is_known_by_its_number_too() -> None:
    assert shown(threads_post(0, code=None)).post.id == media_code(START)


def test_of_a_repost_the_post_that_it_repeats_is_read() -> None:
    info = {"share_info": {"reposted_post": threads_post(1)}}
    assert shown(threads_post(2, text_post_app_info=info)) == shown(threads_post(1))


def test_what_its_owner_hides_is_missing() -> None:
    _, _, sighting = shown(threads_post(0, like_and_view_counts_disabled=True))
    assert sighting is not None
    assert (sighting.likes, sighting.comments) == (None, 6)


def test_a_film_is_one() -> None:
    assert shown(threads_post(0, video_versions=[{"url": "x"}])).post.kind == "video"


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ({}, "data.code or pk: missing"),
        ({"code": "a", "caption": "words"}, 'data.caption: "words" is not an object'),
        ({"code": "a", "text_post_app_info": {"repost_count": "x"}}, "data.text_post_app_info.re"),
        ({"code": "a", "taken_at": {}}, "data.taken_at: an object is not a unix time"),
    ],
)
def test_what_does_not_map_names_its_path(item: dict[str, Any], problem: str) -> None:
    with pytest.raises(Unmapped) as caught:
        shown(item)
    assert caught.value.problem.startswith(problem)
