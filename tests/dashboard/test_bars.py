"""The picture's rows are those of the release, and the picture is one that can be read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from claims.evidence.drawing import Bar, claimed_against_measured
from dashboard.data.claims import bars
from dashboard.data.source import Source

MILE = "mile-worth-two-to-three"


@pytest.fixture
def rows(source: Source) -> list[Bar]:
    return bars(source, MILE)


def drawn(rows: list[Bar]) -> ElementTree.Element:
    return ElementTree.fromstring(claimed_against_measured(rows))  # noqa: S314 - our own drawing


def test_the_claim_stands_first_then_findings_by_year(rows: list[Bar]) -> None:
    assert [bar.name for bar in rows] == [
        "Claimed in 11 mentions",
        "Lacer et al. 1994",
        "Lacer et al. 2001",
    ]
    assert [(bar.low, bar.high) for bar in rows] == [(2.0, 3.0), (1.18, 1.38), (1.29, 1.41)]
    assert rows[1].point == 1.28


def test_a_claim_that_is_not_there_has_no_picture(source: Source) -> None:
    assert bars(source, "no-such-claim") == []


def test_A2_claimed_is_a_turned_square_and_measured_a_circle(rows: list[Bar]) -> None:
    picture = drawn(rows)
    names = [part.tag.rpartition("}")[2] for part in picture.iter()]
    squares = [part for part in picture.iter() if part.tag.endswith("rect")]
    assert names.count("circle") == len(rows) - 1
    assert len(squares) == 1
    assert re.match(r"rotate\(45 ", squares[0].get("transform", ""))


def test_A1_the_picture_says_its_numbers(rows: list[Bar]) -> None:
    label = drawn(rows).get("aria-label", "")
    assert len(label) >= 40
    assert "2 to 3 times" in label
    assert "1.18 to 1.38 times" in label
