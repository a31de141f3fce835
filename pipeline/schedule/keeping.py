"""Keeping the times: whose turn it is, how often it is tried, what is written down of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from pipeline.ledger import write_status
from pipeline.lock import StoreBusyError
from pipeline.schedule.diary import REMEMBERED, Diary, Page, read_diary, write_diary
from pipeline.schedule.timetable import Entry, run_arguments
from pipeline.schedule.turns import IN_PART, Turn, may_pass, record
from pipeline.store import write_store

LOCK = "schedule.lock"
# What held the store, or kept a platform away, may be gone by then.
SECONDS_BEFORE_RETRIES = (300.0, 900.0)


class Calls(Protocol):
    """Who carries out runs."""

    @property
    def is_stopping(self) -> bool: ...

    def call(self, arguments: Sequence[str]) -> int: ...

    def pause(self, seconds: float) -> bool: ...


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps the times of all topics of one store."""

    store: Path
    entries: tuple[Entry, ...]
    calls: Calls
    clock: Callable[[], datetime]
    tell: Callable[[str], None]
    # What is said even to those who want no talk.
    warn: Callable[[str], None]
    catch_up: timedelta = timedelta(hours=12)
    offline: bool = False

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Say that the times are kept, for as long as they are; nobody else may meanwhile."""
        self.store.mkdir(parents=True, exist_ok=True)
        try:
            lock = FileLock(self.store / LOCK, timeout=0).acquire()
        except Timeout:
            raise StoreBusyError(
                f"another process keeps the schedule of {self.store} already",
                "leave it to that one, or stop it first; retrograde schedule list  says what is due",
            ) from None
        with lock:
            self._open()
            try:
                yield
            finally:
                self._publish(replace(read_diary(self.store), is_kept=False))

    def due_first(self, entry: Entry) -> datetime:
        """The first time of a topic that is not dealt with; in the past, if it was missed."""
        page = read_diary(self.store).page(entry.topic)
        return page.next_at if page else entry.first_after(self.clock())

    def attend(self, entry: Entry) -> None:
        """Do what a topic is due, once for all times that were missed, and write it down."""
        page, now = read_diary(self.store).page(entry.topic), self.clock()
        due = entry.between(page.handled_until, now) if page else []
        if page is None or not due or self.calls.is_stopping:
            return
        turn = self._turn(entry, due, now)
        if self.calls.is_stopping and turn.code not in (0, IN_PART, None):
            self.tell(f"{entry.topic}: broken off; it is due again at the next start")
            return
        (self.tell if turn.code == 0 else self.warn)(str(turn))
        after = replace(
            page,
            handled_until=now,
            next_at=entry.first_after(now),
            missed=(*page.missed, *turn.missed)[-REMEMBERED:],
        )
        if turn.code is not None:
            after = replace(after, last_at=now, last_ending=turn.ending)
        write_diary(self.store, read_diary(self.store).with_page(after))
        try:
            record(self.store, turn)
        except StoreBusyError as busy:
            self.warn(f"{busy.problem}; this turn of {entry.topic} stays out of the ledger")

    def _turn(self, entry: Entry, due: Sequence[datetime], now: datetime) -> Turn:
        when = f"{entry.topic}: due {due[-1]:%Y-%m-%d %H:%M} UTC"
        if now - due[-1] > self.catch_up:
            self.tell(f"{when}, longer ago than catch_up_hours")
            return Turn(entry.topic, tuple(due))
        self.tell(f"{when}: starts")
        turn = Turn(entry.topic, tuple(due[:-1]), *self._try(entry))
        return turn

    def _try(self, entry: Entry) -> tuple[int, int]:
        """Exit code and number of tries; only what may pass by itself is tried again."""
        arguments = run_arguments(self.entries, entry.topic, store=self.store, offline=self.offline)
        code, attempts = self.calls.call(arguments), 1
        for seconds in SECONDS_BEFORE_RETRIES:
            if self.calls.is_stopping or not may_pass(self.store, code):
                break
            self.tell(f"{entry.topic}: exit code {code}; tried again in {seconds / 60:g} minutes")
            if self.calls.pause(seconds):
                break
            code, attempts = self.calls.call(arguments), attempts + 1
        return code, attempts

    def _open(self) -> None:
        """A page for each topic; one that is new has its first time still before it."""
        before, now = read_diary(self.store), self.clock()
        pages = [_opened(before.page(entry.topic), entry, now) for entry in self.entries]
        self._publish(Diary(True, tuple(pages)))

    def _publish(self, diary: Diary) -> None:
        write_diary(self.store, diary)
        try:
            with write_store(self.store) as opened:
                write_status(opened)
        except StoreBusyError:
            self.tell("another run is under way; the Status page follows when it ends")


def _opened(page: Page | None, entry: Entry, now: datetime) -> Page:
    words = tuple(time.words for time in entry.times)
    if page and page.times == words:
        return replace(page, next_at=entry.first_after(page.handled_until))
    fresh = Page(entry.topic, words, now, entry.first_after(now))
    # Under other times nothing was missed yet.
    return replace(fresh, last_at=page.last_at, last_ending=page.last_ending) if page else fresh
