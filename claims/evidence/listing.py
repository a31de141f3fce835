"""Studies and findings as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from claims.evidence.rules import load_rules
from claims.evidence.sizes import ratio_of
from claims.evidence.words import cite, number, times
from claims.records import Finding, Study

_READ = {
    "fulltext": "read in full",
    "abstract": "read in its abstract only",
    "secondary": "read in a secondary source only",
    "memory": "known, not read",
}


def read_as(study: Study) -> str:
    """How far a study was read, and who has held the file against the paper."""
    checked = (
        f"checked by {study.reviewed_by}" if study.reviewed_by else "not yet checked by a person"
    )
    return f"{_READ[study.read_as]}; {checked}"


def finding_line(study: Study, finding: Finding) -> str:
    """One finding in a line: what it says, its numbers, people and DOI."""
    people = f"{study.people:,} people" if study.people else "people not stated"
    where = f"doi {study.doi}" if study.doi else study.url or "no DOI"
    told = [
        finding.statement,
        *_numbers(finding),
        f"{cite(study)}, {people}",
        where,
        read_as(study),
    ]
    return f"{finding.id}: {' · '.join(told)}"


def _numbers(finding: Finding) -> Iterator[str]:
    ratio = ratio_of(finding, load_rules().percent_units)
    if ratio is not None:
        yield times(ratio)
    elif finding.value is not None:
        yield f"{number_signed(finding.value)} {finding.unit or ''}".strip()
    if finding.low is not None and finding.high is not None:
        ends = f"{number_signed(finding.low)} to {number_signed(finding.high)} {finding.unit or ''}"
        yield f"{ends.strip()} ({finding.interval_type or 'interval'})"
    if finding.as_printed:
        yield f"printed: “{finding.as_printed}”"


def number_signed(value: float) -> str:
    """A measured number with its sign where it is negative."""
    return f"−{number(-value)}" if value < 0 else number(value)


def study_line(study: Study) -> str:
    """One study in a line of a list."""
    people = f"{study.people:,} people" if study.people else "people not stated"
    findings = f"{len(study.findings)} finding{'' if len(study.findings) == 1 else 's'}"
    marks = [
        study.design,
        people,
        findings,
        f"quality {(study.quality or 'not judged').replace('_', ' ')}",
    ]
    if not study.counts:
        marks.append("not counted")
    if study.retracted:
        marks.append("RETRACTED")
    return f"{study.key}: {cite(study)} · {' · '.join(marks)} · {read_as(study)}"


def study_lines(study: Study) -> Iterator[str]:
    """Everything a study file says, for reading."""
    yield study_line(study)
    yield study.title
    for name in _HEAD:
        value = getattr(study, name)
        if value not in (None, "", ()):
            told = ", ".join(value) if isinstance(value, tuple) else value
            yield f"  {name.replace('_', ' ')}: {told}"
    for finding in study.findings:
        yield ""
        yield f"  {finding.id}: {finding.statement}"
        yield from (f"    {name.replace('_', ' ')}: {told}" for name, told in _fields(finding))


_HEAD = (
    "authors", "authors_source", "year", "journal", "doi", "pmid", "pmcid", "url", "population",
    "population_group", "people", "female", "male", "intervention", "comparator", "limitations",
    "read_note", "memory_note", "duplicate_of", "overlap", "retraction_checked_on",
)  # fmt: skip
_FINDING = (
    "outcome", "parts", "direction", "modality", "setting", "contrast", "compared_with",
    "effect_kind", "basis", "value", "low", "high", "unit", "interval_type", "ratio",
    "ratio_derived", "net_ratio", "value_derived", "raw_index", "raw_comparator", "raw_unit", "p",
    "significant", "as_printed", "conditions", "limitations", "value_source", "note",
)  # fmt: skip


def _fields(finding: Finding) -> Iterator[tuple[str, str]]:
    for name in _FINDING:
        value = getattr(finding, name)
        if value is None or value == () or (name.endswith("derived") and not value):
            continue
        yield name, ", ".join(value) if isinstance(value, tuple) else str(value)
