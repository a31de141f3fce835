"""Sentences about claims and lists of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.data.claims import ClaimRow
from dashboard.data.studies import Evidence
from dashboard.words.numbers import listed, many, number
from dashboard.words.times import day_of

INDIRECT = "indirect: studies measured"


def quoted(sentence: str) -> str:
    """A claim in quotation marks: somebody says so, not we."""
    return f"“{sentence.rstrip('.')}”"


def outcome_name(outcome: str, labels: Mapping[str, str], named: str | None = None) -> str:
    """The name of an outcome; of a part of the body, the family's name and the part."""
    if named and outcome == "other":
        return named
    family, _, part = outcome.partition(":")
    label = labels.get(outcome) or labels.get(family) or family.replace("_", " ")
    where = part.replace("_", " ")
    return label if outcome in labels or not part else f"{label}: {where}"


def indirect_words(row: ClaimRow, measured: Sequence[str]) -> str | None:
    """What studies measured instead; None where the verdict's own sentence says it already."""
    if row.directness != "indirect" or INDIRECT in row.verdict_sentence:
        return None
    return f"{INDIRECT} {listed(list(measured)) or 'something near what is claimed'}."


def results(count: int, filters: Sequence[str]) -> str:
    """The filter in words: "12 claims about energy cost, on Bluesky"."""
    found = many(count, "claim")
    return f"{found[0].upper()}{found[1:]} {', '.join(filters)}".strip()


def measured_names(found: Sequence[Evidence], labels: Mapping[str, str]) -> list[str]:
    """What the findings that count measured, in words, each once."""
    counted = [one for one in found if one.role != "context"]
    return list(dict.fromkeys(outcome_name(one.finding.outcome, labels).lower() for one in counted))


def stances(row: ClaimRow) -> str:
    """ "30 mentions say so, 4 dispute it, 3 ask; 6 tell it as their own result."."""
    ways = (
        (row.asserted, "says so", "say so"),
        (row.reported, "passes it on from a source", "pass it on from a source"),
        (row.questioned, "asks", "ask"),
        (row.denied, "disputes it", "dispute it"),
    )
    told = listed(
        [f"{number(count)} {one if count == 1 else more}" for count, one, more in ways if count]
    )
    own = f"; {number(row.personal)} as their own result" if row.personal else ""
    return f"Of {many(row.mentions, 'mention')}, {told}{own}."


def evidence_lead(row: ClaimRow, counted: Sequence[Evidence]) -> str:
    """How much evidence counts for the verdict."""
    if not counted:
        return "No finding in the library bears on this claim. Know a study? Tell us."
    return (
        f"{many(len(counted), 'finding')} of {many(row.studies, 'study')} with "
        f"{many(row.people, 'person')} bear on this claim."
    )


def context_lead(count: int) -> str:
    """What the folded findings are."""
    return f"{many(count, 'finding')} near this claim that do not count for the verdict"


def citation(row: ClaimRow, release: str, address: str, on: date | None = None) -> str:
    """How to cite the page of a claim, frozen in its release."""
    accessed = f" (accessed {day_of(on)})" if on else ""
    return (
        f"Retrograde contributors. {quoted(row.sentence)} (claim {row.claim}), release {release}. "
        f"{address}{accessed}."
    )


def evidence_table(row: ClaimRow, found: Sequence[Evidence]) -> list[list[object]]:
    """The claim and every finding set against it, for a file."""
    head: list[object] = [
        *("claim", "claim_sentence", "claimed_low", "claimed_high", "verdict", "directness"),
        *("certainty", "study", "finding", "role", "direct", "doi", "people", "ratio", "value"),
        *("low", "high", "unit", "interval_type", "statement", "as_printed", "match_reasons"),
    ]
    claim = [row.claim, row.sentence, row.ratio_low, row.ratio_high, row.verdict, row.directness]
    return [head] + [[*claim, row.certainty, *_evidence_cells(one)] for one in found]


def _evidence_cells(one: Evidence) -> list[object]:
    finding, study = one.finding, one.study
    return [
        *(study.study, finding.finding, one.role, one.direct, study.doi, study.people),
        *(finding.ratio, finding.value, finding.low, finding.high, finding.unit),
        *(finding.interval_type, finding.statement, finding.as_printed, one.reasons),
    ]
