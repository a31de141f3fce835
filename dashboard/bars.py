"""The rows of the claimed-against-measured picture, from what a release says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from claims.evidence.drawing import Bar
from dashboard.data.claims import ClaimRow
from dashboard.data.studies import Evidence, FindingRow
from dashboard.words.claims import outcome_name
from dashboard.words.numbers import many, number, span
from dashboard.words.studies import cited, direction, ratio_ends

# What the picture calls the line at 1; another comparison is named in its row.
USUAL = dict.fromkeys(("forward", "no vest"), "the usual form")
_BOUNDS = {"upper": "up to ", "lower": "at least "}


def bars(row: ClaimRow, evidence: Sequence[Evidence], labels: Mapping[str, str]) -> list[Bar]:
    """The claim first, then the findings that count: those with a size by year, then the others."""
    counted = [one for one in evidence if one.role != "context" and not one.study.retracted]
    measured = [(_measured(one, row, labels), one.study.year or 9999) for one in counted]
    measured.sort(key=lambda pair: (not pair[0].drawn, pair[1]))
    return [_claimed(row), *(bar for bar, _ in measured)]


def claimed_words(row: ClaimRow) -> str:
    """ "up to 3 times", "about 10 lb", or that no size is stated."""
    how = ("about " if row.approximate else "") + _BOUNDS.get(row.bound, "")
    if row.ratio_low is not None:
        return f"{how}{span(row.ratio_low, row.ratio_high)} times"
    if row.value_low is not None:
        return f"{how}{span(row.value_low, row.value_high)} {row.unit or ''}".strip()
    return f"{_WAYS.get(row.direction, 'a change')}, no size stated"


_WAYS = {"increase": "more", "decrease": "less", "no_difference": "no difference"}


def _claimed(row: ClaimRow) -> Bar:
    name = f"Claimed in {many(row.mentions, 'mention')}"
    if not row.ratio_low or not row.ratio_high:
        return Bar("claimed", name, claimed_words(row))
    upper = row.bound == "upper" and row.ratio_low > 1
    readings = tuple((low, high) for low, high in json.loads(row.ratio_alternatives or "[]"))
    more = "".join(f", or read as {span(low, high)} times" for low, high in readings)
    return Bar(
        "claimed",
        name,
        claimed_words(row) + more,
        low=1.0 if upper else row.ratio_low,
        high=row.ratio_high,
        point=row.ratio_high if upper else None,
        readings=readings,
    )


def _measured(one: Evidence, row: ClaimRow, labels: Mapping[str, str]) -> Bar:
    finding, study = one.finding, one.study
    name = cited(study)
    if finding.outcome != row.outcome:
        name += f" ({outcome_name(finding.outcome, labels)})"
    people = many(study.people, "person") if study.people else "people not stated"
    compared = USUAL.get(finding.compared_with or "", finding.compared_with or "")
    ends = ratio_ends(finding)
    if ends is None:
        return Bar("measured", name, _no_size(finding), people=people, compared=compared)
    low, high = ends
    inside = finding.ratio is not None and low <= finding.ratio <= high
    return Bar(
        "measured",
        name,
        f"{span(low, high)} times",
        low=low,
        high=high,
        point=finding.ratio if inside else None,
        interval=finding.interval_type if low < high else None,
        people=people,
        compared=compared,
    )


def _no_size(finding: FindingRow) -> str:
    figure = f" ({number(finding.value)} {finding.unit})" if finding.value is not None else ""
    return f"{direction(finding)}{figure}, no comparable size"
