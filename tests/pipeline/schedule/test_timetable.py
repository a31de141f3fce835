"""From settings to entries, and from an entry to the run that it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import ClaimsError
from pipeline.errors import PipelineError
from pipeline.schedule.times import read_time
from pipeline.schedule.timetable import Entry, run_arguments, timetable
from pipeline.settings import Settings
from tests.pipeline.schedule.keeper import BACKWARD, DAY, HOUR, SIX, VEST

TWICE = Entry(BACKWARD, (read_time("daily 06:00"), read_time("daily 18:00")))


def test_topics_stand_in_order_and_one_without_times_has_no_schedule() -> None:
    found = timetable(Settings(schedules={VEST: ["hourly"], BACKWARD: ["hourly"], "jump-rope": []}))
    assert [entry.topic for entry in found] == [BACKWARD, VEST]


@pytest.mark.parametrize("schedules", [{}, {BACKWARD: []}])
def test_no_schedule_at_all_says_how_to_write_one(schedules: dict[str, list[str]]) -> None:
    with pytest.raises(PipelineError, match=r"retrograde\.toml names no schedule") as raised:
        timetable(Settings(schedules=schedules))
    assert 'schedules = {backward-running = ["daily 06:00"]}' in raised.value.fix


def test_a_wrong_time_names_file_and_topic() -> None:
    with pytest.raises(PipelineError, match=r"retrograde\.toml: schedules: .*running: 'dayly'"):
        timetable(Settings(schedules={BACKWARD: ["dayly"]}))


def test_an_unknown_topic_is_named_with_the_nearest() -> None:
    with pytest.raises(ClaimsError, match="unknown topic 'backward-runing'") as raised:
        timetable(Settings(schedules={"backward-runing": ["hourly"]}))
    assert "did you mean backward-running?" in raised.value.fix


def test_of_several_times_the_earliest_is_next() -> None:
    assert TWICE.first_after(SIX) == SIX + 12 * HOUR
    assert TWICE.first_after(SIX + 12 * HOUR) == SIX + DAY


def test_every_time_between_two_moments_is_found_the_last_included() -> None:
    assert TWICE.between(SIX, SIX + DAY) == [SIX + 12 * HOUR, SIX + DAY]
    assert TWICE.between(SIX, SIX) == []


def test_who_was_away_for_years_is_told_of_the_last_month_only() -> None:
    assert len(TWICE.between(SIX - 3000 * DAY, SIX)) == 62


def test_a_run_collects_for_one_topic_and_publishes_all() -> None:
    entries = (TWICE, Entry(VEST, TWICE.times))
    words = " ".join(run_arguments(entries, VEST, store=Path("/a store")))
    assert words == (
        f"run --topic {BACKWARD} --topic {VEST} --collect {VEST} --store /a store "
        "--wait 30m --quiet"
    )


def test_offline_a_run_asks_nobody() -> None:
    words = run_arguments((TWICE,), BACKWARD, store=Path("s"), offline=True)
    assert "--offline" in words
    assert "--collect" not in words
