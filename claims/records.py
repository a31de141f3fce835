"""The nouns of meaning: what was claimed, what was measured, how the two compare."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FieldName = Literal["caption", "transcript", "screen_text"]
Direction = Literal["increase", "decrease", "no_difference", "unspecified"]
MagnitudeKind = Literal["ratio", "percent", "equivalence", "absolute"]
Comparator = Literal["usual", "none", "other", "unspecified"]
Stance = Literal["asserts", "denies", "questions", "reports"]
Bound = Literal["exact", "lower", "upper"]
Relation = Literal[
    "within",
    "overlaps",
    "larger",
    "smaller",
    "opposite",
    "agrees",
    "mixed",
    "no_effect_found",
    "untested",
    "unmeasurable",
]
Directness = Literal["direct", "indirect"]
Certainty = Literal["high", "moderate", "low", "very_low"]
VerdictWord = Literal[
    "supported",
    "partly_supported",
    "exaggerated",
    "contradicted",
    "no_direct_evidence",
    "not_checkable",
]


@dataclass(frozen=True, slots=True)
class TextFields:
    """All that reading needs of a post: its id and its texts by field name."""

    id: str
    fields: Mapping[FieldName, str]
    lang: str | None = None
    hashtags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One claim as words state it (CLAIMS guideline); offsets are code points of the field.

    Ratios are activity / comparator; stated numbers are kept as stated, widening is matching's.
    """

    field: FieldName
    quote: str
    start: int
    end: int
    activity: str
    outcome: str
    direction: Direction = "unspecified"
    outcome_text: str | None = None
    magnitude_kind: MagnitudeKind | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    ratio_alternatives: tuple[tuple[float, float], ...] = ()
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    approximate: bool = False
    comparator: Comparator = "unspecified"
    stance: Stance = "asserts"
    hedged: bool = False
    personal: bool = False
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = dataclasses.field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """One frame found in one post; `id` is a hash of post, span and frame."""

    id: str
    post: str
    topic: str
    claim: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class Claim:
    """The proposition many mentions share; a denial belongs to the claim it denies."""

    slug: str
    topic: str
    activity: str
    outcome: str
    direction: Direction
    comparator: Comparator
    sentence: str
    outcome_text: str | None = None
    magnitude_kind: MagnitudeKind | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    ratio_alternatives: tuple[tuple[float, float], ...] = ()
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    approximate: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured result; `ratio` is activity / comparator, percents are signed (+35)."""

    id: str
    outcome: str
    statement: str
    modality: str
    contrast: str
    effect_kind: str
    direction: str | None = None
    basis: str | None = None
    compared_with: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    interval_type: str | None = None
    raw_index: float | None = None
    raw_comparator: float | None = None
    raw_unit: str | None = None
    ratio: float | None = None
    ratio_derived: bool = False
    value_derived: bool = False
    p: str | None = None
    significant: bool | None = None
    as_printed: str | None = None
    conditions: str | None = None
    limitations: str | None = None
    value_source: str | None = None
    note: str | None = None
    # Curators' own marks: what else differed (water, a sled), which muscles "strength" means here,
    # and the ratio without resting metabolism where a record states it beside the gross one.
    setting: str | None = None
    parts: tuple[str, ...] = ()
    net_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """One paper; `read_as` says how far it was read, `reviewed_by` is empty until a person did."""

    key: str
    evidence_topic: str
    title: str
    authors: tuple[str, ...]
    design: str
    design_class: str
    read_as: Literal["fulltext", "abstract", "secondary", "memory"]
    findings: tuple[Finding, ...]
    year: int | None = None
    journal: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    population: str | None = None
    people: int | None = None
    female: int | None = None
    male: int | None = None
    intervention: str | None = None
    comparator: str | None = None
    limitations: str | None = None
    quality: str | None = None
    read_note: str | None = None
    duplicate_of: str | None = None
    overlap: str | None = None
    counts: bool = True
    retracted: bool = False
    reviewed_by: str = ""
    authors_source: str | None = None
    doi_seen: bool | None = None
    memory_note: str | None = None
    population_group: str | None = None
    cite_as: str | None = None
    # The day a service that lists retractions was last asked; None: nobody has asked.
    retraction_checked_on: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Claim against finding: does the finding speak for, against, or beside the claim, and why."""

    finding: str
    study: str
    role: Literal["for", "against", "context"]
    direct: bool
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the chain from words to verdict; `rule` is an id of the rules table."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Computed, never typed; `factor` is claimed size over the largest measured one."""

    verdict: VerdictWord
    relation: Relation
    directness: Directness | None
    certainty: Certainty | None
    sentence: str
    steps: tuple[Step, ...]
    matches: tuple[Match, ...]
    measured_low: float | None = None
    measured_high: float | None = None
    factor_low: float | None = None
    factor_high: float | None = None
    studies: int = 0
    people: int = 0
