"""`retrograde refresh`: ask again about what is held, and let go of what is gone."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, writing_options
from pipeline.cli.terminal import Progress, one_line, say

if TYPE_CHECKING:
    from pipeline.refreshing import Refreshed
    from pipeline.retention import Standing


@click.command(short_help="ask again about posts that are held; what is gone goes")
@click.option("--report", is_flag=True, help="Only say how what is held stands with the rules.")
@json_option
@writing_options
def command(
    *,
    report: bool,
    as_json: bool,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Ask each platform about the posts whose time is up, the oldest deadline first.

    A post that its platform no longer has goes from the store and from every release; where the
    terms of a source want it, so does one that nobody answered for in time. With --report, one line
    a source; the exit code is 1 where anything is held for longer without being asked for.
    """
    from pipeline.rounds import utc_now

    now = utc_now()
    if report:
        return _report(store, now, as_json=as_json)
    if dry_run:
        return _preview(store, now)
    done = _refresh(store, now, wait=wait, quiet=quiet)
    if as_json:
        facts = {name: getattr(done, name) for name in ("due", "gone", "overdue", "still_due")}
        click.echo(json.dumps(facts))
    return _tell(done, quiet=quiet)


def _report(store: Path, now: datetime, *, as_json: bool) -> int:
    from pipeline.retention import left_in_releases, standings
    from pipeline.store import read_store

    with read_store(store) as opened:
        found, left = standings(opened, now=now), left_in_releases(opened)
    for one in found:
        click.echo(json.dumps(asdict(one)) if as_json else _in_words(one))
    for release, posts in left.items():
        told = {"release": release, "posts_not_in_store": posts}
        words = f"release {release}: {posts:,} posts that the store no longer holds"
        click.echo(json.dumps(told) if as_json else words)
    if any(one.overdue for one in found) or any(left.values()):
        say("next: retrograde refresh")
        return 1
    return 0


def _in_words(one: Standing) -> str:
    return (
        f"{one.source}: {one.overdue:,} of {one.posts:,} posts are beyond the {one.retention_days} "
        f"days in which they must be asked for again; {one.due:,} due (from day "
        f"{one.refresh_days} on)"
    )


def _preview(store: Path, now: datetime) -> int:
    from pipeline.live import Wish
    from pipeline.refreshing import questions, quota_kept
    from pipeline.retention import held
    from pipeline.settings import read_settings
    from pipeline.store import read_store

    wish = Wish(read_settings()[0])
    with read_store(store) as opened:
        for one in questions(opened.connection, servers=wish.servers, now=now):
            kept = quota_kept(opened.connection, one.platform, now=now)
            quota = "".join(f", {units:,} {name} kept for it today" for name, units in kept.items())
            asked = f"{len(one.posts):,} posts due, {len(one.requests):,} requests{quota}"
            say(f"{one.platform.name}: {asked}")
        late = sum(bool(one.goes_at and one.goes_at < now) for one in held(opened.connection))
    say(f"{late:,} posts are beyond their time and go unless they are found again.")
    say("nothing was asked, nothing was written.")
    return 0


def _refresh(store: Path, now: datetime, *, wait: float, quiet: bool) -> Refreshed:
    from pipeline.live import Wish, manner_of
    from pipeline.refreshing import refresh
    from pipeline.settings import read_settings
    from pipeline.store import write_store

    wish, progress = Wish(read_settings()[0]), Progress(quiet=quiet)
    manner = manner_of(wish.settings)
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        done = refresh(opened, servers=wish.servers, manner=manner, progress=progress.show, now=now)
    progress.end()
    return done


def _tell(done: Refreshed, *, quiet: bool) -> int:
    wrong = [result for result in done.results if result.ending != "done"]
    for result in wrong:
        say(one_line(f"{result.this.platform.name}: {result.ending} ({result.reason})"))
    if not quiet:
        say(
            f"refresh: {done.due:,} posts asked about, {done.gone:,} gone, {done.overdue:,} beyond "
            f"their time removed, {done.still_due:,} still due"
        )
        say(
            "next: retrograde run"
            if done.gone or done.overdue
            else "next: retrograde refresh --report"
        )
    return 3 if wrong else 0
