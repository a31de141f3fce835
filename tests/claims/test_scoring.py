"""The measure of the benchmark: alignment, alternatives, optional frames, sizes."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from benchmarks.extraction import interval
from benchmarks.gold import is_dev
from benchmarks.scoring import figures, score_post

BALANCE = {
    "field": "caption",
    "quote": "improves balance",
    "outcome": "balance",
    "direction": "increase",
    "stance": "asserts",
    "activity": "backward_running",
}


def frame(**changes: Any) -> dict[str, Any]:
    return {**BALANCE, **changes}


def counts(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> Counter[str]:
    return score_post(gold, system)


def test_a_perfect_reading_scores_one_everywhere() -> None:
    found = counts([frame()], [frame()])
    assert set(figures(found).values()) == {1.0}


@pytest.mark.parametrize(
    ("gold", "system", "tp", "fp", "fn"),
    [
        ([frame()], [], 0, 0, 1),
        ([], [frame()], 0, 1, 0),
        ([frame()], [frame(outcome="posture")], 0, 1, 1),
        ([frame()], [frame(field="transcript")], 0, 1, 1),
        ([frame(outcome_alt=["posture"])], [frame(outcome="posture")], 1, 0, 0),
        ([frame(optional=True)], [], 0, 0, 0),
        ([frame(optional=True)], [frame()], 0, 0, 0),
        ([frame(field="comment")], [frame()], 1, 0, 0),
        ([frame(), frame(personal=True)], [frame(), frame(personal=True)], 2, 0, 0),
    ],
)
def test_claims_are_aligned_one_to_one(
    gold: list[dict[str, Any]], system: list[dict[str, Any]], tp: int, fp: int, fn: int
) -> None:
    found = counts(gold, system)
    assert (found["claim:tp"], found["claim:fp"], found["claim:fn"]) == (tp, fp, fn)


def test_of_two_alignments_the_better_one_counts() -> None:
    own, general = frame(personal=True, quote="my balance"), frame()
    found = counts([general, own], [own, general])
    assert found["personal:right"] == 2


def test_the_same_claim_again_in_the_same_words_is_not_punished() -> None:
    assert counts([frame()], [frame(), frame()])["claim:fp"] == 0
    assert counts([frame()], [frame(), frame(quote="elsewhere")])["claim:fp"] == 1


def test_a_wrong_direction_counts_on_both_sides() -> None:
    found = counts([frame()], [frame(direction="decrease")])
    assert (found["claim:tp"], found["claim+direction:fp"], found["claim+direction:fn"]) == (
        1,
        1,
        1,
    )
    found = counts([frame(direction_alt=["decrease"])], [frame(direction="decrease")])
    assert found["claim+direction:tp"] == 1


@pytest.mark.parametrize(
    ("wanted", "said", "tp", "fp", "fn"),
    [
        ((1.3, 1.3), (1.31, 1.31), 1, 0, 0),
        ((1.3, 1.3), (1.4, 1.4), 0, 1, 1),
        ((1.3, 1.3), None, 0, 0, 1),
        (None, (1.3, 1.3), 0, 1, 0),
        (None, None, 0, 0, 0),
    ],
)
def test_ratios_agree_within_two_percent(
    wanted: tuple[float, float] | None,
    said: tuple[float, float] | None,
    tp: int,
    fp: int,
    fn: int,
) -> None:
    low, high = wanted or (None, None)
    gold = frame(ratio_low=low, ratio_high=high)
    low, high = said or (None, None)
    found = counts([gold], [frame(ratio_low=low, ratio_high=high)])
    assert (found["ratio:tp"], found["ratio:fp"], found["ratio:fn"]) == (tp, fp, fn)


def test_amounts_agree_in_number_and_unit() -> None:
    gold = frame(value_low=12, value_high=12, unit="lb")
    assert counts([gold], [frame(value_low=12, value_high=12, unit="lbs")])["amount:tp"] == 1
    assert counts([gold], [frame(value_low=12, value_high=12, unit="kg")])["amount:fn"] == 1


def test_a_post_whose_frames_are_all_optional_says_nothing_of_detection() -> None:
    found = counts([frame(optional=True)], [frame()])
    assert not any(name.startswith("post:") for name in found)


def test_the_split_is_by_hash_and_about_six_in_ten() -> None:
    dev = sum(is_dev("two-topics", f"post-{number}") for number in range(1000))
    assert 550 < dev < 650
    assert is_dev("two-topics", "post-1") == is_dev("two-topics", "post-1")


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    posts = [counts([frame()], [frame()])] * 6 + [counts([frame()], [])] * 4
    ends = interval(posts, draws=200)["claim"]
    assert ends == interval(posts, draws=200)["claim"]
    assert ends[0] < figures(sum(posts, Counter()))["claim"] < ends[1]
