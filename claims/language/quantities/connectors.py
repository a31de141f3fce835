"""The words that hold two amounts equal: "equals", "is worth", "is like", "the same ... as"."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.quantities.amount import Amount
from claims.language.quantities.lists import phrases, row, word_set
from claims.language.quantities.tokens import Tokens

_CONNECTORS = phrases("equivalence", "connectors", "exceeding")
_COPULAS = phrases("equivalence", "copulas")
_BURNING = word_set("equivalence", "burning")
_LIKE_BEHIND = word_set("equivalence", "like_behind")
_CONTRACTED = "'s"
_NO_SUBJECTS = frozenset(("it's", "that's", "there's", "let's"))
_IN = frozenset(("in", "just", "only"))
_BEFORE = 6

# A text without any of these holds no equivalence.
_HEADS = frozenset(
    phrase.split()[0]
    for name in ("connectors", "exceeding", "copulas", "burning")
    for phrase in row("equivalence", name)
) | {"like", "it's", "same", ">"}


class Connector(NamedTuple):
    """Where the words stand, and whether they need no other sign that two ways are compared."""

    place: int
    strong: bool
    exceeding: bool = False
    usual_first: bool = False


def may_hold_equivalence(tokens: Tokens) -> bool:
    """Whether any word of a connector stands in the text at all."""
    return not _HEADS.isdisjoint(tokens.words)


def find_connector(tokens: Tokens, left: Amount, right: Amount) -> Connector | None:
    """What holds the two amounts equal, or the left one higher."""
    weak: int | None = None
    for index in range(left.last, right.core):
        found = _strong(tokens, index, right)
        if found:
            return found
        if weak is None and _is_copula(tokens, index):
            weak = index
    if _is_outside(tokens, left, right):
        return Connector(left.first, True, usual_first=True)
    return _exceeding(tokens, left, right) or (None if weak is None else Connector(weak, False))


def _strong(tokens: Tokens, index: int, right: Amount) -> Connector | None:
    word = tokens.words[index]
    found = _CONNECTORS.at(tokens.words, index)
    if found and found[0] <= right.core:
        return Connector(index, True, exceeding=found[1] == "exceeding")
    if word == "like" and _is_like(tokens, index):
        return Connector(index, True)
    if word == "same" and "as" in tokens.words[index + 1 : min(index + 4, right.core)]:
        return Connector(index, True)
    if word == ">" and index == right.first:
        return Connector(index, True, exceeding=True)
    return None


def _is_like(tokens: Tokens, index: int) -> bool:
    before = tokens.words[index - 1]
    return before.endswith(_CONTRACTED) or before in _LIKE_BEHIND


def _is_copula(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    contracted = word.endswith(_CONTRACTED) and word not in _NO_SUBJECTS
    return contracted or _COPULAS.at(tokens.words, index) is not None


def _is_outside(tokens: Tokens, left: Amount, right: Amount) -> bool:
    """ "the same burn as 30 minutes of jogging in just 10 minutes"."""
    if tokens.words[right.first - 1] not in _IN:
        return False
    start = tokens.stop_before(left.first, _BEFORE)
    before = tokens.words[start : left.first]
    return "same" in before and "as" in before[before.index("same") :]


def _exceeding(tokens: Tokens, left: Amount, right: Amount) -> Connector | None:
    """ "10 minutes backward burns more than 30 minutes forward"."""
    if tokens.words[right.first] != "more" or right.bound != "lower":
        return None
    between = tokens.words[left.last : right.first]
    if _BURNING.isdisjoint(between):
        return None
    return Connector(right.first, False, exceeding=True)
