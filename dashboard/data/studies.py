"""What studies measured: the library by outcome, one study, and the evidence on one claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.data.source import Source, columns


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One paper of the library."""

    study: str
    topic: str
    title: str
    authors: list[str]
    year: int | None
    journal: str | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    url: str | None
    design: str
    design_class: str
    population: str | None
    people: int | None
    female: int | None
    male: int | None
    intervention: str | None
    comparator: str | None
    limitations: str | None
    quality: str | None
    read_as: str
    read_note: str | None
    duplicate_of: str | None
    overlap: str | None
    counts: bool
    retracted: bool
    reviewed_by: str | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One measured result, as the library has it."""

    finding: str
    study: str
    outcome: str
    statement: str
    modality: str
    contrast: str
    effect_kind: str
    direction: str | None
    basis: str | None
    compared_with: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    interval_type: str | None
    raw_index: float | None
    raw_comparator: float | None
    raw_unit: str | None
    ratio: float | None
    ratio_derived: bool
    value_derived: bool
    p: str | None
    significant: bool | None
    as_printed: str | None
    conditions: str | None
    limitations: str | None
    value_source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding set against one claim."""

    role: str
    direct: bool
    reasons: str | None
    finding: FindingRow
    study: StudyRow


@dataclass(frozen=True, slots=True)
class MetClaim:
    """A claim that a study's findings were set against."""

    claim: str
    sentence: str
    verdict: str
    directness: str | None
    roles: list[str]


def _evidence(role: str, direct: bool, reasons: str | None, *cells: Any) -> Evidence:
    width = len(FindingRow.__dataclass_fields__)
    return Evidence(role, direct, reasons, FindingRow(*cells[:width]), StudyRow(*cells[width:]))


def evidence(source: Source, claim: str) -> list[Evidence]:
    """Findings set against a claim: those that count, then context; those with a size first."""
    return source.ask(
        _evidence,
        f"""
        SELECT role, match_direct, match_reasons, {columns(FindingRow, "f.")},
            {columns(StudyRow, "s.")}
        FROM claim_evidence AS e
        JOIN findings AS f ON f.finding = e.finding AND f.topic = e.topic
        JOIN studies AS s ON s.study = e.study AND s.topic = e.topic
        WHERE e.claim = $claim
        ORDER BY role = 'context', f.ratio IS NULL, f.value IS NULL, s.year, f.finding
        """,
        claim=claim,
    )


def studies(source: Source, topic: str) -> list[StudyRow]:
    """The library of a topic, newest first."""
    return source.ask(
        StudyRow,
        f"SELECT {columns(StudyRow)} FROM studies WHERE topic = $topic "
        "ORDER BY year DESC NULLS LAST, study",
        topic=topic,
    )


def findings(source: Source, topic: str) -> list[FindingRow]:
    """Every finding of a topic's library."""
    return source.ask(
        FindingRow,
        f"SELECT {columns(FindingRow)} FROM findings WHERE topic = $topic ORDER BY outcome, finding",
        topic=topic,
    )


def study(source: Source, topic: str, key: str) -> StudyRow | None:
    """One study by its key."""
    found = source.ask(
        StudyRow,
        f"SELECT {columns(StudyRow)} FROM studies WHERE topic = $topic AND study = $key",
        topic=topic,
        key=key,
    )
    return found[0] if found else None


def claims_met(source: Source, key: str) -> list[MetClaim]:
    """Claims that a study's findings were set against, those it bears on first."""
    return source.ask(
        MetClaim,
        """
        SELECT claim, any_value(claim_sentence), any_value(verdict), any_value(directness),
            list(DISTINCT role ORDER BY role)
        FROM claim_evidence WHERE study = $key
        GROUP BY claim ORDER BY bool_or(role <> 'context') DESC, claim
        """,
        key=key,
    )
