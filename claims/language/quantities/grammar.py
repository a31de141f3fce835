"""The grammar's one pass over a text, and what it lets out."""

from __future__ import annotations

import re

from claims.language.quantities import codes, equivalence, guards, joins, multiples
from claims.language.quantities.amount import Amount
from claims.language.quantities.articles import BEHIND_ONE, ONE, read_article
from claims.language.quantities.bounds import take_before
from claims.language.quantities.comparisons import compare
from claims.language.quantities.connectors import may_hold_equivalence
from claims.language.quantities.context import carry_from, read_drop, read_late_bound, read_pulse
from claims.language.quantities.intervals import read_amount
from claims.language.quantities.levels import read_levels
from claims.language.quantities.number_words import AFTER_ARTICLE, ARTICLES
from claims.language.quantities.numbers import NUMBER_STARTS, SIGNS_OF_NUMBERS
from claims.language.quantities.records import Quantity
from claims.language.quantities.tokens import CLOCK, NUMBER, WORD, Tokens, lower
from claims.language.quantities.told import join_told_levels
from claims.language.quantities.trends import change
from claims.language.quantities.units import MMHG, NAMED, SECOND, distance_at

# Held back unless every amount is asked for: they are sizes, but of nothing that a claim is about.
_HELD_BACK = frozenset(
    ("age", "price", "audience", "count", "occurrence", "event", "rating", "reading")
)
_SIGNS = frozenset("$£€¥₹")
# "shaved a minute off": one of these may be said without any number.
_SAID_WITH_ARTICLE = frozenset(
    ("pound", "inch", "minute", "stone", "kilo", "second", "hour", "mile", "marathon")
)
_WORD_STARTS = SIGNS_OF_NUMBERS | multiples.STARTS | _SAID_WITH_ARTICLE
_ARTICLES = ("a", "an", "one", "the", "my", "this", "first", "full", "each", "every", "per")
_NUMERIC = frozenset((NUMBER, CLOCK))
# An amount begins at a number or at one of these; a code, at a number.
_OPENINGS = frozenset((*NUMBER_STARTS, *multiples.STARTS, *_SIGNS, "half")) - {*ARTICLES}
# These begin one only before a word that can go on with it: "a mile", "the marathon", "a third".
_SMALL_OPENINGS = frozenset((*_ARTICLES, *ONE)) - _OPENINGS
_BEHIND_SMALL = BEHIND_ONE | NAMED | AFTER_ARTICLE
_HAS_DIGIT = re.compile(r"[\d½¼¾⅐-⅞]")
_WORD = re.compile(r"[a-z]+")


def find_quantities(text: str, *, every: bool = False) -> tuple[Quantity, ...]:
    """The quantities a text states, in order; none overlaps another, sides lie inside theirs.

    Never given: years, dates, times of day, scores, phone numbers, versions, labels ("day 12",
    "zone 3", "number two"), ordinals, the 10 of "10x40m" (its 40 m carries the flag `repeats`).
    Given with a flag: `frequency` (3-4x a week, in 1/week). Only with `every`, and then with a
    flag: `age`, `price` (money and discounts), `audience` (views, likes), `count` (numbers of
    anything else), `occurrence` ("three times" that compares nothing), `event` ("my 5k time"),
    `rating` ("10/10"), `reading` (one blood pressure).
    """
    if not may_hold_number(text):
        return ()
    tokens = Tokens(text)
    amounts = _joined(tokens, _scan(tokens))
    return tuple(
        amount.quantity(tokens)
        for amount in amounts
        if "clock" not in amount.flags and (every or _HELD_BACK.isdisjoint(amount.flags))
    )


def may_hold_number(text: str) -> bool:
    """Whether a text holds a digit or a word that numbers are made of."""
    if _HAS_DIGIT.search(text):
        return True
    return not _WORD_STARTS.isdisjoint(_WORD.findall(lower(text))) or "fold" in text


