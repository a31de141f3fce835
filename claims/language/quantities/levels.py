"""Two levels and the change between them: "went from 68 to 61", "30 min → 27", "was 7, now 2"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.intervals import read_amount
from claims.language.quantities.lists import phrases, rows, word_set
from claims.language.quantities.tokens import Tokens
from claims.language.quantities.units import PERCENT, POINTS, SECOND, UNITS, Unit, convert

_CHANGES = (
    word_set("levels", "verbs")
    | word_set("more", "verbs")
    | word_set("less", "verbs")
    | word_set("better", "verbs")
    | word_set("more", "nouns")
    | word_set("less", "nouns")
)
_NAMED = phrases("levels_unit", *rows("levels_unit"))
_ACTIVITY = word_set("equivalence", "activity")
_USUAL = word_set("equivalence", "usual")
_STILL = frozenset(
    ("range", "ranges", "ranging", "ranged", "varies", "vary", "varied", "anywhere", "between")
)
_ON_THE_WAY = frozenset(
    ("down", "up", "all", "the", "way", "about", "just", "around", "back", "only")
)
_ARTICLES = ("a", "an")
_ARROWS = frozenset("→➡⟶")
_LINKS = frozenset(("to", ">")) | _ARROWS
_WAS = frozenset(("was", "were", "been"))
_BURN = frozenset(("burn", "burns", "burned", "burnt", "burning", "calories", "kcal"))
_REACH = 12
_WINDOW = 9
_GAP = 18


def read_levels(tokens: Tokens, first: int) -> Amount | None:
    """The change from the level that starts at `first` to the one named behind it."""
    if _LINKS.isdisjoint(tokens.words[first : first + _REACH]):
        return None
    before = read_amount(tokens, first, alone=True)
    if before is None:
        return None
    arrow = _arrow(tokens, before.last)
    start = arrow or _second(tokens, before)
    after = read_amount(tokens, start) if start is not None else None
    if after is None or not _are_levels(before, after):
        return None
    if not (arrow or _changes(tokens, before, after)):
        return None
    return _change(tokens, before, after)


def _are_levels(before: Amount, after: Amount) -> bool:
    if before.high != before.low or after.high != after.low or not _share_unit(before, after):
        return False
    return before.low not in (after.low, 0)


def _arrow(tokens: Tokens, index: int) -> int | None:
    if tokens.words[index] in _ARROWS:
        return index + 1
    if tokens.words[index : index + 2] in (["-", ">"], ["=", ">"]):
        return index + 2
    return None


def _second(tokens: Tokens, before: Amount) -> int | None:
    """Where the second level starts, behind "to", "down to a", "all the way up to"."""
    index, limit = before.last, before.last + 5
    while tokens.words[index] in _ON_THE_WAY and index < limit:
        index += 1
    if tokens.words[index] != "to":
        return None
    index += 1
    return index + (tokens.words[index] in _ON_THE_WAY or tokens.words[index] in _ARTICLES)


def _share_unit(before: Amount, after: Amount) -> bool:
    """Give both levels one unit; levels of two kinds are no change."""
    if before.clock and after.clock and not before.unit and not after.unit:
        before.low = before.high = before.clock
        after.low = after.high = after.clock
        before.unit = after.unit = SECOND
        return True
    if before.unit is None or after.unit is None:
        before.unit = after.unit = before.unit or after.unit
        return True
    if before.unit.dimension in ("multiple", "money"):
        return before.unit is after.unit
    value = convert(before.low, before.unit, after.unit)
    if value is None:
        return False
    before.low = before.high = value
    before.unit = after.unit
    return True


def _from(tokens: Tokens, first: int) -> int | None:
    """The place of the "from" before a level, over its article."""
    place = first - 1 - (tokens.words[first - 1] in _ARTICLES)
    return place if tokens.words[place] == "from" else None


def _changes(tokens: Tokens, before: Amount, after: Amount) -> bool:
    start = tokens.stop_before(before.first, _WINDOW)
    window = tokens.words[start : before.first]
    if not _STILL.isdisjoint(window):
        return False
    falls = after.low < before.low
    if _from(tokens, before.first) is not None:
        return falls or not _CHANGES.isdisjoint(window)
    return falls and not _CHANGES.isdisjoint(window)


def _change(tokens: Tokens, before: Amount, after: Amount, *flags: str) -> Amount:
    size = round(abs(after.low - before.low), 9)
    place = _from(tokens, before.first)
    first = before.first if place is None else place
    ratio = after.low / before.low
    unit = before.unit or _named_unit(tokens, first)
    before.unit = after.unit = unit
    change = Amount(first, before.core, after.last, size, size, form=before.form, unit=unit)
    if unit in (PERCENT, POINTS):
        change.kind, change.unit = "points", POINTS
    change.approximate = before.approximate or after.approximate
    change.trend = "more" if after.low > before.low else "less"
    change.ratio = (ratio, ratio) if ratio > 0 else None
    change.sides = (before, after)
    change.flag("two_levels", *flags)
    return change


def _named_unit(tokens: Tokens, first: int) -> Unit | None:
    """What bare levels are measured in, by the words before: heart rate in bpm, pain in points."""
    for index in range(tokens.stop_before(first, _WINDOW), first):
        found = _NAMED.at(tokens.words, index)
        if found:
            return UNITS[found[1]]
    return None


# ---- levels told one after the other


def join_told_levels(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """Join "was a 7, now it's a 2", and "burn 100 forward, 140 backward"."""
    joined: list[Amount] = []
    for amount in amounts:
        place = len(joined) - 1
        while place > 0 and "article" in joined[place].flags and place > len(joined) - 3:
            place -= 1
        told = _told(tokens, joined[place], amount) if joined else None
        joined[place if told else len(joined) :] = [told or amount]
    return joined


def _told(tokens: Tokens, first: Amount, second: Amount) -> Amount | None:
    gap = tokens.words[first.last : second.first]
    if len(gap) > _GAP or not _plain(first) or not _plain(second):
        return None
    if tokens.stop_before(second.first, _GAP) > first.last:
        return None
    if "now" in gap and not _WAS.isdisjoint(tokens.words[max(first.first - 3, 0) : first.first]):
        return _change(tokens, first, second) if _are_levels(first, second) else None
    said = tokens.words[tokens.stop_before(first.first, 4) : second.first]
    if (first.dimension or "").startswith("energy") and not _BURN.isdisjoint(said):
        return _compared(tokens, first, second, set(gap))
    return None


def _plain(amount: Amount) -> bool:
    return amount.kind == "absolute" and not amount.sides and set(amount.flags) <= {"count"}


def _compared(tokens: Tokens, first: Amount, second: Amount, gap: set[str]) -> Amount | None:
    """The difference between the usual way and the activity, each said of its own amount."""
    behind = set(tokens.words[second.last : tokens.stop_after(second.last, 4)])
    ahead = set(tokens.words[tokens.stop_before(first.first, 3) : first.first])
    for one, other in ((gap, behind), (ahead, gap)):
        usual_first = not _USUAL.isdisjoint(one) and not _ACTIVITY.isdisjoint(other)
        activity_first = not _ACTIVITY.isdisjoint(one) and not _USUAL.isdisjoint(other)
        if usual_first == activity_first or not _are_levels(first, second):
            continue
        change = _change(tokens, first, second, "compared")
        if activity_first and change.ratio:
            change.ratio = (1.0 / change.ratio[0], 1.0 / change.ratio[0])
            change.trend = "less" if change.trend == "more" else "more"
        return change
    return None
