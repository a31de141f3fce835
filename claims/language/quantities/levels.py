"""Two levels with a sign or a "to" between them: "went from 68 to 61", "30 min → 27"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.intervals import read_amount
from claims.language.quantities.lists import phrases, rows, word_set
from claims.language.quantities.number_words import number_word
from claims.language.quantities.tokens import WORD, Tokens
from claims.language.quantities.units import (
    PER_KM,
    PER_MILE,
    PERCENT,
    POINTS,
    SECOND,
    UNITS,
    Unit,
    convert,
)

_CHANGES = (
    word_set("levels", "verbs")
    | word_set("more", "verbs")
    | word_set("less", "verbs")
    | word_set("better", "verbs")
    | word_set("more", "nouns")
    | word_set("less", "nouns")
)
_NAMED = phrases("levels_unit", *rows("levels_unit"))
_STILL = frozenset(
    ("range", "ranges", "ranging", "ranged", "varies", "vary", "varied", "anywhere", "between")
)
_ON_THE_WAY = frozenset(
    ("down", "up", "all", "the", "way", "about", "just", "around", "back", "only")
)
_ARTICLES = ("a", "an")
_NAMES = frozenset(("size", "a", "an", "about", "around"))
_GIRTHS = frozenset(("in", "cm"))
_ARROWS = frozenset("→➡⟶➜➔➝➞⇒⟹👉▶⏩")
_SKINS = frozenset("🏻🏼🏽🏾🏿")
_LINKS = frozenset(("to", ">")) | _ARROWS
# What is measured again: a smaller amount of one of these, behind "to", is no end of a range.
_STATES = frozenset(
    ("mass", "percent", "pressure", "heart_rate", "pace", "points", "oxygen_rate", "speed", "size")
)
_RISING = word_set("levels", "rising")
_LONGEST_CHAIN = 12
_REACH = 12
_WINDOW = 9


def read_levels(tokens: Tokens, first: int) -> Amount | None:
    """The change from the level that starts at `first` to the one named behind it."""
    if _LINKS.isdisjoint(tokens.words[first : first + _REACH]):
        return None
    before = read_amount(tokens, first, alone=True)
    if before is None:
        return None
    arrow = _arrow(tokens, before.last)
    start = arrow or _second(tokens, before)
    after = read_amount(tokens, start) if start is not None else None
    if after is None or not _are_levels(before, after):
        return None
    if not (arrow or _changes(tokens, before, after)):
        return None
    return change_between(tokens, before, _last_of_chain(tokens, before, after) if arrow else after)


def _last_of_chain(tokens: Tokens, before: Amount, after: Amount) -> Amount:
    """ "92 → 88 → 86 kg": the change is from the first to the last."""
    for _ in range(_LONGEST_CHAIN):
        arrow = _arrow(tokens, after.last)
        following = read_amount(tokens, arrow) if arrow else None
        if following is None or not _are_levels(before, following):
            break
        after = following
    return after


def _are_levels(before: Amount, after: Amount) -> bool:
    if before.high != before.low or after.high != after.low or not share_unit(before, after):
        return False
    return before.low not in (after.low, 0)


def _arrow(tokens: Tokens, index: int) -> int | None:
    """Where the second level starts, behind an arrow."""
    words = tokens.words
    if words[index] in _ARROWS:
        start = index + 1 + (words[index + 1] in _SKINS)
    elif words[index : index + 3] == ["-", "-", ">"]:
        start = index + 3
    elif words[index : index + 2] in (["-", ">"], ["=", ">"], [">", ">"]):
        start = index + 2
    else:
        return None
    return start + (words[start] in _NAMES)


def _second(tokens: Tokens, before: Amount) -> int | None:
    """Where the second level starts, behind "to", "down to a", "all the way up to"."""
    index, limit = before.last, before.last + 5
    named = _from(tokens, before.first) is not None
    while index < limit and (
        tokens.words[index] in _ON_THE_WAY or (named and _names(tokens, index))
    ):
        # "from 31 percent body fat to 26"
        index += 1
    if tokens.words[index] != "to":
        return None
    index += 1
    index += tokens.words[index] in _ON_THE_WAY or tokens.words[index] in _ARTICLES
    # "to size 12", "to -2.4"
    return index + (tokens.words[index] in ("size", "-"))


def _names(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return tokens.kinds[index] == WORD and word != "to" and number_word(word) is None


def share_unit(before: Amount, after: Amount) -> bool:
    """Give both levels one unit; levels of two kinds are no change."""
    if before.clock and after.clock and not before.unit and not after.unit:
        before.low = before.high = before.clock
        after.low = after.high = after.clock
        before.unit = after.unit = SECOND
        return True
    if before.unit in (PER_MILE, PER_KM) and after.clock and not after.unit:
        # "from 19 minute miles to 16:30"
        after.low = after.high = after.clock / 60.0
    if before.unit is None or after.unit is None:
        before.unit = after.unit = before.unit or after.unit
        return True
    if before.unit.dimension in ("multiple", "money"):
        return before.unit is after.unit
    value = convert(before.low, before.unit, after.unit)
    if value is None:
        return False
    before.low = before.high = value
    before.unit = after.unit
    return True


def _from(tokens: Tokens, first: int) -> int | None:
    """The place of the "from" before a level, over its article."""
    place = first - 1 - (tokens.words[first - 1] in _ARTICLES)
    return place if tokens.words[place] == "from" else None


def _changes(tokens: Tokens, before: Amount, after: Amount) -> bool:
    start = tokens.stop_before(before.first, _WINDOW)
    window = tokens.words[start : before.first]
    if not _STILL.isdisjoint(window):
        return False
    falls = after.low < before.low
    said = not _CHANGES.isdisjoint((*window, *tokens.words[before.last : after.first]))
    told = said or not _RISING.isdisjoint(window)
    if _from(tokens, before.first) is not None:
        return falls or told
    return (falls or not _RISING.isdisjoint(window)) and (told or _is_state(tokens, before, after))


def _is_state(tokens: Tokens, before: Amount, after: Amount) -> bool:
    """ "Weight: 74.1 kg to 70.5 kg", "resting pulse 77 to 61": no verb, but a thing measured twice."""
    if before.unit is None and after.unit is None:
        exact = all("." in tokens.words[level.core] for level in (before, after))
        return exact or named_unit(tokens, before.first) is not None
    if before.unit is None:
        return False
    short = before.unit.symbol in _GIRTHS
    return before.unit.dimension in _STATES or short or "clock" in (before.form, after.form)


def change_between(tokens: Tokens, before: Amount, after: Amount, *flags: str) -> Amount:
    """The amount by which the second level differs from the first, whichever is told first."""
    first, second = sorted((before, after), key=lambda level: level.first)
    place = _from(tokens, first.first)
    start = first.first if place is None else place
    unit = before.unit or named_unit(tokens, start)
    before.unit = after.unit = unit
    low, high = _difference(before, after)
    change = Amount(start, first.core, second.last, low, high, form=first.form, unit=unit)
    if unit in (PERCENT, POINTS):
        change.kind, change.unit = "points", POINTS
    change.approximate = before.approximate or after.approximate
    change.trend = "more" if after.low > before.low else "less"
    if before.low > 0 and after.low > 0:
        change.ratio = (after.low / before.high, after.high / before.low)
    change.sides = (first, second)
    change.flag("two_levels", *flags)
    return change


def _difference(before: Amount, after: Amount) -> tuple[float, float]:
    apart = sorted((abs(after.low - before.high), abs(after.high - before.low)))
    return round(apart[0], 9), round(apart[1], 9)


def named_unit(tokens: Tokens, first: int) -> Unit | None:
    """What bare levels are measured in, by the words before: heart rate in bpm, pain in points."""
    for index in range(tokens.stop_before(first, _WINDOW), first):
        found = _NAMED.at(tokens.words, index)
        if found:
            return UNITS[found[1]]
    return None
