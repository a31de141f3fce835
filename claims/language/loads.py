"""Sizes of what is done, not of what it does: the load of a vest, a share of weight, what is eaten."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.quantities import Quantity

_CARRIED_BEHIND = word_class("loads.behind")
_CARRIED_BEFORE = word_class("loads.before")
_SMALL = word_class("loads.small")
_WEIGHTS = word_class("loads.weights")
_LOST = word_class("loads.lost")
_SHARES = word_class("loads.shares")
_EATEN = word_class("loads.eaten")
_REACH = 3
_LOST_REACH = 6


def is_load(words: list[str], first: int, last: int, quantity: Quantity) -> bool:
    """Whether tokens `first:last` say how heavy something carried is, or how much of a weight."""
    if quantity.dimension == "mass" and "two_levels" not in quantity.flags:
        return _is_carried(words, first, last)
    if quantity.dimension in ("energy", "energy/time"):
        # "ate 300 calories less" is no calorie burnt.
        return not _EATEN.isdisjoint(words[max(first - _LOST_REACH, 0) : first])
    if quantity.kind in ("percent", "ratio") and quantity.trend is None:
        return _is_share_of_weight(words, first, last)
    return False


def _is_carried(words: list[str], first: int, last: int) -> bool:
    if _was_lost(words, first):
        return False
    for index in range(last, min(last + _REACH, len(words))):
        if words[index] in _CARRIED_BEHIND:
            return True
        if words[index] not in _SMALL:
            break
    for index in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if words[index] in _CARRIED_BEFORE:
            return True
        if words[index] not in _SMALL:
            break
    return False


def _was_lost(words: list[str], first: int) -> bool:
    before = words[max(first - _REACH, 0) : first]
    return not _LOST.isdisjoint(before)


def _is_share_of_weight(words: list[str], first: int, last: int) -> bool:
    """ "10% of your body weight" in a vest; "lost 5% of my body weight" is a result."""
    end = last
    while end < len(words) and words[end] in _SMALL and end - last < _REACH:
        end += 1
    return not _WEIGHTS.isdisjoint(words[end : end + 2]) and not _follows_loss(words, first)


def is_weight_shared(words: list[str], at: int) -> bool:
    """Whether the weight at a token is what a share is taken of: "10% of your bodyweight"."""
    before = words[max(at - _REACH, 0) : at]
    share = "of" in before and not _SHARES.isdisjoint(before)
    return share and words[at] in _WEIGHTS and not _follows_loss(words, at)


def _follows_loss(words: list[str], at: int) -> bool:
    return not _LOST.isdisjoint(words[max(at - _LOST_REACH, 0) : at])
