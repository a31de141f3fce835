"""Which way a size goes: the words of more and less behind it, or the verb before it."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.quantities.amount import Amount, Trend
from claims.language.quantities.lists import word_set
from claims.language.quantities.number_words import number_word
from claims.language.quantities.tokens import NUMBER, STOP, WORD, Tokens

_MORE_BEHIND = word_set("more", "behind")
_LESS_BEHIND = word_set("less", "behind")
_MORE_VERBS = word_set("more", "verbs") | word_set("more", "nouns")
_LESS_VERBS = word_set("less", "verbs") | word_set("less", "nouns")
_NOUNS = word_set("more", "nouns") | word_set("less", "nouns")
_BETTER = word_set("better", "verbs")
_LOWER_IS_BETTER = word_set("better", "lower_is_better")
_NOT_COMPARATIVE = word_set("er", "not_comparative")
_TAKEN_OFF = word_set("guard", "taken_off")
_PLACES = frozenset(("over", "above", "below", "under", "up", "down", "off"))
_WINDOW = 8
_SHORTEST_ER = 5


class Change(NamedTuple):
    """Up or down, the index behind the word that says so, and flags on how it was said."""

    trend: Trend
    last: int
    flags: tuple[str, ...] = ()


def comparative(word: str) -> Trend | None:
    """What a word behind a size says of it: "more", "harder", "less", "easier"."""
    if word in _LESS_BEHIND:
        return "less"
    if word in _MORE_BEHIND:
        return "more"
    if len(word) >= _SHORTEST_ER and word.endswith("er") and word not in _NOT_COMPARATIVE:
        return "more"
    return None


def is_less(word: str) -> bool:
    """Whether the word is a verb or noun of going down."""
    return word in _LESS_VERBS


def change(tokens: Tokens, amount: Amount) -> Change | None:
    """The change that the words around an amount make of it."""
    return _behind(tokens, amount) or _before(tokens, amount)


def _behind(tokens: Tokens, amount: Amount) -> Change | None:
    words, index = tokens.words, amount.last
    index += words[index] == "-" and tokens.glued(index)
    trend = comparative(words[index])
    if trend and not (words[index] in _PLACES and _goes_on(tokens, index)):
        return _said(tokens, amount, index, trend)
    # "a 30% VO2 increase", "a twelve percent strength gain"
    for ahead in range(index + 1, index + 4):
        if words[ahead] in _NOUNS and _only_names(tokens, index, ahead):
            trend = comparative(words[ahead])
            return _said(tokens, amount, ahead, trend) if trend else None
    return None


def _said(tokens: Tokens, amount: Amount, index: int, trend: Trend) -> Change:
    if tokens.words[index] not in ("better", "improvement"):
        return Change(trend, index + 1)
    before = tokens.words[tokens.stop_before(amount.first, 4) : amount.first]
    around = (*before, *tokens.words[index : tokens.stop_after(index, 4)])
    lower = "relief" not in around and not _LOWER_IS_BETTER.isdisjoint(around)
    return Change("less" if lower else trend, index + 1, ("improvement",))


def _only_names(tokens: Tokens, first: int, last: int) -> bool:
    """Whether nothing but nouns stands there: no numbers, though the 2 of VO2 is part of a name."""
    for index in range(first, last):
        named = tokens.kinds[index] == WORD and number_word(tokens.words[index]) is None
        if not named and not (tokens.kinds[index] == NUMBER and tokens.glued(index)):
            return False
    return True


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether "over" and the like start a phrase of their own: "30% over 6 weeks"."""
    behind = tokens.words[index + 1]
    word = tokens.words[index]
    if word in ("up", "down"):
        return behind in ("to", "and")
    if word == "off":
        return False
    return behind in ("the", "a", "time", "this") or tokens.kinds[index + 1] not in (WORD, STOP)


def _before(tokens: Tokens, amount: Amount) -> Change | None:
    words, first = tokens.words, amount.first
    near = words[first - 1]
    if near == "to":
        return None
    if near in _MORE_VERBS and near not in ("add", "adds", "put"):
        return Change("more", amount.last)
    if near in _LESS_VERBS:
        return Change("less", amount.last)
    if near in ("by", "of"):
        return _governed(tokens, first, amount, nouns_only=near == "of")
    return None


def governing(tokens: Tokens, amount: Amount) -> Change | None:
    """The verb of change some words before an amount: "reduces knee load 20%"."""
    if tokens.words[amount.first - 1] in ("to", "than", "at", "with", "in"):
        return None
    return _governed(tokens, amount.first, amount, nouns_only=False)


def _governed(tokens: Tokens, first: int, amount: Amount, *, nouns_only: bool) -> Change | None:
    start = tokens.stop_before(first, _WINDOW)
    for index in range(first - 1, start - 1, -1):
        word = tokens.words[index]
        if word in (",", "and") and not nouns_only and tokens.words[first - 1] != "by":
            return None
        if word in _BETTER or word == "improvement":
            return _improvement(tokens, index, amount)
        if nouns_only and word not in _NOUNS and word not in ("an", "a"):
            if index < first - 2:
                return None
            continue
        if word in _LESS_VERBS:
            return Change("less", amount.last)
        if word in _MORE_VERBS:
            return Change("more", amount.last)
    return None


def _improvement(tokens: Tokens, verb: int, amount: Amount) -> Change:
    """Better is less where the thing improved is a time or a cost."""
    named = (*tokens.words[verb + 1 : amount.first], *tokens.words[max(verb - 4, 0) : verb])
    named += tuple(tokens.words[amount.last : tokens.stop_after(amount.last, 4)])
    trend: Trend = "more" if _LOWER_IS_BETTER.isdisjoint(named) else "less"
    return Change(trend, amount.last, ("improvement",))


def taken_off(tokens: Tokens, amount: Amount) -> bool:
    """ "takes 40 percent of the pressure off": the part named is what goes."""
    if tokens.words[amount.last] != "of":
        taken = tokens.words[tokens.stop_before(amount.first, 3) : amount.first]
        if {"takes", "take", "took", "taking"}.isdisjoint(taken):
            return False
    end = tokens.stop_after(amount.last, 8)
    return not _TAKEN_OFF.isdisjoint(tokens.words[amount.last : end]) and not {
        "take", "takes", "took", "taking", "takin", "knock", "knocks",
    }.isdisjoint(tokens.words[tokens.stop_before(amount.first, 6) : amount.first])  # fmt: skip
