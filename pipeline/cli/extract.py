"""`retrograde extract`: posts to mentions of claims."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import say


@click.command(short_help="posts to mentions of claims")
@topics_option
@writing_options
def command(
    topics: tuple[str, ...], *, store: Path, wait: float, dry_run: bool, quiet: bool
) -> None:
    """Read posts that are new or changed and keep the claims they make."""
    from claims.topics import load_topic
    from pipeline.extracting import count_unread
    from pipeline.stages import run_extract
    from pipeline.store import read_store, write_store

    chosen = [load_topic(slug) for slug in topics]
    if dry_run:
        with read_store(store) as opened:
            for topic in chosen:
                say(f"{topic.slug}: would read {count_unread(opened, topic):,} posts")
        say("nothing was written.")
        return
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        run = run_extract(opened, chosen)
    if not quiet:
        read, mentions = run.amount("posts_read"), run.amount("mentions")
        say(f"extract: {read:,} posts read, {mentions:,} mentions found\nnext: retrograde match")
