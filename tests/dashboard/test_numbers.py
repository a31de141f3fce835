"""Numbers and days in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words.numbers import counter, listed, many, number, precise, span
from dashboard.words.platforms import not_covered, platform_name
from dashboard.words.times import day_of, days, machine, moment_of

SEEN = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (12_400, "12,400"), (1.28, "1.28"), (1.5, "1.5"), (2.0, "2"), (1.234, "1.23")],
)
def test_numbers_are_written_as_people_write_them(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("amount", "noun", "words"),
    [
        (0, "post", "no posts"),
        (1, "study", "1 study"),
        (2, "study", "2 studies"),
        (1_284, "person", "1,284 people"),
        (3, "woman", "3 women"),
        (2, "further post", "2 further posts"),
    ],
)
def test_a_number_agrees_with_its_noun(amount: int, noun: str, words: str) -> None:
    assert many(amount, noun) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_things_are_listed_in_words(items: list[str], words: str) -> None:
    assert listed(items) == words


def test_a_range_of_one_number_is_that_number() -> None:
    assert span(2.0, 2.0) == "2"
    assert span(1.15, 1.41) == "1.15 to 1.41"
    assert span(None, 3.0) == "3"
    assert span(None, None) == ""


@pytest.mark.parametrize(
    ("count", "quantum", "words"),
    [
        (12_431, 1, "12,431"),
        (258_000, 100, "about 258,000 (±50)"),
        (1_200_000, 100_000, "about 1,200,000 (±50,000)"),
        (312, 100, "312"),  # a smaller counter of the same post was shown exactly
        (0, 100, "0"),
        (5, None, "5"),
    ],
)
def test_a_rounded_counter_says_how_far_it_may_be_off(
    count: int, quantum: int | None, words: str
) -> None:
    assert precise(count, quantum) == words


@given(st.integers(1, 10**7), st.sampled_from([100, 1_000, 100_000]))
def test_a_multiple_of_the_step_is_never_given_as_exact(steps: int, quantum: int) -> None:
    assert precise(steps * quantum, quantum).startswith("about ")


def test_a_counter_carries_the_day_it_was_seen() -> None:
    told = counter(12_400, "view", quantum=1, seen_at=SEEN, platform="tiktok")
    assert told == "12,400 views when seen on 1 Mar 2026"


def test_a_counter_that_is_not_shown_is_not_zero() -> None:
    told = counter(None, "view", quantum=1, seen_at=SEEN, platform="mastodon")
    assert told == "views not shown by Mastodon"


def test_a_stored_zero_is_told_as_zero() -> None:
    told = counter(0, "view", quantum=1, seen_at=SEEN, platform="youtube")
    assert told == "0 views when seen on 1 Mar 2026"


def test_one_of_a_thing_is_singular() -> None:
    assert counter(1, "like", quantum=1, seen_at=None, platform="x") == "1 like"


def test_times_are_told_in_utc_wherever_they_were_written() -> None:
    auckland = SEEN.astimezone(timezone(timedelta(hours=13)))
    assert day_of(auckland) == "1 Mar 2026"
    assert moment_of(auckland) == "1 Mar 2026, 23:30 UTC"
    assert machine(auckland) == "2026-03-01T23:30:00Z"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 2, 3), date(2025, 2, 3), "3 Feb 2025"),
        (date(2025, 2, 3), date(2025, 2, 9), "3–9 Feb 2025"),
        (date(2026, 7, 12), date(2026, 11, 8), "12 Jul – 8 Nov 2026"),
        (date(2024, 11, 1), date(2026, 3, 12), "1 Nov 2024 – 12 Mar 2026"),
    ],
)
def test_days_are_told_without_repeating_month_and_year(
    first: date, last: date, words: str
) -> None:
    assert days(first, last) == words


def test_platforms_have_their_own_spelling() -> None:
    assert platform_name("tiktok") == "TikTok"
    assert platform_name("newcomer") == "newcomer"


def test_what_is_not_covered_is_named() -> None:
    assert "TikTok" not in not_covered(["tiktok", "bluesky"])
    assert {"Instagram", "X", "Threads"} <= set(not_covered(["tiktok", "bluesky"]))
