"""What two amounts say together: energy in a time, a floor with a ceiling, effort at a speed."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.lists import word_set
from claims.language.quantities.tokens import Tokens
from claims.language.quantities.units import Unit

_KEPT = word_set("same", "kept")
_SHRUNK = word_set("same", "shrunk")
_IN = frozenset(("in", "over", "for", "per", "every", "within"))
_LINKS = frozenset(("and", "but", ",", "or"))
_REACH = 12


def join_energy_and_time(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """ "400 calories in 30 mins" is a rate, as stated: 400 kcal/30min."""
    joined: list[Amount] = []
    for amount in amounts:
        before = joined[-1] if joined else None
        if before is None or not _spent_in(tokens, before, amount):
            joined.append(amount)
            continue
        joined[-1] = _rate(before, amount)
    return joined


def _spent_in(tokens: Tokens, energy: Amount, time: Amount) -> bool:
    if energy.dimension != "energy" or time.dimension != "time" or energy.sides or time.sides:
        return False
    if time.low != time.high or time.bound != "exact" or "frequency" in time.flags:
        return False
    if time.unit is None or time.unit.symbol not in ("s", "min", "h"):
        return False
    between = tokens.words[energy.last : time.first]
    return len(between) == 1 and between[0] in _IN


def _rate(energy: Amount, time: Amount) -> Amount:
    spent, symbol = time.low, time.unit.symbol if time.unit else ""
    if symbol == "h" and spent % 1:
        spent, symbol = spent * 60.0, "min"
    per = symbol if spent == 1.0 else f"{spent:g}{symbol}"
    both = Amount(energy.first, energy.core, time.last, energy.low, energy.high, form=energy.form)
    both.unit = Unit(f"{energy.unit.symbol if energy.unit else ''}/{per}", "energy/time")
    both.bound, both.trend = energy.bound, energy.trend
    both.approximate = energy.approximate or time.approximate
    both.sides = (energy, time)
    both.flag("in_time")
    return both


def join_bounds(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """ "more than 10 but less than 20 miles" is one range."""
    joined: list[Amount] = []
    for amount in amounts:
        before = joined[-1] if joined else None
        if before is None or not _encloses(tokens, before, amount):
            joined.append(amount)
            continue
        low, high = sorted((before, amount), key=lambda end: end.bound != "lower")
        joined[-1] = Amount(
            before.first, before.core, amount.last, low.low, high.high, form=low.form,
            unit=amount.unit or before.unit, approximate=low.approximate or high.approximate, flags=amount.flags,
        )  # fmt: skip
    return joined


def _encloses(tokens: Tokens, first: Amount, second: Amount) -> bool:
    if (
        {first.bound, second.bound} != {"lower", "upper"}
        or first.kind != "absolute"
        or second.kind != "absolute"
    ):
        return False
    if first.unit and second.unit and first.unit is not second.unit:
        return False
    low, high = (first, second) if first.bound == "lower" else (second, first)
    between = tokens.words[first.last : second.first]
    return low.low < high.high and 1 <= len(between) <= 2 and _LINKS.issuperset(between)


def read_same_effort(tokens: Tokens, amount: Amount) -> None:
    """ "the same effort at 80% of the speed": the cost of one is 100/80 of the other."""
    if (
        amount.kind not in ("ratio", "percent")
        or amount.ratio is None
        or "times_more" in amount.flags
    ):
        return
    if amount.ratio[0] <= 0 or amount.ratio[1] >= 1:
        return
    end = tokens.stop_after(amount.last, 5)
    if _SHRUNK.isdisjoint(tokens.words[amount.last : end]):
        return
    near = range(tokens.stop_before(amount.first, _REACH), tokens.stop_after(amount.last, _REACH))
    if not any(_keeps(tokens, index) for index in near):
        return
    low, high = amount.ratio
    amount.ratio = (1.0 / high, 1.0 / low)
    if amount.kind == "ratio":
        amount.low, amount.high = amount.ratio
    amount.trend = "more"
    amount.flag("same_effort")


def _keeps(tokens: Tokens, index: int) -> bool:
    return tokens.words[index] == "same" and not _KEPT.isdisjoint(
        tokens.words[index + 1 : index + 4]
    )
