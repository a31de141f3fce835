"""How claimed and measured lie to each other, and how directly."""

from __future__ import annotations

from dataclasses import dataclass

from claims.evidence.amounts import Amounts, amounts
from claims.evidence.case import Case
from claims.evidence.interval import Interval, SizeRelation, factors, relate
from claims.evidence.match import Weighed
from claims.evidence.sizes import Measured, measure, tolerance_on
from claims.evidence.trials import refuting_trial
from claims.evidence.votes import Ballot, Tally, cast, tally, voters_of
from claims.records import Directness, Relation, Study


@dataclass(frozen=True, slots=True)
class Held:
    """A claimed size held against a measured one."""

    size: Interval
    measured: Measured
    tolerance: float

    @property
    def relation(self) -> SizeRelation:
        return relate(self.size, self.measured.strength, self.tolerance)

    @property
    def factor(self) -> tuple[float, float]:
        """Claimed over the highest measured end."""
        return factors(self.size, self.measured.strength)

    def mostly_inside(self, share: float) -> bool:
        """Whether a size that reaches above the envelope lies inside it for the larger part."""
        edge = self.measured.strength.widened(self.tolerance)
        return self.size.high <= edge.high or self.size.share_inside(edge) >= share


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the verdict table looks at, for one reading of the claim."""

    case: Case
    weighed: tuple[Weighed, ...]
    tally: Tally
    measured: Measured | None
    held: Held | None
    refuting: Weighed | None
    relation: Relation
    amounts: Amounts | None = None

    @property
    def counted(self) -> tuple[Weighed, ...]:
        """The findings that vote or give a size, in the order of the library."""
        used = {id(one) for ballot in self.tally.ballots for one in ballot.findings}
        used |= {id(size.weighed) for size in self.measured.sizes} if self.measured else set()
        return tuple(one for one in self.weighed if id(one) in used)

    @property
    def speaking(self) -> tuple[Weighed, ...]:
        """The findings that the verdict rests on: those with a size, or those that decide."""
        if self.refuting is not None:
            return (self.refuting,)
        if self.amounts is not None:
            return self.amounts.findings
        if self.measured is not None and (self.held is not None or self.measured.per_time):
            return tuple(size.weighed for size in self.measured.sizes)
        return tuple(one for ballot in self.deciding for one in ballot.findings)

    @property
    def deciding(self) -> tuple[Ballot, ...]:
        """The votes that say what the relation says."""
        if self.relation == "opposite":
            return self.tally.opposing
        if self.relation == "no_effect_found":
            return self.tally.nulls
        agrees = self.relation == "agrees" or self.amounts is not None
        return self.tally.agreeing if agrees else self.tally.ballots

    @property
    def directness(self) -> Directness | None:
        if self.relation in ("untested", "unmeasurable"):
            return None
        if self.refuting is not None:
            return "direct" if self.refuting.direct else "indirect"
        if self.held is not None:
            return "direct" if self.held.measured.direct else "indirect"
        if self.amounts is not None:
            return "direct" if self.amounts.direct else "indirect"
        if self.measured is not None and self.measured.per_time:
            return "indirect"
        return "direct" if any(ballot.direct for ballot in self.deciding) else "indirect"

    def partly_agrees(self) -> bool:
        """Whether mixed votes leave something of the claim standing."""
        if self.tally.agreeing:
            return True
        mixed = [one for b in self.tally.ballots if b.vote == "mixed" for one in b.findings]
        directions = {one.evidence.finding.direction for one in mixed}
        return self.case.direction in directions or (
            "mixed" in directions and not self.tally.opposing
        )

    def rests_on_one_very_low_study(self) -> bool:
        """Whether all that is direct comes from a single study of very low quality."""
        studies: dict[str, Study] = {}
        for one in self.speaking:
            if one.direct:
                studies[one.evidence.study.key] = one.evidence.study
        return len(studies) == 1 and all(s.quality == "very_low" for s in studies.values())


def compare(case: Case, weighed: tuple[Weighed, ...]) -> Comparison:
    """Count the votes, draw the envelope, and name the relation."""
    voters = voters_of(weighed)
    counted = tally(cast(voters), case.direction, case.rules.agreement)
    measured = measure(case, voters, weighed)
    refuting = refuting_trial(case, weighed, counted)
    held = None if refuting else _held(case, counted, measured)
    relation = held.relation if held else _relation(case, counted, measured)
    beside = amounts(case, voters) if relation == "agrees" else None
    if refuting is not None:
        relation, beside = "no_effect_found", None
    relation = beside.relation if beside else relation
    return Comparison(case, weighed, counted, measured, held, refuting, relation, beside)


def _held(case: Case, counted: Tally, measured: Measured | None) -> Held | None:
    """A size is compared unless the studies point the other way altogether."""
    if case.size is None or measured is None or case.direction == "no_difference":
        return None
    if counted.leaning == "opposite":
        return None
    return Held(case.size, measured, tolerance_on(measured, case.tolerance))


def _relation(case: Case, counted: Tally, measured: Measured | None) -> Relation:
    if _names_nothing(case):
        return "unmeasurable"
    if measured is not None and measured.per_time and case.size is None:
        return _own_speed_relation(measured)
    return counted.leaning


def _own_speed_relation(measured: Measured) -> Relation:
    """Per minute at a speed of one's own choice, a direction holds only beyond 1."""
    if measured.strength.low > 1:
        return "agrees"
    return "opposite" if measured.strength.high < 1 else "mixed"


def _names_nothing(case: Case) -> bool:
    """`other` without words for it, or with words for a thing that nobody can measure."""
    claim = case.claim
    if claim.outcome != "other":
        return False
    words = (claim.outcome_text or "").casefold().strip()
    return not words or words in case.rules.unmeasurable
