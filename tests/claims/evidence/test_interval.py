"""Sizes as intervals: the arithmetic must not care for units or for the side one looks from."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.interval import Interval, envelope, factors, relate

RATIO = st.floats(0.05, 20, allow_nan=False)
TOLERANCE = 1.1


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(RATIO), draw(RATIO)))
    return Interval(low, high)


@given(intervals(), intervals(), st.floats(0.1, 10))
def test_scaling_both_sides_changes_no_factor(
    claimed: Interval, measured: Interval, scale: float
) -> None:
    before = factors(claimed, measured)
    after = factors(claimed.scaled(scale, scale), measured.scaled(scale, scale))
    assert after == pytest.approx(before)


@given(intervals(), intervals(), st.sampled_from([0.25, 0.5, 2.0, 4.0, 8.0]))
def test_scaling_both_sides_changes_no_relation(
    claimed: Interval, measured: Interval, scale: float
) -> None:
    # Powers of two scale without rounding, so that not even a tie may tip.
    scaled = relate(claimed.scaled(scale, scale), measured.scaled(scale, scale), TOLERANCE)
    assert scaled == relate(claimed, measured, TOLERANCE)


@given(intervals(), intervals(), st.floats(1, 5), st.floats(1, 5))
def test_widening_a_claim_never_makes_it_larger_or_smaller_than_measured(
    claimed: Interval, measured: Interval, down: float, up: float
) -> None:
    wider = Interval(claimed.low / down, claimed.high * up)
    before, after = (relate(size, measured, TOLERANCE) for size in (claimed, wider))
    if before in ("within", "overlaps"):
        assert after in ("within", "overlaps")


@given(intervals(), intervals())
def test_seen_from_the_other_side_larger_is_smaller(claimed: Interval, measured: Interval) -> None:
    other = {"larger": "smaller", "smaller": "larger", "within": "within", "overlaps": "overlaps"}
    gap = abs(math.log(claimed.low / measured.high / TOLERANCE))
    if min(gap, abs(math.log(measured.low / claimed.high / TOLERANCE))) > 1e-9:
        flipped = relate(claimed.flipped(), measured.flipped(), TOLERANCE)
        inside = {relate(claimed, measured, TOLERANCE), flipped} <= {"within", "overlaps"}
        assert inside or flipped == other[relate(claimed, measured, TOLERANCE)]


@pytest.mark.parametrize(
    ("claimed", "relation"),
    [
        ((2.0, 3.0), "larger"),
        ((1.6, 1.6), "larger"),
        ((1.55, 1.55), "within"),
        ((1.2, 1.3), "within"),
        ((1.3, 2.0), "overlaps"),
        ((1.05, 1.3), "within"),
        ((1.0, 1.3), "overlaps"),
        ((1.02, 1.02), "smaller"),
    ],
)
def test_where_a_claim_lies_to_1_15_to_1_41(claimed: tuple[float, float], relation: str) -> None:
    assert relate(Interval(*claimed), Interval(1.15, 1.41), TOLERANCE) == relation


def test_an_envelope_goes_from_the_lowest_low_to_the_highest_high() -> None:
    found = envelope([Interval(1.2, 1.3), Interval(1.15, 1.15), Interval(1.25, 1.41)])
    assert found == Interval(1.15, 1.41)


@pytest.mark.parametrize("ends", [(0, 1), (2, 1), (-1, 1), (1, math.inf), (math.nan, 1)])
def test_what_is_no_range_of_ratios_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not an interval of ratios"):
        Interval(*ends)


def test_the_share_inside_is_measured_in_log_space() -> None:
    assert Interval(1, 4).share_inside(Interval(1, 2)) == pytest.approx(0.5)
    assert Interval(1, 4).share_inside(Interval(5, 6)) == 0
    assert Interval(2, 2).share_inside(Interval(1, 3)) == 1
