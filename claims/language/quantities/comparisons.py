"""Relative sizes: percents, multiples, folds and fractions become ratios of activity to comparator."""

from __future__ import annotations

from claims.language.quantities.amount import Amount, Trend
from claims.language.quantities.lists import word_set
from claims.language.quantities.times import multiple
from claims.language.quantities.tokens import Tokens
from claims.language.quantities.trends import Change, change, comparative, governing, taken_off

_PEOPLE = word_set("guard", "people")
_CUT = word_set("half", "cut_verbs")
_DETERMINERS = word_set("guard", "determiners")
_ARROWS: dict[str, Trend] = {
    "↑": "more", "⬆": "more", "📈": "more", "↓": "less", "⬇": "less", "📉": "less",
}  # fmt: skip
_NO_CHANGES = frozenset(("audience", "money", "people", "temperature", "angle"))
_PLACES = frozenset(("over", "above", "under", "below"))
_INSIDE = frozenset(("more", "extra", "additional", "fewer", "less", "further"))
_PERCENT_LARGE = 100.0


def compare(tokens: Tokens, amount: Amount) -> None:
    """Read what an amount in percent, times or fractions is against what it is compared with."""
    if amount.dimension == "percent":
        _percent(tokens, amount)
    elif amount.dimension in ("multiple", "fold"):
        multiple(tokens, amount)
    elif amount.unit is None and amount.form == "fraction":
        _fraction(tokens, amount)
    elif amount.unit is None and amount.form == "share":
        amount.kind = "ratio"
        amount.flag("share")
    elif amount.kind == "absolute":
        _absolute(tokens, amount)


def _apply(amount: Amount, found: Change) -> None:
    amount.trend = found.trend
    amount.last = max(amount.last, found.last)
    amount.flag(*found.flags)


# ---- percents


def _percent(tokens: Tokens, amount: Amount) -> None:
    amount.kind = "percent"
    if tokens.words[amount.first - 1] == "to":
        amount.flag("level")
        return
    found = _signed(tokens, amount) or change(tokens, amount)
    if found is None and tokens.words[amount.last] == "of":
        _share(tokens, amount)
        return
    if found is None and taken_off(tokens, amount):
        found = Change("less", amount.last, ("taken_off",))
    found = found or governing(tokens, amount)
    if found is None:
        return
    _apply(amount, found)
    amount.ratio = _changed(amount.low / 100.0, amount.high / 100.0, found.trend)
    if found.trend == "more" and amount.low >= _PERCENT_LARGE and amount.ratio:
        amount.alternatives = ((amount.low / 100.0, amount.high / 100.0),)
        amount.flag("percent_large")


def _signed(tokens: Tokens, amount: Amount) -> Change | None:
    """ "+30%", "-5%", "↑ 30%" and "20%↓" say themselves which way they go."""
    if amount.low < 0 and amount.high <= 0:
        return Change("less", amount.last)
    for index in (amount.first - 1, amount.last):
        if tokens.words[index] in _ARROWS:
            return Change(_ARROWS[tokens.words[index]], amount.last + (index == amount.last))
    sign = amount.core - 1
    if tokens.words[sign] == "+" and tokens.glued(amount.core) and not tokens.glued(sign):
        return Change("more", amount.last)
    return None


def _share(tokens: Tokens, amount: Amount) -> None:
    if taken_off(tokens, amount):
        _apply(amount, Change("less", amount.last, ("taken_off",)))
        amount.ratio = _changed(amount.low / 100.0, amount.high / 100.0, "less")
    elif not _PEOPLE.isdisjoint(tokens.words[amount.last : amount.last + 4]):
        amount.flag("share")
    elif amount.low >= 0:
        # "from -40% to 8% of" is a change, and no part has less than nothing.
        amount.ratio = (amount.low / 100.0, amount.high / 100.0)
        amount.flag("part_of")


def _changed(low: float, high: float, trend: Trend) -> tuple[float, float] | None:
    """One more or less that part of it; a signed part is taken by its size."""
    low, high = sorted((abs(low), abs(high)))
    if trend == "more":
        return 1.0 + low, 1.0 + high
    return (max(1.0 - high, 0.0), 1.0 - low) if low <= 1.0 else None


# ---- fractions of one


def _fraction(tokens: Tokens, amount: Amount) -> None:
    words, index = tokens.words, amount.last
    amount.kind, amount.ratio = "ratio", (amount.low, amount.high)
    again = _again(words, index)
    if again:
        amount.last = again
        _part_changed(amount, Change("more", again))
        return
    if words[amount.first - 1] == "in" and amount.low == 0.5 and words[index] not in _DETERMINERS:
        before = words[tokens.stop_before(amount.first, 9) : amount.first]
        _decide(amount, None if _CUT.isdisjoint(before) else Change("less", amount.last))
        return
    found = change(tokens, amount)
    if found:
        _part_changed(amount, found)
    elif taken_off(tokens, amount):
        _part_changed(amount, Change("less", amount.last, ("taken_off",)))
    elif words[index] == "of":
        if not _PEOPLE.isdisjoint(words[index : index + 4]):
            amount.ratio = None
            amount.flag("share")
    elif words[index] != "as" and words[index] not in _DETERMINERS:
        _decide(amount, governing(tokens, amount))


def _again(words: list[str], index: int) -> int | None:
    """The index behind "again as much", "as much again", "as much oxygen again"."""
    if words[index] == "again" and words[index + 1 : index + 3] in (["as", "much"], ["as", "many"]):
        return index + 3
    if words[index] == "as" and words[index + 1] in ("much", "many"):
        return next((end + 1 for end in range(index + 2, index + 5) if words[end] == "again"), None)
    return None


def _decide(amount: Amount, found: Change | None) -> None:
    if found is None:
        amount.kind, amount.ratio = "absolute", None
        amount.flag("count")
    else:
        _part_changed(amount, found)


def _part_changed(amount: Amount, found: Change) -> None:
    _apply(amount, found)
    ratio = _changed(amount.low, amount.high, found.trend)
    amount.ratio = ratio
    if ratio:
        amount.low, amount.high = ratio


# ---- absolute changes


def _absolute(tokens: Tokens, amount: Amount) -> None:
    """Say of "lost 5 lbs" and "3 inches taller" which way they go."""
    if amount.unit is None or amount.dimension in _NO_CHANGES:
        return
    if amount.dimension == "frequency":
        amount.flag("frequency")
        return
    if amount.dimension in ("points", "basis_points"):
        amount.kind = "points"
    found = _signed(tokens, amount) or change(tokens, amount)
    behind = tokens.words[amount.last]
    rests = (
        behind == "off"
        and amount.dimension == "time"
        and tokens.words[amount.last + 1] not in _DETERMINERS
    )
    if found and not rests and behind not in _PLACES:
        amount.trend = found.trend
        return
    for word in tokens.words[amount.core + 1 : amount.last - 1]:
        # "30 more minutes", "100 fewer calories"
        amount.trend = amount.trend or (comparative(word) if word in _INSIDE else None)
