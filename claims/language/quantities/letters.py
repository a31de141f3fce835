"""The letters behind digits whose meaning hangs on the words around: 5k, 10k steps, 400m, 1.2M."""

from __future__ import annotations

from claims.language.quantities.amount import Endpoint
from claims.language.quantities.lists import word_set
from claims.language.quantities.tokens import Tokens
from claims.language.quantities.units import KM, METER, MINUTE, unit_at

_BETWEEN = word_set("equivalence", "between")
_METERS_ONLY = word_set("guard", "meters_only")
_MINUTES_BEFORE = word_set("guard", "minutes_before")
_MINUTES_BEHIND = word_set("guard", "minutes_behind")
_THOUSANDS = word_set("guard", "thousands_behind")
_SCALES = {"k": 1e3, "m": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
# Distances that races have: "a 5k in 24 minutes" is no five thousand.
_RACES_KM = frozenset((1, 2, 3, 4, 5, 8, 10, 12, 15, 20, 21, 25, 30, 42, 50, 100))
_RACE_BEHIND = frozenset(("in", "a", "per", "of"))
_LONGEST_RUN_KM = 100.0


def read_letter(tokens: Tokens, end: Endpoint) -> bool:
    """Read k, m and b behind the number; True if that settled the unit."""
    if end.number.form not in ("digits", "words") or end.last > end.number.last:
        return False
    letter = tokens.words[end.last]
    if letter == "k":
        return _k(tokens, end)
    if letter == "m" and tokens.glued(end.last):
        return _m(tokens, end)
    if _SCALES.get(letter, 0.0) >= 1e9 and tokens.glued(end.last):
        end.scale(_SCALES[letter])
    return False


def read_money_letter(tokens: Tokens, end: Endpoint) -> None:
    """ "$5k", "£1.2m": behind a currency sign the letters only multiply."""
    factor = _SCALES.get(tokens.words[end.last])
    if factor and tokens.glued(end.last):
        end.scale(factor)


def _k(tokens: Tokens, end: Endpoint) -> bool:
    words, behind = tokens.words, end.last + 1
    if words[behind] == "/":
        return False
    while words[behind] in _BETWEEN:
        behind += 1
    thousands = words[behind] in _THOUSANDS
    if words[behind] in _RACE_BEHIND and end.low in _RACES_KM:
        thousands = False
    if thousands or not 0 < end.low <= _LONGEST_RUN_KM:
        end.scale(1e3)
        return False
    end.unit, end.last = KM, end.last + 1
    return True


def _m(tokens: Tokens, end: Endpoint) -> bool:
    """ "400m" is metres, "rest 2m" minutes, "1.2M views" millions."""
    words, behind = tokens.words, end.last + 1
    upper = tokens.text[tokens.starts[end.last]] == "M"
    counted = unit_at(words, behind, digits=False)
    if counted or (upper and words[behind] not in _METERS_ONLY):
        end.scale(1e6)
        return False
    if words[behind] in ("/", "²", "³"):
        return False
    before = words[tokens.stop_before(end.first, 3) : end.first]
    timed = not _MINUTES_BEFORE.isdisjoint(before) or words[behind] in _MINUTES_BEHIND
    end.unit, end.last = (MINUTE if timed else METER), behind
    return True
