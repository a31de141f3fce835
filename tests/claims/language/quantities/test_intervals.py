"""Ranges and bounds: both ends kept, never a midpoint, never split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.language.quantities.brief import brief, one


@pytest.mark.parametrize(
    "text",
    [
        "16 to 24 miles",
        "16-24 miles",
        "16–24 miles",
        "16—24 miles",
        "16 - 24 miles",
        "16 ~ 24 miles",
        "16 through 24 miles",
        "16-to-24 miles",
        "16 or 24 miles",
        "sixteen to twenty-four miles",
        "sixteen to 24 miles",
        "between 16 and 24 miles",
        "between 16 to 24 miles",
        "from 16 to 24 miles",
        "16 miles to 24 miles",
        "16 miles to 24",
        "16 to maybe 24 miles",
        "more than 16 but less than 24 miles",
        "at most 24 and at least 16 miles",
    ],
)
def test_a_range_is_one_interval_however_it_is_joined(text: str) -> None:
    found = one(text)
    assert (found.low, found.high, found.unit, found.bound) == (16, 24, "mi", "exact")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20-30%", ["20..30 %"]),
        ("20% to 30%", ["20..30 %"]),
        ("5-10k", ["5..10 km"]),
        ("2 to 3 million people", ["2e+06..3e+06 participant"]),
        ("30 sec to 2 min", ["0.5..2 min"]),
        ("500 m to 1 km", ["0.5..1 km"]),
        ("1-2 hours", ["1..2 h"]),
        ("two or three laps", ["2..3 lap"]),
        ("like 20, 30 percent more", ["~20..30 % x1.2..1.3 more"]),
        ("two, three times harder", ["ratio 2..3 more [times_more]"]),
    ],
)
def test_unit_and_scale_are_shared_between_the_ends(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10-8 miles", ["8 mi"]),
        ("10 miles to 8 pounds", ["10 mi", "8 lb"]),
        ("10 minutes to 20:30", ["10 min", "1230 s"]),
        ("rose 6.5% to 164", ["6.5 % x1.065 more"]),
        ("8 miles, 10 pounds", ["8 mi", "10 lb"]),
        ("in 5 miles - 2 hours", ["5 mi", "2 h"]),
        ("30, 40 minutes", ["40 min"]),
        ("5, 40 percent", ["40 %"]),
    ],
)
def test_two_numbers_that_make_no_range_stay_apart(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "words",
    [
        "up to",
        "at most",
        "no more than",
        "less than",
        "fewer than",
        "under",
        "below",
        "max",
        "max of",
        "as much as",
        "as many as",
        "<",
        "≤",
        "sub",
    ],
)
def test_words_before_that_bound_from_above(words: str) -> None:
    assert one(f"{words} 10 minutes").bound == "upper"
    assert one(f"{words} 10 minutes").start == 0


@pytest.mark.parametrize(
    "words",
    [
        "at least",
        "more than",
        "over",
        "no less than",
        "minimum of",
        "upwards of",
        "≥",
        ">",
        "well over",
        "in excess of",
    ],
)
def test_words_before_that_bound_from_below(words: str) -> None:
    assert one(f"{words} 10 minutes").bound == "lower"


@pytest.mark.parametrize(
    "words",
    [
        "about",
        "around",
        "roughly",
        "approximately",
        "approx.",
        "nearly",
        "almost",
        "~",
        "≈",
        "like",
        "maybe",
        "some",
    ],
)
def test_words_before_that_blur(words: str) -> None:
    found = one(f"{words} 10 minutes")
    assert (found.approximate, found.bound, found.start) == (True, "exact", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20+ minutes", [">=20 min"]),
        ("20 plus minutes", [">=20 min"]),
        ("20 minutes or more", [">=20 min"]),
        ("20 minutes minimum", [">=20 min"]),
        ("5 miles at least", [">=5 mi"]),
        ("30 min max", ["<=30 min"]),
        ("10 minutes or less", ["<=10 min"]),
        ("10 minutes tops", ["<=10 min"]),
        ("30ish minutes", ["~30 min"]),
        ("30-ish minutes", ["~30 min"]),
        ("30 minutes or so", ["~30 min"]),
        ("up to about 5 miles", ["<=~5 mi"]),
        ("at least roughly 5 miles", [">=~5 mi"]),
        ("up to 20-30%", ["<=20..30 %"]),
        ("exactly 5 miles", ["5 mi"]),
        ("run at 80% max effort", ["80 %"]),
    ],
)
def test_bounds_stand_on_either_side(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 minutes at least 3 miles", ["20 min", ">=3 mi"]),
        ("5 miles + 3 miles", ["5 mi", "3 mi"]),
        ("20 minutes plus your warm up", ["20 min"]),
        ("VO2 max 42 ml/kg/min", ["42 mL/kg/min"]),
    ],
)
def test_a_bound_belongs_to_its_own_number(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_a_bound_at_the_end_of_the_clause_is_seen() -> None:
    assert one("it's 1.3x the cost of walking forward at most").bound == "upper"
    assert one("burns 30% more calories, at most on sundays").bound == "exact"


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["-", " to ", "–", " - "]))
def test_any_rising_pair_is_a_range(low: int, more: int, joiner: str) -> None:
    found = one(f"{low}{joiner}{low + more} steps")
    assert (found.low, found.high) == (low, low + more)


@given(st.integers(2, 500), st.integers(1, 400))
def test_the_words_of_a_range_are_quoted_whole(low: int, more: int) -> None:
    text = f"so we did {low} to {low + more} laps, then stopped"
    found = one(text)
    assert text[found.start : found.end] == f"{low} to {low + more} laps"
