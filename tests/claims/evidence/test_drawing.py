"""The picture: one row a bar, shapes before colours, words where nothing can be drawn."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.drawing import (
    CLAIMED,
    MEASURED,
    TABLE_HEAD,
    Bar,
    bars_of,
    claimed_against_measured,
    describe,
    table_rows,
)
from claims.evidence.library import Library, load_library
from claims.evidence.verdict import judge
from claims.records import Claim
from claims.topics import load_topic
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study

LIBRARY = load_library("backward-running")
MILES = a_claim(ratio=(2.0, 3.0), magnitude_kind="equivalence", comparator="usual")
SVG = "{http://www.w3.org/2000/svg}"


def bars(claim: Claim, library: Library = LIBRARY) -> tuple[Bar, ...]:
    topic = load_topic("backward-running") if library is LIBRARY else TOPIC
    return bars_of(claim, judge(claim, library, topic), library, topic)


def drawn(claim: Claim, library: Library = LIBRARY) -> ET.Element:
    return ET.fromstring(claimed_against_measured(bars(claim, library)))  # noqa: S314 - our own


def texts(svg: ET.Element) -> str:
    return " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))


def test_there_is_a_row_for_the_claim_and_for_each_counted_finding() -> None:
    verdict = judge(MILES, LIBRARY, load_topic("backward-running"))
    counted = [match for match in verdict.matches if match.role != "context"]
    found = bars(MILES)
    assert len(found) == 1 + len(counted)
    assert [bar.role for bar in found] == ["claimed"] + ["measured"] * len(counted)


def test_claimed_is_a_turned_square_with_dashes_and_measured_a_circle_with_a_line() -> None:
    svg = drawn(MILES)
    (diamond,) = svg.iter(f"{SVG}rect")
    assert diamond.get("transform", "").startswith("rotate(45")
    assert diamond.get("fill") == CLAIMED
    sized = [bar for bar in bars(MILES)[1:] if bar.drawn]
    circles = list(svg.iter(f"{SVG}circle"))
    assert len(circles) == len(sized) == 5
    assert {circle.get("fill") for circle in circles} == {MEASURED}
    lines = list(svg.iter(f"{SVG}line"))
    assert any(line.get("stroke-dasharray") == "5 4" for line in lines)
    assert any(line.get("stroke") == MEASURED for line in lines)


def test_both_readings_are_drawn_the_second_hollow() -> None:
    svg = drawn(a_claim(ratio=(2.0, 3.0), ratio_alternatives=((3.0, 4.0),)))
    fills = [rect.get("fill") for rect in svg.iter(f"{SVG}rect")]
    assert fills == [CLAIMED, "none"]
    assert "or read as 3 to 4 times" in texts(svg)


def test_it_has_a_role_and_a_label_with_its_numbers() -> None:
    svg = drawn(MILES)
    label = svg.get("aria-label") or ""
    assert svg.get("role") == "img"
    assert len(label) >= 40
    assert "Claimed: 2 to 3 times" in label
    assert "Wright and Weyand 2001 1.29 to 1.41 times" in label
    assert label == describe(bars(MILES))


def test_words_take_the_colour_of_the_page() -> None:
    source = claimed_against_measured(bars(MILES))
    assert 'fill="currentColor"' in source
    assert set(re.findall(r"#[0-9a-f]{6}", source)) == {CLAIMED, MEASURED}
    assert "<style" not in source
    assert "<script" not in source


def test_rows_say_their_interval_or_that_none_was_given() -> None:
    told = texts(drawn(MILES))
    assert "(mean +/- 1 SEM)" in told
    assert "(no interval" in told
    assert "from gross to net" in told


def test_a_size_at_unmatched_speeds_says_so() -> None:
    assert "0.54 times at unmatched" in texts(drawn(a_claim("knee_load", direction="decrease")))


def test_findings_without_a_size_have_a_row_in_words_after_the_others() -> None:
    found = bars(MILES)[1:]
    assert [bar.drawn for bar in found] == sorted((bar.drawn for bar in found), reverse=True)
    assert "more, no comparable size" in texts(drawn(MILES))


def test_sized_findings_are_ordered_by_year() -> None:
    years = [int(re.findall(r"\d{4}", bar.name)[0]) for bar in bars(MILES)[1:5]]
    assert years == sorted(years)


def test_where_nothing_was_measured_the_claim_stands_alone() -> None:
    svg = drawn(a_claim("mental_toughness", ratio=2.0))
    assert len(list(svg.iter(f"{SVG}circle"))) == 0
    assert len(list(svg.iter(f"{SVG}rect"))) == 1
    assert "no study in the library measured this" in (svg.get("aria-label") or "")


def test_where_nothing_is_comparable_there_are_only_words() -> None:
    svg = drawn(a_claim("balance", activity="backward_walking"))
    marks = [tag for tag in ("rect", "circle", "line") for _ in svg.iter(f"{SVG}{tag}")]
    assert marks == []
    assert "no size stated" in texts(svg)


def test_up_to_is_drawn_from_one_to_its_upper_end() -> None:
    (claimed, *_) = bars(a_claim(ratio=1.3, bound="upper"))
    assert (claimed.low, claimed.high, claimed.point) == (1.0, 1.3, 1.3)


def test_twice_and_half_are_equally_far_from_one() -> None:
    library = a_library(
        a_study("up-2001", a_finding(ratio=2.0)),
        a_study("down-2002", a_finding(ratio=0.5, direction="decrease")),
    )
    svg = drawn(a_claim(ratio=1.0001), library)
    one = float(next(svg.iter(f"{SVG}line")).get("x1") or 0)
    up, down = (float(circle.get("cx") or 0) for circle in svg.iter(f"{SVG}circle"))
    assert up - one == pytest.approx(one - down, abs=0.2)


def test_everything_stays_inside_a_phones_width() -> None:
    svg = drawn(MILES)
    assert svg.get("viewBox", "").split()[2] == "390"
    for mark in svg.iter():
        for key in ("x", "x1", "x2", "cx"):
            if mark.get(key):
                assert 0 <= float(mark.get(key) or 0) <= 390
    assert all(len(text.text or "") <= 54 for text in svg.iter(f"{SVG}text"))


def test_axis_labels_do_not_touch() -> None:
    for ratio in (1.3, 3.0, 10.0, 900.0):
        svg = drawn(a_claim(ratio=ratio))
        ticks = [t for t in svg.iter(f"{SVG}text") if t.get("text-anchor") == "middle"]
        places = [float(tick.get("x") or 0) for tick in ticks]
        assert len(places) >= 2
        gaps = [after - before for before, after in pairwise(places)]
        assert min(gaps) >= 39.9
        assert "1×" in [tick.text for tick in ticks]


def test_hostile_text_is_escaped_and_control_characters_dropped() -> None:
    name = "<img src=x onerror=alert(1)>\x00\x1b[31m\u202e &amp;"
    source = claimed_against_measured([Bar("claimed", name, '"2" times', low=2.0, high=2.0)])
    assert "<img" not in source
    assert not {"\x00", "\x1b", "\u202e"} & set(source)
    svg = ET.fromstring(source)  # noqa: S314 - our own
    assert "<img src=x onerror=alert(1)>" in texts(svg)


@given(st.text(max_size=200), st.floats(1e-6, 1e6), st.floats(1, 1e3))
def test_any_text_and_any_size_make_a_picture(name: str, low: float, times: float) -> None:
    bar = Bar("measured", name, "a size", low=low, high=low * times)
    svg = ET.fromstring(claimed_against_measured([bar, bar]))  # noqa: S314 - our own
    height = float(svg.get("viewBox", "").split()[3])
    assert math.isfinite(height)
    assert len(list(svg.iter(f"{SVG}circle"))) == 2


def test_the_table_has_the_same_values() -> None:
    rows = table_rows(bars(MILES))
    assert all(len(row) == len(TABLE_HEAD) for row in rows)
    assert rows[0][:3] == ("Claimed", "", "2 to 3 times")
    wright = next(row for row in rows if row[0].startswith("Wright"))
    assert wright == (
        "Wright and Weyand 2001",
        "4 people",
        "1.29 to 1.41 times",
        "mean +/- 1 SEM",
        "the usual form",
    )


def test_a_card_with_the_picture_stays_small() -> None:
    assert len(claimed_against_measured(bars(MILES)).encode()) < 8_000
