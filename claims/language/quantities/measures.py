"""The unit behind a number: "10 lbs", "half a mile", "100 backward steps", "400 kcal an hour"."""

from __future__ import annotations

from claims.language.quantities import units
from claims.language.quantities.amount import Endpoint
from claims.language.quantities.bounds import take_behind
from claims.language.quantities.letters import read_letter
from claims.language.quantities.lists import word_set
from claims.language.quantities.numbers import read_number
from claims.language.quantities.tokens import NUMBER, SIGN, WORD, Tokens
from claims.language.quantities.units import Unit, unit_at

_BETWEEN = word_set("equivalence", "between")
_INCHES_BEHIND = word_set("guard", "inches_behind") | {""}
_RATES = frozenset(("a", "an", "per", "each", "every", "/"))
# Energy has a price by the mile as well as by the hour.
_COST = ("energy", "length")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_SHORT_TIMES = frozenset(("ms", "s", "min", "h"))
_HALVED = frozenset(("length", "time", "volume", "mass"))
_COUNTED = frozenset(("step", "lap", "people", "rep", "set", "session", "points", "audience"))
_COUNTED_APART = _COUNTED | frozenset(("length", "time", "energy", "mass", "heart_rate", "size"))
# The second unit of "5 ft 2 in" and how many of it make one of the first.
_MINOR = {("ft", "in"): 12.0, ("h", "min"): 60.0, ("h", "m"): 60.0, ("min", "s"): 60.0}
_MINOR |= {("m", "s"): 60.0, ("stone", "lb"): 14.0, ("lb", "oz"): 16.0}
AND_A = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_SCALE = 10.0
_SCALES_OUT_OF = ("10", "5", "100")


def read_measure(tokens: Tokens, end: Endpoint) -> None:
    """Take in the unit behind the number, and what belongs to the unit."""
    if end.number.form == "clock":
        _read_pace(tokens, end)
    if end.number.form in ("clock", "share") or _out_of_scale(tokens, end):
        return
    if not read_letter(tokens, end):
        found = _close(tokens, end) or _apart(tokens, end)
        if found is None:
            return
        end.unit, end.last = found
    if not _read_powers(tokens, end):
        _read_rate(tokens, end)
    _read_minor(tokens, end)
    _read_and_a_half(tokens, end)
    if _is_code(tokens, end):
        end.unit, end.last = None, end.number.last
        return
    take_behind(tokens, end, spaced=True)


def _read_pace(tokens: Tokens, end: Endpoint) -> None:
    """ "9:30/mi", "9:30 per mile", "9:30 min/km"."""
    index = end.last + (tokens.words[end.last] in ("min", "minute"))
    behind = index + (tokens.words[index] in ("/", "per", "a"))
    found = unit_at(tokens.words, behind, digits=False) if behind > end.last else None
    if found and found[0].symbol in ("mi", "km"):
        end.unit = units.PER_MILE if found[0].symbol == "mi" else units.PER_KM
        end.low, end.high, end.last = end.low / 60.0, end.high / 60.0, found[1]


def _out_of_scale(tokens: Tokens, end: Endpoint) -> bool:
    """ "6/10": a place on a scale, measured in points."""
    index, words = end.last, tokens.words
    if words[index : index + 2] == ["out", "of"] and words[index + 2] in ("10", "ten"):
        # A share of people was read as such before.
        if end.high <= _SCALE:
            end.unit, end.last = units.POINTS, index + 3
        return end.high <= _SCALE
    if words[index] != "/" or not tokens.glued(index) or words[index + 1] not in _SCALES_OUT_OF:
        return False
    if words[index + 2] == "/" or end.high > float(words[index + 1]):
        return False
    end.unit, end.last = units.POINTS, index + 2
    return True


def _close(tokens: Tokens, end: Endpoint) -> tuple[Unit, int] | None:
    """The unit right behind the number, behind a hyphen, or in brackets."""
    words, index = tokens.words, end.last
    digits = tokens.kinds[end.number.last - 1] == NUMBER
    found = unit_at(words, index, digits=digits)
    if found:
        return None if _is_another_word(tokens, index, found[1]) else found
    if words[index] == "-" and tokens.glued(index) and tokens.glued(index + 1):
        return unit_at(words, index + 1, digits=digits)
    if words[index] in _BRACKETS:
        inner = unit_at(words, index + 1, digits=digits)
        if inner and words[inner[1]] == _BRACKETS[words[index]]:
            return inner[0], inner[1] + 1
    return None


def _is_another_word(tokens: Tokens, index: int, behind: int) -> bool:
    """Whether "in" is the preposition and no inches, and "st" the end of an ordinal."""
    word, before = tokens.words[index], tokens.words[index - 1]
    if word == "in" and (tokens.glued(index) or tokens.kinds[behind] == SIGN):
        return False
    if word == "in":
        feet = not {"ft", "foot", "feet"}.isdisjoint(tokens.words[max(index - 3, 0) : index])
        return tokens.words[behind] not in _INCHES_BEHIND and not feet
    return word == "st" and tokens.glued(index) and before.endswith("1")


