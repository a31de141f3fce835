"""Numbers that are no size of anything: years, dates, times of day, ages, scores, labels, prices."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.lists import phrases, word_set
from claims.language.quantities.number_words import number_word
from claims.language.quantities.tokens import NUMBER, WORD, Tokens

_LABELS = word_set("guard", "labels")
_MONTHS = word_set("guard", "months")
_WEEKDAYS = word_set("guard", "weekdays")
_YEAR_BEFORE = word_set("guard", "year_before")
_DECADE_BEFORE = word_set("guard", "decade_before")
_AGE_BEFORE = phrases("guard", "age_before")
_AGE_BEHIND = phrases("guard", "age_behind")
_CLOCK_BEHIND = phrases("guard", "clock_behind")
_CLOCK_BEFORE = word_set("guard", "clock_before")
_DURATION_BEFORE = word_set("guard", "duration_before")
_PRICE_BEHIND = word_set("guard", "price_behind")
_EVENT_BEHIND = word_set("guard", "event_behind")
_TESTS = phrases("guard", "tests")
_IDIOMS = phrases("guard", "idioms")
_ORDINALS = word_set("guard", "ordinals")
_PRONOUN_BEFORE = word_set("guard", "pronoun_before")
_SCALE_BEHIND = word_set("guard", "scale_behind")
_PRICE_BODY = word_set("guard", "price_body")
_TIMED = frozenset(("in", "time", "pb", "pr"))
_FIRST_DATED, _FIRST_YEAR, _LAST_YEAR = 1400, 1900, 2130


def guard(tokens: Tokens, amount: Amount) -> str | None:
    """What kind of number this is instead of a size, or None."""
    for name, holds in _CHECKS if amount.unit is None else _CHECKS_WITH_UNIT:
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
    if not word.isdecimal() or len(word) != 4:
        return False
    if amount.bound != "exact" or amount.approximate:
        return False
    dated = tokens.words[amount.core - 1] in _YEAR_BEFORE
    return (_FIRST_DATED if dated else _FIRST_YEAR) <= amount.low <= _LAST_YEAR


def _decade(tokens: Tokens, amount: Amount) -> bool:
    """ "1980s", "the 80s", "in her 60s", "all 90s"."""
    behind = amount.last - 1 if amount.unit else amount.last
    word = tokens.words[behind]
    close = word == "s" and tokens.glued(behind)
    if not close and tokens.words[behind : behind + 2] != ["'", "s"]:
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


def may_last(tokens: Tokens, amount: Amount) -> bool:
    """Whether a clock that nothing says to be a time of day may be how long something took."""
    if _CLOCK_BEHIND.at(tokens.words, amount.last):
        return False
    return tokens.words[amount.first - 1] not in _CLOCK_BEFORE


def duration(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number with colons says how long: "in 31:44", "1:45:30", "27:10"."""
    word = tokens.words[amount.core]
    if word.count(":") == 2 or "." in word or amount.low >= 24 * 60:
        return True
    before = tokens.words[amount.first - 1]
    if before in _CLOCK_BEFORE:
        return False
    return before in _DURATION_BEFORE or tokens.words[amount.first - 2] in _TIMED


def _date(tokens: Tokens, amount: Amount) -> bool:
    if amount.unit is not None or amount.high > 31:
        return False
    words = tokens.words
    near = (words[amount.last], words[amount.first - 1])
    if not _MONTHS.isdisjoint(near):
        return True
    return words[amount.first - 1] == "the" and words[amount.first - 2] in _WEEKDAYS


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
    if tokens.kinds[amount.last] == WORD and tokens.glued(amount.last):
        # "3D", "16S"
        return True
    if tokens.kinds[before] != WORD or amount.form != "digits":
        return False
    name = tokens.text[tokens.starts[before] : tokens.ends[before]]
    return name.isupper() and name not in ("I", "A") and not tokens.shouts


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
    close = tokens.words[before] == "-" and tokens.glued(before)
    return close and tokens.kinds[before - 1] == NUMBER


def is_repeated(tokens: Tokens, amount: Amount) -> bool:
    """The "40m" of "10x40m", the "forty meters" of "ten by forty meters"."""
    before = amount.core - 2
    if tokens.words[amount.core - 1] not in ("x", "×", "by"):
        return False
    return tokens.kinds[before] == NUMBER or number_word(tokens.words[before]) is not None


def _on_a_scale(tokens: Tokens, amount: Amount) -> bool:
    """ "a ten-point scale": the length of the scale, not a place on it."""
    return amount.dimension == "points" and tokens.words[amount.last] in _SCALE_BEHIND


def _price(tokens: Tokens, amount: Amount) -> bool:
    if amount.dimension == "money" or (amount.dimension or "").startswith("money/"):
        return True
    if amount.dimension != "percent":
        return False
    behind = tokens.words[amount.last - 1 : amount.last + 2]
    if _PRICE_BEHIND.isdisjoint(behind) or "taken_off" in amount.flags:
        return False
    taken = tokens.words[tokens.stop_before(amount.first, 4) : amount.first]
    return "off" not in behind or _PRICE_BODY.isdisjoint(taken)


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
_OF_BARE_NUMBERS = frozenset(("clock", "date", "label", "named", "ordinal", "score"))
_CHECKS_WITH_UNIT = tuple(check for check in _CHECKS if check[0] not in _OF_BARE_NUMBERS)
