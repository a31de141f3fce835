"""Numbers in words: "twenty four hundred", "two thirds", "one and a half", "one fifty"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from claims.language.quantities.lists import number_table, word_set
from claims.language.quantities.tokens import Tokens

Form = Literal["digits", "words", "fraction", "share", "vague", "spoken", "clock"]

_SMALL = number_table("number_small")
_TENS = number_table("number_tens")
SCALES = number_table("number_scales")
_VAGUE = number_table("number_vague")
_PART = number_table("number_parts")
_PARTS = {f"{word}s": value for word, value in _PART.items() if word != "half"} | {"halves": 2.0}
_DIGITS = _SMALL | {"oh": 0.0, "o": 0.0}
_NOUGHTS = frozenset(word for word, value in _SMALL.items() if value == 0.0)
ARTICLES = ("a", "an")
AFTER_ARTICLE = frozenset((*SCALES, *_PART, "couple"))
_NOT_BEFORE_SCALE = word_set("number_words", "not_before_scale")
_ONE_OF = word_set("number_words", "one_of")
_MANY_OF = word_set("number_words", "many_of")

STARTS = frozenset(
    (*_SMALL, *_TENS, *ARTICLES, *_VAGUE, *SCALES, "half", "couple", "quarter", "tens", "point")
)
# A text without any of these, and without digits, holds no number.
SIGNS_OF_NUMBERS = (STARTS - {*ARTICLES, "point"}) | frozenset((*_PART, *_PARTS, "point"))


class Number(NamedTuple):
    """What tokens `first:last` say; `low` and `high` differ where the words are vague."""

    first: int
    last: int
    low: float
    high: float
    form: Form
    approximate: bool = False
    # The scale word it ends in, so that "2 to 3 million" can share it.
    scale: float = 1.0
    # "twenty four thirty": two numbers said in a row.
    pair: tuple[float, float] | None = None


def number_word(word: str) -> float | None:
    """The value of one number word, as of the "ten" in "tenfold"."""
    return _SMALL.get(word, _TENS.get(word, SCALES.get(word)))


def read_words(tokens: Tokens, first: int) -> Number | None:
    """The number in words that starts at `first`, or None."""
    if tokens.words[first] in ARTICLES and tokens.words[first + 1] not in AFTER_ARTICLE:
        return None
    return _vague(tokens, first) or _part(tokens, first, scaled=True) or _whole(tokens, first)


def take_scale(tokens: Tokens, number: Number) -> Number:
    """The number with "million", "hundred" or "and a half" behind it taken in."""
    words, last, scale = tokens.words, number.last, 1.0
    while words[last] in SCALES and scale < 1e9:
        scale *= SCALES[words[last]]
        last += 1
    low = number.low * scale
    part, last = _and_part(tokens, last)
    if last == number.last:
        return number
    value = low + part * scale
    return number._replace(last=last, low=value, high=value, scale=scale)


def _and_part(tokens: Tokens, index: int) -> tuple[float, int]:
    """What "and a half" adds, as a part of one, and the index behind it."""
    place = index + (tokens.words[index] == "-")
    if tokens.words[place] != "and":
        return 0.0, index
    place += 1
    part = _part(tokens, place + (tokens.words[place] == "-"), scaled=False)
    return (part.low, part.last) if part else (0.0, index)


def _vague(tokens: Tokens, first: int) -> Number | None:
    """ "dozens", "tens of thousands", "a couple hundred"."""
    words = tokens.words
    if words[first] in _VAGUE:
        scale = _VAGUE[words[first]]
        return Number(first, first + 1, scale, scale * 10, "vague", True)
    if words[first] == "tens" and words[first + 1] == "of" and words[first + 2] in _VAGUE:
        scale = _VAGUE[words[first + 2]]
        return Number(first, first + 3, scale * 10, scale * 100, "vague", True)
    couple = first + (words[first] == "a")
    if words[couple] != "couple":
        return None
    last, scale = couple + 1, 1.0
    last += words[last] == "of"
    if words[last] in SCALES:
        scale, last = SCALES[words[last]], last + 1
    return Number(first, last, 2 * scale, 2 * scale, "vague", True)


# ---- parts of one


def _part(tokens: Tokens, first: int, *, scaled: bool) -> Number | None:
    """ "half", "a third", "two thirds", "three-quarters", and if `scaled` "half a dozen"."""
    words, index, above = tokens.words, first, 1.0
    if words[first] in ARTICLES:
        index += 1
    elif words[first] in _SMALL and words[first] not in _NOUGHTS:
        index, above = first + 1, _SMALL[words[first]]
    index += words[index] == "-"
    below = _PART.get(words[index]) if above == 1.0 else _PARTS.get(words[index])
    if above > 1.0 and words[index] == "quarter":
        below = 4.0
    if below is None or (index == first and words[index] not in ("half", "quarter")):
        return None
    value, last = above / below, index + 1
    return (scaled and _of_scale(tokens, first, last, value)) or Number(
        first, last, value, value, "fraction"
    )


def _of_scale(tokens: Tokens, first: int, last: int, value: float) -> Number | None:
    """ "half a dozen", "a quarter million", "two thirds of a million"."""
    words = tokens.words
    last += words[last] == "of"
    last += words[last] == "a"
    if words[last] not in SCALES:
        return None
    value *= SCALES[words[last]]
    return Number(first, last + 1, value, value, "words")


# ---- whole numbers


@dataclass(slots=True)
class _Sum:
    """A cardinal as it is read: finished thousands, the group below, and the room left in it."""

    total: float = 0.0
    group: float = 0.0
    room: float = 100.0
    below: float = math.inf
    scale: float = 1.0

    def add(self, word: str) -> bool:
        """Take the word in, if it can follow what was read so far."""
        if word in SCALES:
            return self._multiply(SCALES[word])
        value = _SMALL.get(word, _TENS.get(word))
        if value is None or value >= self.room or (self.room <= 10.0 and value == 0.0):
            return False
        self.group += value
        self.room = 10.0 if word in _TENS else 0.0
        self.scale = 1.0
        return True

    def _multiply(self, scale: float) -> bool:
        if scale >= self.below or self.group == 0.0:
            return False
        if scale == 100.0:
            if self.group >= 100.0:
                return False
            self.group, self.room = self.group * scale, 100.0
        else:
            self.total += self.group * scale
            self.group, self.room, self.below = 0.0, 100.0, scale
        self.scale = scale
        return True


def _whole(tokens: Tokens, first: int) -> Number | None:
    read = _cardinal(tokens, first)
    if read is None:
        return _pointed(tokens, first, 0.0)
    value, last, scale = read
    pointed = _pointed(tokens, last, value)
    if pointed:
        return take_scale(tokens, pointed._replace(first=first))
    behind = last + (tokens.words[last] == "-")
    if tokens.words[behind] in _PARTS and value > 1.0:
        value /= _PARTS[tokens.words[behind]]
        return Number(first, behind + 1, value, value, "fraction")
    number = Number(first, last, value, value, "words", scale=scale)
    spoken = _spoken(tokens, number) if scale == 1.0 else None
    return spoken or _with_part(tokens, number)


def _with_part(tokens: Tokens, number: Number) -> Number:
    """ "two and a half", "six million and a quarter", "five and a half million"."""
    part, last = _and_part(tokens, number.last)
    if not part:
        return number
    value = number.low + part * (number.scale if number.scale >= 1000.0 else 1.0)
    number = number._replace(last=last, low=value, high=value)
    return take_scale(tokens, number) if number.scale == 1.0 else number


def _cardinal(tokens: Tokens, first: int) -> tuple[float, int, float] | None:
    """Value, index behind and last scale of number words, "a hundred and forty" included."""
    words, index, read = tokens.words, first, _Sum()
    if words[first] in ARTICLES or words[first] in SCALES:
        index += words[first] in ARTICLES
        if words[index] not in SCALES or words[first - 1] in _NOT_BEFORE_SCALE:
            return None
        read.group, read.room = 1.0, 0.0
    begun = index
    while True:
        step = index + (_joins(tokens, index, read) if index > begun else 0)
        if not read.add(words[step]):
            break
        index = step + 1
    if index == begun:
        return None
    return read.total + read.group, index, read.scale


def _joins(tokens: Tokens, index: int, read: _Sum) -> int:
    """1 where the token only joins: the hyphen of "twenty-one", the "and" of "hundred and one"."""
    word, behind = tokens.words[index], tokens.words[index + 1]
    if word == "-":
        return int(read.room == 10.0 and behind in _SMALL)
    if word != "and" or read.scale == 1.0 or _part(tokens, index + 1, scaled=False):
        return 0
    return int(behind in _SMALL or behind in _TENS)


def _pointed(tokens: Tokens, index: int, whole: float) -> Number | None:
    """ "one point five", "point one": the digits behind the point, one word each."""
    words = tokens.words
    if words[index] != "point" or (
        words[index + 1] not in _DIGITS and words[index + 1] not in _TENS
    ):
        return None
    digits, last = "", index + 1
    while words[last] in _DIGITS and len(digits) < 12:
        digits += str(int(_DIGITS[words[last]]))
        last += 1
    if not digits:
        tens = _cardinal(tokens, last)
        if tens is None:
            return None
        digits, last = str(int(tens[0])), tens[1]
    value = float(f"{int(whole)}.{digits}")
    return Number(index, last, value, value, "words")


_OH = frozenset(("oh", "o"))


def _oh(tokens: Tokens, index: int) -> tuple[float, int, float] | None:
    """The five of "eight oh five"."""
    value = _SMALL.get(tokens.words[index + 1])
    if tokens.words[index] not in _OH or value is None or not 1.0 <= value < 10.0:
        return None
    return value, index + 2, 1.0


def _spoken(tokens: Tokens, number: Number) -> Number | None:
    """ "one fifty" is 150; "twenty four thirty" is a pair, as of minutes and seconds."""
    first, behind = number.low, _oh(tokens, number.last) or _cardinal(tokens, number.last)
    if behind is None or not 1.0 <= first < 100.0 or not 1.0 <= behind[0] < 100.0:
        return None
    second, last, _ = behind
    if tokens.words[last] in _ONE_OF:
        return None
    if first < second <= max(2.0 * first, first + 1.0) and tokens.words[last] in _MANY_OF:
        return number._replace(last=last, high=second, approximate=True)
    if second < 10.0 and tokens.words[number.last] not in _OH:
        return None
    value = first * 100.0 + second
    return number._replace(last=last, low=value, high=value, form="spoken", pair=(first, second))