def _apart(tokens: Tokens, end: Endpoint) -> tuple[Unit, int] | None:
    """The unit behind a word or two: "100 backward steps", "a quarter of a mile"."""
    words, index = tokens.words, end.last
    if end.number.form == "fraction":
        index += words[index] == "of" and words[index + 1] in ("a", "an")
        index += words[index] in ("a", "an")
        found = unit_at(words, index, digits=False) if index > end.last else None
        return found if found and found[0].dimension in _HALVED else None
    if end.number.form == "vague" and words[index] == "of":
        # "hundreds of people"
        found = unit_at(words, index + 1, digits=False)
        return found if found and found[0].dimension in _COUNTED_APART else None
    for _ in range(2):
        if words[index] not in _BETWEEN or tokens.kinds[index] != WORD:
            return None
        index += 1
        found = unit_at(words, index, digits=False)
        if found:
            return found if found[0].dimension in _COUNTED_APART else None
    return None


def _is_code(tokens: Tokens, end: Endpoint) -> bool:
    """ "24703L202": digits close behind the unit make a code of it all, but not of "10x40m"."""
    multiple = end.unit is not None and end.unit.dimension == "multiple"
    return tokens.kinds[end.last] == NUMBER and tokens.glued(end.last) and not multiple


def _read_powers(tokens: Tokens, end: Endpoint) -> bool:
    """ "m s-2", "g-1": units to a power, which are one unit of their own."""
    words, last = tokens.words, end.last
    last += 2 * _is_power(tokens, last)
    while tokens.kinds[last] == WORD and len(words[last]) <= 3 and _is_power(tokens, last + 1):
        last += 3
    if last == end.last or end.unit is None:
        return False
    powers = tokens.text[tokens.ends[end.last - 1] : tokens.ends[last - 1]]
    end.unit, end.last = Unit(f"{end.unit.symbol}{powers}", "compound"), last
    return True


def _is_power(tokens: Tokens, index: int) -> bool:
    minus = tokens.words[index] == "-" and tokens.glued(index)
    return minus and tokens.words[index + 1] in ("1", "2", "3")


def _read_rate(tokens: Tokens, end: Endpoint) -> None:
    """ "an hour", "per week", "/day" behind the unit; "in an hour" behind energy."""
    unit, place = end.unit, end.last
    if unit is None or unit.dimension in ("multiple", "fold", "points"):
        return
    place += unit.dimension == "energy" and tokens.words[place] == "in"
    rate = tokens.words[place]
    if rate not in _RATES and not (place > end.last and rate == "one"):
        return
    found = unit_at(tokens.words, place + 1, digits=rate == "/")
    if found is None or found[0].symbol == unit.symbol:
        return
    if found[0].dimension != "time" and (unit.dimension, found[0].dimension) != _COST:
        return
    if unit.symbol == "day" and found[0].symbol in ("week", "month", "year"):
        # "3 days a week" is how often.
        end.unit, end.last = units.often(found[0].symbol), found[1]
        return
    lasts = unit.symbol not in _SHORT_TIMES or found[0].symbol in _SHORT_TIMES
    if unit.dimension == "time" and lasts:
        # "2 months every day" is how long, and then how often.
        return
    if rate == "/" or not tokens.words[found[1] - 1].endswith("s"):
        end.unit, end.last = units.per(unit, found[0]), found[1]


def _read_minor(tokens: Tokens, end: Endpoint) -> None:
    """ "5 ft 2 in", "6 hours and ten minutes", "11 st 4 lb", "2m30s"."""
    index = end.last + (tokens.words[end.last] == "and")
    minor = read_number(tokens, index) if end.unit else None
    if minor is None or end.unit is None or minor.form == "clock":
        return
    found = unit_at(tokens.words, minor.last, digits=tokens.kinds[minor.last - 1] == NUMBER)
    share = _MINOR.get((end.unit.symbol, found[0].symbol)) if found else None
    if share is None or found is None or minor.high >= share:
        return
    end.add(minor.low / share, found[1])
    if end.unit is units.METER:
        # "2m30s"
        end.unit = units.MINUTE


def _read_and_a_half(tokens: Tokens, end: Endpoint) -> None:
    """ "a mile and a half", "two hours and a quarter"."""
    if tokens.words[end.last : end.last + 2] != ["and", "a"]:
        return
    part = AND_A.get(tokens.words[end.last + 2])
    if part is not None and end.unit and end.unit.dimension in ("length", "time"):
        end.add(part, end.last + 3)
