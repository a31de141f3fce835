"""Blood pressure as people write it: "142/88", "one forty two over eighty eight"; the upper value counts."""

from __future__ import annotations

from claims.language.quantities.numbers import read_number
from claims.language.quantities.tokens import NUMBER, Tokens
from claims.language.quantities.units import unit_at

_UPPER = (85.0, 260.0)
_LOWER = (40.0, 150.0)
_LEAST_APART = 12.0
_UNSAID = frozenset(("something", "whatever", "god", "summat", "sth"))


def pressure_end(tokens: Tokens, index: int, upper: float) -> int | None:
    """The index behind the lower value that starts behind "/" or "over" at `index`, if there is one."""
    word = tokens.words[index]
    if not _UPPER[0] <= upper <= _UPPER[1] or upper % 1 or word not in ("/", "over"):
        return None
    if word == "over" and tokens.words[index + 1] in _UNSAID:
        return index + 2
    lower = read_number(tokens, index + 1)
    if lower is None or not _LOWER[0] <= lower.low <= _LOWER[1] or lower.low % 1:
        return None
    if lower.form not in ("digits", "words", "spoken") or upper - lower.low < _LEAST_APART:
        return None
    if word == "/" and tokens.words[lower.last] == "/":
        return None
    named = unit_at(tokens.words, lower.last, digits=tokens.kinds[lower.last - 1] == NUMBER)
    if named and named[0].dimension == "pressure":
        return named[1]
    # "128 over 80 in spring" is measured in no inches.
    return lower.last if named is None or tokens.words[lower.last] == "in" else None
