"""`retrograde schedule`: collect and run each topic at its times, or print them for cron."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, store_option
from pipeline.cli.terminal import one_line, say

if TYPE_CHECKING:
    from pipeline.schedule.calling import Caller
    from pipeline.schedule.keeping import Keeper
    from pipeline.schedule.timetable import Entry

STOPPED = 130


@click.group(
    invoke_without_command=True, short_help="collect and run each topic at its times, or print them"
)
@click.option("--offline", is_flag=True, help="Ask no platform, whatever retrograde.toml says.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--quiet", is_flag=True, help="No talk, only errors.")
@store_option
@click.pass_context
def command(
    context: click.Context, *, offline: bool, dry_run: bool, quiet: bool, store: Path
) -> int:
    """Keep the times that `schedules` in retrograde.toml states, until stopped.

    Times that were missed, since the machine slept or nothing kept them, are made up for once, if
    the last is not longer ago than `catch_up_hours`. A run that finds the store busy waits, and is
    tried again. Ctrl-C and SIGTERM stop the run under way; what is finished is kept.
    """
    if context.invoked_subcommand is not None:
        # The same store, on whichever side of the word `list` it is named.
        context.default_map = {name: {"store": store} for name in ("list", "print")}
        return 0
    if dry_run:
        for line in _due(_entries(), store):
            say(f"would run {line}")
        say("nothing was written.")
        return 0
    return _keep(store, offline=offline, quiet=quiet)


@command.command("list", short_help="what is due when")
@json_option
@store_option
def list_(*, as_json: bool, store: Path) -> None:
    """List the topics that have a schedule: next time, last run, what was missed."""
    import json
    from dataclasses import asdict

    from pipeline.schedule.diary import read_diary

    diary = read_diary(store)
    if as_json:
        for entry in _entries():
            page = diary.page(entry.topic)
            row = {"topic": entry.topic, "next_at": _next(entry, store), "is_kept": diary.is_kept}
            known = asdict(page) if page else {}
            click.echo(json.dumps(known | row, default=datetime.isoformat))
        return
    for line in _due(_entries(), store):
        click.echo(one_line(line))
    if not diary.is_kept:
        say("nobody keeps these times now. next: retrograde schedule")


@command.command("print", short_help="the times as text for cron or systemd")
@click.argument("system", type=click.Choice(["cron", "systemd"]))
@store_option
def print_(system: str, *, store: Path) -> None:
    """Print lines for a crontab, or units for systemd, that run the same; nothing is written."""
    from pipeline.schedule.system import crontab, units

    told = crontab if system == "cron" else units
    click.echo(told(_entries(), store=store.resolve(), folder=Path.cwd()), nl=False)


def _entries() -> tuple[Entry, ...]:
    from pipeline.schedule.timetable import timetable
    from pipeline.settings import read_settings

    return timetable(read_settings()[0])


def _next(entry: Entry, store: Path) -> datetime:
    from pipeline.rounds import utc_now
    from pipeline.schedule.diary import read_diary

    page = read_diary(store).page(entry.topic)
    is_same = page is not None and page.times == tuple(time.words for time in entry.times)
    return page.next_at if page and is_same else entry.first_after(utc_now())


def _due(entries: tuple[Entry, ...], store: Path) -> list[str]:
    from pipeline.rounds import utc_now
    from pipeline.schedule.diary import read_diary

    diary, lines = read_diary(store), []
    for entry in entries:
        due, page = _next(entry, store), diary.page(entry.topic)
        word = "was due" if due < utc_now() else "next"
        parts = [", ".join(time.words for time in entry.times), f"{word} {_told(due)}"]
        if page and page.last_at:
            parts.append(f"last {_told(page.last_at)}: {page.last_ending}")
        if page and page.missed:
            parts.append(f"last missed {_told(page.missed[-1])}")
        lines.append(f"{entry.topic}: {'; '.join(parts)}")
    return lines


def _told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _keep(store: Path, *, offline: bool, quiet: bool) -> int:
    from datetime import timedelta

    from pipeline.rounds import utc_now
    from pipeline.schedule.calling import Caller
    from pipeline.schedule.keeping import Keeper
    from pipeline.settings import read_settings

    settings, caller = read_settings()[0], Caller()
    keeper = Keeper(
        store.resolve(),
        _entries(),
        caller,
        utc_now,
        (lambda text: None) if quiet else _say,
        _say,
        timedelta(hours=settings.catch_up_hours),
        offline=offline,
    )
    with _heeding(caller) as came, keeper.kept():
        if not quiet:
            for line in _due(keeper.entries, store):
                say(line)
            say("keeping these times; Ctrl-C or SIGTERM stops")
        number = _until_stopped(keeper, came)
    if not quiet:
        say("stopped. what is due meanwhile is made up for at the next start")
    # To a service manager SIGTERM is the usual end; 130 would look like a failure.
    return STOPPED if number == signal.SIGINT else 0


def _say(text: str) -> None:
    say(one_line(text))


@contextmanager
def _heeding(caller: Caller) -> Iterator[SimpleQueue[int]]:
    """Signals stop the run under way; a queue, since only that may be filled in their midst."""
    came: SimpleQueue[int] = SimpleQueue()

    def heed(number: int, frame: object) -> None:
        caller.stop()
        came.put(number)

    before = {number: signal.signal(number, heed) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _until_stopped(keeper: Keeper, came: SimpleQueue[int]) -> int:
    """Let the clockwork go until a signal comes; which one it was."""
    from pipeline.schedule.engine import clockwork, wind_up

    scheduler = clockwork()
    wind_up(scheduler, keeper)
    scheduler.start()
    number = came.get()
    scheduler.shutdown()
    return number
