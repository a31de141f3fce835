"""Posts and comments of Instagram, in the three shapes in which its pages carry them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers import instagram_web
from scrapers.fields import Unmapped, Unwanted
from scrapers.instagram_web import words_shown
from scrapers.shown import Shown
from tests.scrapers.fixtures.invent import HOUR, START, WORDS, web_video
from tests.scrapers.fixtures.sites import (
    instagram_comment,
    instagram_item,
    instagram_node,
    instagram_part,
    media_code,
    media_number,
)
from tests.scrapers.reads import NOW


def shown(item: dict[str, Any]) -> Shown:
    """What is read from an item."""
    return instagram_web.post(item, source="s", seen_at=NOW, under="data.")


def breaks(item: dict[str, Any]) -> str:
    """What is wrong with an item."""
    with pytest.raises(Unmapped) as caught:
        shown(item)
    return caught.value.problem


def test_a_reel_is_read_whole() -> None:
    post, author, sighting = shown(instagram_item(0))
    code = media_code(START)
    assert (post.key, post.kind) == (f"instagram:{code}", "video")
    assert post.url == f"https://www.instagram.com/p/{code}/"
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert (post.caption, post.duration_s) == (WORDS[0], 21.5)
    assert post.hashtags == ("runningbackwards", "fitness")
    assert author is not None
    assert (author.id, author.display_name) == ("invented.reels0", "Invented Reels")
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.comments) == (78_901, 1_234, 56)
    assert (sighting.shares, sighting.saves, sighting.count_quantum) == (None, None, 1)


def test_a_node_of_the_older_graph_says_the_same_in_other_words() -> None:
    post, author, sighting = shown(instagram_node(1))
    assert (post.id, post.kind) == (media_code(START + HOUR, 1), "post")
    assert post.caption == WORDS[1]
    assert post.screen_text == "8 miles"
    assert post.created_at_source == "platform"
    assert author is not None
    assert author.handle == "invented.graph"
    assert sighting is not None
    assert (sighting.likes, sighting.comments) == (None, 3)


def test_of_a_grid_the_post_and_the_time_in_its_id_are_kept() -> None:
    post, author, sighting = shown(instagram_part(2))
    assert (post.id, post.kind) == (media_code(START + 2 * HOUR, 2), "video")
    assert post.created_at == datetime(2026, 8, 3, 12, 15, tzinfo=UTC)
    assert (post.created_at_source, post.caption, sighting) == ("id", None, None)
    assert author is not None
    assert author.handle == "invented.grid"


def test_the_three_shapes_of_one_post_are_one_post() -> None:
    shapes = (instagram_item, instagram_node, instagram_part)
    assert len({shown(made(4)).post.key for made in shapes}) == 1


def test_what_its_owner_hides_is_missing_and_not_zero() -> None:
    _, _, sighting = shown(instagram_item(0, like_and_view_counts_disabled=True, like_count=3))
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.comments) == (None, None, 56)
    _, _, sighting = shown(instagram_item(0, like_count=-1))
    assert sighting is not None
    assert sighting.likes is None


def test_a_row_of_pictures_is_no_video() -> None:
    carousel = instagram_item(0, media_type=8, product_type="carousel_container")
    assert shown(carousel).post.kind == "post"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"product_type": "ad"}, "an advertisement"),
        ({"link": "https://www.facebook.com/ads/ig_redirect/?x=1"}, "an advertisement"),
        ({"product_type": "story"}, "a story, gone after a day"),
    ],
)
def test_what_is_no_post_has_a_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unwanted) as caught:
        shown(instagram_item(0, **changes))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ({}, "data.code or shortcode or pk: missing"),
        # What is no item of Instagram is not taken for one because it has a number.
        (web_video(0), "data.code or shortcode or pk: missing"),
        ({"pk": "x"}, 'data.pk: "x" is no number of a post'),
        ({"code": "a", "taken_at": "soon"}, 'data.taken_at: "soon" is not a unix time'),
        ({"code": "a", "user": 5}, "data.user: 5 is not an object"),
        ({"code": "a", "user": {"username": 5}}, "data.user.username: 5 is not text"),
        ({"code": "a", "caption": {"text": 5}}, "data.caption.text: 5 is not text"),
        ({"code": "a", "like_count": "many"}, 'data.like_count: "many" is not a count'),
        (
            {"code": "a", "edge_media_preview_like": {"count": "x"}},
            'data.edge_media_preview_like.count: "x" is not a count',
        ),
        (
            {"code": "a", "edge_media_to_caption": {"edges": [{"node": {"text": 5}}]}},
            "data.edge_media_to_caption.edges[].node.text: 5 is not text",
        ),
    ],
)
def test_what_does_not_map_names_its_path(item: dict[str, Any], problem: str) -> None:
    assert breaks(item).startswith(problem)


def test_a_comment_hangs_on_its_post() -> None:
    post, author, sighting = instagram_web.comment(instagram_comment(1), source="s", seen_at=NOW)
    assert (post.kind, post.parent_id) == ("comment", media_code(START))
    assert (post.caption, post.hashtags) == ("my calves say yes #calves", ("calves",))
    assert author is not None
    assert (author.handle, author.display_name) == ("invented.reader", "Invented Reader")
    assert sighting is not None
    assert (sighting.likes, sighting.comments) == (4, 0)


def test_a_comment_finds_its_post_by_the_number_too() -> None:
    item = instagram_comment(1) | {"post_shortcode": None, "post_id": str(media_number(START))}
    post, _, _ = instagram_web.comment(item, source="s", seen_at=NOW)
    assert post.parent_id == media_code(START)


@pytest.mark.parametrize(
    ("alternative", "words"),
    [
        (None, None),
        ("Photo by Ada on August 3. May be an image of text that says '8 miles'.", "8 miles"),
        ('May be a meme of 1 person and text that says "it\'s easy"', "it's easy"),
        ("Photo shared by Ada on August 3, 2026 tagging @bob.", None),
        ("May be an image of running shoes.", None),
        ("No photo description available.", None),
        ("My calves after 8 miles backwards", "My calves after 8 miles backwards"),
        ("  ", None),
    ],
)
def test_of_a_machines_description_only_the_words_in_the_picture_stay(
    alternative: str | None, words: str | None
) -> None:
    assert words_shown(alternative) == words
