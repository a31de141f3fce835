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
    """Take what was imported all the way to a release; where nothing changed, none is made."""
    from pipeline.corrections import read_corrections
    from pipeline.extracting import count_unread
    from pipeline.publish.release import release_ids
    from pipeline.settings import read_settings
    from pipeline.stages import load_subject, run_extract, run_match, run_publish, silence
    from pipeline.store import read_store, write_store

    subject, settings = load_subject(topics), read_settings()[0]
    read_corrections(store)  # a mistake in them stops the run before it writes
    if dry_run:
        with read_store(store) as opened:
            unread = sum(count_unread(opened, topic) for topic in subject.topics)
        say(f"would read {unread:,} posts, judge their claims and freeze a release.")
        say("nothing was written.")
        return
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        extracted = run_extract(opened, subject.topics)
        matched = run_match(opened, subject)
        before = release_ids(store)
        release = run_publish(opened, subject, settings=settings, only_if_changed=True)
        empty = silence(opened, subject)
    if empty:
        say(f"warning: {empty}")
    if quiet:
        return
    unchanged = " says all this already; no new one is needed" if release.id in before else ""
    say(
        f"extract: {extracted.amount('posts_read'):,} posts read, "
        f"{extracted.amount('mentions'):,} mentions found\n"
        f"match: {matched.amount('claims'):,} claims judged, "
        f"{matched.amount('verdict_changed'):,} verdicts changed\n"
        f"publish: release {release.id}{unchanged}\n"
        "next: retrograde dashboard"
    )
