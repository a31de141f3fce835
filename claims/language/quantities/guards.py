"""Numbers that are no size of anything: years, dates, clocks, ages, scores, labels, codes, prices."""

from __future__ import annotations

from claims.language.quantities import words
from claims.language.quantities.amount import Amount
from claims.language.quantities.endpoints import is_money_code
from claims.language.quantities.number_words import number_word
from claims.language.quantities.numbers import value_of
from claims.language.quantities.tokens import CLOCK, NUMBER, WORD, Tokens

_LABELS = words.words("guard", "labels")
_MONTHS = words.words("guard", "months")
_WEEKDAYS = words.words("guard", "weekdays")
_DECADE_BEFORE = words.words("guard", "decade_before")
_AGE_BEFORE = words.phrases("guard", "age_before")
_AGE_BEHIND = words.phrases("guard", "age_behind")
_CLOCK_BEHIND = words.phrases("guard", "clock_behind")
_CLOCK_BEFORE = words.words("guard", "clock_before")
_DURATION_BEFORE = words.words("guard", "duration_before")
_PRICE_BEHIND = words.words("guard", "price_behind")
_PRICE_VERBS = words.words("guard", "price_verbs")
_EVENT_BEHIND = words.words("guard", "event_behind")
_TESTS = words.phrases("guard", "tests")
_IDIOMS = words.phrases("guard", "idioms")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_ORDINALS = frozenset(
    (
        "first",
        "second",
        "third",
        "fourth",
        "last",
        "next",
        "this",
        "the",
        "each",
        "per",
        "final",
        "latest",
        "other",
    )
)
_PRONOUN_BEFORE = frozenset(
    "the this that which no each any every another next last only same some good bad big new".split()
)
_DASHES = frozenset(("-", "/", "."))
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LONGEST_CODE = 64


def code_end(tokens: Tokens, first: int) -> int | None:
    """The index behind a date, phone number, version, ordinal or product code that starts here."""
    words_ = tokens.words
    if tokens.kinds[first] == NUMBER and tokens.glued(first) and _letters_before(tokens, first):
        return first + 1
    if tokens.kinds[first] not in (NUMBER, CLOCK):
        return None
    if words_[first + 1] == "'" and tokens.glued(first + 1) and tokens.kinds[first + 2] == NUMBER:
        # 5'10": a height
        return first + 3
    if words_[first + 1] in _ORDINAL_ENDS and tokens.glued(first + 1) and words_[first].isdigit():
        return first + 2
    end, parts = _chain(tokens, first)
    if parts >= 3 or (parts == 2 and _is_date(tokens, first)):
        return end
    return None


def _letters_before(tokens: Tokens, first: int) -> bool:
    """ "B12", "SCP-173", "RB1": letters close before the digits make a name."""
    before = first - 1
    if tokens.kinds[before] == WORD:
        return tokens.words[before] != "x" and not is_money_code(tokens, before)
    if tokens.words[before] != "-" or not tokens.glued(before) or tokens.kinds[before - 1] != WORD:
        return False
    return tokens.words[before - 1] not in (
        "sub",
        "minus",
        "pre",
        "post",
        "to",
        "mid",
        "low",
        "high",
    )


def _chain(tokens: Tokens, first: int) -> tuple[int, int]:
    """The end and the count of numbers joined by dashes, slashes or points, as in 12-3-30."""
    index, parts = first + 1, 1
    while (
        parts < _LONGEST_CODE
        and tokens.words[index] in _DASHES
        and tokens.glued(index)
        and tokens.kinds[index + 1] == NUMBER
        and tokens.glued(index + 1)
    ):
        index, parts = index + 2, parts + 1
    return index, parts


def _is_date(tokens: Tokens, first: int) -> bool:
    """ "30/11", "148/92", "45/75", "24/7": a slash between numbers that make no fraction."""
    if tokens.words[first + 1] != "/":
        return False
    above, below = value_of(tokens.words[first]), value_of(tokens.words[first + 2])
    if above is None or below is None or "." in tokens.words[first]:
        return False
    label = tokens.words[first - 1] in _LABELS
    return (
        label
        or (above >= below and below != 2.0)
        or below not in (2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 100)
    )


