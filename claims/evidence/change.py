"""What would change a verdict: the study that is missing, named by the rule that missed it."""

from __future__ import annotations

from collections import Counter

from claims.evidence.case import Case, make_case
from claims.evidence.subject import Topic
from claims.evidence.words import load_words, number
from claims.records import Claim, Verdict
from claims.topics import load_topic

# The rule to name first where several made a verdict indirect.
_ORDER = ("OUTCOME", "BASIS", "CONTRAST", "EFFECT_KIND", "MODALITY", "POPULATION")


def would_change(claim: Claim, verdict: Verdict, topic: Topic | None = None) -> str:
    """One sentence that names the missing study."""
    topic = topic or load_topic(claim.topic)
    words = load_words()
    case = make_case(claim, topic)
    values = {
        "noun": words.phrases(claim.outcome, claim.outcome_text).noun,
        "activity": case.activity.label,
        "doing": case.activity.label,
        "usual": case.activity.usual_label,
        "people": verdict.people,
        "low": number(claim.ratio_low) if claim.ratio_low else "",
    }
    key = _key(case, verdict)
    return words.say("change", key, **values, group=_group(verdict))


def _group(verdict: Verdict) -> str:
    """The special group that the counted findings were made in."""
    reasons = [reason for match in verdict.matches for reason in match.reasons_against]
    found = next((reason for reason in reasons if reason.startswith("POPULATION: in ")), "")
    return found.removeprefix("POPULATION: in ") or "special groups"


def _key(case: Case, verdict: Verdict) -> str:
    claim = case.claim
    if verdict.relation == "unmeasurable":
        return "unmeasurable"
    if verdict.relation == "untested":
        return "other_comparison" if claim.comparator == "other" else "untested"
    if verdict.directness == "indirect":
        return _indirect_key(case, verdict)
    if verdict.relation in ("larger", "mixed"):
        return verdict.relation if claim.ratio_low or verdict.relation == "mixed" else "amount"
    if verdict.relation == "no_effect_found":
        return "no_effect"
    if claim.magnitude_kind is not None and verdict.relation == "agrees":
        return "size"
    if verdict.certainty == "very_low":
        return "very_low"
    if not verdict.people:
        return "people_unknown"
    return "few_people" if verdict.people < case.rules.few_people else "more"


def _indirect_key(case: Case, verdict: Verdict) -> str:
    """The rule that made every counted finding indirect, the gravest first."""
    counted = [match for match in verdict.matches if match.role != "context"] or verdict.matches
    indirect = [match for match in counted if not match.direct]
    if not indirect:
        return "BASIS_per_time" if case.per_time else "size"
    rules = Counter(
        rule
        for match in indirect
        for rule in {reason.partition(":")[0] for reason in match.reasons_against}
    )
    common = max(_ORDER, key=lambda rule: (rules[rule] == len(indirect), rules[rule]))
    return _rule_key(common, case)


def _rule_key(rule: str, case: Case) -> str:
    if rule == "OUTCOME":
        return "trial_worth" if case.claim.magnitude_kind == "equivalence" else "OUTCOME"
    if rule == "BASIS":
        return "BASIS_per_time" if case.per_time else "BASIS_per_day"
    if rule == "CONTRAST":
        return "CONTRAST_usual" if case.against == "usual" else "CONTRAST_anything"
    return f"EFFECT_KIND_{case.kind}" if rule == "EFFECT_KIND" else rule
