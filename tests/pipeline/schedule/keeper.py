"""A keeper of invented times: its clock, its runs and its talk are in the hands of the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.schedule.keeping import Keeper
from pipeline.schedule.times import read_time
from pipeline.schedule.timetable import Entry

SIX = datetime(2026, 3, 14, 6, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
BACKWARD, VEST = "backward-running", "weighted-vest-walking"


@dataclass
class Runs:
    """Answers with the codes it was given, then with 0; `during` happens inside each run."""

    codes: list[int] = field(default_factory=list)
    during: Callable[[], None] = lambda: None
    asked: list[Sequence[str]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    is_stopping: bool = False

    def call(self, arguments: Sequence[str]) -> int:
        self.asked.append(arguments)
        self.during()
        return self.codes.pop(0) if self.codes else 0

    def pause(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        return self.is_stopping

    @property
    def collected(self) -> list[str]:
        """The topics that were collected, in order."""
        return [words[words.index("--collect") + 1] for words in map(list, self.asked)]


@dataclass
class Clock:
    """A clock that a test moves."""

    now: datetime = SIX - HOUR

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Bench:
    """A keeper and what it is made of."""

    store: Path
    runs: Runs = field(default_factory=Runs)
    clock: Clock = field(default_factory=Clock)
    told: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    def keeper(self, *topics: str, times: str = "daily 06:00") -> Keeper:
        entries = [Entry(topic, (read_time(times),)) for topic in topics or (BACKWARD,)]
        return Keeper(
            self.store,
            tuple(entries),
            self.runs,
            self.clock,
            self.told.append,
            self.warned.append,
        )
