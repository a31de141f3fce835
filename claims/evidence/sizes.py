"""Which measured sizes a claim's size is held against, and the envelope around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.evidence.case import Case
from claims.evidence.interval import Interval, envelope
from claims.evidence.match import Weighed
from claims.records import Finding

SAME_BASIS = (None, "same_speed", "same_programme")


@dataclass(frozen=True, slots=True)
class Sized:
    """A finding whose size is comparable; `derived` where a percent or a null was turned into it.

    `printed` is the ratio as the study gives it, `strength` the same on the claim's scale.
    """

    weighed: Weighed
    printed: Interval
    strength: Interval
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """The envelope and what it is made of; direct if any size in it is direct."""

    sizes: tuple[Sized, ...]
    printed: Interval
    strength: Interval
    direct: bool
    same_quantity: bool
    per_time: bool = False


def ratio_of(finding: Finding, percent_units: frozenset[str]) -> Interval | None:
    """The finding's ratio with its printed interval, its point, or a relative percent."""
    percent = finding.unit in percent_units
    if percent and finding.low is not None and finding.high is not None:
        ends = _percent(finding.low), _percent(finding.high)
    elif finding.ratio is not None:
        ends = finding.ratio, finding.ratio
    elif percent and finding.value is not None:
        ends = _percent(finding.value), _percent(finding.value)
    else:
        return None
    return _more_is_more(finding, Interval(*ends)) if min(ends) > 0 else None


def _percent(value: float) -> float:
    return round(1 + value / 100, 6)


def _more_is_more(finding: Finding, ratio: Interval) -> Interval:
    """An increase printed as a fall is on a lower-is-better scale, such as oxygen cost."""
    if finding.direction == "increase" and ratio.high < 1:
        return ratio.flipped()
    if finding.net_ratio is None:
        return ratio
    return Interval(min(ratio.low, finding.net_ratio), max(ratio.high, finding.net_ratio))


def measure(case: Case, voters: Iterable[Weighed], weighed: Iterable[Weighed]) -> Measured | None:
    """The envelope for this claim, or None where nothing has a comparable size."""
    # Several outcomes may stand in for a direction; their sizes are not of one kind.
    voters = tuple(one for one in voters if one.sort != "stand_in")
    own = [sized for w in voters if (sized := _against_usual(case, w))]
    if not own and case.size is not None:
        own = [sized for w in voters if (sized := _fallback(case, w))]
        own += [s for w in weighed if w.sort == "size_only" and (s := _against_usual(case, w))]
    if not own:
        return None
    return _measured(case, own)


def _measured(case: Case, sizes: list[Sized]) -> Measured:
    printed = envelope([size.printed for size in sizes])
    strength = envelope([size.strength for size in sizes])
    speeds = _own_speed(case) if case.per_time else None
    if speeds:
        printed = printed.scaled(speeds.low, speeds.high)
        strength = case.strength(printed)
    return Measured(
        sizes=tuple(sizes),
        printed=printed,
        strength=strength,
        direct=not speeds and any(s.weighed.direct and not s.derived for s in sizes),
        same_quantity=all(s.weighed.same_thing for s in sizes),
        per_time=speeds is not None,
    )


def tolerance_on(measured: Measured, tolerance: float) -> float:
    """What a measured size may be widened by: of a change in percent, the change alone.

    A tenth more than "2 % less fat" is 2.2 %, not 12 %.
    """
    change = measured.strength.high - 1
    if change <= 0 or not all(size.derived for size in measured.sizes):
        return tolerance
    return (1 + change * tolerance) / (1 + change)


def _own_speed(case: Case) -> Interval | None:
    for contrast in case.topic.usual_contrasts:
        if row := case.rules.own_speeds.get(contrast):
            return Interval(row.low, row.high)
    return None


def _against_usual(case: Case, weighed: Weighed) -> Sized | None:
    finding = weighed.evidence.finding
    if finding.contrast not in case.topic.usual_contrasts or finding.basis not in SAME_BASIS:
        return None
    # A percent after weeks of training is a gain over one's own start, not activity over usual.
    if finding.ratio is None and finding.effect_kind == "training":
        return None
    ratio = ratio_of(finding, case.rules.percent_units)
    return Sized(weighed, ratio, case.strength(ratio)) if ratio else None


def _fallback(case: Case, weighed: Weighed) -> Sized | None:
    """A percent against a control group, or "no difference from the usual form" as 1.00."""
    finding = weighed.evidence.finding
    usual = finding.contrast in case.topic.usual_contrasts
    if usual and finding.direction == "no_difference":
        ratio: Interval | None = Interval(1.0, 1.0)
    elif case.rules.contrasts[finding.contrast].has_group():
        ratio = ratio_of(finding, case.rules.percent_units)
    else:
        ratio = None
    return Sized(weighed, ratio, case.strength(ratio), derived=True) if ratio else None
