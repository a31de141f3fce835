"""One number with its unit: the piece that ranges, levels and equivalences are made of."""

from __future__ import annotations

from dataclasses import dataclass

from claims.language.quantities import units, words
from claims.language.quantities.numbers import Number, read_number
from claims.language.quantities.tokens import NUMBER, WORD, Tokens
from claims.language.quantities.units import Unit, unit_at
from claims.records import Bound

_BETWEEN = words.words("equivalence", "between")
_BEHIND = words.phrases("behind", "upper", "lower", "approximate")
_PERIODS = frozenset(("time",))
_SHORT_TIMES = frozenset(("ms", "s", "min", "h"))
_RATES = frozenset(("a", "an", "per", "each", "every", "/"))
_CURRENCIES = {
    sign: units.UNITS[name]
    for sign, name in zip("$£€¥₹", ("USD", "GBP", "EUR", "JPY", "INR"), strict=True)
}
_MONEY_CODES = words.words("guard", "money_codes")
_METERS_ONLY = words.words("guard", "meters_only")
_MINUTES_BEFORE = words.words("guard", "minutes_before")
_THOUSANDS = words.words("guard", "thousands_behind")
_COUNTABLE = frozenset(
    (
        "length",
        "time",
        "energy",
        "step",
        "lap",
        "people",
        "rep",
        "set",
        "session",
        "mass",
        "points",
        "audience",
    )
)
# The second unit of "5 ft 2 in" and how many of it make one of the first.
_MINOR = {
    ("ft", "in"): 12.0,
    ("h", "min"): 60.0,
    ("min", "s"): 60.0,
    ("st", "lb"): 14.0,
    ("lb", "oz"): 16.0,
    ("h", "m"): 60.0,
    ("m", "s"): 60.0,
}
_RACES_KM = frozenset(
    (1.0, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0, 12.0, 15.0, 20.0, 21.0, 25.0, 30.0, 42.0, 50.0, 100.0)
)
_LONGEST_RUN_KM = 100.0


@dataclass(slots=True)
class Endpoint:
    """A number and what it counts, tokens `first:last`."""

    first: int
    last: int
    number: Number
    low: float
    high: float
    unit: Unit | None = None
    bound: Bound = "exact"
    approximate: bool = False


def read_endpoint(tokens: Tokens, first: int) -> Endpoint | None:
    """The number that starts at `first`, or behind a currency sign there, with its unit."""
    money = _CURRENCIES.get(tokens.words[first])
    number = read_number(tokens, first + 1 if money or is_money_code(tokens, first) else first)
    if number is None:
        return None
    end = Endpoint(first, number.last, number, number.low, number.high, money)
    end.approximate = number.approximate
    _negative(tokens, end)
    take_behind(tokens, end, spaced=False)
    if number.first == first:
        _read_unit(tokens, end)
    elif not _glued_thousands(tokens, end):
        _money_said_twice(tokens, end)
    return end


def is_money_code(tokens: Tokens, index: int) -> bool:
    """Whether "usd" or "rm" close before digits names a currency."""
    return (
        tokens.words[index] in _MONEY_CODES
        and tokens.kinds[index + 1] == NUMBER
        and tokens.glued(index + 1)
    )


def _negative(tokens: Tokens, end: Endpoint) -> None:
    sign = end.first - 1
    if tokens.words[sign] != "-" or not tokens.glued(end.first) or sign < 0:
        return
    if not tokens.glued(sign) or tokens.words[sign - 1] in ("(", "~", "<", ">", "=", "to", "minus"):
        end.first, end.low, end.high = sign, -end.high, -end.low


def take_behind(tokens: Tokens, end: Endpoint, *, spaced: bool) -> None:
    """Take in "or more", "+", "-ish": close behind the number, or spaced behind its unit."""
    found = _BEHIND.at(tokens.words, end.last)
    if found is None:
        return
    last, meaning = found
    word = tokens.words[end.last]
    if word == "+" and (not tokens.glued(end.last) or tokens.kinds[last] == NUMBER):
        return
    if word == "plus" and (spaced or unit_at(tokens.words, last, digits=True) is None):
        return
    if word in ("at", "minimum", "max", "odd", "more") and tokens.kinds[last] == NUMBER:
        return
    if word in ("max", "maximum") and end.unit is units.PERCENT:
        # "80% max effort" is a share of the greatest effort.
        return
    if tokens.words[last] == "than":
        # "200 or greater than 190" bounds the second number.
        return
    end.last = last
    if meaning == "approximate":
        end.approximate = True
    elif meaning == "lower":
        end.bound = "lower"
    else:
        end.bound = "upper"


