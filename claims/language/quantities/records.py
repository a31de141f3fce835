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

    `start:end` takes in the words that bound or compare ("up to 30% more"). `trend` is the way the
    words go, whatever is good. What `flags` say:
    `times_more`, `fold_increase`, `percent_large`: a second reading stands in `alternatives`;
    `times_less`: "3 times less", read as a third; `taken_off`: "takes 40% of the load off";
    `part_of`: "40% of the load"; `share`: of people, no ratio of a size; `level`: "to 80%";
    `improvement`: better, which is less where the outcome is one to bring down;
    `same_effort`: "same effort at 80% of the speed", turned round to 1.25;
    `two_levels`: a change between the two `sides`; `compared`: of two ways, not of two times;
    `swapped`: an equivalence that names the usual way first; `in_time`: kcal in the time stated;
    `frequency`, `repeats`, and those that `find_quantities` holds back: `age`, `price`,
    `audience`, `count`, `occurrence`, `event`, `rating`, `reading`.
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
