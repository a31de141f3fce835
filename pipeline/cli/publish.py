"""`retrograde publish`: freeze a release."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import topics_option, writing_options
from pipeline.cli.terminal import plain, say

if TYPE_CHECKING:
    from pipeline.store import Store


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
    from pipeline.corrections import read_corrections
    from pipeline.publish.freeze import next_release_id
    from pipeline.settings import read_settings
    from pipeline.stages import load_subject, must_be_current, run_publish, silence
    from pipeline.store import read_store, write_store

    subject, settings = load_subject(topics), read_settings()[0]
    read_corrections(store)
    if dry_run:
        with read_store(store) as opened:
            must_be_current(opened, subject)
            amounts = _amounts(opened)
        release_id = next_release_id(store, datetime.now(UTC).date())
        say(f"would freeze release {release_id} from {amounts}\nnothing was written.")
        return
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        release = run_publish(opened, subject, note=note, settings=settings)
        empty = silence(opened, subject)
    if empty:
        say(f"warning: {empty}")
    if not quiet:
        say(
            f"publish: release {release.id} in {plain(str(release.folder))}\n"
            "next: retrograde dashboard, or retrograde export --tables claim_evidence"
        )


def _amounts(store: Store) -> str:
    counts = {
        table: store.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in ("posts", "mentions", "verdicts")
    }
    return ", ".join(f"{amount:,} {table}" for table, amount in counts.items())