def guard(tokens: Tokens, amount: Amount) -> str | None:
    """What kind of number this is instead of a size, or None."""
    for name, holds in _CHECKS:
        if holds(tokens, amount):
            return name
    return None


def _idiom(tokens: Tokens, amount: Amount) -> bool:
    return _IDIOMS.at(tokens.words, amount.core) is not None


def _age(tokens: Tokens, amount: Amount) -> bool:
    if amount.dimension == "time" or amount.unit is None:
        start = amount.last - (amount.unit is not None and amount.unit.symbol in ("year", "month"))
        for index in (start, start - 1):
            if index > amount.core and _AGE_BEHIND.at(tokens.words, index):
                return True
    if amount.unit is not None or not 1 <= amount.low <= 110:
        return False
    before = tokens.words[amount.first - 1]
    if before in ("over", "under") or tokens.words[amount.first - 2 : amount.first] == [
        "at",
        "age",
    ]:
        return True
    return _AGE_BEFORE.before(tokens.words, amount.first) is not None or _sex_behind(tokens, amount)


def _sex_behind(tokens: Tokens, amount: Amount) -> bool:
    """ "41M", "47F", "26M": an age and a sex, as forum posts open."""
    word = tokens.words[amount.last]
    return word in ("f", "m") and tokens.glued(amount.last) and amount.form == "digits"


def _year(tokens: Tokens, amount: Amount) -> bool:
    if amount.unit is not None and not (amount.unit.symbol == "s" and _decade(tokens, amount)):
        return False
    if amount.form == "spoken" and amount.unit is None:
        return _FIRST_YEAR <= amount.low <= _LAST_YEAR
    word = tokens.words[amount.core]
    if _decade(tokens, amount):
        return True
    if not word.isdigit() or len(word) != 4 or amount.bound != "exact":
        return False
    return _FIRST_YEAR <= amount.low <= _LAST_YEAR


def _decade(tokens: Tokens, amount: Amount) -> bool:
    """ "1980s", "the 80s", "in her 60s", "all 90s"."""
    behind = amount.last - 1 if amount.unit else amount.last
    word = tokens.words[behind]
    if not (
        tokens.words[behind : behind + 2] == ["'", "s"] or (word == "s" and tokens.glued(behind))
    ):
        return False
    if amount.low % 10 or amount.form != "digits":
        return False
    return amount.low > 1000 or tokens.words[amount.core - 1] in _DECADE_BEFORE


def _clock(tokens: Tokens, amount: Amount) -> bool:
    """A time of day: "6:30pm", "at 7:15", "9am", "ten fifteen" without anything counted."""
    if amount.unit is not None:
        return False
    if _CLOCK_BEHIND.at(tokens.words, amount.last):
        return True
    if amount.form != "clock":
        return amount.form == "spoken" and tokens.words[amount.first - 1] in ("at", "is")
    return not duration(tokens, amount)


