"""One number with its unit: the piece that ranges, levels and equivalences are made of."""

from __future__ import annotations

from claims.language.quantities.amount import Endpoint
from claims.language.quantities.bounds import take_behind
from claims.language.quantities.letters import read_money_letter
from claims.language.quantities.lists import word_set
from claims.language.quantities.measures import read_measure
from claims.language.quantities.numbers import read_number
from claims.language.quantities.pressure import pressure_end
from claims.language.quantities.tokens import NUMBER, Tokens
from claims.language.quantities.units import CURRENCIES, MMHG, unit_at

_MONEY_CODES = word_set("guard", "money_codes")
_SIGN_BEFORE = frozenset(("(", "~", "<", ">", "=", "minus"))


def read_endpoint(tokens: Tokens, first: int) -> Endpoint | None:
    """The number that starts at `first`, or behind a currency sign there, with its unit."""
    money = CURRENCIES.get(tokens.words[first])
    number = read_number(tokens, first + 1 if money or is_money_code(tokens, first) else first)
    if number is None:
        return None
    end = Endpoint(first, number.last, number, number.low, number.high, money)
    end.approximate = number.approximate
    _read_sign(tokens, end)
    behind = pressure_end(tokens, end.last, end.low)
    if behind is not None:
        end.unit, end.last = MMHG, behind
        return end
    take_behind(tokens, end, spaced=False)
    if number.first == first:
        read_measure(tokens, end)
        return end
    read_money_letter(tokens, end)
    named = unit_at(tokens.words, end.last, digits=True)
    if named and named[0].dimension == "money":
        # "$5 dollars"
        end.last = named[1]
    return end


def is_money_code(tokens: Tokens, index: int) -> bool:
    """Whether "usd" or "rm" close before digits names a currency."""
    if tokens.words[index] not in _MONEY_CODES:
        return False
    return tokens.kinds[index + 1] == NUMBER and tokens.glued(index + 1)


def _read_sign(tokens: Tokens, end: Endpoint) -> None:
    sign = end.first - 1
    if sign < 0 or tokens.words[sign] != "-" or not tokens.glued(end.first):
        return
    if not tokens.glued(sign) or tokens.words[sign - 1] in _SIGN_BEFORE:
        end.first, end.low, end.high = sign, -end.high, -end.low
