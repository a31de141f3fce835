"""The dialects in which servers say when to ask again, and pauses that grow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import politeness

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_retry_after_is_seconds_or_a_date() -> None:
    assert politeness.retry_after("90", NOW) == NOW + timedelta(seconds=90)
    date = politeness.retry_after("Sun, 01 Nov 2026 12:01:30 GMT", NOW)
    assert date == NOW + timedelta(seconds=90)
    assert date.tzinfo is UTC
    # A zone that is not GMT is against the rules and happens.
    assert politeness.retry_after("Sun, 01 Nov 2026 13:01:30 +0100", NOW) == date


def test_a_reset_comes_in_three_dialects() -> None:
    expected = NOW + timedelta(minutes=5)
    assert politeness.reset_at(str(int(expected.timestamp())), NOW) == expected
    assert politeness.reset_at("2026-11-01T12:05:00Z", NOW) == expected
    assert politeness.reset_at("2026-11-01T13:05:00+01:00", NOW) == expected
    assert politeness.reset_at("300", NOW) == expected
    assert politeness.reset_at("300.0", NOW) == expected


@pytest.mark.parametrize("written", [None, "", "soon", "-5", "0x10", "١٢٣", "2026-99-99T00:00:00Z"])
def test_what_says_nothing_gives_no_time(written: str | None) -> None:
    assert politeness.retry_after(written, NOW) is None
    assert politeness.reset_at(written, NOW) is None


def test_retry_after_beats_a_reset() -> None:
    headers = {"retry-after": "10", "x-ratelimit-reset": "2026-11-01T13:00:00Z"}
    assert politeness.wait_until(headers, NOW) == NOW + timedelta(seconds=10)


@pytest.mark.parametrize("reset", ["1", "1500000000", "2020-01-01T00:00:00Z", "0"])
def test_a_reset_in_the_past_still_waits_a_little(reset: str) -> None:
    moment = politeness.wait_until({"ratelimit-reset": reset}, NOW)
    assert moment == NOW + politeness.SHORTEST_WAIT


@pytest.mark.parametrize("reset", ["9999999999", "999999999", "2999-01-01T00:00:00Z"])
def test_a_server_with_a_wrong_clock_does_not_stop_us_for_ever(reset: str) -> None:
    moment = politeness.wait_until({"ratelimit-reset": reset}, NOW)
    assert moment == NOW + politeness.LONGEST_WAIT


def test_what_is_left_may_have_a_fraction() -> None:
    assert politeness.remaining({"x-ratelimit-remaining": "997.0"}) == 997
    assert politeness.remaining({"ratelimit-remaining": "0"}) == 0
    assert politeness.remaining({"ratelimit-remaining": "many"}) is None
    assert politeness.remaining({}) is None


def test_only_the_last_request_makes_us_wait() -> None:
    headers = {"ratelimit-remaining": "1", "ratelimit-reset": "60"}
    assert politeness.exhausted_until(headers, NOW) is None
    last = headers | {"ratelimit-remaining": "0"}
    assert politeness.exhausted_until(last, NOW) == NOW + timedelta(minutes=1)


@given(
    st.dictionaries(
        st.sampled_from(["retry-after", "ratelimit-reset", "x-ratelimit-reset"]), st.text()
    )
)
def test_no_header_breaks_the_reading_or_leaves_the_bounds(headers: dict[str, str]) -> None:
    moment = politeness.wait_until(headers, NOW)
    if moment is not None:
        assert NOW < moment <= NOW + politeness.LONGEST_WAIT


def test_pauses_double_up_to_a_limit() -> None:
    assert [politeness.pause(n, 0.0) for n in range(3)] == [2.0, 4.0, 8.0]
    assert politeness.pause(10_000, 0.0) == 300.0


@given(st.integers(0, 100), st.floats(0, 1))
def test_chance_takes_at_most_half_of_a_pause(attempt: int, random: float) -> None:
    whole = politeness.pause(attempt, 0.0)
    assert whole / 2 <= politeness.pause(attempt, random) <= whole


def test_a_day_ends_at_utc_midnight() -> None:
    assert politeness.next_utc_midnight(NOW) == datetime(2026, 11, 2, tzinfo=UTC)
    assert politeness.next_utc_midnight(datetime(2026, 11, 2, tzinfo=UTC)) == datetime(
        2026, 11, 3, tzinfo=UTC
    )


def test_a_day_in_california_heeds_summer_time() -> None:
    # The clocks went back on 2026-11-01: this day had 25 hours.
    summer = datetime(2026, 11, 1, 6, tzinfo=UTC)
    assert politeness.next_pacific_midnight(summer) == datetime(2026, 11, 1, 7, tzinfo=UTC)
    assert politeness.next_pacific_midnight(NOW) == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert politeness.next_pacific_midnight(NOW).tzinfo is UTC