# ---- units


def _read_unit(tokens: Tokens, end: Endpoint) -> None:
    if end.number.form == "clock":
        _pace(tokens, end)
    if end.number.form in ("clock", "share"):
        return
    if _scale_out_of(tokens, end) or _letter(tokens, end):
        return
    found = _direct(tokens, end) or _apart(tokens, end)
    if found is None:
        return
    end.unit, end.last = found
    _per(tokens, end)
    _minor(tokens, end)
    _and_a_half(tokens, end)
    take_behind(tokens, end, spaced=True)


def _pace(tokens: Tokens, end: Endpoint) -> None:
    """ "9:30/mi", "9:30 per mile", "9:30 min/km"."""
    index = end.last + (tokens.words[end.last] in ("min", "minute"))
    slash = index + (tokens.words[index] in ("/", "per", "a"))
    found = unit_at(tokens.words, slash, digits=False) if slash > end.last else None
    if found and found[0].symbol in ("mi", "km"):
        end.unit = units.PER_MILE if found[0].symbol == "mi" else units.PER_KM
        end.low, end.high, end.last = end.low / 60.0, end.high / 60.0, found[1]


def _scale_out_of(tokens: Tokens, end: Endpoint) -> bool:
    """ "6/10": a place on a scale, measured in points."""
    index, words_ = end.last, tokens.words
    if (
        words_[index] != "/"
        or not tokens.glued(index)
        or words_[index + 1] not in ("10", "5", "100")
    ):
        return False
    if words_[index + 2] == "/" or end.high > float(words_[index + 1]):
        return False
    end.unit, end.last = units.POINTS, index + 2
    return True


def _letter(tokens: Tokens, end: Endpoint) -> bool:
    """The single letters behind digits whose meaning hangs on the words around: k and m."""
    index = end.last
    if end.number.form not in ("digits", "words") or end.last > end.number.last:
        return False
    if tokens.words[index] == "k":
        return _kilo(tokens, end)
    if tokens.words[index] == "m" and tokens.glued(index):
        return _m(tokens, end)
    return _glued_thousands(tokens, end)


def _kilo(tokens: Tokens, end: Endpoint) -> bool:
    words_, index = tokens.words, end.last
    if words_[index + 1] == "/":
        return False
    behind = index + 1
    while words_[behind] in _BETWEEN:
        behind += 1
    thousands = words_[behind] in _THOUSANDS and not words_[index + 1 : index + 3] == [
        "in",
        "under",
    ]
    if words_[behind] in ("in", "a", "per", "of") and end.low in _RACES_KM:
        thousands = False
    if not thousands and 0 < end.low <= _LONGEST_RUN_KM:
        end.unit, end.last = units.KM, index + 1
        return True
    end.low, end.high, end.last = end.low * 1e3, end.high * 1e3, index + 1
    found = _direct(tokens, end) or _apart(tokens, end)
    if found:
        end.unit, end.last = found
        _per(tokens, end)
    return True


def _m(tokens: Tokens, end: Endpoint) -> bool:
    """ "400m" is metres, "rest 2m" minutes, "1.2M views" millions."""
    words_, index = tokens.words, end.last
    upper = tokens.text[tokens.starts[index]] == "M"
    behind = words_[index + 1]
    counted = unit_at(words_, index + 1, digits=False)
    if counted or (upper and behind not in _METERS_ONLY):
        end.low, end.high, end.last = end.low * 1e6, end.high * 1e6, index + 1
        if counted:
            end.unit, end.last = counted
        return True
    if behind in ("/", "²", "2", "3"):
        return False
    before = words_[tokens.stop_before(end.first, 3) : end.first]
    timed = not _MINUTES_BEFORE.isdisjoint(before) or behind in (
        "rest",
        "hold",
        "plank",
        "off",
        "on",
    )
    end.unit, end.last = (units.MINUTE if timed else units.METER), index + 1
    _minor(tokens, end)
    return True


def _glued_thousands(tokens: Tokens, end: Endpoint) -> bool:
    """ "$5k", "1.2b", "10bn" behind digits."""
    scale = {"k": 1e3, "m": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}.get(
        tokens.words[end.last]
    )
    money = end.number.first > end.first
    if scale is None or not tokens.glued(end.last) or (scale < 1e9 and not money):
        return False
    end.low, end.high, end.last = end.low * scale, end.high * scale, end.last + 1
    return True


