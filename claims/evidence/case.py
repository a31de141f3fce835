"""A claim made ready for judging: what kind it is, of which modality, against what, how large."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from claims.evidence.interval import Interval
from claims.evidence.outcomes import Outcomes, StandIn, load_outcomes
from claims.evidence.rules import ClaimKind, Rules, load_rules
from claims.evidence.subject import Activity, Topic, activity_judged
from claims.records import Claim, Direction

Against = Literal["usual", "anything", "other"]
_TIME_UNITS = frozenset({"s", "min", "h", "s/km", "s/mi", "min/km", "min/mi"})


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with everything that the rules ask of it; `size` is a strength, above 1 = stronger.

    `against` is "usual" where the claim names the usual form, "anything" where any comparison
    group will do, "other" where it names something no study here compared with.
    """

    claim: Claim
    topic: Topic
    rules: Rules
    activity: Activity
    kind: ClaimKind
    direction: Direction
    against: Against
    stand_ins: tuple[StandIn, ...]
    size: Interval | None = None
    readings: tuple[Interval, ...] = ()
    turned: bool = False

    @property
    def modality(self) -> str:
        return self.activity.modality

    @property
    def sized(self) -> bool:
        """Whether the claim states a size, of whatever kind."""
        return self.claim.magnitude_kind is not None

    @property
    def per_time(self) -> bool:
        """Whether the claim is per minute or per workout, not per mile or at one speed."""
        return "per_time" in self.claim.flags

    @property
    def tolerance(self) -> float:
        """An approximate size is widened in matching; the numbers stay as stated."""
        rules = self.rules
        return rules.tolerance * (rules.approximate if self.claim.approximate else 1)

    def with_size(self, size: Interval) -> Case:
        """The same claim in another reading of its size."""
        return replace(self, size=size)

    def strength(self, measured: Interval) -> Interval:
        """A measured ratio on the claim's scale, where larger means more of what is claimed."""
        return measured.flipped() if self.direction == "decrease" else measured


def make_case(
    claim: Claim, topic: Topic, *, rules: Rules | None = None, outcomes: Outcomes | None = None
) -> Case:
    """Look up all that the rules ask of a claim."""
    rules, outcomes = rules or load_rules(), outcomes or load_outcomes()
    turned = _lower_is_better(claim, rules, outcomes)
    case = Case(
        claim=claim,
        topic=topic,
        rules=rules,
        activity=activity_judged(claim.activity, topic),
        kind=rules.claim_kind(claim.outcome),
        direction="increase" if turned else claim.direction,
        against=_against(claim),
        stand_ins=outcomes.stand_ins_for(claim.outcome),
        turned=turned,
    )
    # "100 % less" is a ratio of zero: stated, but no size that could be compared.
    if not claim.ratio_low or not claim.ratio_high or claim.ratio_low < 0:
        return case
    ends = sorted((claim.ratio_low, claim.ratio_high))
    stated = _bounded(Interval(*ends), claim)
    others = (Interval(*sorted(ends)) for ends in claim.ratio_alternatives if min(ends) > 0)
    readings = tuple(_strength(_bounded(other, claim), case) for other in others)
    return replace(case, size=_strength(stated, case), readings=readings)


def _against(claim: Claim) -> Against:
    if claim.comparator == "usual":
        return "usual"
    return "other" if claim.comparator == "other" else "anything"


def _lower_is_better(claim: Claim, rules: Rules, outcomes: Outcomes) -> bool:
    """A time or a cost that falls is an improvement of what people want more of."""
    wanted = outcomes.by_key.get(claim.outcome)
    if claim.direction != "decrease" or wanted is None or wanted.good_direction != "increase":
        return False
    timed = claim.magnitude_kind is not None and claim.unit in _TIME_UNITS
    falls = claim.ratio_high is not None and claim.ratio_high < 1
    return timed or (falls and claim.outcome in rules.turned_outcomes)


def _bounded(size: Interval, claim: Claim) -> Interval:
    """ "Up to" puts its upper end forward, "at least" its lower one."""
    if claim.bound == "upper":
        far = size.low if claim.direction == "decrease" and size.high <= 1 else size.high
        return Interval(far, far)
    if claim.bound == "lower":
        near = size.high if claim.direction == "decrease" and size.high <= 1 else size.low
        return Interval(near, near)
    return size


def _strength(size: Interval, case: Case) -> Interval:
    """A ratio below 1 with "more", or above 1 with "less", is a strength already turned."""
    below, above = size.high < 1, size.low >= 1
    if case.direction == "decrease":
        return size if above else size.flipped()
    return size.flipped() if case.direction == "increase" and below else size
