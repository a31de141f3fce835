"""So many times: as a ratio, as more or less of something, or how often something is done."""

from __future__ import annotations

from claims.language.quantities.amount import Amount, Trend
from claims.language.quantities.lists import word_set
from claims.language.quantities.tokens import WORD, Tokens
from claims.language.quantities.trends import change, comparative, governing, is_less
from claims.language.quantities.units import often, unit_at

_OPENERS = word_set("multiple_guard", "openers")
_EVERY = word_set("often_words", "every")
_PERIODS = word_set("often_words", "periods")
_ADVERBS = word_set("often_words", "adverbs")
_LITTLE = word_set("less", "adjectives")


def multiple(tokens: Tokens, amount: Amount) -> None:
    """ "3 times as much", "2-3x more", "twofold", "3x a week"."""
    if _often(tokens, amount):
        return
    if amount.low < 0:
        amount.flag("occurrence")
        return
    amount.kind = "ratio"
    fold = amount.dimension == "fold"
    amount.unit = None
    amount.ratio = (amount.low, amount.high)
    behind = comparative(tokens.words[amount.last])
    if behind:
        amount.last += 1
        _times_compared(amount, behind, "fold_increase" if fold else "times_more")
        return
    if _is_as_little(tokens, amount):
        _times_compared(amount, "less", "times_less")
        return
    found = change(tokens, amount) or (
        governing(tokens, amount) if _ends(tokens, amount, fold=fold) else None
    )
    if found and found.trend == "less" and _happened(tokens, amount):
        found = None
    if found and found.trend == "less":
        _times_compared(amount, "less", "times_less")
    elif found and fold:
        _times_compared(amount, "more", "fold_increase")
    elif not fold and found is None and not _is_ratio(tokens, amount):
        amount.kind = "absolute"
        amount.ratio = None
        amount.flag("occurrence")


def _is_as_little(tokens: Tokens, amount: Amount) -> bool:
    """ "three times as easy": many times over of what is little is one part of what is much."""
    behind = tokens.words[amount.last : amount.last + 2]
    return amount.low > 1.0 and behind[0] == "as" and behind[1] in _LITTLE


def _happened(tokens: Tokens, amount: Amount) -> bool:
    """ "I fell three times" counts falls; "reduces impact three times" compares."""
    return tokens.words[amount.last - 1] == "times" and is_less(tokens.words[amount.first - 1])


def _often(tokens: Tokens, amount: Amount) -> bool:
    """Make a frequency of "3-4x a week", "two times every day", "once daily"."""
    words, index = tokens.words, amount.last
    if words[index] in _ADVERBS:
        period, last = (
            {"daily": "day", "nightly": "night"}.get(words[index], words[index][:-2]),
            index + 1,
        )
    elif words[index] in _EVERY and words[index + 1] in _PERIODS:
        period, last = words[index + 1], index + 2
    else:
        return False
    named = unit_at(words, last - 1, digits=False)
    symbol = named[0].symbol if named and named[1] == last else period
    amount.kind, amount.unit, amount.last = "absolute", often(symbol), last
    amount.flag("frequency")
    return True


def _times_compared(amount: Amount, trend: Trend, flag: str) -> None:
    amount.trend = trend
    if trend == "more":
        amount.alternatives = ((amount.low + 1.0, amount.high + 1.0),)
        amount.flag(flag)
        return
    amount.flag("times_less")
    if amount.low <= 0:
        amount.ratio = None
        return
    amount.low, amount.high = 1.0 / amount.high, 1.0 / amount.low
    amount.ratio = (amount.low, amount.high)


def _is_ratio(tokens: Tokens, amount: Amount) -> bool:
    """Whether "N times" compares, rather than counts how often something happened."""
    word = tokens.words[amount.last]
    if word in _OPENERS:
        return True
    if amount.low % 1 or amount.high % 1:
        # Nothing happens one and a half times.
        return True
    sign = tokens.words[amount.last - 1] in ("x", "×")
    return sign and tokens.words[amount.core - 1] not in ("x", "×", "-")


def _ends(tokens: Tokens, amount: Amount, *, fold: bool) -> bool:
    """Whether the clause ends behind the multiple: "reduces impact 3x", "rose twofold"."""
    return (
        fold
        or tokens.kinds[amount.last] != WORD
        or tokens.words[amount.last] in ("compared", "vs", "versus", "and", "when")
    )
