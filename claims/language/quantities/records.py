"""What the interval grammar finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.records import Bound

QuantityKind = Literal["absolute", "ratio", "percent", "equivalence", "points"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One stated size: an interval in code points `start:end` of the text it was found in.

    `absolute`: `low`/`high` in `unit` (canonical: mi, km, m, kcal, lb, kg, bpm, step, lap, min ...).
    `ratio`: `low`/`high` are activity / comparator; `alternatives` are the other readings.
    `percent`: `low`/`high` are the stated percents, `ratio` reading in `ratio_low`/`ratio_high`
    where a word of comparison fixes it ("30% more" is 1.3), else None ("30%").
    `equivalence`: two absolute quantities held equal; `low`/`high` are the ratio, `sides` both.
    `points`: a difference of percentage or scale points.
    """

    start: int
    end: int
    kind: QuantityKind
    low: float
    high: float
    unit: str | None = None
    dimension: str | None = None
    bound: Bound = "exact"
    approximate: bool = False
    ratio_low: float | None = None
    ratio_high: float | None = None
    alternatives: tuple[tuple[float, float], ...] = ()
    sides: tuple[Quantity, ...] = ()
    trend: Literal["more", "less"] | None = None
    flags: tuple[str, ...] = ()
