"""Numbers read from one place in a list of tokens: digits, fractions, clocks, words."""

from __future__ import annotations

import math
import unicodedata

from claims.language.quantities.lists import word_set
from claims.language.quantities.number_words import (
    SCALES,
    SIGNS_OF_NUMBERS,
    STARTS,
    Form,
    Number,
    read_words,
    take_scale,
)
from claims.language.quantities.tokens import CLOCK, NUMBER, WORD, Tokens

__all__ = ["NUMBER_STARTS", "SIGNS_OF_NUMBERS", "Form", "Number", "read_number", "value_of"]

NUMBER_STARTS = STARTS | {"minus", "negative"}
_PEOPLE = word_set("guard", "people")
_RATED = word_set("told", "behind_bare") | {"pain", "bad", "hard", "difficulty", "effort"}
_DENOMINATORS = frozenset((2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 32.0, 64.0, 128.0))
_PART_BEHIND = frozenset(("of", "more", "less", "fewer", "higher", "lower"))
# Words behind digits that may belong to the number.
_GOING_ON = frozenset((*SCALES, "and", "x"))
_MOST = 1e18
_MOST_DIGITS = 24


def read_number(tokens: Tokens, first: int) -> Number | None:
    """The number that starts at `first`, or None."""
    number = _read(tokens, first)
    if number is None or not math.isfinite(number.high) or abs(number.high) > _MOST:
        return None
    return _out_of(tokens, number) or number


def _read(tokens: Tokens, first: int) -> Number | None:
    kind, word = tokens.kinds[first], tokens.words[first]
    if kind == NUMBER:
        return _digits(tokens, first)
    if kind == CLOCK:
        return _clock(tokens, first)
    if kind != WORD or word not in NUMBER_STARTS:
        return None
    if word in ("minus", "negative"):
        inner = read_words(tokens, first + 1) or _digits(tokens, first + 1)
        return inner and inner._replace(first=first, low=-inner.high, high=-inner.low)
    return read_words(tokens, first)


def value_of(word: str) -> float | None:
    """The value of one token of digits; a comma before one or two digits is a decimal comma."""
    if len(word) > _MOST_DIGITS or (word.isnumeric() and not word.isdecimal()):
        # Too long to mean anything, or one sign for a fraction: "½".
        return None
    head, comma, tail = word.rpartition(",")
    if comma and len(tail) != 3 and "." not in tail:
        return float(f"{head}.{tail}")
    return float(word.replace(",", ""))


def _value_at(tokens: Tokens, index: int) -> float | None:
    if tokens.is_vulgar(index):
        return unicodedata.numeric(tokens.words[index])
    return value_of(tokens.words[index]) if tokens.kinds[index] == NUMBER else None


def _digits(tokens: Tokens, first: int) -> Number | None:
    value = _value_at(tokens, first)
    if value is None:
        return None
    if tokens.kinds[first + 1] == WORD and tokens.words[first + 1] not in _GOING_ON:
        form: Form = "fraction" if tokens.is_vulgar(first) else "digits"
        return Number(first, first + 1, value, value, form)
    return _longer(tokens, first, value)


def _longer(tokens: Tokens, first: int, value: float) -> Number | None:
    """The number that begins with those digits: "3/4", "2 x 10^4", "1 1/2", "4 million"."""
    below = _slashed(tokens, first)
    if below:
        return take_scale(
            tokens, Number(first, first + 3, value / below, value / below, "fraction")
        )
    power = _power_of_ten(tokens, first + 1)
    if power is not None:
        value *= power[0]
        return Number(first, power[1], value, value, "digits")
    form: Form = "fraction" if tokens.is_vulgar(first) else "digits"
    part, last = _mixed(tokens, first + 1)
    number = take_scale(tokens, Number(first, last, value + part, value + part, form))
    return _and_more(tokens, number) if number.scale > 1.0 else number


def _and_more(tokens: Tokens, number: Number) -> Number:
    """ "4 thousand 3 hundred and 21": what is smaller than the scale before it is added."""
    joined = tokens.words[number.last] == "and"
    start = number.last + joined
    more = _digits(tokens, start) if tokens.kinds[start] == NUMBER else None
    if joined and more is None and tokens.words[start] in STARTS:
        more = read_words(tokens, start)
    if more is None or more.form not in ("digits", "words") or not 0 < more.low < number.scale:
        return number
    if not joined and more.scale == 1.0:
        return number
    value = number.low + more.low
    return number._replace(last=more.last, low=value, high=value)


def _slashed(tokens: Tokens, first: int) -> float | None:
    """The denominator of "3/4" at `first`, if it is one that people divide by."""
    words = tokens.words
    if words[first + 1] != "/" or not tokens.glued(first + 1) or not tokens.glued(first + 2):
        return None
    above, below = _value_at(tokens, first), _value_at(tokens, first + 2)
    if above is None or below is None or above >= below or words[first + 3] == "/":
        # A second slash makes a date of it.
        return None
    return below if below in _DENOMINATORS or words[first + 3] in _PART_BEHIND else None


def _mixed(tokens: Tokens, index: int) -> tuple[float, int]:
    """What "1/2" or "½" behind a whole number adds, and the index behind it."""
    if tokens.is_vulgar(index):
        return unicodedata.numeric(tokens.words[index]), index + 1
    above, below = _value_at(tokens, index), _slashed(tokens, index)
    if above is not None and below:
        return above / below, index + 3
    return 0.0, index


def _power_of_ten(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """ "x10^-4", "×10-8" behind a number: the factor, and the index behind it."""
    words = tokens.words
    if words[index] not in ("x", "×", "*") or words[index + 1] != "10":
        return None
    last = index + 2
    last += words[last] == "^"
    minus = words[last] == "-"
    last += minus
    if last == index + 2 or tokens.kinds[last] != NUMBER or not tokens.glued(last):
        return None
    if not words[last].isdecimal() or len(words[last]) > 2:
        return None
    return float(10.0 ** (-int(words[last]) if minus else int(words[last]))), last + 1


def _clock(tokens: Tokens, first: int) -> Number:
    """A clock token in its last place: "9:30" is 570, "1:45:30" is 6330."""
    value = 0.0
    for part in tokens.words[first].split(":"):
        value = value * 60.0 + float(part)
    return Number(first, first + 1, value, value, "clock")


_SCALE = 10.0


def _counts_people(tokens: Tokens, index: int) -> bool:
    """ "7 out of 10 runners"; "7 out of 10 on the stairs" is a place on a scale."""
    return tokens.kinds[index] == WORD and tokens.words[index] not in _RATED


def _out_of(tokens: Tokens, number: Number) -> Number | None:
    """ "4 out of 5", "1 in 5 people": a share of them."""
    words, last = tokens.words, number.last
    if words[last] == "out" and words[last + 1] == "of":
        whole = _read(tokens, last + 2)
        if whole and whole.low == _SCALE and not _counts_people(tokens, whole.last):
            return None
    elif words[last] == "in":
        whole = _read(tokens, last + 1)
        whole = whole if whole and words[whole.last] in _PEOPLE else None
    else:
        return None
    if whole is None or whole.form not in ("digits", "words") or not 0 < number.low < whole.low:
        return None
    value = number.low / whole.low
    return number._replace(last=whole.last, low=value, high=value, form="share")
