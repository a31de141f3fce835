"""A claimed amount, such as 5 cm or 20 beats a minute, beside what was measured in the same unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.evidence.case import Case
from claims.evidence.interval import Interval, SizeRelation, envelope, relate
from claims.evidence.match import Weighed
from claims.evidence.sizes import SAME_BASIS
from claims.language.quantities.units import UNITS, Unit, convert, unit_at
from claims.records import Finding

# A rating on a scale has no unit that another scale shares.
_NO_AMOUNT = frozenset(("%", "points", "times", "fold"))


@dataclass(frozen=True, slots=True)
class Amounts:
    """A claimed change and the measured ones, all in the unit of the claim."""

    claimed: Interval
    measured: Interval
    unit: str
    findings: tuple[Weighed, ...]
    tolerance: float

    @property
    def relation(self) -> SizeRelation:
        return relate(self.claimed, self.measured, self.tolerance)

    @property
    def direct(self) -> bool:
        return any(one.direct for one in self.findings)


def amounts(case: Case, voters: Iterable[Weighed]) -> Amounts | None:
    """The comparison, or None where the claim gives no amount of change or nothing has its unit."""
    unit, claimed = UNITS.get(case.claim.unit or ""), claimed_change(case)
    if claimed is None or unit is None or unit.symbol in _NO_AMOUNT:
        return None
    found = [(one, change) for one in voters if (change := _change(case, one, unit))]
    if not found:
        return None
    measured = envelope([change for _, change in found])
    return Amounts(claimed, measured, unit.symbol, tuple(w for w, _ in found), case.tolerance)


def claimed_change(case: Case) -> Interval | None:
    """The amount by which a claim says something changes.

    Of a bout without a comparison an amount may as well be a level: "168 beats a minute".
    """
    claim = case.claim
    if claim.magnitude_kind != "absolute" or case.size is not None:
        return None
    if case.kind == "acute" and case.against != "usual":
        return None
    if not claim.value_low or not claim.value_high or min(claim.value_low, claim.value_high) <= 0:
        return None
    low, high = sorted((claim.value_low, claim.value_high))
    return Interval(
        high if claim.bound == "upper" else low, low if claim.bound == "lower" else high
    )


def _change(case: Case, one: Weighed, unit: Unit) -> Interval | None:
    """How much a finding changed in the claimed direction, in the claim's unit."""
    finding = one.evidence.finding
    if finding.direction != case.direction or finding.basis not in SAME_BASIS:
        return None
    ends = [_converted(end, text, unit) for end, text in _printed(finding)]
    sizes = [abs(end) for end in ends if end]
    return Interval(min(sizes), max(sizes)) if sizes else None


def _printed(finding: Finding) -> list[tuple[float, str]]:
    """The change as printed, with its interval, or between two printed levels."""
    if finding.raw_index is not None and finding.raw_comparator is not None and finding.raw_unit:
        return [(finding.raw_index - finding.raw_comparator, finding.raw_unit)]
    ends = (finding.value, finding.low, finding.high)
    # An interval on both sides of zero says nothing of how small the change is.
    if finding.low is not None and finding.high is not None and finding.low * finding.high <= 0:
        ends = (finding.value, None, None)
    return [(end, finding.unit) for end in ends if end is not None and finding.unit]


def _converted(value: float, text: str, into: Unit) -> float | None:
    words = text.casefold().replace("/", " / ").split()
    named = unit_at(words, 0, digits=True)
    if named is None or named[1] != len(words):
        return None
    return convert(value, named[0], into)
