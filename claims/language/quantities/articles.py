"""One of a unit, said with an article: "a mile and a half", "lost a pound", "each lap"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.bounds import take_before
from claims.language.quantities.lists import word_set
from claims.language.quantities.measures import AND_A
from claims.language.quantities.tokens import WORD, Tokens
from claims.language.quantities.units import SPELLED, unit_at

_BETWEEN = word_set("equivalence", "between")
_CHANGES = word_set("more", "verbs") | word_set("less", "verbs") | {"by"}
ONE = frozenset(("a", "an", "each", "every", "one", "per"))
_SIDES = frozenset(("length", "time", "step", "lap", "session"))
_CHANGED = frozenset(("length", "time", "mass", "size"))


# What stands behind an article that says one of a unit.
BEHIND_ONE = _BETWEEN | SPELLED


def read_article(tokens: Tokens, first: int, *, as_side: bool) -> Amount | None:
    """One of the unit named behind an article; bare, it counts only as a side of an equivalence."""
    if tokens.words[first] not in ONE or tokens.kinds[first + 1] != WORD:
        return None
    start = first + 1 + (tokens.words[first + 1] in _BETWEEN)
    found = unit_at(tokens.words, start, digits=False)
    if found is None or found[0].dimension not in _SIDES | _CHANGED:
        return None
    unit, last = found
    amount = Amount(first, first, last, 1.0, 1.0, form="words", unit=unit)
    part = (
        AND_A.get(tokens.words[last + 2]) if tokens.words[last : last + 2] == ["and", "a"] else None
    )
    if part:
        amount.low, amount.high, amount.last = 1.0 + part, 1.0 + part, last + 3
    elif not _is_change(tokens, first, last) or unit.dimension not in _CHANGED:
        amount.flag("article")
    if "article" in amount.flags:
        return amount if as_side and unit.dimension in _SIDES else None
    take_before(tokens, amount)
    return amount


def _is_change(tokens: Tokens, first: int, last: int) -> bool:
    """ "lost a pound", "by a mile", "nearly a minute off"."""
    return tokens.words[first - 1] in _CHANGES or tokens.words[last] == "off"
