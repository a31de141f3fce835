"""What the words around settle: the unit of a bare number, the hours of a marathon, a late bound."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.lists import phrases, word_set
from claims.language.quantities.tokens import NUMBER, WORD, Tokens
from claims.language.quantities.units import BPM, KM, SECOND, STEP, UNITS

_STATES = word_set("levels", "states")
_LATE = phrases("behind", "upper")
_LATE_BOUNDS = frozenset(("at most", "tops", "at best"))
_CARRIED = frozenset(("length", "mass", "energy", "heart_rate", "points"))
_PULSE = frozenset(("hr", "pulse", "rhr", "heartrate"))
_LOWEST_PULSE, _HIGHEST_PULSE = 25.0, 250.0
_LONG_RACE_KM = 20.0
_LONGEST_IN_HOURS = 8 * 60.0
_LONG_RACES = frozenset(("half", "marathon"))
_NEAR = 10
_SAME_SENTENCE = 24


def read_pulse(tokens: Tokens, amount: Amount) -> None:
    """ "heart rate was at one fifty": a bare number behind a pulse is in beats a minute."""
    if amount.unit is not None or not _LOWEST_PULSE <= amount.low <= _HIGHEST_PULSE:
        return
    index = amount.first - 1
    for _ in range(5):
        if tokens.words[index] in _PULSE or tokens.words[index - 1 : index + 1] == [
            "heart",
            "rate",
        ]:
            amount.unit = BPM
            return
        if tokens.words[index] not in _STATES:
            return
        index -= 1


def read_drop(tokens: Tokens, amount: Amount) -> None:
    """ "my bp came down by ten", "rhr down 7": a bare change of what the words before name."""
    if amount.unit is not None or not 0 < amount.high <= _MOST_DROPPED:
        return
    if tokens.words[amount.first - 1] not in _DROPS or tokens.kinds[amount.last] == NUMBER:
        return
    if tokens.kinds[amount.last] == WORD and tokens.words[amount.last] not in _BEHIND_BARE:
        return
    for index in range(tokens.stop_before(amount.first, _NEAR_DROP), amount.first):
        found = _MEASURED.at(tokens.words, index)
        if found:
            amount.unit = UNITS[found[1]]
            return


_MEASURED = phrases("levels_unit", "bpm", "mmHg")
_BEHIND_BARE = word_set("told", "behind_bare")
_DROPS = frozenset(("down", "up", "by"))
_NEAR_DROP = 6
_MOST_DROPPED = 40.0


def read_late_bound(tokens: Tokens, amount: Amount) -> None:
    """ "1.3x the cost of walking forward at most": the bound closes the clause."""
    if amount.kind not in ("ratio", "percent", "equivalence") or amount.bound != "exact":
        return
    for index in range(amount.last, tokens.stop_after(amount.last, _NEAR)):
        if tokens.kinds[index] == NUMBER or tokens.words[index] == ",":
            return
        found = _LATE.at(tokens.words, index)
        if found and " ".join(tokens.words[index : found[0]]) in _LATE_BOUNDS:
            ends = tokens.kinds[found[0]] != WORD
            amount.bound = "upper" if ends else "exact"
            return


def _in_hours(tokens: Tokens, amount: Amount) -> bool:
    """Read a clock of two places as hours and minutes, if it may be that."""
    if amount.form != "clock" or tokens.words[amount.core].count(":") != 1:
        return False
    if amount.low >= _LONGEST_IN_HOURS:
        return False
    amount.low, amount.high = amount.low * 60.0, amount.high * 60.0
    return True


def carry_from(tokens: Tokens, amount: Amount, found: list[Amount]) -> None:
    """Read an amount in the light of those found before it in the sentence."""
    if amount.unit is SECOND and tokens.words[amount.last] in _LONG_RACES:
        _in_hours(tokens, amount)
        return
    start = tokens.stop_before(amount.first, _SAME_SENTENCE)
    for before in reversed(found):
        if before.last <= start:
            return
        if _carry(tokens, amount, before):
            return


def _carry(tokens: Tokens, amount: Amount, before: Amount) -> bool:
    if amount.unit is KM and tokens.words[amount.last - 1] == "k" and before.unit is STEP:
        # "6k steps before breakfast, 4k to go"
        amount.low, amount.high, amount.unit = amount.low * 1e3, amount.high * 1e3, STEP
        return True
    if amount.unit is SECOND and before.unit is KM and before.low >= _LONG_RACE_KM:
        # "a half marathon in 2:47"
        return _in_hours(tokens, amount)
    ends_clause = tokens.kinds[amount.last] != WORD and tokens.words[amount.last] not in ("%", "/")
    if "count" in amount.flags and amount.trend and ends_clause and before.dimension in _CARRIED:
        # "I put three inches on my vert, and two of my athletes gained four"
        amount.unit = before.unit
        amount.unflag("count")
        return True
    return False
