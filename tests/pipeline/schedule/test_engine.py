"""APScheduler driven by hand: its own rounds, with our clock and no thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo

import pytest
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers import base
from apscheduler.schedulers.base import BaseScheduler

from pipeline.errors import PipelineError
from pipeline.schedule.engine import clockwork, wind_up
from pipeline.schedule.keeping import Keeper
from tests.pipeline.schedule.keeper import BACKWARD, DAY, HOUR, SIX, VEST, Bench


class ByHand(BaseScheduler):  # type: ignore[misc]
    """Looks what is due when a test says so, and does it there and then."""

    def wakeup(self) -> None:
        """Nobody sleeps."""

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def look(self) -> None:
        self._process_jobs()


@pytest.fixture(autouse=True)
def _our_clock(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    class Moment(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return bench.clock.now

    monkeypatch.setattr(base, "datetime", Moment)


@contextmanager
def wound(keeper: Keeper) -> Iterator[ByHand]:
    scheduler = ByHand(timezone=UTC, executors={"default": DebugExecutor()})
    with keeper.kept():
        wind_up(scheduler, keeper)
        scheduler.start()
        yield scheduler
        scheduler.shutdown()


def test_each_topic_has_its_turn_when_its_time_comes(bench: Bench) -> None:
    with wound(bench.keeper(BACKWARD, VEST)) as scheduler:
        scheduler.look()
        assert bench.runs.asked == []
        for day in range(3):
            bench.clock.now = SIX + day * DAY
            scheduler.look()
            scheduler.look()
    assert bench.runs.collected == [BACKWARD, VEST] * 3


def test_a_machine_that_slept_makes_up_for_all_by_one_run(bench: Bench) -> None:
    with wound(bench.keeper(times="hourly")) as scheduler:
        bench.clock.now = SIX + 7 * HOUR
        scheduler.look()
        scheduler.look()
        assert len(bench.runs.asked) == 1
        bench.clock.now += HOUR
        scheduler.look()
    assert len(bench.runs.asked) == 2


def test_what_was_missed_while_nobody_kept_the_times_is_made_up_for_at_the_start(
    bench: Bench,
) -> None:
    with wound(bench.keeper()):
        pass
    bench.clock.now = SIX + 2 * DAY + HOUR
    with wound(bench.keeper()) as scheduler:
        scheduler.look()
    assert len(bench.runs.asked) == 1


def test_what_stops_one_turn_stops_no_other(bench: Bench) -> None:
    def broken() -> None:
        if len(bench.runs.asked) == 1:
            raise PipelineError("the disk is full", "free some space")

    bench.runs.during = broken
    with wound(bench.keeper(BACKWARD, VEST)) as scheduler:
        bench.clock.now = SIX
        scheduler.look()
    assert bench.runs.collected == [BACKWARD, VEST]
    assert bench.warned == ["error: the disk is full; fix: free some space"]


def test_the_clockwork_has_one_worker_since_there_is_one_store() -> None:
    scheduler = clockwork()
    scheduler.start(paused=True)
    try:
        assert scheduler._executors["default"]._pool._max_workers == 1
    finally:
        scheduler.shutdown()
