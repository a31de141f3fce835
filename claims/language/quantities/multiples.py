"""Multiples in one word: twice, double, tripled, halves, x2, once a week."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.bounds import take_before
from claims.language.quantities.endpoints import read_endpoint
from claims.language.quantities.intervals import read_amount
from claims.language.quantities.lists import number_table, word_set
from claims.language.quantities.times import multiple
from claims.language.quantities.tokens import NUMBER, WORD, Tokens
from claims.language.quantities.trends import comparative
from claims.language.quantities.units import TIMES

_MULTIPLES = number_table("multiple")
_OFTEN = number_table("often")
_NAMES = word_set("multiple_guard", "names")
_OPENERS = word_set("multiple_guard", "openers")
_WORKERS = word_set("multiple_guard", "workers")
_NOUNS = frozenset(("double", "triple", "quadruple", "treble", "quintuple"))
_HALVING = frozenset(word for word, value in _MULTIPLES.items() if value < 1.0)
_SAID = frozenset(("by", "than", "to", "is", "are", "was", "be"))

STARTS = frozenset((*_MULTIPLES, *_OFTEN, "x"))


def read_multiple(tokens: Tokens, first: int) -> Amount | None:
    """The multiple or frequency that the word at `first` is, or None."""
    word = tokens.words[first]
    if word == "x":
        return _prefixed(tokens, first)
    if word in _OFTEN:
        return _often(tokens, first, word)
    return _ratio(tokens, first, _MULTIPLES[word]) if word in _MULTIPLES else None


def _often(tokens: Tokens, first: int, word: str) -> Amount | None:
    amount = Amount(first, first, first + 1, _OFTEN[word], _OFTEN[word], form="words", unit=TIMES)
    _or_more(tokens, amount)
    take_before(tokens, amount)
    multiple(tokens, amount)
    once = word == "once" and amount.kind == "ratio"
    return None if once or "occurrence" in amount.flags else amount


def _or_more(tokens: Tokens, amount: Amount) -> None:
    """ "once or twice a week", "double or triple the load", "twice to three times"."""
    joiner, other = tokens.words[amount.last : amount.last + 2]
    if joiner not in ("or", "to", "/", "-"):
        return
    named = _OFTEN.get(other, _MULTIPLES.get(other))
    high = None if named else read_endpoint(tokens, amount.last + 1)
    if named and named > amount.low:
        amount.high, amount.last = named, amount.last + 2
    elif high and high.unit is TIMES and high.low > amount.low:
        amount.high, amount.last = high.high, high.last


def _prefixed(tokens: Tokens, first: int) -> Amount | None:
    """ "x2 more calories"."""
    if not tokens.glued(first + 1) or tokens.glued(first) or tokens.kinds[first - 1] == NUMBER:
        return None
    amount = read_amount(tokens, first + 1)
    if amount is None or amount.unit is not None:
        return None
    behind = tokens.words[amount.last]
    if comparative(behind) is None and behind not in _OPENERS:
        return None
    amount.first, amount.unit = first, TIMES
    take_before(tokens, amount)
    multiple(tokens, amount)
    return amount


def _ratio(tokens: Tokens, first: int, value: float) -> Amount | None:
    word = tokens.words[first]
    amount = Amount(first, first, first + 1, value, value, form="words", kind="ratio")
    _or_more(tokens, amount)
    take_before(tokens, amount)
    if word in _NOUNS and not _compares(tokens, amount):
        return None
    if tokens.words[amount.last] in _NAMES and word in _NOUNS:
        return None
    amount.ratio = (amount.low, amount.high)
    amount.trend = "less" if word in _HALVING else "more"
    return amount


def _compares(tokens: Tokens, amount: Amount) -> bool:
    """Whether "double" and the like set a size, as in "double the burn" or "working double"."""
    behind, before = tokens.words[amount.last], tokens.words[amount.first - 1]
    if behind in _OPENERS or comparative(behind) is not None:
        return True
    if before in _WORKERS:
        return True
    said = amount.approximate or before.endswith("'s") or before in _SAID
    return said and tokens.kinds[amount.last] != WORD
