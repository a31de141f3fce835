"""So much of one is so much of the other, and two levels with a change between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.language.quantities.brief import brief, one


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8 miles backward equals 16 to 24 miles forward", 2, 3),
        ("8 miles of running backwards equals 16 to 24 miles forward", 2, 3),
        ("one mile backwards = 2-3 miles forward", 2, 3),
        ("100 steps backwards is worth 1,000 steps forward", 10, 10),
        ("100 backward steps are NOT equal to 1000 forward steps", 10, 10),
        ("one lap backwards equals six laps forward", 6, 6),
        ("One lap backwards is worth six laps forwards", 6, 6),
        ("1 mile is like 2-3", 2, 3),
        ("1 backward = 3 forward miles", 3, 3),
        ("a mile backwards is like three miles forward", 3, 3),
        ("every lap backwards is worth six forward", 6, 6),
        ("each backward step is worth 10 forward ones", 10, 10),
        ("half a mile backwards feels like 2 miles", 4, 4),
        ("20 mins backwards is like an hour forward", 3, 3),
        ("5 min of walking backwards is the same as 30 min of forward walking", 6, 6),
        ("13 miles backward costs me what 18 forward does", 18 / 13, 18 / 13),
        ("30 minutes backward burns as many calories as an hour of running", 2, 2),
        ("a hundred steps backwards is not a thousand steps forwards", 10, 10),
        ("100 steps backwards isn't 1000 steps forwards", 10, 10),
        ("eight miles backwards is like sixteen to twenty four miles forwards", 2, 3),
        ("1 mile with a vest is like 1.5 miles without", 1.5, 1.5),
        ("2 to 4 laps backward equals 8 laps forward", 2, 4),
        ("10 minutes of it gives you the same benefits as 30 minutes of jogging", 3, 3),
        ("in 10 minutes you get the benefits of 30 minutes of jogging", 3, 3),
    ],
)
def test_an_equivalence_is_what_one_is_worth_in_the_other(
    text: str, low: float, high: float
) -> None:
    found = one(text)
    assert (found.kind, found.unit, len(found.sides)) == ("equivalence", None, 2)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.ratio_low, found.ratio_high) == (found.low, found.high)


def test_different_units_of_one_dimension_are_converted() -> None:
    assert one("1 km backwards = 2 miles forward").low == pytest.approx(3.218688)
    assert one("30 seconds backward equals 2 minutes forward").low == pytest.approx(4)


def test_the_usual_way_may_stand_first() -> None:
    found = one("16 to 24 miles forward equals 8 miles backward")
    assert (found.low, found.high, found.flags) == (2, 3, ("swapped",))
    found = one("same burn as 30 minutes of jogging in just 10 minutes")
    assert (found.low, found.flags) == (3, ("swapped",))


@pytest.mark.parametrize(
    "words",
    [
        "10 minutes backward beats 30 minutes forward",
        "10 minutes backward > 30 minutes forward",
        "10 minutes backward is better than 30 minutes forward",
        "10 minutes backward burns more than 30 minutes forward",
    ],
)
def test_what_beats_the_other_is_worth_at_least_as_much(words: str) -> None:
    found = one(words)
    assert (found.kind, found.low, found.bound) == ("equivalence", 3, "lower")


def test_the_sides_are_kept_with_their_own_words() -> None:
    text = "they say 8 miles backward equals 16 to 24 miles forward"
    left, right = one(text).sides
    assert (left.low, left.unit, text[left.start : left.end]) == (8, "mi", "8 miles")
    assert (right.low, right.high) == (16, 24)
    assert text[right.start : right.end] == "16 to 24 miles"


def test_a_side_without_a_unit_has_the_unit_of_the_other() -> None:
    assert [side.unit for side in one("1 mile is like 2-3").sides] == ["mi", "mi"]
    assert [side.unit for side in one("1 backward = 3 forward miles").sides] == ["mi", "mi"]


def test_bounds_and_blur_of_a_side_are_those_of_the_whole() -> None:
    assert one("1 mile backward = at least 3 miles forward").bound == "lower"
    assert one("1 mile backward = about 3 miles forward").approximate
    assert not one("1 mile backward is like 3 miles forward").approximate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 5k is about 3.1 miles", ["5 km", "~3.1 mi"]),
        ("one lap is 400 meters", ["1 lap", "400 m"]),
        ("10 minutes backward equals 3 miles forward", ["10 min", "3 mi"]),
        ("I ran 8 miles, then 16 miles forward", ["8 mi", "16 mi"]),
        ("8 miles backward. = 16 miles forward", ["8 mi", "16 mi"]),
        ("my warm up is 8 minutes and the run is 20 minutes", ["8 min", "20 min"]),
        ("0 steps = 10 steps", ["0 step", "10 step"]),
        ("$5 = 5 miles", ["5 mi"]),
        ("ran 5 miles, more than 30 minutes", ["5 mi", ">=30 min"]),
        ("30 minutes of jogging in 10 weeks", ["30 min", "10 week"]),
    ],
)
def test_no_equivalence_is_made_up(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 400))
def test_the_ratio_of_any_equivalence_is_right_over_left(left: int, low: int, more: int) -> None:
    found = one(f"{left} laps backward equals {low} to {low + more + 1} laps forward")
    assert found.low == pytest.approx(low / left)
    assert found.high == pytest.approx((low + more + 1) / left)


# ---- two levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 68 to 61", "7 x0.897 less [two_levels]"),
        ("resting heart rate went from 58 to 49", "9 bpm x0.845 less [two_levels]"),
        ("went from 68 bpm to 61", "7 bpm x0.897 less [two_levels]"),
        ("pain dropped from 7.1 to 3.4", "3.7 points x0.479 less [two_levels]"),
        ("pain has gone from 6/10 to 2/10", "4 points x0.333 less [two_levels]"),
        ("pain went from an 8 to a 3", "5 points x0.375 less [two_levels]"),
        ("body fat went from 31% to 26%", "5 points x0.839 less [two_levels]"),
        ("raised it from 20% to 30%", "10 points x1.5 more [two_levels]"),
        ("went from 14 seconds to 11", "3 s x0.786 less [two_levels]"),
        ("from 30 min to 27", "3 min x0.9 less [two_levels]"),
        ("it went from 24:30 to 22:50", "100 s x0.932 less [two_levels]"),
        ("from twenty four thirty to twenty two fifty", "100 s x0.932 less [two_levels]"),
        ("185 lbs → 172 lbs", "13 lb x0.93 less [two_levels]"),
        ("185 -> 172 lbs", "13 lb x0.93 less [two_levels]"),
        ("went from 185 all the way down to 172 lbs", "13 lb x0.93 less [two_levels]"),
        ("VO2 max went up from 42 to 47", "5 mL/kg/min x1.119 more [two_levels]"),
        ("my knee pain was a 7, now it's a 2", "5 points x0.286 less [two_levels]"),
        (
            "forward burns 100 calories, backward burns 140",
            "40 kcal x1.4 more [two_levels] [compared]",
        ),
        ("burn 140 calories backward and 100 forward", "40 kcal x1.4 more [two_levels] [compared]"),
        ("went from 1 km to 500 m", "500 m x0.5 less [two_levels]"),
        (
            "100 calories per mile forward vs 140 backward",
            "40 kcal/mi x1.4 more [two_levels] [compared]",
        ),
    ],
)
def test_two_levels_are_a_difference_and_a_ratio(text: str, expected: str) -> None:
    assert brief(text) == [expected]


def test_both_levels_are_kept() -> None:
    before, after = one("resting heart rate went from 58 to 49").sides
    assert (before.low, before.unit, after.low, after.unit) == (58, "bpm", 49, "bpm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 5 to 7 miles", ["5..7 mi"]),
        ("ranges from 20 to 30%", ["20..30 %"]),
        ("from 10 km to 5 lbs", ["10 km", "5 lb"]),
        ("went from 5 to 5 miles", ["5 mi"]),
    ],
)
def test_levels_without_a_change_are_none(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@given(st.integers(20, 400), st.integers(20, 400))
def test_a_change_forth_and_back_cancels(before: int, after: int) -> None:
    if before == after:
        return
    there, back = (
        one(f"went from {before} to {after} lbs"),
        one(f"went from {after} to {before} lbs"),
    )
    assert there.low == back.low == abs(before - after)
    assert there.ratio_low is not None
    assert back.ratio_low is not None
    assert there.ratio_low * back.ratio_low == pytest.approx(1)
    assert {there.trend, back.trend} == {"more", "less"}


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("100 BACK = 1000 FRONT", 10),
        ("100 backward steps burn what 1000 forward steps burn", 10),
        ("1 km in reverse does the work of 2.5 facing front", 2.5),
        ("3 miles vested feels like 5 unvested", 5 / 3),
        ("half an hour backward does as much as 45 minutes forward", 1.5),
    ],
)
def test_equivalences_in_other_words(text: str, ratio: float) -> None:
    size = one(text)
    assert (size.kind, size.bound) == ("equivalence", "exact")
    assert size.ratio_low == pytest.approx(ratio)


def test_two_bare_numbers_without_their_ways_equal_nothing() -> None:
    assert brief("code 100 = 1000 points off") != ["equivalence 10"]
    assert brief("10 = 12") == []
