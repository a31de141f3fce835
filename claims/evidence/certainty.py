"""How sure the evidence lets one be: GRADE's words, every step down named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.evidence.case import Case
from claims.evidence.match import Weighed
from claims.evidence.relation import Comparison
from claims.evidence.telling import people_in, studies_of
from claims.records import Certainty, Study

LEVELS: tuple[Certainty, ...] = ("very_low", "low", "moderate", "high")
# A mixed programme holds the claimed activity too, and a study without a control group has paid
# for it in its design: neither costs a second step.
_COSTLY = frozenset({"OUTCOME", "MODALITY", "EFFECT_KIND", "BASIS"})


@dataclass(frozen=True, slots=True)
class Grade:
    """A certainty with the steps that led to it, in words."""

    certainty: Certainty
    steps: tuple[str, ...]


def grade(found: Comparison) -> Grade | None:
    """Start from the best design, step down by people, consistency, directness and precision."""
    studies = studies_of(found.speaking)
    if not studies:
        return None
    designs = found.case.rules.designs
    design = max((designs[s.design_class] for s in studies), key=lambda d: _level(d.start))
    level = _level(design.start)
    steps = [f"starts {word(design.start)}: at best {design.says}"]
    for cost, reason in _steps_down(found, studies):
        level -= cost
        steps.append(f"{'one step' if cost == 1 else 'two steps'} down: {reason}")
    if level > _level("moderate") and all(study.read_as != "fulltext" for study in studies):
        level = _level("moderate")
        steps.append("not above moderate: no study was read beyond its abstract")
    return Grade(LEVELS[max(level, 0)], tuple(steps))


def word(certainty: Certainty) -> str:
    """The certainty as written on screens."""
    return certainty.replace("_", " ")


def _level(certainty: Certainty) -> int:
    return LEVELS.index(certainty)


def _steps_down(found: Comparison, studies: Sequence[Study]) -> Iterator[tuple[int, str]]:
    case, measured = found.case, found.measured
    yield from _few_people(studies, case)
    if "mixed" in (found.relation, found.tally.leaning) and found.refuting is None:
        yield 1, "consistency: the studies do not agree"
    if measured is not None and measured.per_time:
        yield 1, "directness: the measured size was carried over to another basis"
    elif found.directness == "indirect" and any(_elsewhere(one) for one in found.speaking):
        yield 1, "directness: nothing measured just what is claimed"
    if all(_special(study, case) for study in studies):
        yield 1, "directness: all in special groups of people"
    if all(study.quality in ("very_low", "do_not_use") for study in studies):
        yield 1, "design: every study was judged of very low quality"


def _few_people(studies: Sequence[Study], case: Case) -> Iterator[tuple[int, str]]:
    people, limits = people_in(studies), case.rules
    if people is None:
        yield 1, "precision: how many people took part is not stated"
    elif people.stated < limits.very_few_people and all(study.people for study in studies):
        yield 2, f"precision: only {people.stated} people in all"
    elif people.stated < limits.few_people:
        yield 1, f"precision: {people.stated} people in all, as far as stated"


def _elsewhere(one: Weighed) -> bool:
    rules = {reason.rule for reason in one.reasons if reason.measured and reason.rule in _COSTLY}
    return bool(rules - {"MODALITY"} if one.same_thing else rules)


def _special(study: Study, case: Case) -> bool:
    if study.population_group is None:
        return False
    population = case.rules.populations[study.population_group]
    own = population.other_than_public and case.claim.outcome in case.rules.patient_outcomes
    return population.special and not own
