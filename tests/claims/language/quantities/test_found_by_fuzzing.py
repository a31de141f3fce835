"""Texts that fuzzing found to break the grammar, kept so that they never do again."""

from __future__ import annotations

import pytest

from claims.language.quantities import find_quantities


@pytest.mark.parametrize("text", ["3/½", '4\udcce3"3/½', "½/½", "2:11/122", "2:11/122:221/1in"])
def test_a_slash_beside_fractions_and_clocks_is_no_date(text: str) -> None:
    for quantity in find_quantities(text, every=True):
        assert 0 <= quantity.start < quantity.end <= len(text)


def test_dates_and_fractions_are_still_told_apart() -> None:
    assert find_quantities("on 30/11 we ran") == ()
    (half,) = find_quantities("1/2 the impact of running")
    assert (half.low, half.high) == (0.5, 0.5)


@pytest.mark.parametrize(
    "text", ["from -40% to 8% of the load", "-44%-8 of it", "\x00-044%-8of~49"]
)
def test_a_percentage_that_begins_below_zero_is_no_part_of_anything(text: str) -> None:
    (quantity,) = (one for one in find_quantities(text) if one.kind == "percent")
    assert quantity.low < 0 < quantity.high
    assert (quantity.ratio_low, quantity.ratio_high, quantity.flags) == (None, None, ())


def test_a_percentage_of_something_is_still_a_part_of_it() -> None:
    (quantity,) = find_quantities("40% of the load")
    assert (quantity.ratio_low, quantity.ratio_high, quantity.flags) == (0.4, 0.4, ("part_of",))


@pytest.mark.parametrize("text", ["16 to 247:30.810.2129", "148:20.5/92", "12:30.5.6/88"])
def test_a_clock_is_no_upper_value_of_a_blood_pressure(text: str) -> None:
    assert all(one.unit != "mmHg" for one in find_quantities(text, every=True))


def test_the_sides_of_a_change_lie_inside_it_where_two_amounts_want_one_word() -> None:
    text = "1 ½ to 24 at least one -> 7 bpm"
    for one in find_quantities(text, every=True):
        assert all(one.start <= side.start < side.end <= one.end for side in one.sides)
