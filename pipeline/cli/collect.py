"""`retrograde collect`: ask platforms for what is public, and keep it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import Progress, one_line, say

if TYPE_CHECKING:
    from pipeline.collecting import Result
    from pipeline.rounds import Window


class Day(click.ParamType[datetime]):
    """A day or a moment in UTC, as 2026-03-14 or 2026-03-14T06:00."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-03-14", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _as_window(function: Callable[..., Any]) -> Callable[..., Any]:
    function = click.option(
        "--until", type=Day(), help="Posts before this day, UTC [default: now]."
    )(function)
    return click.option(
        "--since",
        type=Day(),
        help="Posts from this day on, UTC [default: where the last round ended].",
    )(function)


@click.command(short_help="ask platforms for what is public, and keep it")
@topics_option
@click.option(
    "--platform",
    "platforms",
    multiple=True,
    help="Platform; may be repeated [default: those in retrograde.toml, or all that can be asked].",
)
@click.option(
    "--post", "posts", multiple=True, help="Only this post, by address or id; may be repeated."
)
@click.option("--resume", is_flag=True, help="Only go on with what an earlier run left.")
@_as_window
@writing_options
def command(
    topics: tuple[str, ...],
    platforms: tuple[str, ...],
    posts: tuple[str, ...],
    *,
    resume: bool,
    since: datetime | None,
    until: datetime | None,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Ask platforms for the posts under a topic's hashtags, since the last time or in a window.

    What is got is kept page by page: after a stop or a crash the same command goes on from there.
    One platform that fails does not stop the others; the exit code is then 3. Secrets come from
    the environment; retrograde.toml must name a contact, which every request carries.
    """
    from claims.topics import load_topic
    from pipeline.live import Wish, ask, chosen_platforms, manner_of, preview, showing_posts
    from pipeline.rounds import Window
    from pipeline.settings import read_settings
    from pipeline.store import write_store

    wish = Wish(read_settings()[0], _window(Window(since, until)), resume, posts)
    names = showing_posts(platforms) if posts else platforms or wish.settings.platforms
    asked, left_out = chosen_platforms(names)
    # A post belongs to whatever topic its words are about, and is asked for once.
    subjects = [load_topic(slug) for slug in (topics[:1] if posts else topics)]
    for reason in () if quiet else left_out:
        say(reason)
    if dry_run:
        for line in preview(store, asked, subjects, wish):
            say(one_line(line))
        say("nothing was asked, nothing was written.")
        return 0
    progress, manner = Progress(quiet=quiet), manner_of(wish.settings)
    with write_store(store, wait_seconds=wait) as opened:
        results = ask(opened, asked, subjects, wish=wish, manner=manner, progress=progress.show)
    progress.end()
    code = tell(results, quiet=quiet)
    if not quiet:
        say("next: retrograde run" if results else "nothing was left to go on with.")
    return code


def _window(window: Window) -> Window:
    if window.since and window.until and window.since >= window.until:
        raise click.UsageError(f"--since {window.since:%Y-%m-%d} is not before --until")
    return window


def tell(results: list[Result], *, quiet: bool) -> int:
    """Say how each round went; the exit code that follows from it."""
    failed = [result for result in results if result.ending != "done"]
    for result in failed if quiet else results:
        say(one_line(_line(result)))
    if not quiet and any(result.is_open for result in failed):
        say("what is left waits: retrograde collect --resume")
    return 3 if failed else 0


def _line(result: Result) -> str:
    plan = result.this.plan
    why = f" ({result.reason})" if result.reason else ""
    return (
        f"{result.this.platform.name}: {result.this.topic}, {plan.since:%Y-%m-%d} to "
        f"{plan.until:%Y-%m-%d}: {result.posts_new:,} new posts, {result.posts_seen:,} seen "
        f"before, {result.requests:,} requests: {result.ending}{why}"
    )