def _joined(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    amounts = join_told_levels(tokens, joins.join_bounds(tokens, amounts))
    amounts = joins.join_energy_and_time(tokens, amounts)
    amounts = equivalence.join_equivalences(tokens, amounts)
    for amount in amounts:
        joins.read_same_effort(tokens, amount)
        read_late_bound(tokens, amount)
    return amounts


def _scan(tokens: Tokens) -> list[Amount]:
    found: list[Amount] = []
    behind = 0
    articles = may_hold_equivalence(tokens)
    for index in _openings(tokens):
        if index < behind:
            continue
        code = codes.code_end(tokens, index)
        if code is not None:
            behind = code
            continue
        amount = _read(tokens, index, articles=articles)
        if amount is None:
            continue
        behind = max(amount.last, index + 1)
        if _keep(tokens, amount):
            carry_from(tokens, amount, found)
            amount.start_behind(found[-1].last if found else 0)
            found.append(amount)
            behind = max(amount.last, index + 1)
    return found


def _openings(tokens: Tokens) -> list[int]:
    """The places where an amount or a code can begin."""
    kinds, words = tokens.kinds, tokens.words
    return [
        index
        for index in range(tokens.size)
        if kinds[index] in _NUMERIC
        or words[index] in _OPENINGS
        or (words[index] in _SMALL_OPENINGS and words[index + 1] in _BEHIND_SMALL)
    ]


def _read(tokens: Tokens, index: int, *, articles: bool) -> Amount | None:
    kind, word = tokens.kinds[index], tokens.words[index]
    if kind == WORD:
        named = _distance(tokens, index, word)
        if named:
            return named
        if word in multiples.STARTS:
            return multiples.read_multiple(tokens, index)
        if word not in NUMBER_STARTS:
            return read_article(tokens, index, as_side=articles)
    elif kind not in _NUMERIC and word not in _SIGNS:
        return None
    amount = read_levels(tokens, index) or read_amount(tokens, index)
    if amount is None:
        return read_article(tokens, index, as_side=articles) if kind == WORD else None
    return amount


def _distance(tokens: Tokens, index: int, word: str) -> Amount | None:
    """ "a half marathon", "ran the full marathon": a distance by its name."""
    start = index + (word in _ARTICLES)
    if start == index and word != "half":
        return None
    found = distance_at(tokens.words, start)
    if found is None:
        return None
    distance, last = found
    amount = Amount(
        index, index, last, distance.value, distance.value, form="words", unit=distance.unit
    )
    take_before(tokens, amount)
    return amount


def _keep(tokens: Tokens, amount: Amount) -> bool:
    """Settle what the amount is; False where it is no size at all."""
    if amount.kind != "absolute" or "two_levels" in amount.flags or "article" in amount.flags:
        return True
    read_drop(tokens, amount)
    read_pulse(tokens, amount)
    if amount.clock is not None and amount.unit is None and guards.duration(tokens, amount):
        amount.low = amount.high = amount.clock if amount.form == "clock" else amount.low
        amount.unit = SECOND if amount.form == "clock" else None
    guarded = guards.guard(tokens, amount)
    if guarded is None:
        return _settle(tokens, amount)
    if guarded == "clock" and amount.form == "clock" and guards.may_last(tokens, amount):
        amount.unit = SECOND
    elif guarded not in _HELD_BACK:
        return False
    if amount.dimension == "percent":
        compare(tokens, amount)
    amount.flag(guarded)
    return True


def _settle(tokens: Tokens, amount: Amount) -> bool:
    words = tokens.words
    compare(tokens, amount)
    if amount.dimension == "points" and "/" in words[amount.core : amount.last]:
        amount.flag("rating")
    if amount.unit is MMHG and not {"/", "over"}.isdisjoint(words[amount.core : amount.last]):
        amount.flag("reading")
    if amount.kind != "absolute":
        return not (amount.kind == "ratio" and amount.low == 0.0)
    if amount.unit is None and amount.form != "fraction" and "occurrence" not in amount.flags:
        amount.flag("count")
        found = change(tokens, amount)
        amount.trend = found.trend if found else None
    elif guards.is_repeated(tokens, amount):
        amount.flag("repeats")
    if guards.is_event(tokens, amount):
        amount.flag("event")
    return True
