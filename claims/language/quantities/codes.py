"""Numbers that name: dates, phone numbers, versions, ordinals, product codes, citations."""

from __future__ import annotations

from claims.language.quantities.endpoints import is_money_code
from claims.language.quantities.lists import word_set
from claims.language.quantities.numbers import value_of
from claims.language.quantities.pressure import pressure_end
from claims.language.quantities.tokens import CLOCK, NUMBER, WORD, Tokens

_LABELS = word_set("guard", "labels")
_NAME_BEFORE = word_set("guard", "name_before")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_DASHES = frozenset(("-", "/", ".", ","))
_RATED_OUT_OF = frozenset(
    (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 32.0, 64.0, 100.0, 128.0)
)
_CITED = {"[": "]", "(": ")"}
_FEWEST_PARTS = 3
_MOST_PARTS = 64


def code_end(tokens: Tokens, first: int) -> int | None:
    """The index behind a date, phone number, version, ordinal or product code that starts here."""
    words = tokens.words
    if tokens.kinds[first] == NUMBER and tokens.glued(first) and _letters_before(tokens, first):
        return first + 1
    if tokens.kinds[first] not in (NUMBER, CLOCK):
        return None
    if words[first + 1] == "'" and tokens.glued(first + 1) and tokens.kinds[first + 2] == NUMBER:
        # 5'10": a height
        return first + 3
    if words[first + 1] in _ORDINAL_ENDS and tokens.glued(first + 1) and words[first].isdecimal():
        return first + 2
    end, parts = _chain(tokens, first)
    if tokens.kinds[first] == NUMBER and _CITED.get(words[first - 1]) == words[end]:
        # "[48,49]", "(12)"
        return end
    two = parts == 2 and (words[first + 1] == "." or _is_date(tokens, first))
    if two and _is_pressure(tokens, first):
        return None
    if parts >= _FEWEST_PARTS or two:
        return end
    return None


def _is_pressure(tokens: Tokens, first: int) -> bool:
    """ "148/92": a blood pressure, and no date."""
    upper = value_of(tokens.words[first]) if tokens.kinds[first] == NUMBER else None
    return upper is not None and pressure_end(tokens, first + 1, upper) is not None


def _letters_before(tokens: Tokens, first: int) -> bool:
    """ "B12", "SCP-173", "RB1": letters close before the digits make a name."""
    before = first - 1
    if tokens.kinds[before] == WORD:
        return tokens.words[before] != "x" and not is_money_code(tokens, before)
    if tokens.words[before] != "-" or not tokens.glued(before) or tokens.kinds[before - 1] != WORD:
        return False
    return tokens.words[before - 1] not in _NAME_BEFORE


def _chain(tokens: Tokens, first: int) -> tuple[int, int]:
    """The end and the count of numbers joined by dashes, slashes or points, as in 12-3-30."""
    index, parts = first + 1, 1
    while (
        parts < _MOST_PARTS
        and tokens.words[index] in _DASHES
        and tokens.glued(index)
        and tokens.kinds[index + 1] == NUMBER
        and tokens.glued(index + 1)
    ):
        index, parts = index + 2, parts + 1
    return index, parts


def _is_date(tokens: Tokens, first: int) -> bool:
    """ "30/11", "148/92", "45/75", "24/7": a slash between numbers that make no fraction."""
    if tokens.words[first + 1] != "/" or tokens.kinds[first] != NUMBER:
        return False
    above, below = value_of(tokens.words[first]), value_of(tokens.words[first + 2])
    if above is None or below is None or "." in tokens.words[first]:
        return False
    label = tokens.words[first - 1] in _LABELS
    return label or (above > below and below != 2.0) or below not in _RATED_OUT_OF
