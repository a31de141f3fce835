"""The gold set over six other topics is well formed: exact quotes, known words, fair shares."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.gold import Row, posts_of
from claims.topics import load_topic, topic_slugs
from tests.gold_other_topics import (
    CLAIMS,
    DATA,
    FRAMES,
    GOLD,
    KINDS,
    NAME,
    POSTS,
    TEXTS,
    TOPICS,
    in_dev,
)

PARTS = ("quadriceps", "shins", "calves", "hamstrings", "glutes", "back", "core", "legs_total")
DIRECTIONS = {"increase", "decrease", "no_difference", "unspecified"}
STANCES = {"asserts", "denies", "questions", "reports"}
COMPARATORS = {"usual", "none", "other", "unspecified"}
REQUIRED = {
    *("field", "quote", "activity", "outcome", "direction", "magnitude_kind"),
    *("ratio_low", "ratio_high", "value_low", "value_high", "unit"),
    *("comparator", "stance", "hedged", "personal"),
}

EXTRA = {
    *("optional", "outcome_text", "readings", "ratio_alt", "value_alt", "unit_alt"),
    *("outcome_alt", "direction_alt", "stance_alt", "comparator_alt"),
    *("activity_alt", "hedged_alt", "personal_alt"),
}

CHOICES: dict[str, set[Any]] = {
    "direction": DIRECTIONS,
    "stance": STANCES,
    "comparator": COMPARATORS,
    "hedged": {True, False},
    "personal": {True, False},
}

# As many posts must be left alone as in a feed: fewer and a system that fires always looks good.
SHARE_WITHOUT_CLAIMS = (0.3, 0.45)


def known_outcomes() -> set[str]:
    table = tomllib.loads((DATA / "outcomes.toml").read_text(encoding="utf-8"))
    keys = {row["key"] for row in table["outcome"]}
    return keys | {f"muscle_strength:{part}" for part in PARTS} | {"other"}


OUTCOMES = known_outcomes()


def outcomes_of(frame: Row) -> Iterator[str]:
    yield frame["outcome"]
    yield from frame.get("outcome_alt", ())
    yield from (one["outcome"] for one in frame.get("readings", ()) if "outcome" in one)


def test_ids_run_without_a_gap_and_both_files_name_the_same_posts() -> None:
    assert list(POSTS) == [f"g{n:03d}" for n in range(1, len(POSTS) + 1)]
    assert list(CLAIMS) == list(POSTS)
    assert len(posts_of(NAME)) == len(POSTS)


def test_there_are_enough_posts_over_enough_topics() -> None:
    assert len(POSTS) >= 250
    assert len(TOPICS) >= 5
    assert min(Counter(row["topic"] for row in POSTS.values()).values()) >= 40


@pytest.mark.parametrize("slug", TOPICS)
def test_every_topic_has_a_file_with_a_caution_and_a_usual_form(slug: str) -> None:
    assert slug in topic_slugs()
    topic = load_topic(slug)
    assert topic.slug == slug
    assert topic.caution.endswith("This is not medical advice.")
    assert all(activity.words and activity.usual_label for activity in topic.activities)


def test_no_hashtag_belongs_to_two_topics() -> None:
    owners = Counter(tag for slug in topic_slugs() for tag in load_topic(slug).hashtags)
    assert [tag for tag, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("slug", TOPICS)
def test_most_videos_bear_a_hashtag_of_their_topic(slug: str) -> None:
    tags = load_topic(slug).hashtags
    videos = [r for r in POSTS.values() if r["topic"] == slug and r["kind"] == "video"]
    bearing = [row for row in videos if tags & set(row["hashtags"])]
    assert len(bearing) / len(videos) >= 0.6


def test_posts_hold_what_a_post_holds() -> None:
    for post in POSTS.values():
        assert set(post) == {"id", "topic", "platform", "kind", "lang", "hashtags", *TEXTS}
        assert post["kind"] in {"video", "post", "comment"}
        assert post["caption"], post["id"]
        assert post["transcript"] is None or post["kind"] == "video", post["id"]
        assert post["hashtags"] == [t.lower() for t in re.findall(r"#(\w+)", post["caption"])]


def test_no_text_is_there_twice() -> None:
    texts = Counter(post[field] for post in POSTS.values() for field in TEXTS if post[field])
    assert [text for text, count in texts.items() if count > 1] == []


def test_the_share_without_claims_is_that_of_a_feed() -> None:
    without = sum(not claims for claims in CLAIMS.values()) / len(CLAIMS)
    assert SHARE_WITHOUT_CLAIMS[0] <= without <= SHARE_WITHOUT_CLAIMS[1]


def test_every_topic_has_posts_with_and_without_claims() -> None:
    for slug in TOPICS:
        ids = [post for post, row in POSTS.items() if row["topic"] == slug]
        assert {bool(CLAIMS[post]) for post in ids} == {True, False}


def test_posts_in_other_languages_are_there_and_have_no_claims() -> None:
    other = [post for post, row in POSTS.items() if row["lang"] != "en"]
    assert len(other) >= 5
    assert [post for post in other if CLAIMS[post]] == []


def test_quotes_are_exact_substrings_of_their_field() -> None:
    for post, frame in FRAMES:
        assert frame["field"] in TEXTS
        text = POSTS[post][frame["field"]]
        assert text is not None, post
        assert frame["quote"], post
        assert frame["quote"] in text, (post, frame["quote"])
        assert frame["quote"] == frame["quote"].strip(), post


def test_every_frame_has_every_field_and_no_unknown_one() -> None:
    for post, frame in FRAMES:
        assert set(frame) >= REQUIRED, post
        assert set(frame) <= REQUIRED | EXTRA, (post, set(frame) - REQUIRED - EXTRA)
        assert frame.get("optional", True) is True, post


def test_values_are_known_words() -> None:
    for post, frame in FRAMES:
        assert frame["magnitude_kind"] in KINDS, post
        for key, known in CHOICES.items():
            accepted = [frame[key], *frame.get(f"{key}_alt", ())]
            assert set(accepted) <= known, (post, key, accepted)
            assert len(set(accepted)) == len(accepted), (post, key, accepted)
        assert set(outcomes_of(frame)) <= OUTCOMES, (post, set(outcomes_of(frame)) - OUTCOMES)


def test_readings_name_frame_fields_with_known_words() -> None:
    for post, frame in FRAMES:
        for reading in frame.get("readings", ()):
            assert set(reading) <= REQUIRED, post
            assert all(reading[key] in CHOICES[key] for key in set(reading) & set(CHOICES)), post


def test_muscle_strength_never_comes_without_its_part_as_first_choice() -> None:
    assert [post for post, frame in FRAMES if frame["outcome"] == "muscle_strength"] == []


def test_an_outcome_outside_the_list_says_what_it_is() -> None:
    for post, frame in FRAMES:
        if "other" in outcomes_of(frame):
            assert frame.get("outcome_text"), (post, frame["quote"])


def test_activities_are_those_of_the_posts_topic() -> None:
    for post, frame in FRAMES:
        keys = {activity.key for activity in load_topic(POSTS[post]["topic"]).activities}
        assert {frame["activity"], *frame.get("activity_alt", ())} <= keys, post


def test_no_frame_is_there_twice() -> None:
    marks = ("field", "quote", "outcome", "direction", "stance", "ratio_low", "value_low")
    seen = Counter(
        (post, frame.get("outcome_text"), *(frame[mark] for mark in marks))
        for post, frame in FRAMES
    )
    assert [key for key, count in seen.items() if count > 1] == []


def test_the_set_covers_what_posts_do_with_claims() -> None:
    obligatory = [frame for _, frame in FRAMES if not frame.get("optional")]
    for key, known in CHOICES.items():
        assert {frame[key] for frame in obligatory} == known, key
    assert {frame["magnitude_kind"] for frame in obligatory} == KINDS
    assert {frame["field"] for frame in obligatory} == set(TEXTS)
    assert max(map(len, CLAIMS.values())) >= 6


def test_the_split_by_hash_is_about_sixty_to_forty() -> None:
    assert 0.55 <= sum(map(in_dev, POSTS)) / len(POSTS) <= 0.65


@pytest.mark.parametrize("slug", TOPICS)
def test_every_topic_is_on_both_sides_of_the_split(slug: str) -> None:
    ids = [post for post, row in POSTS.items() if row["topic"] == slug]
    assert min(Counter(map(in_dev, ids)).values()) >= 10


def test_the_notes_state_the_counts_of_the_files() -> None:
    notes = (GOLD / "notes.md").read_text(encoding="utf-8")
    optional = sum(frame.get("optional", False) for _, frame in FRAMES)
    without = sum(not claims for claims in CLAIMS.values())
    assert f"{len(POSTS)} posts" in notes
    assert f"{len(FRAMES)} frames" in notes
    assert f"{optional} of them optional" in notes
    assert f"{without} posts without a claim" in notes
    assert f"{sum(map(in_dev, POSTS))} development" in notes