def duration(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number with colons says how long: "in 31:44", "1:45:30", "27:10"."""
    word = tokens.words[amount.core]
    if word.count(":") == 2 or "." in word or amount.low >= 24 * 60:
        return True
    before = tokens.words[amount.first - 1]
    if before in _CLOCK_BEFORE:
        return False
    return before in _DURATION_BEFORE or tokens.words[amount.first - 2] in (
        "in",
        "time",
        "pb",
        "pr",
    )


def _date(tokens: Tokens, amount: Amount) -> bool:
    if amount.unit is not None or amount.high > 31:
        return False
    words_ = tokens.words
    near = (words_[amount.last], words_[amount.first - 1])
    if not _MONTHS.isdisjoint(near):
        return True
    return words_[amount.first - 1] == "the" and words_[amount.first - 2] in _WEEKDAYS


def _label(tokens: Tokens, amount: Amount) -> bool:
    """ "day 12", "mile nine", "zone 3", "number two": the word before makes a name of the number."""
    if amount.unit is not None or amount.core != amount.first:
        return False
    before = amount.first - 1
    if tokens.words[before] in (".", "#", "-"):
        before -= 1
    return tokens.words[before] in _LABELS and tokens.words[before - 1] not in ("per", "a", "each")


def _named(tokens: Tokens, amount: Amount) -> bool:
    """ "one" the pronoun, "FTSE 100", "the 787": a number that is part of a name."""
    if amount.unit is not None or amount.core != amount.first:
        return False
    before = amount.first - 1
    if tokens.words[amount.core] == "one":
        return tokens.words[before] in _PRONOUN_BEFORE and amount.last == amount.core + 1
    if tokens.kinds[before] != WORD or amount.form != "digits":
        return False
    name = tokens.text[tokens.starts[before] : tokens.ends[before]]
    return name.isupper() and name not in ("I", "A") and not tokens.text.isupper()


def _ordinal_part(tokens: Tokens, amount: Amount) -> bool:
    """The half of "second half", the quarter of "first-quarter": parts of a game or a year."""
    if amount.unit is not None or amount.form != "fraction":
        return False
    if tokens.words[amount.core] not in ("half", "quarter"):
        return False
    if tokens.words[amount.last] == "-" and tokens.glued(amount.last):
        return True
    before = tokens.words[amount.first - 1]
    return before in _ORDINALS or (before == "-" and tokens.words[amount.first - 2] in _ORDINALS)


def _score(tokens: Tokens, amount: Amount) -> bool:
    """ "3-1", "21-14": two numbers, the higher first, and nothing counted."""
    behind, before = amount.last, amount.core - 1
    if amount.unit is not None:
        return False
    if tokens.words[behind] == "-" and tokens.glued(behind) and tokens.kinds[behind + 1] == NUMBER:
        return tokens.glued(behind + 1)
    return (
        tokens.words[before] == "-" and tokens.glued(before) and tokens.kinds[before - 1] == NUMBER
    )


def is_repeated(tokens: Tokens, amount: Amount) -> bool:
    """The "40m" of "10x40m", the "forty meters" of "ten by forty meters"."""
    before = amount.core - 2
    if tokens.words[amount.core - 1] not in ("x", "×", "by"):
        return False
    return tokens.kinds[before] == NUMBER or number_word(tokens.words[before]) is not None


def _on_a_scale(tokens: Tokens, amount: Amount) -> bool:
    """ "a ten-point scale": the length of the scale, not a place on it."""
    return amount.dimension == "points" and tokens.words[amount.last] in (
        "scale",
        "system",
        "plan",
        "guide",
        "lead",
    )


def _price(tokens: Tokens, amount: Amount) -> bool:
    if amount.dimension == "money" or (amount.dimension or "").startswith("money/"):
        return True
    if amount.dimension != "percent" or amount.ratio is not None and amount.trend != "less":
        return False
    behind = tokens.words[amount.last - 1 : amount.last + 2]
    if _PRICE_BEHIND.isdisjoint(behind) or "taken_off" in amount.flags:
        return False
    off = "off" in behind
    body = tokens.words[tokens.stop_before(amount.first, 4) : amount.first]
    return not (off and {"takes", "took", "shaves", "shaved", "knocks", "cuts", "cut"} & set(body))


def is_event(tokens: Tokens, amount: Amount) -> bool:
    """ "my 5k time", "half marathon training": the distance is the name of a race."""
    if _TESTS.at(tokens.words, amount.last):
        return True
    if amount.unit is None or amount.unit.symbol not in ("km", "mi") or amount.low != amount.high:
        return False
    named = amount.form == "words" or tokens.words[amount.last - 1] == "k"
    return named and tokens.words[amount.last] in _EVENT_BEHIND


def _audience(_tokens: Tokens, amount: Amount) -> bool:
    return amount.dimension == "audience"


def _repeats(tokens: Tokens, amount: Amount) -> bool:
    """The "10" of "10x40m" and "ten by forty meters"."""
    word = tokens.words[amount.last]
    if amount.dimension == "multiple" or amount.flags == ("occurrence",):
        return tokens.kinds[amount.last] == NUMBER
    behind = amount.last + 1
    if amount.unit is not None or word != "by":
        return False
    return tokens.kinds[behind] == NUMBER or number_word(tokens.words[behind]) is not None


_CHECKS = (
    ("repeats", _repeats),
    ("idiom", _idiom),
    ("scale", _on_a_scale),
    ("age", _age),
    ("year", _year),
    ("clock", _clock),
    ("date", _date),
    ("label", _label),
    ("named", _named),
    ("ordinal", _ordinal_part),
    ("score", _score),
    ("price", _price),
    ("audience", _audience),
)
