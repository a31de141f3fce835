"""Scores claim frames against gold: one-to-one alignment, accepted alternatives, optional frames.

A pair of frames may align where field and outcome agree. Of all alignments of a post the one
counts that covers most gold frames, and among those the one whose other values agree best.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

Row = Mapping[str, Any]

VALUES = ("direction", "stance", "hedged", "personal", "comparator", "activity")
_WEIGHTS = {
    "direction": 200,
    "stance": 30,
    "personal": 15,
    "comparator": 8,
    "hedged": 4,
    "activity": 2,
}
_OBLIGATORY, _OPTIONAL, _QUOTE, _RATIO, _AMOUNT = 100_000, 1_000, 100, 40, 20
_SHARED = 0.5
_RATIO_TOLERANCE = 0.02
_AMOUNT_TOLERANCE = 0.01
_DEFAULTS = {
    "direction": "unspecified",
    "comparator": "unspecified",
    "hedged": False,
    "personal": False,
}
_UNITS = {
    "lbs": "lb",
    "pounds": "lb",
    "calories": "kcal",
    "cal": "kcal",
    "inches": "in",
    "point": "points",
    "beats/min": "bpm",
}
_WORD = re.compile(r"\w+")


def score_post(gold: Sequence[Row], system: Sequence[Row]) -> Counter[str]:
    """What one post adds to each count: `claim:tp`, `ratio:fn`, `stance:right` and so on."""
    pairs = _aligned(gold, system)
    met = {id(one) for one, _ in pairs}
    used = {id(other) for _, other in pairs}
    missed = [one for one in gold if id(one) not in met and not one.get("optional")]
    extra = [one for one in system if id(one) not in used and not _repeats(one, pairs)]
    hard = [(one, other) for one, other in pairs if not one.get("optional")]
    counts: Counter[str] = Counter()
    _count_posts(counts, gold, system)
    directed = sum(_agrees(one, other, "direction") for one, other in hard)
    wrong = len(hard) - directed
    _add(counts, "claim", len(hard), len(extra), len(missed))
    _add(counts, "claim+direction", directed, len(extra) + wrong, len(missed) + wrong)
    for one, other in hard:
        _count_pair(counts, one, other)
    _count_unmatched(counts, missed, extra)
    return counts


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """F1 of post, claim and sizes, accuracy of the other values over aligned frames."""
    found = {
        name: _f1(counts, name) for name in ("post", "claim", "claim+direction", "ratio", "amount")
    }
    found["no-claim precision"] = _share(counts, "post:tn", "post:tn", "post:fn")
    for name in VALUES:
        found[name] = _share(counts, f"{name}:right", "aligned")
    return found


def _share(counts: Mapping[str, int], part: str, *whole: str) -> float:
    total = sum(counts.get(name, 0) for name in whole)
    return counts.get(part, 0) / total if total else 1.0


def _f1(counts: Mapping[str, int], name: str) -> float:
    hits, false, missed = (counts.get(f"{name}:{kind}", 0) for kind in ("tp", "fp", "fn"))
    return 2 * hits / (2 * hits + false + missed) if hits or false or missed else 1.0


def _add(counts: Counter[str], name: str, *outcomes: int) -> None:
    counts.update(dict(zip((f"{name}:tp", f"{name}:fp", f"{name}:fn"), outcomes, strict=True)))


def _count_posts(counts: Counter[str], gold: Sequence[Row], system: Sequence[Row]) -> None:
    needed = any(not one.get("optional") for one in gold)
    if gold and not needed:
        return
    kind = ("tp" if system else "fn") if needed else ("fp" if system else "tn")
    counts[f"post:{kind}"] += 1


def _count_pair(counts: Counter[str], one: Row, other: Row) -> None:
    counts["aligned"] += 1
    for name in VALUES:
        counts[f"{name}:right"] += _agrees(one, other, name)
    for name, stated, agrees in (
        ("ratio", _ratio, _ratio_agrees(one, other)),
        ("amount", _amount, _amount_agrees(one, other)),
    ):
        in_gold, in_system = stated(one) is not None, stated(other) is not None
        if agrees and in_system:
            counts[f"{name}:tp"] += 1
        elif not agrees:
            counts[f"{name}:fp"] += in_system
            counts[f"{name}:fn"] += in_gold


def _count_unmatched(counts: Counter[str], missed: Iterable[Row], extra: Iterable[Row]) -> None:
    for one in missed:
        counts["ratio:fn"] += None not in _ratios(one)
        counts["amount:fn"] += None not in _amounts(one)
    for one in extra:
        counts["ratio:fp"] += _ratio(one) is not None
        counts["amount:fp"] += _amount(one) is not None


# ---- alignment


def _aligned(gold: Sequence[Row], system: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The best one-to-one pairs; outcomes split a post into parts small enough to try all."""
    weights = [[_weight(one, other) for other in system] for one in gold]

    @cache
    def best(place: int, taken: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        if place == len(gold):
            return 0, ()
        choice = best(place + 1, taken)
        for index, weight in enumerate(weights[place]):
            if weight and not taken >> index & 1:
                value, pairs = best(place + 1, taken | 1 << index)
                choice = max(choice, (value + weight, ((place, index), *pairs)))
        return choice

    return [(gold[place], system[index]) for place, index in best(0, 0)[1]]


def _weight(one: Row, other: Row) -> int:
    """How good a pair is; 0 where it may not align."""
    same_field = _field(one) == _field(other)
    if not same_field or other.get("outcome") not in _accepted(one, "outcome"):
        return 0
    weight = _OPTIONAL if one.get("optional") else _OBLIGATORY
    weight += sum(points * _agrees(one, other, name) for name, points in _WEIGHTS.items())
    weight += round(_QUOTE * _overlap(one, other))
    return weight + _RATIO * _ratio_agrees(one, other) + _AMOUNT * _amount_agrees(one, other)


def _repeats(extra: Row, pairs: Sequence[tuple[Row, Row]]) -> bool:
    """Whether an extra frame only says again what an aligned one says, in the same words."""
    return any(
        _field(one) == _field(extra)
        and extra.get("outcome") in _accepted(one, "outcome")
        and _agrees(one, extra, "direction")
        and (_same_words(one, extra) or _same_words(other, extra))
        for one, other in pairs
    )


def _field(one: Row) -> str:
    field = one.get("field") or "caption"
    return "caption" if field in ("comment", "text", "post") else str(field)


def _same_words(one: Row, other: Row) -> bool:
    """Whether a quote lies in the other, or shares half of the words of the shorter."""
    quotes = [str(row.get("quote", "")).strip().lower() for row in (one, other)]
    if not all(quotes):
        return False
    if quotes[0] in quotes[1] or quotes[1] in quotes[0]:
        return True
    first, second = (set(_WORD.findall(quote)) for quote in quotes)
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) / shorter >= _SHARED


