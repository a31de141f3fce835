"""`retrograde publish`: freeze a release."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import say


@click.command(short_help="freeze a release")
@topics_option
@click.option("--note", help="A sentence on what is new, kept in the release.")
@writing_options
def command(
    topics: tuple[str, ...],
    note: str | None,
    *,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Freeze claims, verdicts and posts into a release that the dashboard and exports read."""
    from pipeline.publish.freeze import next_release_id
    from pipeline.stages import load_subject, run_publish
    from pipeline.store import read_store, write_store

    subject = load_subject(topics)
    if dry_run:
        with read_store(store) as opened:
            counts = {
                table: opened.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
                for table in ("posts", "mentions", "verdicts")
            }
        release_id = next_release_id(store, datetime.now(UTC).date())
        amounts = ", ".join(f"{amount:,} {table}" for table, amount in counts.items())
        say(f"would freeze release {release_id}: {amounts}\nnothing was written.")
        return
    with write_store(store, wait_seconds=wait) as opened:
        release = run_publish(opened, subject, note=note)
    if not quiet:
        say(
            f"publish: release {release.id} in {release.folder}\n"
            "next: retrograde dashboard, or retrograde export --tables claim_evidence"
        )
