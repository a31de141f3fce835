"""`retrograde match`: claims against evidence, to verdicts."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import say


@click.command(short_help="claims against evidence, to verdicts")
@topics_option
@writing_options
def command(
    topics: tuple[str, ...], *, store: Path, wait: float, dry_run: bool, quiet: bool
) -> None:
    """Judge every claim against the study library.

    A broken study file stops it before anything is written.
    """
    from pipeline.matching import changed_verdicts
    from pipeline.stages import load_subject, run_match
    from pipeline.store import read_store, write_store

    subject = load_subject(topics)
    if dry_run:
        with read_store(store) as opened:
            for topic in subject.topics:
                changed = changed_verdicts(opened, topic, subject.libraries[topic.slug])
                say(f"{topic.slug}: {len(changed):,} verdicts would be new or differ")
        say("nothing was written.")
        return
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        run = run_match(opened, subject)
    if not quiet:
        claims, changed_count = run.amount("claims"), run.amount("verdict_changed")
        say(
            f"match: {claims:,} claims judged, {changed_count:,} verdicts changed\n"
            "next: retrograde publish"
        )
