"""Relative sizes: percents, multiples and parts become ratios of activity to comparator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.language.quantities.brief import brief, one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30% more calories", ["30 % x1.3 more"]),
        ("30 percent more calories", ["30 % x1.3 more"]),
        ("30 per cent higher", ["30 % x1.3 more"]),
        ("20-30% more calories", ["20..30 % x1.2..1.3 more"]),
        ("up to 30% more", ["<=30 % x1.3 more"]),
        ("24% lower", ["24 % x0.76 less"]),
        ("30% easier on the knees", ["30 % x0.7 less"]),
        ("30% slower", ["30 % x0.7 less"]),
        ("4% more efficient", ["4 % x1.04 more"]),
        ("a 30% increase in oxygen use", ["30 % x1.3 more"]),
        ("a 30% VO2 increase", ["30 % x1.3 more"]),
        ("a 12 percent strength gain", ["12 % x1.12 more"]),
        ("an increase of 12 percent", ["12 % x1.12 more"]),
        ("a reduction of 30%", ["30 % x0.7 less"]),
        ("30-40% reduction in falls", ["30..40 % x0.6..0.7 less"]),
        ("increased by 30%", ["30 % x1.3 more"]),
        ("reduced by 24%", ["24 % x0.76 less"]),
        ("Peak power was up 9 % as well", ["9 % x1.09 more"]),
        ("reduces knee load 20%", ["20 % x0.8 less"]),
        ("increases calorie burn 30%", ["30 % x1.3 more"]),
        ("lost 5% body fat", ["5 % x0.95 less"]),
        ("+30% calories", ["30 % x1.3 more"]),
        ("-10% body fat", ["-10 % x0.9 less"]),
        ("30%↑ calories", ["30 % x1.3 more"]),
        ("↓20% knee stress", ["20 % x0.8 less"]),
        ("7% incline", ["7 %"]),
    ],
)
def test_a_percent_goes_the_way_its_words_go(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("130% of the calories", ["130 % x1.3 [part_of]"]),
        ("40% of the knee stress", ["40 % x0.4 [part_of]"]),
        ("takes 40% of the pressure off your knees", ["40 % x0.6 less [taken_off]"]),
        ("80% of people do it wrong", ["80 % [share]"]),
        ("increase to 80%", ["80 % [level]"]),
        ("heart rate goes to 80% of max", ["80 % [level]"]),
        ("10 percentage points harder", ["10 points more"]),
        ("pain down 2 points", ["2 points less"]),
    ],
)
def test_parts_levels_and_points_are_no_change_by_a_percent(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("improved my 5k time by 2.5%", 0.975),
        ("improves running economy by 2.54%", 0.9746),
        ("my pain is 50% better", 0.5),
        ("improved my balance by 20%", 1.2),
        ("28% better balance", 1.28),
    ],
)
def test_better_is_less_where_less_is_better(text: str, ratio: float) -> None:
    found = one(text)
    assert found.ratio_low == pytest.approx(ratio)
    assert "improvement" in found.flags


def test_a_large_percent_keeps_the_loose_reading() -> None:
    found = one("boosts metabolism by 150%")
    assert (found.ratio_low, found.alternatives) == (2.5, ((1.5, 1.5),))
    assert found.flags == ("percent_large",)
    assert one("99% more").alternatives == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("twice as hard", 2, 2),
        ("Twice the burn", 2, 2),
        ("double the calories", 2, 2),
        ("doubles your calorie burn", 2, 2),
        ("your quads are working double", 2, 2),
        ("it's roughly double", 2, 2),
        ("double or triple the load", 2, 3),
        ("twice to three times the effort", 2, 3),
        ("tripled my ankle strength", 3, 3),
        ("quadruples your calorie burn", 4, 4),
        ("halved my knee pain", 0.5, 0.5),
        ("three times as hard", 3, 3),
        ("5 times the calories", 5, 5),
        ("4x the burn", 4, 4),
        ("definitely not 10x", 10, 10),
        ("1.3-1.5 times", 1.3, 1.5),
        ("one and a half times the calories", 1.5, 1.5),
        ("4 times your body weight", 4, 4),
        ("tenfold", 10, 10),
    ],
)
def test_a_multiple_is_its_number(text: str, low: float, high: float) -> None:
    found = one(text)
    assert (found.kind, found.low, found.high) == ("ratio", low, high)
    assert (found.ratio_low, found.ratio_high, found.alternatives) == (low, high, ())


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("two to three times more", "times_more"),
        ("2-3x more", "times_more"),
        ("2-3x harder", "times_more"),
        ("two three times faster", "times_more"),
        ("x2-3 more", "times_more"),
        ("a two to threefold increase", "fold_increase"),
        ("increased 2-3 fold", "fold_increase"),
    ],
)
def test_times_more_has_a_second_reading_one_higher(text: str, flag: str) -> None:
    found = one(text)
    assert (found.low, found.high, found.alternatives) == (2, 3, ((3, 4),))
    assert found.flags == (flag,)


@pytest.mark.parametrize(
    "text",
    [
        "two to four times less impact",
        "2-4x lower",
        "2-4x easier on the knees",
        "two to four times as easy on the knees",
        "reduces impact 2-4x",
        "reduces knee load 2-4 fold",
    ],
)
def test_times_less_is_one_over_the_number(text: str) -> None:
    found = one(text)
    assert (found.low, found.high, found.trend) == (0.25, 0.5, "less")
    assert found.flags == ("times_less",)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("half the impact", 0.5),
        ("half of what it is", 0.5),
        ("half as hard", 0.5),
        ("half again as much", 1.5),
        ("half as much again", 1.5),
        ("injuries dropped by half", 0.5),
        ("cuts your risk in half", 0.5),
        ("reduces it by a third", 2 / 3),
        ("increases by two thirds", 5 / 3),
        ("a third more", 4 / 3),
        ("a third less", 2 / 3),
        ("a fifth more calories", 1.2),
        ("almost a third higher", 4 / 3),
        ("roughly a quarter less", 0.75),
        ("a quarter of the knee stress", 0.25),
        ("two-thirds of the distance", 2 / 3),
        ("1/3 more", 4 / 3),
        ("1/5 more calories", 1.2),
        ("⅓ less", 2 / 3),
        ("takes half the load off your knees", 0.5),
        ("takes a third of the load off your knees", 2 / 3),
    ],
)
def test_a_part_is_a_ratio(text: str, ratio: float) -> None:
    found = one(text)
    assert found.kind == "ratio"
    assert found.low == found.high == found.ratio_low == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("same effort at 80% of the speed", 1.25, 1.25),
        ("80 percent of your speed for the same effort", 1.25, 1.25),
        ("the same effort at half the speed", 2, 2),
        ("75 to 80% of the speed for the same heart rate", 1.25, 4 / 3),
    ],
)
def test_the_same_effort_at_less_speed_is_turned_round(text: str, low: float, high: float) -> None:
    found = one(text)
    assert (found.ratio_low, found.ratio_high) == pytest.approx((low, high))
    assert "same_effort" in found.flags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3x a week", ["3 1/week [frequency]"]),
        ("3-4x a week", ["3..4 1/week [frequency]"]),
        ("twice a week", ["2 1/week [frequency]"]),
        ("once or twice a week", ["1..2 1/week [frequency]"]),
        ("three times a day", ["3 1/day [frequency]"]),
        ("once daily", ["1 1/day [frequency]"]),
        ("I fell three times yesterday", []),
        ("I tried it twice", []),
        ("double check it", []),
        ("double leg raises", []),
        ("in the second half", []),
        ("a third man", []),
        ("0 times more", []),
        ("0 times less", []),
    ],
)
def test_how_often_is_no_ratio(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lost 5lbs in 2 weeks", ["5 lb less", "2 week"]),
        ("heart rate goes up 10-15 bpm", ["10..15 bpm more"]),
        ("shaved 45 seconds off my mile", ["45 s less"]),
        ("cut my 5k time by a minute and a half", ["1.5 min less"]),
        ("lost a pound", ["1 lb less"]),
        ("100 fewer calories", ["100 kcal less"]),
        ("5 x 1 min with 1 min off", ["1 min [repeats]", "1 min"]),
    ],
)
def test_an_absolute_change_has_a_trend(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@given(st.integers(1, 99), st.sampled_from(["more", "higher", "harder", "extra"]))
def test_percent_more_and_percent_less_add_up_to_two(percent: int, word: str) -> None:
    more, less = one(f"{percent}% {word}"), one(f"{percent}% less")
    assert more.ratio_low is not None
    assert less.ratio_low is not None
    assert more.ratio_low + less.ratio_low == pytest.approx(2.0)


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_ratio_interval_is_never_upside_down(low: int, more: int) -> None:
    for words in ("times less impact", "times more", "% less", "% more"):
        found = one(f"{low} to {low + more} {words}")
        if found.ratio_low is not None and found.ratio_high is not None:
            assert found.ratio_low <= found.ratio_high
