"""Counters keep their precision; missing is None and never 0."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.counts import LARGEST, as_web_shows, count, quantum_of, sighting, value_of
from scrapers.fields import Unmapped

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "value", "quantum"),
    [
        (0, 0, 1),
        (1_200_000, 1_200_000, 1),
        (12.0, 12, 1),
        ("0", 0, 1),
        ("1200000", 1_200_000, 1),
        ("1,200,000", 1_200_000, 1),
        ("1.2M", 1_200_000, 100_000),
        ("1,2M", 1_200_000, 100_000),
        ("112.4K", 112_400, 100),
        ("102.1k", 102_100, 100),
        ("471K", 471_000, 1_000),
        ("30.3 K", 30_300, 100),
        ("1.25M", 1_250_000, 10_000),
        ("2B", 2_000_000_000, 10**9),
        ("1,234K", 1_234_000, 1_000),
        (" 47K ", 47_000, 1_000),
    ],
)
def test_a_counter_has_a_value_and_a_step(written: object, value: int, quantum: int) -> None:
    assert count({"views": written}, "views") == (value, quantum)


@pytest.mark.parametrize("item", [{}, {"views": None}, {"views": ""}])
def test_a_missing_counter_is_none(item: dict[str, object]) -> None:
    assert count(item, "views") is None


@pytest.mark.parametrize(
    "wrong",
    [
        *(-1, -1.0, 1.5, True, False, 2**63, 10**400, float("inf"), float("nan"), 1e300),
        *("-1", "1.234", "12 thousand", "1.2.3M", "1e6", "½", "٣", "K", "999999999999999B"),
        *([], {}, "1,23", "0x10", "1.5"),
    ],
)
def test_what_is_no_count_names_its_path(wrong: object) -> None:
    with pytest.raises(Unmapped) as caught:
        count({"playCount": wrong}, "playCount", "data.stats.")
    assert caught.value.problem.startswith("data.stats.playCount: ")


def test_a_sources_own_sign_for_not_shown_is_none() -> None:
    assert count({"likesCount": -1}, "likesCount", unknown=-1) is None
    with pytest.raises(Unmapped):
        count({"likesCount": -2}, "likesCount", unknown=-1)


@pytest.mark.parametrize(
    ("value", "quantum"),
    [(0, 1), (9_999, 1), (10_000, 100), (999_900, 100), (1_000_000, 100_000)],
)
def test_the_web_rounds_the_more_the_larger_the_number(value: int, quantum: int) -> None:
    assert as_web_shows((value, 1)) == (value, quantum)


def test_the_web_shows_nothing_of_what_is_missing() -> None:
    assert as_web_shows(None) is None


def test_the_step_is_that_of_the_largest_counter() -> None:
    assert quantum_of([(258_000, 1_000), (47_000, 1), None]) == 1_000
    assert quantum_of([None, (5, 1), (4, 100)]) == 1
    assert quantum_of([None, None]) == 1


def test_a_sighting_keeps_what_is_shown_and_nothing_else() -> None:
    seen = sighting("tiktok:1", NOW, [(1_200_000, 100_000), None, (0, 1), None, None], source="s")
    assert seen is not None
    assert (seen.views, seen.likes, seen.comments, seen.shares, seen.saves) == (
        *(1_200_000, None, 0, None, None),
    )
    assert seen.count_quantum == 100_000


def test_a_stated_step_comes_before_the_implied_one() -> None:
    counts = [(1_200_000, 100_000), None, None, None, None]
    seen = sighting("tiktok:1", NOW, counts, source="s", quantum=10)
    assert seen is not None
    assert seen.count_quantum == 10


def test_no_counter_is_no_sighting() -> None:
    assert sighting("tiktok:1", NOW, [None] * 5, source="s") is None


def test_the_value_alone_can_be_had() -> None:
    assert value_of((30_300, 100)) == 30_300
    assert value_of(None) is None


@given(st.integers(0, LARGEST))
def test_a_whole_number_is_itself_as_number_and_as_text(value: int) -> None:
    assert count({"n": value}, "n") == (value, 1)
    assert count({"n": str(value)}, "n") == (value, 1)
    assert count({"n": f"{value:,}"}, "n") == (value, 1)


@given(st.integers(0, 999), st.integers(0, 9), st.sampled_from("kKmMbB"))
def test_a_shortened_number_lies_on_its_own_step(whole: int, tenth: int, suffix: str) -> None:
    found = count({"n": f"{whole}.{tenth}{suffix}"}, "n")
    assert found is not None
    value, quantum = found
    assert value % quantum == 0
    assert value // quantum == whole * 10 + tenth


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.lists(st.integers())))
def test_anything_is_a_count_or_a_complaint(value: object) -> None:
    try:
        found = count({"n": value}, "n")
    except Unmapped:
        return
    assert found is None or (0 <= found[0] <= LARGEST and found[1] >= 1)
