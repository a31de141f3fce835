"""Claims, verdict steps and the claim-evidence table of a release, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from claims.evidence.bars import bars_of
from claims.evidence.library import Library
from claims.evidence.verdict import would_change
from claims.records import Claim, Finding, Match, Study, Verdict
from pipeline.reviewing.records import Review

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, its verdict, and what its mentions add up to (a row of CLAIM_COUNTS)."""

    claim: Claim
    verdict: Verdict
    counts: Row
    review: Review | None = None

    @property
    def topic(self) -> str:
        return self.claim.topic


def claim_row(judged: Judged) -> Row:
    """One row of `claims`: the claim, its counts, its verdict."""
    claim, verdict = judged.claim, judged.verdict
    return {
        "topic": claim.topic,
        "sentence": claim.sentence,
        **_frame_columns(claim),
        **judged.counts,
        "platforms": " ".join(judged.counts["platforms"]),
        **_verdict_columns(verdict),
        **_review_columns(judged),
        "measured_low": verdict.measured_low,
        "measured_high": verdict.measured_high,
        "factor_low": verdict.factor_low,
        "factor_high": verdict.factor_high,
        "studies": verdict.studies,
        "people": verdict.people,
        "would_change": would_change(claim, verdict),
    }


def _frame_columns(claim: Claim) -> Row:
    return {
        "activity": claim.activity,
        "outcome": claim.outcome,
        "outcome_text": claim.outcome_text,
        "direction": claim.direction,
        "comparator": claim.comparator,
        "magnitude_kind": claim.magnitude_kind,
        "ratio_low": claim.ratio_low,
        "ratio_high": claim.ratio_high,
        "ratio_alternatives": json.dumps(claim.ratio_alternatives),
        "value_low": claim.value_low,
        "value_high": claim.value_high,
        "unit": claim.unit,
        "bound": claim.bound,
        "approximate": claim.approximate,
        "flags": list(claim.flags),
    }


def _verdict_columns(verdict: Verdict) -> Row:
    return {
        "verdict": verdict.verdict,
        "relation": verdict.relation,
        "directness": verdict.directness,
        "certainty": verdict.certainty,
        "verdict_sentence": verdict.sentence,
    }


def step_rows(judged: Judged) -> Iterator[Row]:
    """Rows of `steps`: how the verdict was reached, in order."""
    for place, step in enumerate(judged.verdict.steps, start=1):
        yield {
            "claim": judged.claim.slug,
            "place": place,
            "rule": step.rule,
            "text": step.text,
        }


def bar_rows(judged: Judged, library: Library) -> Iterator[Row]:
    """Rows of `bars`: what the picture of claimed against measured shows."""
    mentions = judged.counts["mentions"]
    named = f"Claimed in {mentions:,} mention{'' if mentions == 1 else 's'}"
    for place, bar in enumerate(bars_of(judged.claim, judged.verdict, library), start=1):
        yield asdict(bar) | {
            "claim": judged.claim.slug,
            "place": place,
            "name": named if bar.role == "claimed" else bar.name,
            "measured_in": bar.people,
            "readings": json.dumps(bar.readings),
        }


def evidence_rows(judged: Judged, library: Library) -> Iterator[Row]:
    """Rows of `claim_evidence`, one per claim and finding; a claim without findings has one."""
    shared = _shared_columns(judged)
    for match in judged.verdict.matches:
        study = library.studies[match.study]
        yield shared | _finding_columns(match, study, library.findings[match.finding])
    if not judged.verdict.matches:
        yield shared


def _shared_columns(judged: Judged) -> Row:
    claim, counts = judged.claim, judged.counts
    low, high, scale = _claimed(claim)
    return {
        "topic": claim.topic,
        "claim": claim.slug,
        "claim_sentence": claim.sentence,
        "outcome": claim.outcome,
        "claimed_low": low,
        "claimed_high": high,
        "scale": scale,
        "mentions": counts["mentions"],
        "posts": counts["posts"],
        "platforms": " ".join(counts["platforms"]),
        "first_seen_at": counts["first_seen_at"],
        "last_seen_at": counts["last_seen_at"],
        **_verdict_columns(judged.verdict),
        **_review_columns(judged),
    }


def _review_columns(judged: Judged) -> Row:
    """Whether a person judged this verdict, as it is now, and what the person says instead."""
    review = judged.review
    if review is None or not review.holds(judged.verdict):
        return {"verdict_by": "rule"}
    return {
        "verdict_by": review.signed.by if review.decision == "agree" else "rule",
        "verdict_reviewed_by": review.signed.by,
        "verdict_reviewed_on": review.signed.at.date(),
        "reviewed_verdict": review.verdict or judged.verdict.verdict,
    }


def _claimed(claim: Claim) -> tuple[float | None, float | None, str | None]:
    if claim.ratio_low is not None:
        return claim.ratio_low, claim.ratio_high, "ratio"
    return claim.value_low, claim.value_high, claim.unit


def _finding_columns(match: Match, study: Study, finding: Finding) -> Row:
    ratio = finding.ratio is not None
    return {
        "study": study.key,
        "finding": finding.id,
        "role": match.role,
        "match_direct": match.direct,
        "doi": study.doi,
        "design": study.design,
        "people": study.people,
        "population": study.population,
        "measured_outcome": finding.outcome,
        "measured_direction": finding.direction,
        "contrast": finding.contrast,
        "modality": finding.modality,
        "estimate": finding.ratio if ratio else finding.value,
        "estimate_scale": "ratio" if ratio else finding.unit,
        "ci_low": _as_ratio(finding.low, finding) if ratio else finding.low,
        "ci_high": _as_ratio(finding.high, finding) if ratio else finding.high,
        "interval_type": finding.interval_type,
        "statement": finding.statement,
        "quote": finding.as_printed,
        "read_as": study.read_as,
        "reviewed_by": study.reviewed_by or None,
        "concerns": "; ".join(filter(None, (finding.limitations, study.limitations))) or None,
        "match_reasons": "; ".join((*match.reasons_for, *match.reasons_against)),
    }


def _as_ratio(bound: float | None, finding: Finding) -> float | None:
    """A percent interval on the ratio scale; an interval in other units has no ratio."""
    if bound is None:
        return None
    if finding.unit == "percent":
        return round(1 + bound / 100, 6)
    return bound if finding.unit == "ratio" else None
