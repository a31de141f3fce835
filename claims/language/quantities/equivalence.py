"""So much of one is so much of the other: "8 miles backward equals 16 to 24 miles forward"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.connectors import find_connector
from claims.language.quantities.lists import word_set
from claims.language.quantities.tokens import Tokens
from claims.language.quantities.units import STEP, Unit, convert

_ACTIVITY = word_set("equivalence", "activity")
_USUAL = word_set("equivalence", "usual")
_WORN = word_set("equivalence", "worn")
_GAP = 14
_NEAR = 4
_SAME_SIZE = 0.03
# What people set equal: never money, never an audience.
_SAID_OF = frozenset(
    (
        "length",
        "time",
        "step",
        "lap",
        "energy",
        "mass",
        "rep",
        "set",
        "session",
        "volume",
        "speed",
        "pace",
        "met",
    )
)


def join_equivalences(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """The amounts with every two that a connector holds equal joined into one."""
    joined: list[Amount] = []
    index = 0
    while index < len(amounts):
        right = amounts[index]
        left = _left_side(tokens, joined, right)
        both = _join(tokens, left, right) if left else None
        if both is None:
            joined.append(right)
        else:
            joined = [amount for amount in joined if amount is not left]
            joined.append(both)
        index += 1
    return [amount for amount in joined if "article" not in amount.flags]


def _left_side(tokens: Tokens, before: list[Amount], right: Amount) -> Amount | None:
    if not _may_be_side(right):
        return None
    before = [amount for amount in before[-2:] if not _is_worn(tokens, amount)]
    if not before or not _may_be_side(before[-1]):
        return None
    left = before[-1]
    if right.core - left.last > _GAP or tokens.stop_before(right.core, _GAP) > left.last:
        return None
    return left


def _is_worn(tokens: Tokens, amount: Amount) -> bool:
    """ "3 miles with my 15 lb vest": the load says how, and equals nothing."""
    return not _WORN.isdisjoint(tokens.words[amount.last : amount.last + 1])


def _may_be_side(amount: Amount) -> bool:
    if amount.kind != "absolute" or amount.sides:
        return False
    return amount.unit is None or amount.unit.dimension in _SAID_OF


def _join(tokens: Tokens, left: Amount, right: Amount) -> Amount | None:
    held = find_connector(tokens, left, right)
    if held is None:
        return None
    if held.strong and _are_steps(tokens, left, right, held.place):
        left.unit = right.unit = STEP
    if not _share_unit(left, right, strong=held.strong):
        return None
    if tokens.words[right.first : right.first + 1] == ["as"] and right.bound == "upper":
        # "does as much as 45 minutes" holds equal and bounds nothing.
        right.bound = "exact"
    ratio = _ratio(left, right)
    if ratio is None or (not held.strong and not _ways_named(tokens, left, right, held.place)):
        return None
    converts = left.unit is not right.unit and left.unit and right.unit
    if converts and abs(ratio[0] - 1.0) < _SAME_SIZE and abs(ratio[1] - 1.0) < _SAME_SIZE:
        # "a 5k is 3.1 miles": one distance in two units.
        return None
    swapped = held.usual_first or _swapped(tokens, left, right, held.place)
    if swapped:
        ratio = (1.0 / ratio[1], 1.0 / ratio[0])
    if held.exceeding:
        right.bound = "lower"
    return _both(left, right, ratio, swapped=swapped)


def _are_steps(tokens: Tokens, left: Amount, right: Amount, place: int) -> bool:
    """ "100 BACK = 1000 FRONT": both ways are named, and what is counted goes without saying."""
    if left.unit or right.unit or not (_plain_count(left) and _plain_count(right)):
        return False
    before, behind = _around(tokens, left, right, place)
    return not (_ACTIVITY | {"back"}).isdisjoint(before) and not _USUAL.isdisjoint(behind)


def _both(left: Amount, right: Amount, ratio: tuple[float, float], *, swapped: bool) -> Amount:
    for side in (left, right):
        side.flags = tuple(flag for flag in side.flags if flag != "article")
    both = Amount(left.first, left.core, right.last, *ratio, kind="equivalence", ratio=ratio)
    both.sides = (left, right)
    both.approximate = left.approximate or (right.approximate and not right.only_like)
    bounds = {left.bound, right.bound} - {"exact"}
    if len(bounds) == 1 and left.bound == "exact":
        both.bound = right.bound
    if swapped:
        both.flag("swapped")
    return both


def _share_unit(left: Amount, right: Amount, *, strong: bool) -> bool:
    """A side that names no unit has the other's: "1 mile is like 2-3", "1 backward = 3 forward miles"."""
    if left.unit is None and right.unit is None:
        return False
    if left.unit is None or right.unit is None:
        bare = left if left.unit is None else right
        if not strong or not _plain_count(bare):
            return False
        left.unit = right.unit = left.unit or right.unit
    return True


def _plain_count(amount: Amount) -> bool:
    return amount.form in ("digits", "words", "vague", "spoken") and set(amount.flags) <= {
        "count",
        "occurrence",
    }


def _ratio(left: Amount, right: Amount) -> tuple[float, float] | None:
    """What one of the left is worth in the right, at its lowest and its highest."""
    unit, other = left.unit, right.unit
    if unit is None or other is None or left.low <= 0 or right.low <= 0:
        return None
    low, high = _converted(left.low, unit, other), _converted(left.high, unit, other)
    if low is None or high is None:
        return None
    return right.low / high, right.high / low


def _converted(value: float, unit: Unit, into: Unit) -> float | None:
    return value if unit.symbol == into.symbol else convert(value, unit, into)


def _around(tokens: Tokens, left: Amount, right: Amount, place: int) -> tuple[set[str], set[str]]:
    """The words of the left side, and those of the right."""
    start = max(left.core - 2, 0)
    end = tokens.stop_after(right.last, _NEAR)
    return set(tokens.words[start:place]), set(tokens.words[place:end])


def _ways_named(tokens: Tokens, left: Amount, right: Amount, place: int) -> bool:
    """Whether one side is said of the activity and the other of the usual way."""
    before, behind = _around(tokens, left, right, place)
    return not (_ACTIVITY | _USUAL).isdisjoint(before) and not (_ACTIVITY | _USUAL).isdisjoint(
        behind
    )


def _swapped(tokens: Tokens, left: Amount, right: Amount, place: int) -> bool:
    """Whether the usual way stands first: "16 miles forward equals 8 backward"."""
    before, behind = _around(tokens, left, right, place)
    usual_first = not _USUAL.isdisjoint(before) and _ACTIVITY.isdisjoint(before)
    return usual_first and not _ACTIVITY.isdisjoint(behind) and _USUAL.isdisjoint(behind)
