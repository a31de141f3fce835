"""The verdict table: from relation and directness to the word a reader sees first."""

from __future__ import annotations

from claims.evidence.amounts import Amounts
from claims.evidence.relation import Comparison, Held
from claims.evidence.trials import shows_equality
from claims.records import Stance, VerdictWord

Row = tuple[VerdictWord, str]


def look_up(found: Comparison) -> Row:
    """The verdict and the line of the table that gave it."""
    if found.relation == "unmeasurable":
        return "not_checkable", "no outcome or size that could be measured"
    if found.refuting is not None:
        study = found.refuting.evidence.study
        trial_found = f"a randomised trial of {study.people} people ({study.key}) found no effect"
        return "contradicted", f"{trial_found}, and no randomised trial found the claimed one"
    if found.relation == "opposite":
        return _opposite(found)
    if found.held is not None:
        return _by_size(found, found.held)
    if found.amounts is not None:
        return _by_amount(found, found.amounts)
    if found.relation == "agrees":
        return _agrees(found)
    if found.relation == "mixed":
        return _mixed(found)
    if found.relation == "no_effect_found":
        return (
            "no_direct_evidence",
            "no effect was found, in trials too small to show that there is none",
        )
    return "no_direct_evidence", "nothing in the library measured it"


def _opposite(found: Comparison) -> Row:
    if found.directness == "indirect":
        return "no_direct_evidence", "the studies point the other way, but none is direct"
    if found.rests_on_one_very_low_study():
        return (
            "no_direct_evidence",
            "one study of very low quality points the other way, which is too little",
        )
    return (
        "contradicted",
        "three quarters of the votes that found a difference, at least one direct, point the other way",
    )


def _by_size(found: Comparison, held: Held) -> Row:
    if held.relation == "larger":
        return _larger(found, held)
    if found.directness == "indirect":
        return "partly_supported", "the size fits, but only what was measured indirectly"
    if found.tally.leaning in ("mixed", "no_effect_found"):
        return "partly_supported", "the size fits some studies, but the votes do not agree"
    if found.rests_on_one_very_low_study():
        return "partly_supported", "the size rests on one study of very low quality"
    if held.relation == "overlaps" and not held.mostly_inside(found.case.rules.inside):
        return "partly_supported", "only the lower part of the claimed size was measured"
    return "supported", f"{held.relation}, against a direct envelope"


def _by_amount(found: Comparison, amounts: Amounts) -> Row:
    if found.directness == "indirect":
        return "partly_supported", "only indirect findings agree"
    if amounts.relation == "larger":
        return "exaggerated", "the claimed amount is more than 1.1 times the highest measured one"
    if amounts.relation == "overlaps":
        return "partly_supported", "only a part of the claimed amounts was measured"
    if found.rests_on_one_very_low_study():
        return "partly_supported", "the amount rests on one study of very low quality"
    return "supported", f"{amounts.relation}, against direct findings in the same unit"


def _larger(found: Comparison, held: Held) -> Row:
    if held.measured.direct or held.measured.same_quantity:
        return "exaggerated", "the claimed size is more than 1.1 times the highest measured one"
    if found.tally.agreeing:
        return (
            "partly_supported",
            "the direction agrees, indirectly; the size is beyond what was measured elsewhere",
        )
    return "no_direct_evidence", "only findings that neither agree nor can contradict"


def _agrees(found: Comparison) -> Row:
    if found.directness == "indirect":
        return "partly_supported", "only indirect findings agree"
    if found.rests_on_one_very_low_study():
        return "partly_supported", "it rests on a single direct study of very low quality"
    if found.case.direction == "no_difference" and not shows_equality(found.case, found.weighed):
        return "partly_supported", "no difference was found, in trials too small to show equality"
    if found.case.sized:
        return "partly_supported", "the direction holds; nobody measured a size to compare"
    return "supported", "three quarters of the votes agree, at least one of them direct"


def _mixed(found: Comparison) -> Row:
    if found.partly_agrees() or (found.measured is not None and found.measured.per_time):
        return "partly_supported", "the votes are mixed"
    return "no_direct_evidence", "no study agrees, and they do not agree against it"


_DENIED: dict[VerdictWord, VerdictWord] = {
    "supported": "contradicted",
    "contradicted": "supported",
    "exaggerated": "supported",
}


def denied(verdict: VerdictWord, *, any_effect: bool = False) -> VerdictWord:
    """The verdict on a denial of the claim; `any_effect` where it denies more than the size."""
    if verdict == "exaggerated" and any_effect:
        return "partly_supported"
    return _DENIED.get(verdict, verdict)


def flipped(stance: Stance) -> Stance:
    """The stance of a denial of what was said: a denial of a denial asserts."""
    return {"asserts": "denies", "reports": "denies", "denies": "asserts"}.get(stance, stance)  # type: ignore[return-value]
