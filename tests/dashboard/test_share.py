"""Files that readers take away open in a spreadsheet and run nothing there."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.claims import claim
from dashboard.data.source import Source
from dashboard.data.studies import evidence
from dashboard.parts.share import csv_text, here
from dashboard.parts.trends import week_rows
from dashboard.words.claims import evidence_table
from tests.dashboard.test_series import series


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_T7_no_cell_starts_a_formula(cells: list[str]) -> None:
    (row,) = read(csv_text([["x", *cells]]))
    assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert csv_text([["a", "b", "c"], [-1, None, 2.5]]) == "a,b,c\n-1,,2.5\n"


def test_weeks_are_written_with_what_was_not_collected_left_empty() -> None:
    assert csv_text(week_rows([series(9, None)])).splitlines() == [
        "week_from,complete,x",
        "2026-01-05,True,9",
        "2026-01-12,True,",
    ]


def test_a_claim_is_written_with_every_finding(source: Source) -> None:
    row = claim(source, "mile-worth-two-to-three")
    assert row is not None
    written = read(csv_text(evidence_table(row, evidence(source, row.claim))))
    assert [len(line) for line in written] == [len(written[0])] * 3
    first = dict(zip(written[0], written[1], strict=True))
    assert (first["finding"], first["ratio"], first["people"]) == ("lab-1994.f1", "1.28", "10")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501/c/x"),
        ("http://127.0.0.1:8501/", "http://127.0.0.1:8501/c/x"),
        ("http://127.0.0.1:8501/claims", "http://127.0.0.1:8501/c/x"),
        ("https://desk.example/retrograde/evidence", "https://desk.example/retrograde/c/x"),
        (None, "/c/x"),
    ],
)
def test_an_address_is_whole_wherever_the_dashboard_is_served(
    monkeypatch: pytest.MonkeyPatch, url: str | None, expected: str
) -> None:
    monkeypatch.setattr("dashboard.parts.share.st.context", type("Context", (), {"url": url}))
    assert here("/c/x") == expected
