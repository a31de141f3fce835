"""Two levels told apart: "was a 7, now it's a 2", "12 the year before, 5 the year after", "290 without, 320 with"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount
from claims.language.quantities.connectors import find_connector
from claims.language.quantities.levels import change_between, share_unit
from claims.language.quantities.lists import phrases, word_set
from claims.language.quantities.tokens import STOP, WORD, Tokens
from claims.language.quantities.units import HOUR, MINUTE, SECOND
from claims.language.quantities.ways import AHEAD, Said, by_heading, by_way

_TIMES = phrases("told", "was", "before", "is", "present", "now")
_DATED = word_set("guard", "months") | word_set("told", "dated")
_PASSED = frozenset(("time", "length", "mass", "frequency", "speed", "angle", "session"))
# What is set side by side for two ways of moving; times and distances are what was done.
_WEIGHED = frozenset(
    [
        *(None, "energy", "energy/time", "energy/length", "heart_rate", "speed", "oxygen_rate"),
        *("met", "percent", "pressure", "concentration", "points", "fall"),
    ]
)
_FOLLOWED = _WEIGHED | {"mass", "time", "length", "pace", "power", "rep", "angle", "size"}
_FLAGS = frozenset(("count", "rating", "reading", "part_of", "level", "clock"))
# A number tied to one of these is a time of day or a date.
_TIED = _DATED | frozenset(
    ("after", "before", "until", "till", "since", "#", "version", "ages", "square")
)
_STOPS = frozenset((".", "!", "?", "\n", "", ";"))
_BEHIND_BARE = word_set("told", "behind_bare")
_GAP = 26
_NEAR = 10
_BEHIND = 5
_BACK = 4
_RESTATED = 5
_MOST_TIMES, _MOST_TIMES_MEASURED = 5.0, 12.0
_MOST_STOPS = 2
# A greater number that names no unit counts people, steps or money.
_MOST_BARE = 5000.0


def join_told_levels(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """The amounts with every two that are levels of one thing joined into their change."""
    joined: list[Amount] = []
    for amount in amounts:
        told, place = _with_earlier(tokens, joined, amount)
        joined[place:] = [told or amount]
        if len(joined) > 1 and _restates(joined[-2], joined[-1]):
            joined[-2:] = [_with_unit_of(joined[-2], joined[-1])]
    return joined


def _restates(one: Amount, other: Amount) -> bool:
    """ "2 inches, from 38 to 36", "from 184 to 171, so thirteen pounds": a change and its levels."""
    levels, change = (one, other) if one.sides else (other, one)
    if not levels.sides or change.sides or levels.unit is not None or change.unit is None:
        return False
    same = levels.low == change.low == levels.high == change.high
    return same and other.first - one.last <= _RESTATED and change.kind == "absolute"


def _with_unit_of(one: Amount, other: Amount) -> Amount:
    levels, change = (one, other) if one.sides else (other, one)
    levels.unit = change.unit
    for side in levels.sides:
        side.unit = change.unit
    levels.first, levels.last = one.first, other.last
    return levels


def _with_earlier(
    tokens: Tokens, joined: list[Amount], amount: Amount
) -> tuple[Amount | None, int]:
    """The change from an earlier level, and the place of that level; circumstances are passed over."""
    if _is_level(amount):
        for place in range(len(joined) - 1, max(len(joined) - 1 - _BACK, -1), -1):
            earlier = joined[place]
            if amount.first - earlier.last > _GAP:
                break
            told = _told(tokens, earlier, amount) if _is_level(earlier) else None
            if told:
                return told, place
            if not _is_passed(earlier):
                break
    return None, len(joined)


def _is_level(amount: Amount) -> bool:
    if amount.sides or not _FLAGS.issuperset(amount.flags):
        return False
    return amount.kind in ("absolute", "points") or (
        amount.kind == "percent" and amount.trend is None
    )


def _is_passed(amount: Amount) -> bool:
    return amount.dimension in _PASSED or not {"article", "event", "age"}.isdisjoint(amount.flags)


def _told(tokens: Tokens, first: Amount, second: Amount) -> Amount | None:
    no_flags: tuple[str, ...] = ()
    if not _may_pair(first, second) or not _stands(tokens, first, second):
        return None
    if first.unit is None and second.unit is not None and _is_far(first, second):
        # "3 runs in June … now 20 minutes": a unit named only later is of the later amount.
        return None
    between = range(first.last, second.first)
    if sum(tokens.kinds[index] == STOP for index in between) > _MOST_STOPS:
        return None
    said = Said(
        tokens.words[tokens.stop_before(first.first, AHEAD) : first.first],
        tokens.words[first.last : second.first],
        tokens.words[second.last : tokens.stop_after(second.last, _BEHIND)],
    )
    order, flags = 0, no_flags
    if (first.dimension or second.dimension) in _WEIGHED:
        order, flags = by_heading(tokens, first, said.gap) or by_way(said)
    order = order or _over_time(said)
    if not order:
        return None
    held = find_connector(tokens, first, second)
    if (held and held.strong) or not share_unit(first, second):
        return None
    before, after = (first, second) if order > 0 else (second, first)
    return change_between(tokens, before, after, *flags)


def _may_pair(first: Amount, second: Amount) -> bool:
    """Whether the two can be levels of one thing: apart, and of one unit as far as they name it."""
    if first.form in ("vague", "share") or second.form in ("vague", "share"):
        return False
    if not {first.dimension, second.dimension} <= _FOLLOWED or _lasts(first) or _lasts(second):
        return False
    if first.unit is None and second.unit is None and max(first.high, second.high) > _MOST_BARE:
        return False
    if first.high >= second.low and second.high >= first.low:
        return False
    if _too_far_apart(first, second) or (first.clock is None) != (second.clock is None):
        return False
    return second.unit is None or first.unit is None or first.dimension == second.dimension


def _too_far_apart(first: Amount, second: Amount) -> bool:
    """ "my forty before the block: 4.91": one names a race, the other times it."""
    low, high = sorted((abs(first.low), abs(second.low)))
    bare = first.unit is None and second.unit is None
    return high > (_MOST_TIMES if bare else _MOST_TIMES_MEASURED) * low > 0


def _is_far(first: Amount, second: Amount) -> bool:
    return second.first - first.last > _NEAR or second.dimension == "percent"


def _stands(tokens: Tokens, first: Amount, second: Amount) -> bool:
    """Whether both are levels: not "after 8", "the other one", nor 12 wobbles beside 5 places."""
    if not (_is_free(tokens, first) and _is_free(tokens, second)):
        return False
    behind = tokens.words[second.last]
    if second.unit is not None or second.form == "clock" or tokens.kinds[second.last] != WORD:
        return True
    # "12 wobbles before, 5 now": the second level leaves out what it counts.
    return behind in _BEHIND_BARE or behind == tokens.words[first.last]


def _is_free(tokens: Tokens, amount: Amount) -> bool:
    before = tokens.words[amount.first - 1]
    if amount.unit is None and before in _STOPS and tokens.words[amount.last] in (".", ")"):
        # "3. Your ears get sharper. 4. Nobody …"
        return False
    pronoun = tokens.words[amount.core : amount.last] == ["one"] and amount.unit is None
    return before not in _TIED and (not pronoun or before in ("a", "an", "like"))


def _lasts(amount: Amount) -> bool:
    """Whether it is how long something went on, in days or years, and no level of anything."""
    return amount.dimension == "time" and amount.unit not in (SECOND, MINUTE, HOUR)


# ---- over time


def _over_time(said: Said) -> int:
    """1 where the first level is the earlier one, -1 where it is the later one, 0 where neither."""
    words = [*said.ahead, "", *said.gap, "", *said.behind]
    opened, closed = len(said.ahead), len(said.ahead) + len(said.gap) + 1
    marks = _time_marks(words)
    earlier = [(place, name) for place, name in marks if place < closed]
    later = [(place, name) for place, name in marks if place > opened]
    for place, name in earlier:
        for other, told in later:
            order = _ORDERS.get((name, told), 0)
            if other > place and order:
                return order
    if _is_turned(said, [name for place, name in marks if place < opened]):
        return -1
    return 1 if _dated_apart(said) or _is_next(said.gap) else 0


def _is_turned(said: Said, ahead: list[str]) -> bool:
    """ "36, up from 33", "a 2 instead of a 7", "down to 172 from 190", "45 now, was 41"."""
    gap = said.gap
    if not _SWAPPED.isdisjoint({" ".join(gap[i : i + 2]) for i in range(_NEAR_GAP)}):
        return True
    if gap == ["from"]:
        return said.ahead[-1:] in (["to"], ["at"])
    return gap[-1:] in (["was"], ["were"]) and "was" not in ahead and "before" not in ahead


def _is_next(gap: list[str]) -> bool:
    """ "2.1 m, now 2.3 m"."""
    return len(gap) <= _CLOSE_GAP and "now" in gap[-2:]


_SWAPPED = frozenset(("up from", "down from", "instead of", "rather than"))
_NEAR_GAP = 6
_CLOSE_GAP = 4


def _time_marks(words: list[str]) -> list[tuple[int, str]]:
    found, index = [], 0
    while index < len(words):
        mark = _TIMES.at(words, index)
        if mark or words[index] in _DATED:
            found.append((index, mark[1] if mark else "date"))
        elif words[index] == "at" and not _PERIODS.isdisjoint(words[index + 2 : index + 3]):
            # "at 6 weeks"
            found.append((index, "now"))
        index = mark[0] if mark else index + 1
    return found


_ORDERS = {
    **{(one, other): 1 for one in ("was", "before", "date") for other in ("present", "now")},
    **{("present", other): -1 for other in ("was", "before", "date")},
    ("before", "is"): 1,
    ("is", "before"): -1,
}  # fmt: skip


def _dated_apart(said: Said) -> bool:
    """ "in October: 27:40, in March: 25:55": each level has its date."""
    for one, other in ((said.ahead, said.gap), (said.gap, said.behind)):
        dates = [_DATED.intersection(one), _DATED.intersection(other)]
        if all(dates) and dates[0].isdisjoint(dates[1]):
            return True
        numbered = [
            {words[i + 1] for i, word in enumerate(words[:-1]) if word in _NUMBERED}
            for words in (one, other)
        ]
        if all(numbered) and numbered[0] != numbered[1]:
            return True
    return False


_PERIODS = frozenset(("weeks", "months", "days", "week", "month"))
_NUMBERED = frozenset(("week", "day", "month", "year", "wk"))
