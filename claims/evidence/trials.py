"""When "no effect" speaks: a randomised trial large enough to have seen one."""

from __future__ import annotations

from collections.abc import Iterable

from claims.evidence.case import Case
from claims.evidence.match import Weighed
from claims.evidence.votes import Tally


def refuting_trial(case: Case, weighed: Iterable[Weighed], counted: Tally) -> Weighed | None:
    """The large trial without the claimed effect, if no randomised trial found that effect."""
    if case.direction not in ("increase", "decrease") or counted.leaning == "agrees":
        return None
    trials = _trials(case, weighed)
    if any(one.evidence.finding.direction == case.direction for one in trials):
        return None
    return _large_null(case, trials)


def shows_equality(case: Case, weighed: Iterable[Weighed]) -> bool:
    """Whether a trial large enough found no difference; a small one is no proof of equality."""
    return _large_null(case, _trials(case, weighed)) is not None


def _large_null(case: Case, trials: Iterable[Weighed]) -> Weighed | None:
    for one in trials:
        large = (one.evidence.study.people or 0) >= case.rules.null_trial_people
        if large and one.evidence.finding.direction == "no_difference":
            return one
    return None


def _trials(case: Case, weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Randomised trials of the claimed outcome itself, of whatever modality."""
    designs = case.rules.designs
    return tuple(
        one
        for one in weighed
        if one.sort in ("first", "second") and designs[one.evidence.study.design_class].randomised
    )
