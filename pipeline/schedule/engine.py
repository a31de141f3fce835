"""The clockwork: APScheduler calls the keeper; one turn at a time, missed ones made one."""

from __future__ import annotations

from datetime import UTC
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler

from pipeline.errors import PipelineError
from pipeline.schedule.keeping import Keeper
from pipeline.schedule.timetable import Entry


def clockwork() -> BackgroundScheduler:
    """A scheduler with one worker: all turns write one store, so they queue."""
    return BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})


def wind_up(scheduler: BaseScheduler, keeper: Keeper) -> None:
    """Give the scheduler every topic's times, from the first that is not dealt with."""
    for entry in keeper.entries:
        scheduler.add_job(
            partial(_attend, keeper, entry),
            entry.trigger(),
            id=entry.topic,
            next_run_time=keeper.due_first(entry),
            coalesce=True,
            max_instances=1,
            # How late is too late is for the keeper to say, who writes down what was missed.
            misfire_grace_time=None,
        )


def _attend(keeper: Keeper, entry: Entry) -> None:
    """One turn; what a person can mend is said, and the other topics have theirs."""
    try:
        keeper.attend(entry)
    except PipelineError as error:
        keeper.warn(f"error: {error.problem}; fix: {error.fix}")
