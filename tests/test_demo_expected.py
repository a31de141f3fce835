"""The hand-made annotation of the demo follows the claim guideline."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from tests.demo import DATA, EXPECTED, FRAMES, POSTS


def test_expected_claims_are_about_posts_of_the_file() -> None:
    natives = {native for _, native in POSTS}
    assert len({row["id"] for row in EXPECTED}) == len(EXPECTED) == 60
    assert {row["id"] for row in EXPECTED} <= natives


def test_a_third_of_the_annotated_posts_claim_nothing() -> None:
    share = sum(not row["claims"] for row in EXPECTED) / len(EXPECTED)
    assert share == pytest.approx(0.35, abs=0.03)


def test_quotes_are_exact_words_of_their_fields() -> None:
    by_id = {native: post for (_, native), post in POSTS.items()}
    for native, frame in FRAMES:
        assert frame["quote"] in by_id[native][frame["field"]]


def test_expected_frames_use_known_values() -> None:
    outcomes = {
        o["key"] for o in tomllib.loads((DATA / "outcomes.toml").read_text("utf-8"))["outcome"]
    }
    topic = tomllib.loads((DATA / "topics/backward-running.toml").read_text("utf-8"))
    activities = {activity["key"] for activity in topic["activity"]}
    for _, frame in FRAMES:
        assert frame["outcome"] in outcomes | {"other"} or frame["outcome"].startswith(
            "muscle_strength:"
        )
        assert frame["activity"] in activities
        assert frame["stance"] in {"asserts", "denies", "questions", "reports"}
        assert frame["comparator"] in {"usual", "none", "other", "unspecified"}
        assert ("outcome_text" in frame) == (frame["outcome"] == "other")


def test_expected_sizes_fit_their_kind() -> None:
    kinds = Counter(frame["magnitude_kind"] for _, frame in FRAMES)
    assert kinds.keys() == {None, "ratio", "percent", "equivalence", "absolute"}
    for _, frame in FRAMES:
        low, high = frame["ratio_low"], frame["ratio_high"]
        assert (low is None) == (high is None)
        assert low is None or 0 < low <= high
        assert (frame["value_low"] is None) == (frame["magnitude_kind"] != "absolute")
