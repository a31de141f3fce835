"""Claim against finding: the reasons for and against setting the two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claims.evidence.case import Case
from claims.evidence.library import Evidence, Library
from claims.evidence.outcomes import StandIn, part_of

Sort = Literal["first", "second", "stand_in", "size_only", "none"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's word on a match; `measured` completes "indirect: studies measured …".

    `breaks` puts the finding in the second sort, which votes only where no first sort exists;
    `silences` takes its vote away altogether.
    """

    rule: str
    text: str
    measured: str | None = None
    breaks: bool = False
    silences: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding beside the claim, with every reason and the sort of vote it has."""

    evidence: Evidence
    stand_in: StandIn | None
    reasons_for: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def sort(self) -> Sort:
        if any(reason.silences for reason in self.reasons):
            return "none"
        broken = any(reason.breaks for reason in self.reasons)
        when = self.stand_in.when if self.stand_in else None
        if when in ("ratio", "always"):
            return "none" if broken else ("size_only" if when == "ratio" else "stand_in")
        return "second" if broken else "first"

    @property
    def direct(self) -> bool:
        """Nothing that was measured differs from what is claimed."""
        return not any(reason.measured for reason in self.reasons)

    @property
    def same_thing(self) -> bool:
        """Same modality, kind and setting; only the outcome or the group may differ."""
        return not any(reason.breaks for reason in self.reasons)


def weigh(case: Case, library: Library) -> tuple[Weighed, ...]:
    """Every finding that bears on the claim, in the order of the library."""
    topics = set(case.topic.evidence_topics)
    found = (
        _weighed(case, evidence, stand_in)
        for evidence, stand_in in _candidates(case, library)
        if evidence.study.evidence_topic in topics
    )
    return tuple(found)


def _candidates(case: Case, library: Library) -> Iterator[tuple[Evidence, StandIn | None]]:
    claimed = case.claim.outcome
    equivalence = _row(case, "equivalence") if case.claim.magnitude_kind == "equivalence" else None
    for evidence in library.on(claimed):
        yield evidence, equivalence
    if part := part_of(claimed):
        for evidence in library.on("muscle_strength"):
            if part in evidence.finding.parts:
                yield evidence, equivalence
    for row in case.stand_ins:
        if row.use != claimed and _applies(row, case):
            # A finding that is the same quantity is as indirect as the claim's own outcome is.
            stand_in = equivalence if row.when == "same_quantity" and equivalence else row
            yield from ((evidence, stand_in) for evidence in library.on(row.use))


def _row(case: Case, when: str) -> StandIn | None:
    return next((row for row in case.stand_ins if row.when == when), None)


def _applies(row: StandIn, case: Case) -> bool:
    # Compared with nothing or with before, a percent is the person's own gain: no stand-in.
    relative = case.size is not None and case.claim.comparator != "none"
    if row.when == "ratio":
        return relative
    other = any(r.use == row.use and r.when == "ratio" for r in case.stand_ins)
    return not (row.when == "context" and relative and other)


def _weighed(case: Case, evidence: Evidence, stand_in: StandIn | None) -> Weighed:
    reasons = (
        *_outcome(stand_in),
        *_contrast(case, evidence),
        *_modality(case, evidence),
        *_kind(case, evidence, stand_in),
        *_people(case, evidence),
        *_basis(case, evidence),
        *_record(case, evidence),
    )
    rules = {reason.rule for reason in reasons}
    held = [
        rule for rule in ("OUTCOME", "CONTRAST", "MODALITY", "EFFECT_KIND") if rule not in rules
    ]
    return Weighed(evidence, stand_in, tuple(f"{rule}: the same" for rule in held), reasons)


def _outcome(stand_in: StandIn | None) -> Iterator[Reason]:
    if stand_in is None:
        return
    if stand_in.when == "same_quantity":
        yield Reason("VO2_TO_KCAL", f"measured as {stand_in.says}")
    elif stand_in.when == "context":
        yield Reason("OUTCOME", f"shown beside the claim: {stand_in.says}", silences=True)
    else:
        yield Reason("OUTCOME", f"stands in: it is {stand_in.says}", stand_in.says)


def _contrast(case: Case, evidence: Evidence) -> Iterator[Reason]:
    finding, contrast = evidence.finding, case.rules.contrasts[evidence.finding.contrast]
    usual = finding.contrast in case.topic.usual_contrasts
    if case.against == "other":
        yield Reason("CONTRAST", "the claim compares with something else", silences=True)
    elif case.against == "usual" and not usual:
        what = f"{contrast.says}, not against {case.activity.usual_label}"
        yield Reason("CONTRAST", f"what was compared: {contrast.says}", what, breaks=True)
    elif case.against == "anything" and not contrast.control:
        text = f"what was compared: {contrast.says}"
        yield Reason("CONTRAST", text, contrast.says, breaks=True)
    elif _null_between_trained(case, evidence):
        text = "no difference between two groups that both trained is no vote on a claim of gain"
        yield Reason("CONTRAST", text, silences=True)
    if finding.setting and case.rules.settings[finding.setting].rule == "CONTRAST":
        says = case.rules.settings[finding.setting].says
        yield Reason("CONTRAST", f"another load or device: {says}", says, breaks=True)


def _null_between_trained(case: Case, evidence: Evidence) -> bool:
    return (
        case.against == "anything"
        and case.kind == "training"
        and case.direction != "no_difference"
        and evidence.finding.direction == "no_difference"
        and not case.rules.contrasts[evidence.finding.contrast].null_votes
    )


def _modality(case: Case, evidence: Evidence) -> Iterator[Reason]:
    finding, modality = evidence.finding, case.rules.modalities[evidence.finding.modality]
    if case.modality not in modality.covers:
        measured = f"{modality.says}, not {case.modality}"
        yield Reason("MODALITY", f"measured in {modality.says}", measured, breaks=True)
    elif modality.is_mixed():
        measured = f"{modality.says}, not {case.modality} alone"
        yield Reason("MODALITY", f"measured in {modality.says}", measured)
    if finding.setting and case.rules.settings[finding.setting].rule == "MODALITY":
        says = case.rules.settings[finding.setting].says
        yield Reason("MODALITY", f"measured in {says}", says, breaks=True)


def _kind(case: Case, evidence: Evidence, stand_in: StandIn | None) -> Iterator[Reason]:
    kind = case.rules.effect_kinds[evidence.finding.effect_kind]
    # A stand-in says by itself that it is something else; it is held to its own kind.
    claimed = case.rules.claim_kind(stand_in.use) if stand_in else case.kind
    if claimed not in kind.speaks_to:
        what = {"training": "what training changes", "acute": "what one bout does"}
        measured = f"{kind.says}, not {what.get(claimed, 'how often it happens')}"
        yield Reason("EFFECT_KIND", f"shows {kind.says}", measured, breaks=True)


def _people(case: Case, evidence: Evidence) -> Iterator[Reason]:
    group = evidence.study.population_group
    if group is None:
        return
    population = case.rules.populations[group]
    other = population.other_than_public and case.claim.outcome not in case.rules.patient_outcomes
    measured = f"{population.says}, not people in general" if other else None
    yield Reason("POPULATION", f"in {population.says}", measured)


def _basis(case: Case, evidence: Evidence) -> Iterator[Reason]:
    """A bout is not a day, and one form against the other is not before and after practice."""
    finding, flags = evidence.finding, case.claim.flags
    kind = case.rules.effect_kinds[finding.effect_kind]
    if "per_day" in flags and "acute" in kind.speaks_to:
        says = "one bout, not a whole day"
        yield Reason("BASIS", f"measured during {says}", says, breaks=True)
    usual = finding.contrast in case.topic.usual_contrasts
    if "with_practice" in flags and case.against == "anything" and usual:
        text = f"compares with {case.activity.usual_label}, not with the time before practice"
        yield Reason("HABITUATION", text, silences=True)


def _record(case: Case, evidence: Evidence) -> Iterator[Reason]:
    study, finding = evidence.study, evidence.finding
    design = case.rules.designs[study.design_class]
    if not design.counts:
        # The lowest kind of evidence: shown with its source, and never a measurement.
        yield Reason("OPINION", f"not counted: {design.says}, not a measurement", silences=True)
    elif not study.counts:
        of = f" of {study.duplicate_of}" if study.duplicate_of else ""
        yield Reason("DUPLICATE", f"not counted: a copy{of} or no measurement", silences=True)
    if study.retracted:
        asked = f" (asked on {day})" if (day := study.retraction_checked_on) else ""
        yield Reason("RETRACTED", f"not counted: the paper was retracted{asked}", silences=True)
    if finding.direction is None:
        yield Reason("FINDINGS", "gives no direction", silences=True)
    if case.rules.has_smd(finding.unit):
        yield Reason("SMD", "a standardised difference: direction and size class, no ratio")
    if finding.unit in case.rules.odds_units:
        yield Reason("ODDS", "odds, which are not times as likely: direction only")
    if finding.direction == "no_difference" and finding.significant is False:
        yield Reason("NULL", "no significant difference, which is not the same as equal")
