"""What the claimed-against-measured picture shows: one bar for the claim, one a counted finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.evidence.case import Case, make_case
from claims.evidence.interval import Interval
from claims.evidence.library import Library
from claims.evidence.rules import load_rules
from claims.evidence.sizes import SAME_BASIS, ratio_of
from claims.evidence.subject import Topic
from claims.evidence.telling import claimed_size
from claims.evidence.words import cite, load_words, times
from claims.records import Claim, Finding, Study, Verdict
from claims.topics import load_topic

TABLE_HEAD = ("What", "People", "Size (1 = no difference)", "Interval", "Compared with")
USUAL_FORM = "the usual form"
_COMPARED = {"forward": USUAL_FORM, "no vest": USUAL_FORM}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label always, an interval of ratios where there is one to draw.

    `readings` are further readings of a claimed size; `interval` names the printed interval.
    """

    role: Literal["claimed", "measured"]
    name: str
    size: str
    low: float | None = None
    high: float | None = None
    point: float | None = None
    interval: str | None = None
    people: str = ""
    compared: str = ""
    readings: tuple[tuple[float, float], ...] = ()

    @property
    def drawn(self) -> bool:
        """Whether there is a size to draw."""
        return self.low is not None and self.high is not None


def bars_of(
    claim: Claim, verdict: Verdict, library: Library, topic: Topic | None = None
) -> tuple[Bar, ...]:
    """The claim first, then the counted findings: those with a size by year, then the others."""
    case = make_case(claim, topic or load_topic(claim.topic))
    counted = [match.finding for match in verdict.matches if match.role != "context"]
    measured = [_measured(case, library.study_of(key), library.findings[key]) for key in counted]
    years = {key: library.study_of(key).year or 9999 for key in counted}
    ordered = sorted(
        zip(counted, measured, strict=True), key=lambda b: (not b[1].drawn, years[b[0]])
    )
    return (_claimed(case), *(bar for _, bar in ordered))


def _claimed(case: Case) -> Bar:
    claim, words = case.claim, load_words()
    if not claim.ratio_low or not claim.ratio_high:
        change = words.phrases(claim.outcome, claim.outcome_text).base(case.direction)
        size = claimed_size(case) if case.sized else f"{change}, no size stated"
        return Bar("claimed", "Claimed", size)
    low = 1.0 if claim.bound == "upper" and claim.ratio_low > 1 else claim.ratio_low
    readings = tuple((a, b) for a, b in claim.ratio_alternatives if 0 < a <= b)
    more = "".join(f", or read as {times(Interval(a, b))}" for a, b in readings)
    return Bar(
        "claimed",
        "Claimed",
        claimed_size(case) + more,
        low=low,
        high=claim.ratio_high,
        point=claim.ratio_high if claim.bound == "upper" else None,
        readings=readings,
    )


def _measured(case: Case, study: Study, finding: Finding) -> Bar:
    words = load_words()
    people = f"{study.people:,} people" if study.people else "people not stated"
    name = cite(study)
    if finding.outcome != case.claim.outcome:
        name += f" ({words.phrases(finding.outcome).noun})"
    compared = _COMPARED.get(finding.compared_with or "", finding.compared_with or "")
    ratio = ratio_of(finding, load_rules().percent_units)
    if ratio is None:
        return Bar("measured", name, _in_words(finding), people=people, compared=compared)
    printed = finding.interval_type or "interval" if finding.low is not None else None
    if finding.net_ratio is not None:
        printed = "from gross to net of rest"
    return Bar(
        "measured",
        name,
        times(ratio) + _speeds(finding),
        low=ratio.low,
        high=ratio.high,
        point=_point(finding, ratio),
        interval=printed,
        people=people,
        compared=compared,
    )


def _speeds(finding: Finding) -> str:
    matched = finding.basis in SAME_BASIS
    return "" if matched else load_words().say("evidence", "unmatched")


def _point(finding: Finding, ratio: Interval) -> float | None:
    """The study's own point, where it lies on the drawn scale."""
    inside = finding.ratio is not None and ratio.low <= finding.ratio <= ratio.high
    return finding.ratio if inside else None


def _in_words(finding: Finding) -> str:
    told = {
        "increase": "more, no comparable size",
        "decrease": "less, no comparable size",
        "no_difference": "no difference",
        "mixed": "a mixed result",
    }
    return told.get(finding.direction or "", "no direction given")


def describe(bars: tuple[Bar, ...]) -> str:
    """The picture in one sentence, with its numbers: its alternative text and its caption."""
    claimed, measured = bars[0], bars[1:]
    if not measured:
        return f"Claimed: {claimed.size}. Measured: no study in the library measured this."
    told = "; ".join(f"{bar.name} {bar.size}" for bar in measured)
    return f"Claimed: {claimed.size}. Measured, 1 being no difference: {told}."


def table_rows(bars: tuple[Bar, ...]) -> list[tuple[str, str, str, str, str]]:
    """The same as a table, under TABLE_HEAD."""
    return [(b.name, b.people, b.size, _interval(b), b.compared) for b in bars]


def _interval(bar: Bar) -> str:
    if bar.role == "claimed" or not bar.drawn:
        return ""
    return bar.interval or "no interval given"
