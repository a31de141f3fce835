"""Sizes as intervals of ratios, compared where twice and half are equally far from 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SizeRelation = Literal["within", "overlaps", "larger", "smaller"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of ratios, activity / comparator; both ends above zero, low end first."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (0 < self.low <= self.high < math.inf):
            raise ValueError(f"not an interval of ratios: {self.low} to {self.high}")

    def flipped(self) -> Interval:
        """The same change seen the other way: half as much is twice less."""
        return Interval(1 / self.high, 1 / self.low)

    def scaled(self, low: float, high: float) -> Interval:
        """The interval times another interval."""
        return Interval(self.low * low, self.high * high)

    def widened(self, factor: float) -> Interval:
        """Both ends moved apart by the factor."""
        return self.scaled(1 / factor, factor)

    def share_inside(self, other: Interval) -> float:
        """How much of this range, in log space, lies inside the other."""
        length = math.log(self.high / self.low)
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low > high:
            return 0.0
        return math.log(high / low) / length if length else 1.0


def envelope(intervals: Sequence[Interval]) -> Interval:
    """From the lowest low to the highest high; never a pooled number of our own."""
    return Interval(min(i.low for i in intervals), max(i.high for i in intervals))


def relate(claimed: Interval, measured: Interval, tolerance: float) -> SizeRelation:
    """How a claimed size lies to the measured one; both are strengths, larger = stronger."""
    edge = measured.widened(tolerance)
    if claimed.low > edge.high:
        return "larger"
    if claimed.high < edge.low:
        return "smaller"
    if claimed.low >= edge.low and claimed.high <= edge.high:
        return "within"
    return "overlaps"


def factors(claimed: Interval, measured: Interval) -> tuple[float, float]:
    """How many times the highest measured end each end of the claim is."""
    return claimed.low / measured.high, claimed.high / measured.high