def _overlap(one: Row, other: Row) -> float:
    first, second = (set(_WORD.findall(str(row.get("quote", "")).lower())) for row in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


# ---- values


def _accepted(one: Row, name: str) -> list[Any]:
    return [one.get(name, _DEFAULTS.get(name)), *one.get(f"{name}_alt", ())]


def _agrees(one: Row, other: Row, name: str) -> bool:
    return other.get(name, _DEFAULTS.get(name)) in _accepted(one, name)


def _ratio(one: Row) -> tuple[float, float] | None:
    low, high = one.get("ratio_low"), one.get("ratio_high")
    return None if low is None or high is None else (float(low), float(high))


def _ratios(one: Row) -> list[tuple[float, float] | None]:
    others = [tuple(pair) if pair else None for pair in one.get("ratio_alt", ())]
    return [_ratio(one), *others]


def _amount(one: Row) -> tuple[float, float, str] | None:
    low, high = one.get("value_low"), one.get("value_high")
    unit = str(one.get("unit") or "").lower()
    return (
        None if low is None or high is None else (float(low), float(high), _UNITS.get(unit, unit))
    )


def _amounts(one: Row) -> list[tuple[float, float, str] | None]:
    others = [tuple(amount) if amount else None for amount in one.get("value_alt", ())]
    found = [_amount(one), *others]
    stated = _amount(one)
    units = one.get("unit_alt", ()) if stated else ()
    return found + [(*stated[:2], unit.lower()) for unit in units]  # type: ignore[index]


def _ratio_agrees(one: Row, other: Row) -> bool:
    said = _ratio(other)
    return any(_near(said, ratio, _RATIO_TOLERANCE) for ratio in _ratios(one))


def _amount_agrees(one: Row, other: Row) -> bool:
    said = _amount(other)
    return any(_near(said, amount, _AMOUNT_TOLERANCE) for amount in _amounts(one))


def _near(said: Sequence[Any] | None, wanted: Sequence[Any] | None, tolerance: float) -> bool:
    if said is None or wanted is None:
        return said is None and wanted is None
    ends = zip(said[:2], wanted[:2], strict=True)
    close = all(abs(a - b) <= tolerance * max(abs(a), abs(b)) + 1e-12 for a, b in ends)
    return close and list(said[2:]) == list(wanted[2:])
