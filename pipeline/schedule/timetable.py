"""Which topics are due when: the schedules of retrograde.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.triggers.combining import OrTrigger

from claims.topics import load_topic
from pipeline.errors import PipelineError
from pipeline.schedule.times import Time, read_time
from pipeline.settings import FILE, Settings

# Who was away for longer is told of the last month only.
LONGEST_LOOK_BACK = timedelta(days=31)
# How long a run waits for another that holds the store, before it is tried again.
WAIT = "30m"


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic and its times."""

    topic: str
    times: tuple[Time, ...]

    def trigger(self) -> OrTrigger:
        """All times as one, for the scheduler."""
        return OrTrigger([time.trigger() for time in self.times])

    def first_after(self, moment: datetime) -> datetime:
        """The next moment at which the topic is due."""
        return min(time.first_after(moment) for time in self.times)

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        """Every moment at which it was due since one and up to another."""
        trigger, found = self.trigger(), []
        moment = max(after, until - LONGEST_LOOK_BACK)
        while (moment := trigger.get_next_fire_time(moment, moment)) <= until:
            found.append(moment)
        return found


def timetable(settings: Settings) -> tuple[Entry, ...]:
    """The topics that have a schedule, in order; a topic with no times has none."""
    entries = [
        Entry(load_topic(topic).slug, tuple(_time(topic, words) for words in times))
        for topic, times in sorted(settings.schedules.items())
        if times
    ]
    if not entries:
        raise PipelineError(
            f"{FILE} names no schedule",
            f'add to {FILE}, in UTC:  schedules = {{backward-running = ["daily 06:00"]}}',
        )
    return tuple(entries)


def _time(topic: str, words: str) -> Time:
    try:
        return read_time(words)
    except PipelineError as error:
        raise PipelineError(f"{FILE}: schedules: {topic}: {error.problem}", error.fix) from None


def run_arguments(
    entries: Sequence[Entry], topic: str, *, store: Path, offline: bool = False
) -> list[str]:
    """What a run of one topic is asked: it collects for that, and publishes all that are kept.

    A release of one topic alone would hide the others until their turn comes.
    """
    topics = [word for entry in entries for word in ("--topic", entry.topic)]
    asked = ["--offline"] if offline else ["--collect", topic]
    return ["run", *topics, *asked, "--store", str(store), "--wait", WAIT, "--quiet"]
