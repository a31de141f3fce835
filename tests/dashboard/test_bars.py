"""The picture's rows are those of the release, and the picture is one that can be read."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from claims.evidence.drawing import claimed_against_measured
from dashboard.bars import USUAL, bars, claimed_words
from dashboard.data.claims import ClaimRow, claim
from dashboard.data.source import Source
from dashboard.data.studies import Evidence, evidence
from dashboard.data.subjects import outcome_labels

MILE = "mile-worth-two-to-three"


@pytest.fixture
def row(source: Source) -> ClaimRow:
    found = claim(source, MILE)
    assert found is not None
    return found


@pytest.fixture
def found(source: Source) -> list[Evidence]:
    return evidence(source, MILE)


def drawn(row: ClaimRow, found: list[Evidence], source: Source) -> ElementTree.Element:
    picture = claimed_against_measured(bars(row, found, outcome_labels(source)))
    return ElementTree.fromstring(picture)  # noqa: S314 - our own drawing


def test_the_claim_stands_first_then_findings_by_year(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    made = bars(row, found, outcome_labels(source))
    assert [bar.name for bar in made] == [
        "Claimed in 11 mentions",
        "Lacer et al. 1994",
        "Lacer et al. 2001",
    ]
    assert [(bar.low, bar.high) for bar in made] == [(2.0, 3.0), (1.18, 1.38), (1.29, 1.41)]
    assert made[1].point == 1.28


def test_a_retracted_study_and_context_are_not_drawn(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    context = replace(found[0], role="context")
    gone = replace(found[1], study=replace(found[1].study, retracted=True))
    assert len(bars(row, [context, gone], outcome_labels(source))) == 1


def test_another_outcome_than_the_claimed_one_is_named(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    heart = replace(found[0], finding=replace(found[0].finding, outcome="heart_rate"))
    assert bars(row, [heart], outcome_labels(source))[1].name == "Lacer et al. 1994 (Heart rate)"


def test_a_finding_without_a_size_is_told_in_words(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    finding = replace(found[0].finding, ratio=None, low=None, high=None, value=None)
    (_, bar) = bars(row, [replace(found[0], finding=finding)], outcome_labels(source))
    assert not bar.drawn
    assert bar.size == "more, no comparable size"


def test_an_increase_printed_as_a_fall_is_turned_round(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    finding = replace(found[0].finding, ratio=0.8, low=None, high=None, direction="increase")
    (_, bar) = bars(row, [replace(found[0], finding=finding)], outcome_labels(source))
    assert bar.low == bar.high == 1.25


def test_up_to_three_times_begins_at_no_difference(row: ClaimRow, source: Source) -> None:
    upper = replace(row, ratio_low=3.0, ratio_high=3.0, bound="upper")
    (bar,) = bars(upper, [], outcome_labels(source))
    assert (bar.low, bar.high, bar.point) == (1.0, 3.0, 3.0)
    assert bar.size == "up to 3 times"


def test_a_second_reading_is_told_and_drawn(row: ClaimRow, source: Source) -> None:
    two = replace(row, ratio_alternatives="[[3.0, 4.0]]")
    (bar,) = bars(two, [], outcome_labels(source))
    assert bar.readings == ((3.0, 4.0),)
    assert bar.size == "2 to 3 times, or read as 3 to 4 times"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"approximate": True}, "about 2 to 3 times"),
        ({"bound": "lower"}, "at least 2 to 3 times"),
        ({"ratio_low": None, "value_low": 10.0, "value_high": 10.0, "unit": "lb"}, "10 lb"),
        ({"ratio_low": None}, "more, no size stated"),
        ({"ratio_low": None, "direction": "unspecified"}, "a change, no size stated"),
    ],
)
def test_a_claimed_size_is_told_as_stated(
    row: ClaimRow, changes: dict[str, object], words: str
) -> None:
    assert claimed_words(replace(row, **changes)) == words  # type: ignore[arg-type]


def test_A2_claimed_is_a_turned_square_and_measured_a_circle(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    picture = drawn(row, found, source)
    names = [part.tag.rpartition("}")[2] for part in picture.iter()]
    squares = [part for part in picture.iter() if part.tag.endswith("rect")]
    assert names.count("circle") == len(found)
    assert len(squares) == 1
    assert re.match(r"rotate\(45 ", squares[0].get("transform", ""))


def test_A1_the_picture_says_its_numbers(
    row: ClaimRow, found: list[Evidence], source: Source
) -> None:
    label = drawn(row, found, source).get("aria-label", "")
    assert len(label) >= 40
    assert "2 to 3 times" in label
    assert "1.18 to 1.38 times" in label


def test_the_usual_form_is_called_as_the_drawing_calls_it() -> None:
    from claims.evidence.bars import USUAL_FORM

    assert set(USUAL.values()) == {USUAL_FORM}
