"""The words of a schedule mean the moments that a reader expects, to us, to cron and to systemd."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.schedule.times import EXAMPLES, read_time

SATURDAY = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "due", "cron", "calendar"),
    [
        ("hourly", at(14, 7), "0 * * * *", "*-*-* *:0:00 UTC"),
        ("every 30 minutes", at(14, 6, 30), "*/30 * * * *", "*-*-* *:0/30:00 UTC"),
        ("every 6 hours", at(14, 12), "0 */6 * * *", "*-*-* 0/6:0:00 UTC"),
        ("daily 06:00", at(15, 6), "0 6 * * *", "*-*-* 6:0:00 UTC"),
        ("Daily  6:05", at(14, 6, 5), "5 6 * * *", "*-*-* 6:5:00 UTC"),
        ("weekly monday 07:30", at(16, 7, 30), "30 7 * * mon", "Mon *-*-* 7:30:00 UTC"),
        ("weekly saturday 06:00", at(21, 6), "0 6 * * sat", "Sat *-*-* 6:0:00 UTC"),
        ("monthly 1 06:00", at(1, 6, month=4), "0 6 1 * *", "*-*-1 6:0:00 UTC"),
    ],
)
def test_words_mean_a_moment_and_say_it_to_cron_and_systemd(
    words: str, due: datetime, cron: str, calendar: str
) -> None:
    time = read_time(words)
    assert (time.first_after(SATURDAY), time.cron(), time.calendar()) == (due, cron, calendar)


@pytest.mark.parametrize("words", EXAMPLES)
def test_every_example_of_the_error_is_a_time(words: str) -> None:
    assert read_time(words).words == words


@pytest.mark.parametrize(
    "words",
    [
        *("", "daily", "daily 24:00", "daily 6", "daily 06:60", "weekly 06:00", "weekly mon 06:00"),
        *("every 7 hours", "every 0 hours", "every 24 hours", "every 45 minutes", "every 1 minute"),
        *("monthly 31 06:00", "monthly 0 06:00", "hourly 06:00", "0 6 * * *", "daily 0٦:00"),
    ],
)
def test_what_is_no_time_is_named_with_those_that_are(words: str) -> None:
    with pytest.raises(PipelineError) as raised:
        read_time(words)
    assert repr(words) in raised.value.problem
    assert "daily 06:00" in raised.value.fix


@given(
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    moment=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)
def test_a_daily_time_comes_within_a_day_and_never_now(
    hour: int, minute: int, moment: datetime
) -> None:
    due = read_time(f"daily {hour:02d}:{minute:02d}").first_after(moment)
    assert (due.hour, due.minute, due.second, due.microsecond) == (hour, minute, 0, 0)
    assert timedelta(0) < due - moment <= timedelta(days=1)
