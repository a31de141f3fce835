"""Ranges: "8 to 10 miles", "between 15 and 45 minutes", "20-30%", "two or three"."""

from __future__ import annotations

from claims.language.quantities.amount import Amount, Endpoint
from claims.language.quantities.bounds import take_before
from claims.language.quantities.endpoints import read_endpoint
from claims.language.quantities.lists import word_set
from claims.language.quantities.tokens import NUMBER, Tokens
from claims.language.quantities.units import KM, PER_KM, PER_MILE, PERCENT, TIMES, convert

_JOINERS = frozenset(("-", "~", "to", "or", "through", "till", "thru", ","))
_CHANGES = word_set("more", "verbs") | word_set("less", "verbs")
_HEDGES = frozenset(
    ("about", "maybe", "around", "like", "even", "almost", "possibly", "roughly", "nearly", "~")
)


def read_amount(tokens: Tokens, first: int, *, alone: bool = False) -> Amount | None:
    """The number or range that starts at `first`, with its unit and the words that bound it.

    `alone` reads the number only, where a range might start.
    """
    low = read_endpoint(tokens, first)
    if low is None:
        return None
    opener = tokens.words[low.first - 1]
    high = None if alone else _upper_end(tokens, low, opener)
    amount = _single(low) if high is None else _range(low, high)
    if high is not None and opener in ("between", "from"):
        amount.first -= 1
    take_before(tokens, amount)
    return amount


def _single(end: Endpoint) -> Amount:
    return Amount(
        first=end.first,
        core=end.first,
        last=end.last,
        low=end.low,
        high=end.high,
        form=end.number.form,
        unit=end.unit,
        bound=end.bound,
        approximate=end.approximate,
        clock=clock_seconds(end),
    )


def clock_seconds(end: Endpoint) -> float | None:
    """Seconds, if the number may be a time: "24:30", or "twenty four thirty" said aloud."""
    if end.number.form == "clock" and end.unit is None:
        return end.low
    pair = end.number.pair
    if end.unit is not None or pair is None or not (pair[0] >= 5.0 and pair[1] < 60.0):
        return None
    return pair[0] * 60.0 + pair[1]


def _range(low: Endpoint, high: Endpoint) -> Amount:
    amount = _single(low)
    amount.last, amount.high = high.last, high.high
    amount.unit = high.unit or low.unit
    amount.bound = high.bound
    amount.approximate = low.approximate or high.approximate
    if low.unit and high.unit and low.unit != high.unit:
        amount.low = convert(low.low, low.unit, high.unit) or low.low
    amount.form = high.number.form if low.number.form != "fraction" else "fraction"
    amount.clock = None
    return amount


def _upper_end(tokens: Tokens, low: Endpoint, opener: str) -> Endpoint | None:
    joiner = tokens.words[low.last]
    if joiner not in _JOINERS and not (joiner == "and" and opener == "between"):
        return None
    start = low.last + 1
    if tokens.words[low.last : low.last + 3] == ["-", "to", "-"]:
        joiner, start = "to", low.last + 3
    if joiner in ("to", "or", "and"):
        start += tokens.words[start] in _HEDGES
    # The sign of "20-30" joins, it does not make the second number negative.
    high = read_endpoint(tokens, start)
    if high is None or high.first < start:
        return None
    if joiner == "," and not _listed(tokens, low, high):
        return None
    _share(low, high)
    return high if _fits(tokens, low, high, joiner) else None


def _listed(tokens: Tokens, low: Endpoint, high: Endpoint) -> bool:
    """ "like 20, 30 percent more": two guesses said in a row are the ends of one."""
    if low.unit is not None or high.unit not in (PERCENT, TIMES) or tokens.glued(high.first):
        return False
    alone = tokens.kinds[low.first - 1] != NUMBER and tokens.words[low.first - 1] != ","
    return alone and low.low < high.low <= max(2.0 * low.low, low.low + 1.0)


def _share(low: Endpoint, high: Endpoint) -> None:
    """ "2 to 3 million", "5-10k", "4:30-5:00/km": the low end has its scale from the high one."""
    if low.number.form == "clock" and low.unit is None and high.unit in (PER_MILE, PER_KM):
        low.low, low.high = low.low / 60.0, low.high / 60.0
        return
    if low.unit is KM and high.unit is not KM and high.low == high.number.low * 1e3:
        # "10k-12k steps" are no kilometres.
        low.low, low.high, low.unit = low.low * 1e3, low.high * 1e3, None
    scale = high.number.scale
    if high.low >= 1000.0 and scale == 1.0 and high.number.low < 1000.0:
        scale = high.low / high.number.low if high.number.low else 1.0
    bare = low.unit is None or low.unit.dimension == "money"
    if bare and low.number.scale == 1.0 and scale >= 100.0 and low.low <= high.low / scale:
        low.low, low.high = low.low * scale, low.high * scale


def _fits(tokens: Tokens, low: Endpoint, high: Endpoint, joiner: str) -> bool:
    if (low.number.form == "clock") != (high.number.form == "clock"):
        return False
    if low.unit and high.unit and low.unit != high.unit:
        value = convert(low.low, low.unit, high.unit)
        return value is not None and value < high.high
    if low.unit and not high.unit and not _carries(tokens, low, high, joiner):
        return False
    if joiner == "to" and _rises(tokens, low, high):
        return False
    return low.low < high.high


def _rises(tokens: Tokens, low: Endpoint, high: Endpoint) -> bool:
    """ "rose 6.5% to 164", "up by $43 to $419": a change, and then the level it led to."""
    before = tokens.words[low.first - 1]
    if low.unit is not None and high.unit is None:
        return before in _CHANGES
    return before in ("by", "up", "down") and low.unit is not None and low.unit.dimension == "money"


def _carries(tokens: Tokens, low: Endpoint, high: Endpoint, joiner: str) -> bool:
    """Whether "8 miles to 10" may give its unit to the second number."""
    if low.unit is not None and low.unit.dimension == "money":
        return joiner == "-" and tokens.glued(high.first)
    if joiner == "-":
        return tokens.glued(high.first) and tokens.glued(high.first - 1)
    return (
        joiner in ("to", "or", "and")
        and low.unit is not TIMES
        and high.number.form == low.number.form
    )
