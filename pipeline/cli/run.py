"""`retrograde run`: collect where that is switched on, extract, match and publish in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import Progress, one_line, say

if TYPE_CHECKING:
    from claims.topics import Topic
    from pipeline.ledger import Run
    from pipeline.publish.release import Release
    from pipeline.settings import Settings
    from pipeline.store import Store


@click.command(short_help="collect where switched on, extract, match and publish in order")
@topics_option
@click.option(
    "--collect",
    "collected",
    multiple=True,
    help="Of the topics, ask platforms for this one only; may be repeated [default: all].",
)
@click.option("--offline", is_flag=True, help="Ask no platform, whatever retrograde.toml says.")
@writing_options
def command(
    topics: tuple[str, ...],
    collected: tuple[str, ...],
    offline: bool,
    *,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Take what was imported all the way to a release; where nothing changed, none is made.

    Where retrograde.toml names platforms, they are asked first. What goes wrong there costs the
    rest nothing; the exit code is then 3.
    """
    from pipeline.corrections import read_corrections
    from pipeline.extracting import count_unread
    from pipeline.publish.release import release_ids
    from pipeline.settings import read_settings
    from pipeline.stages import load_subject, run_extract, run_match, run_publish, silence
    from pipeline.store import read_store, write_store

    subject, settings = load_subject(topics), read_settings()[0]
    asked = _asked_for(subject.topics, collected)
    read_corrections(store)  # a mistake in them stops the run before it writes
    is_live = bool(settings.platforms) and not offline
    if dry_run:
        if is_live:
            _preview(store, asked, settings)
        with read_store(store) as opened:
            unread = sum(count_unread(opened, topic) for topic in subject.topics)
        say(f"would read {unread:,} posts, judge their claims and freeze a release.")
        say("nothing was written.")
        return 0
    with write_store(store, wait_seconds=wait, must_exist=not is_live) as opened:
        code = _collect(opened, asked, settings, quiet=quiet) if is_live else 0
        extracted = run_extract(opened, subject.topics)
        matched = run_match(opened, subject)
        before = release_ids(store)
        release = run_publish(opened, subject, settings=settings, only_if_changed=True)
        empty = silence(opened, subject)
    if empty:
        say(f"warning: {empty}")
    if not quiet:
        _tell(extracted, matched, release, is_new=release.id not in before)
    return code


def _tell(extracted: Run, matched: Run, release: Release, *, is_new: bool) -> None:
    unchanged = "" if is_new else " says all this already; no new one is needed"
    say(
        f"extract: {extracted.amount('posts_read'):,} posts read, "
        f"{extracted.amount('mentions'):,} mentions found\n"
        f"match: {matched.amount('claims'):,} claims judged, "
        f"{matched.amount('verdict_changed'):,} verdicts changed\n"
        f"publish: release {release.id}{unchanged}\n"
        "next: retrograde dashboard"
    )


def _asked_for(topics: Sequence[Topic], slugs: Sequence[str]) -> list[Topic]:
    """Those of the topics that platforms are asked for."""
    if unknown := set(slugs) - {topic.slug for topic in topics}:
        raise click.UsageError(f"--collect {min(unknown)} is not one of the --topic")
    return [topic for topic in topics if not slugs or topic.slug in slugs]


def _preview(store: Path, topics: Sequence[Topic], settings: Settings) -> None:
    from pipeline.live import Wish, chosen_platforms, preview

    asked, left_out = chosen_platforms(settings.platforms, all_needed=False)
    for line in (*left_out, *preview(store, asked, topics, Wish(settings))):
        say(one_line(line))


def _collect(opened: Store, topics: Sequence[Topic], settings: Settings, *, quiet: bool) -> int:
    from pipeline.cli.collect import tell
    from pipeline.live import Wish, ask, chosen_platforms, manner_of

    asked, left_out = chosen_platforms(settings.platforms, all_needed=False)
    for reason in left_out:
        say(f"warning: {reason}")
    progress = Progress(quiet=quiet)
    results = ask(
        opened,
        asked,
        topics,
        wish=Wish(settings),
        manner=manner_of(settings),
        progress=progress.show,
    )
    progress.end()
    return max(tell(results, quiet=quiet), 3 if left_out else 0)
