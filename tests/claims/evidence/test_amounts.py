"""Claimed amounts held against measured ones in the same unit, and what is said where none has it."""

from __future__ import annotations

from typing import Any

import pytest

from claims.evidence.verdict import judge, would_change
from claims.records import Claim, Study, Verdict
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study, training

REACH = training("flexibility", value=3.0, low=2.0, high=5.0, unit="cm")


def judged(claim: Claim, *studies: Study) -> Verdict:
    return judge(claim, a_library(*studies), TOPIC)


def an_amount(low: float, high: float, unit: str, **fields: Any) -> Claim:
    base: dict[str, Any] = {"outcome": "flexibility", "magnitude_kind": "absolute"}
    return a_claim(**(base | {"value_low": low, "value_high": high, "unit": unit} | fields))


def said(verdict: Verdict) -> str:
    (step,) = [step.text for step in verdict.steps if step.rule == "AMOUNT"]
    return step


@pytest.mark.parametrize(
    ("low", "high", "relation", "verdict"),
    [
        (4, 4, "within", "supported"),
        (1, 1, "smaller", "supported"),
        (4, 9, "overlaps", "partly_supported"),
        (5.4, 5.4, "within", "supported"),
        (5.6, 5.6, "larger", "exaggerated"),
    ],
)
def test_an_amount_is_held_against_the_amounts_in_its_unit(
    low: float, high: float, relation: str, verdict: str
) -> None:
    found = judged(an_amount(low, high, "cm"), a_study("reach-1", REACH))
    assert (found.relation, found.verdict) == (relation, verdict)
    assert "measured 2 to 5 cm (reach-1.f1)" in said(found)
    assert "studies measured 2 to 5 cm" in found.sentence


def test_units_of_one_kind_are_converted() -> None:
    inches = judged(an_amount(3, 3, "in"), a_study("reach-1", REACH))
    assert inches.verdict == "exaggerated"
    assert "as large a change in flexibility" in would_change(an_amount(3, 3, "in"), inches, TOPIC)


def test_levels_in_one_unit_give_their_difference() -> None:
    row = a_finding(
        "heart_rate", raw_index=168, raw_comparator=146, raw_unit="beats/min", ratio=1.15
    )
    study = a_study("pulse-1", row)
    claim = an_amount(20, 20, "bpm", outcome="heart_rate", comparator="usual")
    assert judged(claim, study).verdict == "supported"
    far = an_amount(60, 60, "bpm", outcome="heart_rate", comparator="usual")
    assert judged(far, study).verdict == "exaggerated"


def test_during_a_bout_an_amount_may_be_a_level_and_is_not_compared() -> None:
    row = a_finding("heart_rate", raw_index=168, raw_comparator=146, raw_unit="beats/min")
    found = judged(an_amount(20, 20, "bpm", outcome="heart_rate"), a_study("pulse-1", row))
    assert found.verdict == "partly_supported"
    assert "may be a level" in said(found)


@pytest.mark.parametrize("unit", ["lb", "points", "furlongs"])
def test_an_amount_in_a_unit_that_nothing_shares_says_that_it_is_not_compared(unit: str) -> None:
    found = judged(an_amount(10, 10, unit), a_study("reach-1", REACH))
    assert (found.relation, found.verdict) == ("agrees", "partly_supported")
    assert "no finding that agrees gives a change in this unit" in said(found)


def test_the_bound_of_an_amount_puts_its_end_forward() -> None:
    study = a_study("reach-1", REACH)
    assert judged(an_amount(1, 9, "cm", bound="upper"), study).verdict == "exaggerated"
    assert judged(an_amount(4, 9, "cm", bound="lower"), study).verdict == "supported"


def test_an_interval_across_zero_leaves_only_the_point() -> None:
    row = training("flexibility", value=3.0, low=-1.0, high=7.0, unit="cm")
    assert "measured 3 cm" in said(judged(an_amount(3, 3, "cm"), a_study("reach-1", row)))


def test_an_indirect_or_poor_amount_never_supports() -> None:
    before = training("flexibility", value=3.0, unit="cm", contrast="pre_post")
    assert judged(an_amount(3, 3, "cm"), a_study("a-1", before)).verdict == "partly_supported"
    assert judged(an_amount(30, 30, "cm"), a_study("a-1", before)).verdict == "partly_supported"
    poor = a_study("poor-1", REACH, quality="very_low")
    assert judged(an_amount(3, 3, "cm"), poor).verdict == "partly_supported"