def _money_said_twice(tokens: Tokens, end: Endpoint) -> None:
    """ "$5 dollars": the word behind adds nothing to the sign."""
    found = unit_at(tokens.words, end.last, digits=True)
    if found and found[0].dimension == "money":
        end.last = found[1]


def _direct(tokens: Tokens, end: Endpoint) -> tuple[Unit, int] | None:
    """The unit right behind the number, behind a hyphen, or in brackets."""
    words_, index = tokens.words, end.last
    digits = tokens.kinds[end.number.last - 1] == NUMBER
    found = unit_at(words_, index, digits=digits)
    if found:
        return None if _is_preposition(tokens, index, found[1]) else found
    if words_[index] == "-" and tokens.glued(index) and tokens.glued(index + 1):
        return unit_at(words_, index + 1, digits=digits)
    if words_[index] in ("(", "[", "{", "<"):
        inner = unit_at(words_, index + 1, digits=digits)
        if inner and words_[inner[1]] in (")", "]", "}", ">"):
            return inner[0], inner[1] + 1
    return None


def _is_preposition(tokens: Tokens, index: int, behind: int) -> bool:
    """Whether "in" behind a number is the word and not inches; "st" etc. are ordinals if glued."""
    word = tokens.words[index]
    if word == "in":
        before = tokens.words[index - 3 : index]
        return tokens.words[behind] not in (
            "off",
            "tall",
            "long",
            "wide",
            "thick",
            "on",
            "vertical",
            "higher",
            "",
        ) and not ({"ft", "foot", "feet"} & set(before))
    if word == "st":
        return (
            tokens.glued(index) and float(tokens.words[index - 1].replace(",", "") or 0) % 10 == 1
        )
    return word == "pt" and tokens.words[index - 1] in ("my", "the")


def _apart(tokens: Tokens, end: Endpoint) -> tuple[Unit, int] | None:
    """The unit behind a word or two: "100 backward steps", "half a mile", "a quarter of a mile"."""
    words_, index = tokens.words, end.last
    if end.number.form == "fraction":
        index += words_[index] == "of" and words_[index + 1] in ("a", "an")
        index += words_[index] in ("a", "an")
        found = unit_at(words_, index, digits=False) if index > end.last else None
        return (
            found if found and found[0].dimension in ("length", "time", "volume", "mass") else None
        )
    for _ in range(2):
        if words_[index] not in _BETWEEN or tokens.kinds[index] != WORD:
            return None
        index += 1
        found = unit_at(words_, index, digits=False)
        if found:
            return found if found[0].dimension in _COUNTABLE else None
    return None


def _per(tokens: Tokens, end: Endpoint) -> None:
    """ "an hour", "per week", "/day" behind the unit."""
    unit = end.unit
    if unit is None or unit.dimension in ("multiple", "fold", "points"):
        return
    if tokens.words[end.last] not in _RATES:
        return
    found = unit_at(tokens.words, end.last + 1, digits=False)
    if found is None or found[0].dimension not in _PERIODS or found[0].symbol == unit.symbol:
        return
    if unit.dimension == "time" and (
        unit.symbol not in _SHORT_TIMES or found[0].symbol in _SHORT_TIMES
    ):
        # "2 months every day" is how long, and then how often.
        return
    if tokens.words[found[1] - 1].endswith("s") and tokens.words[end.last] != "/":
        return
    end.unit, end.last = units.per(unit, found[0]), found[1]


def _minor(tokens: Tokens, end: Endpoint) -> None:
    """ "5 ft 2 in", "6 hours and ten minutes", "11 st 4 lb", "2m30s"."""
    index = end.last + (tokens.words[end.last] == "and")
    minor = read_number(tokens, index) if end.unit else None
    if minor is None or end.unit is None or minor.form == "clock":
        return
    found = unit_at(tokens.words, minor.last, digits=tokens.kinds[minor.last - 1] == NUMBER)
    share = _MINOR.get((end.unit.symbol, found[0].symbol)) if found else None
    if share is None or found is None or minor.high >= share:
        return
    end.low, end.high = end.low + minor.low / share, end.high + minor.high / share
    end.last = found[1]
    if end.unit is units.METER:
        # "2m30s"
        end.unit = units.MINUTE


def _and_a_half(tokens: Tokens, end: Endpoint) -> None:
    """ "a mile and a half", "two hours and a quarter"."""
    if tokens.words[end.last : end.last + 2] != ["and", "a"]:
        return
    part = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}.get(tokens.words[end.last + 2])
    if part is not None and end.unit and end.unit.dimension in ("length", "time"):
        end.low, end.high, end.last = end.low + part, end.high + part, end.last + 3
