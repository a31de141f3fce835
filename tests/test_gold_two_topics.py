"""The gold set over two topics is well formed: exact quotes, known words, a fair split."""

from __future__ import annotations

from collections import Counter

from benchmarks.gold import claims_of, is_dev, posts_of
from claims.topics import load_topic
from tests.test_gold_other_topics import CHOICES, EXTRA, OUTCOMES, REQUIRED, outcomes_of

NAME = "two-topics"
POSTS = {row["id"]: row for row in posts_of(NAME)}
CLAIMS = claims_of(NAME)
FRAMES = [(post, frame) for post, claims in CLAIMS.items() for frame in claims]


def test_both_files_name_the_same_posts_once() -> None:
    assert list(POSTS) == list(CLAIMS)
    assert len(posts_of(NAME)) == len(POSTS) == 695


def test_six_posts_of_ten_are_for_development() -> None:
    assert sum(is_dev(NAME, key) for key in POSTS) == 434


def test_every_quote_stands_in_its_post() -> None:
    for post, frame in FRAMES:
        assert frame["quote"] in POSTS[post][frame["field"]], post


def test_every_frame_has_the_keys_and_words_of_the_guideline() -> None:
    for post, frame in FRAMES:
        assert set(frame) >= REQUIRED, post
        assert set(frame) <= REQUIRED | EXTRA, post
        assert set(outcomes_of(frame)) <= OUTCOMES, post
        for name, words in CHOICES.items():
            assert {frame[name], *frame.get(f"{name}_alt", ())} <= words, post


def test_every_activity_is_one_of_the_posts_topic() -> None:
    known = {
        slug: {activity.key for activity in load_topic(slug).activities}
        for slug in {row["topic"] for row in POSTS.values()}
    }
    for post, frame in FRAMES:
        assert {frame["activity"], *frame.get("activity_alt", ())} <= known[POSTS[post]["topic"]]


def test_sizes_have_both_ends_in_order() -> None:
    for post, frame in FRAMES:
        for low, high in (("ratio_low", "ratio_high"), ("value_low", "value_high")):
            assert (frame[low] is None) == (frame[high] is None), post
            assert frame[low] is None or 0 <= frame[low] <= frame[high], post
        assert (frame["unit"] is None) == (frame["value_low"] is None), post


def test_a_third_of_the_posts_hold_no_claim() -> None:
    without = sum(not claims for claims in CLAIMS.values())
    assert 0.25 <= without / len(POSTS) <= 0.4


def test_every_stance_is_there_often_enough_to_be_scored() -> None:
    stances = Counter(frame["stance"] for _, frame in FRAMES)
    assert min(stances.values()) >= 40
