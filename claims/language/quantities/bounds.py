"""The words that bound or blur a number: "up to about", "at least", "or more", "-ish"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount, Endpoint
from claims.language.quantities.lists import phrases
from claims.language.quantities.tokens import NUMBER, Tokens
from claims.language.quantities.units import PERCENT, unit_at

_BEFORE = phrases("before", "upper", "lower", "approximate")
_BEHIND = phrases("behind", "upper", "lower", "approximate")
# "VO2 max 42": a name, no bound.
_OF_MAX = frozenset(("2", "vo", "hr", "rate", "rep"))
# Behind these a further number is the one that is bounded.
_EITHER_WAY = frozenset(("at", "minimum", "max", "odd", "more"))


def take_before(tokens: Tokens, amount: Amount) -> None:
    """Take in "about", "up to", "at least" before the number, one behind the other."""
    while True:
        found = _BEFORE.before(tokens.words, amount.first)
        if found is None:
            return
        start, meaning = found
        if tokens.words[start] == "max" and tokens.words[start - 1] in _OF_MAX:
            return
        amount.first = start
        if meaning == "approximate":
            amount.only_like = not amount.approximate and tokens.words[start] == "like"
            amount.approximate = True
        else:
            amount.bound = "upper" if meaning == "upper" else "lower"


def take_behind(tokens: Tokens, end: Endpoint, *, spaced: bool) -> None:
    """Take in "or more", "+", "-ish": close behind the number, or spaced behind its unit."""
    found = _BEHIND.at(tokens.words, end.last)
    if found is None or not _bounds(tokens, end, found[0], spaced=spaced):
        return
    end.last, meaning = found
    if meaning == "approximate":
        end.approximate = True
    else:
        end.bound = "upper" if meaning == "upper" else "lower"


def _bounds(tokens: Tokens, end: Endpoint, last: int, *, spaced: bool) -> bool:
    """Whether the phrase up to `last` is said of this number and not of what follows."""
    word, behind = tokens.words[end.last], tokens.kinds[last]
    if word == "+":
        return tokens.glued(end.last) and behind != NUMBER
    if word == "plus":
        return not spaced and unit_at(tokens.words, last, digits=True) is not None
    if word in ("max", "maximum") and end.unit is PERCENT:
        # "80% max effort" is a share of the greatest effort.
        return False
    if tokens.words[last] == "than":
        # "200 or greater than 190" bounds the second number.
        return False
    return not (word in _EITHER_WAY and behind == NUMBER)
