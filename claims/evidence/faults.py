"""What can be wrong with the content of a study that has the right shape."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from claims.evidence.outcomes import Outcomes
from claims.evidence.reader import Fault, nearest
from claims.evidence.rules import Rules
from claims.records import Finding, Study

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_AS_PRINTED = 'check the paper; if it prints it so, add note = "as printed"'
_ROUNDING = 0.006
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def study_faults(name: str, study: Study, rules: Rules, outcomes: Outcomes) -> Iterator[Fault]:
    """Every fault in one study's content."""
    for problem, fix in _study_problems(study, rules):
        yield Fault(name, problem, fix)
    for finding in study.findings:
        problems = (
            *_number_problems(finding),
            *_word_problems(finding, rules),
            *_id_problems(study, finding),
            *_outcome_problems(finding, outcomes),
        )
        for problem, fix in problems:
            yield Fault(name, f"{finding.id}: {problem}", fix)


def library_faults(named: Mapping[str, Study]) -> Iterator[Fault]:
    """Faults that show only when all files are read: doubled keys and ids, lost originals."""
    first: dict[str, str] = {}
    keys = {study.key for study in named.values()}
    for name, study in named.items():
        for identity in (study.key, *(finding.id for finding in study.findings)):
            if identity in first:
                other = first[identity]
                yield Fault(
                    name,
                    f"{identity!r} is also used in {other}",
                    "give one of them a key of its own",
                )
            first.setdefault(identity, name)
        if study.duplicate_of and study.duplicate_of not in keys:
            fix = nearest(study.duplicate_of, keys)
            yield Fault(name, f"duplicate_of = {study.duplicate_of!r}: no such study", fix)


Problems = Iterable[tuple[str, str]]


def _study_problems(study: Study, rules: Rules) -> Problems:
    if not _SLUG.fullmatch(study.key):
        yield f"key = {study.key!r} is not a slug", "use small letters, digits and hyphens"
    if study.doi is not None and not _DOI.fullmatch(study.doi):
        yield f"doi = {study.doi!r} is not a DOI", "write it bare, as 10.1234/abc, without https://"
    for key in ("people", "female", "male"):
        people = getattr(study, key)
        if people is not None and people < (1 if key == "people" else 0):
            yield (
                f"{key} = {people} is not a number of people",
                "leave it out where it is not stated",
            )
    if study.retraction_checked_on is not None and not is_day(study.retraction_checked_on):
        problem = f"retraction_checked_on = {study.retraction_checked_on!r} is not a day"
        yield problem, 'write it as "2026-01-31", or let retrograde evidence retractions write it'
    if study.read_as == "memory" and study.findings:
        fix = "read the study first, or remove its findings"
        yield 'read_as = "memory", yet findings are recorded', fix
    design = rules.designs.get(study.design_class)
    if design and not design.counts and study.counts:
        yield f"{design.says} cannot count as a measurement", "write counts = false"
    if design and not design.counts and not (study.authors and _public_source(study)):
        yield (
            f"{design.says} is attributed to nobody who said it in public",
            'write authors = ["…"], and url, doi or pmid of where it stands',
        )
    yield from _unknown("design_class", study.design_class, rules.designs)
    yield from _unknown("read_as", study.read_as, rules.known["read_as"])
    yield from _unknown("quality", study.quality, rules.known["quality"])
    yield from _unknown("population_group", study.population_group, rules.populations)


def _public_source(study: Study) -> str | None:
    return study.url or study.doi or study.pmid


def is_day(written: str) -> bool:
    """Whether a text is a day of the calendar, written as 2026-01-31."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _number_problems(finding: Finding) -> Problems:
    for key in ("value", "low", "high", "raw_index", "raw_comparator", "ratio", "net_ratio"):
        number = getattr(finding, key)
        if number is not None and not math.isfinite(number):
            yield f"{key} = {number} is not a number one can measure", "leave it out if not printed"
    for key in ("ratio", "net_ratio"):
        ratio = getattr(finding, key)
        if ratio is not None and ratio <= 0:
            yield (
                f"{key} = {ratio} is not above zero",
                "a ratio is activity / comparator; 1 = equal",
            )
    low, high, value = finding.low, finding.high, finding.value
    if (low is None) != (high is None):
        yield "an interval has two ends, low and high", "add the other, or leave both out"
    elif low is not None and high is not None:
        if low > high:
            yield f"low = {low} is above high = {high}", "exchange them"
        elif value is not None and not low <= value <= high and not finding.note:
            problem = f"value = {value} lies outside its interval {low} to {high}"
            yield problem, _AS_PRINTED
        elif _ratio_is_outside(finding) and not finding.note:
            problem = f"ratio = {finding.ratio} lies outside its interval {low} to {high}"
            yield f"{problem} {finding.unit}", _AS_PRINTED


def _ratio_is_outside(finding: Finding) -> bool:
    """Whether a ratio is none of those that its own interval allows, rounding aside."""
    if finding.ratio is None or finding.low is None or finding.high is None:
        return False
    if finding.unit == "percent":
        low, high = 1 + finding.low / 100, 1 + finding.high / 100
    elif finding.unit == "ratio":
        low, high = finding.low, finding.high
    else:
        return False
    return not low - _ROUNDING <= finding.ratio <= high + _ROUNDING


def _word_problems(finding: Finding, rules: Rules) -> Problems:
    yield from _unknown("modality", finding.modality, rules.modalities)
    yield from _unknown("contrast", finding.contrast, rules.contrasts)
    yield from _unknown("effect_kind", finding.effect_kind, rules.effect_kinds)
    yield from _unknown("setting", finding.setting, rules.settings)
    yield from _unknown("direction", finding.direction, rules.known["direction"])
    yield from _unknown("basis", finding.basis, rules.known["basis"])


def _id_problems(study: Study, finding: Finding) -> Problems:
    if not finding.id.startswith(f"{study.key}."):
        yield f"id does not start with {study.key}.", f'write id = "{study.key}.f1", .f2, …'
    if finding.direction is None and (finding.ratio is not None):
        yield "a ratio without a direction", "add direction = increase, decrease or no_difference"


def _outcome_problems(finding: Finding, outcomes: Outcomes) -> Problems:
    if not outcomes.knows(finding.outcome):
        yield f"outcome = {finding.outcome!r} is unknown", nearest(finding.outcome, outcomes.by_key)
    for part in finding.parts:
        if not outcomes.knows(f"muscle_strength:{part}"):
            parts = [k.partition(":")[2] for k in outcomes.by_key if k.startswith("muscle_act")]
            yield f"parts: {part!r} is unknown", nearest(part, parts)


def _unknown(key: str, value: str | None, known: Iterable[str]) -> Problems:
    if value is not None and value not in known:
        yield f"{key} = {value!r} is unknown", nearest(value, known)
