"""`retrograde run`: extract, match and publish in order."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import say


@click.command(short_help="extract, match and publish in order")
@topics_option
@writing_options
def command(
    topics: tuple[str, ...], *, store: Path, wait: float, dry_run: bool, quiet: bool
) -> None:
    """Take what was imported all the way to a release."""
    from pipeline.extracting import count_unread
    from pipeline.settings import read_settings
    from pipeline.stages import load_subject, run_extract, run_match, run_publish
    from pipeline.store import read_store, write_store

    subject, settings = load_subject(topics), read_settings()[0]
    if dry_run:
        with read_store(store) as opened:
            unread = sum(count_unread(opened, topic) for topic in subject.topics)
        say(f"would read {unread:,} posts, judge their claims and freeze a release.")
        say("nothing was written.")
        return
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        extracted = run_extract(opened, subject.topics)
        matched = run_match(opened, subject)
        release = run_publish(opened, subject, settings=settings)
    if quiet:
        return
    say(
        f"extract: {extracted.amount('posts_read'):,} posts read, "
        f"{extracted.amount('mentions'):,} mentions found\n"
        f"match: {matched.amount('claims'):,} claims judged, "
        f"{matched.amount('verdict_changed'):,} verdicts changed\n"
        f"publish: release {release.id}\n"
        "next: retrograde dashboard"
    )
