"""A million made-up texts for the grammar of sizes: `python -m benchmarks.fuzz_quantities`.

Of each: no exception, offsets inside the text, in order and apart, low ends not above high ones,
what is found by default among what is found in all, the same twice, and bounded time. `--runs N`,
`--smoke`, `--save`, `--random`: see benchmarks/_fuzzing.py.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from benchmarks._fuzzing import Check, Target, in_time, run

if TYPE_CHECKING:
    from claims.language.quantities import Quantity

WORDS = (
    *("1", "2", "3.5", "10", "40", "100", "1,000", "5k", "10k", "1/2", "½", "2-3", "20–30", "7:30"),
    *("1:45:30", "12-3-30", "9" * 40, "0", "-5", "1e9", "NaN", "one", "two", "twenty", "hundred"),
    *("thousand", "million", "dozen", "couple", "half", "third", "quarter", "double", "twice"),
    *(
        "triple",
        "times",
        "x",
        "fold",
        "%",
        "percent",
        "points",
        "more",
        "less",
        "than",
        "as",
        "much",
    ),
    *(
        "of",
        "the",
        "a",
        "an",
        "by",
        "to",
        "from",
        "and",
        "or",
        "between",
        "up to",
        "at least",
        "over",
    ),
    *(
        "about",
        "around",
        "-ish",
        "nearly",
        "miles",
        "km",
        "m",
        "metres",
        "steps",
        "laps",
        "minutes",
    ),
    *("hours", "lb", "lbs", "kg", "stone", "kcal", "calories", "bpm", "mph", "/mi", "ml/kg/min"),
    *("equals", "=", "is like", "is worth", "→", "->", "~", "≈", "$", "£", "sets", "reps", "week"),
    *(
        "a day",
        "years old",
        "2024",
        "went",
        "dropped",
        "rose",
        "now",
        "was",
        "cut",
        "in",
        "\n",
        ".",
    ),
    *(
        ",",
        ";",
        "(",
        ")",
        "/",
        "\u200d",
        "\ufe0f\u20e3",
        "\u202e",
        "\x00",
        "\u0301",
        "🔥",
        "\ud800",
    ),
)


def quantities_check() -> Check:
    """The promises of the grammar for one text."""
    from claims.language.quantities import find_quantities

    def check(text: str) -> None:
        found, every = find_quantities(text), find_quantities(text, every=True)
        hold(text, found)
        hold(text, every)
        assert set(found) <= set(every)
        assert find_quantities(text) == found

    return in_time(check)


def hold(text: str, found: tuple[Quantity, ...]) -> None:
    """What must hold of the sizes found in a text."""
    behind = 0
    for one in found:
        assert behind <= one.start < one.end <= len(text), one
        behind = one.end
        _hold_ends(one)
        for side in one.sides:
            assert one.start <= side.start < side.end <= one.end, one
            _hold_ends(side)


def _hold_ends(one: Quantity) -> None:
    ends = [(one.low, one.high), *one.alternatives]
    if one.ratio_low is not None and one.ratio_high is not None:
        ends.append((one.ratio_low, one.ratio_high))
        assert one.ratio_low >= 0, one
    for low, high in ends:
        assert not math.isnan(low), one
        assert low <= high, one


TARGET = Target("quantities", 1_000_000, 160, WORDS, quantities_check)

if __name__ == "__main__":
    sys.exit(run(TARGET, sys.argv[1:]))
