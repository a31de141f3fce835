"""`retrograde remap`: read again what was set aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, writing_options
from pipeline.cli.terminal import Progress, say

if TYPE_CHECKING:
    from pipeline.remapping import Report

_WORDS = {
    "posts": "posts can be read now",
    "posts_new": "new posts",
    "posts_seen": "seen before",
    "sightings_new": "new sightings of counters",
    "skipped": "no posts by their nature",
    "removed_earlier": "removed for good earlier",
    "quarantined": "still cannot be read",
}


@click.command(short_help="read again what could not be read, after an update")
@json_option
@writing_options
def command(as_json: bool, *, store: Path, wait: float, dry_run: bool, quiet: bool) -> int:
    """Read the items in quarantine again, with the code as it is now.

    Platforms change what they send; an item that no longer maps is kept as it came. After an update
    of Retrograde this reads it without its file. What still cannot be read stays, and the exit code
    is 3.
    """
    report = _preview(store) if dry_run else _remap(store, wait, quiet=quiet)
    if as_json:
        click.echo(json.dumps(report))
    if not quiet:
        say(f"remap: {_told(report)}")
        say("nothing was written." if dry_run else "next: retrograde run")
    return 3 if report["quarantined"] else 0


def _told(report: Report) -> str:
    counts = [f"{report[key]:,} {words}" for key, words in _WORDS.items() if report.get(key)]
    return ", ".join(counts) or "nothing is left in quarantine"


def _preview(store: Path) -> Report:
    from pipeline.remapping import preview
    from pipeline.store import read_store

    with read_store(store) as opened:
        return preview(opened)


def _remap(store: Path, wait: float, *, quiet: bool) -> Report:
    from pipeline.ledger import ledger_run
    from pipeline.remapping import remap
    from pipeline.store import write_store

    progress = Progress(quiet=quiet)
    with (
        write_store(store, wait_seconds=wait, must_exist=True) as opened,
        ledger_run(opened, "remap") as run,
    ):
        report = remap(opened, run, progress=progress.show)
        progress.end()
        if left := report["quarantined"]:
            run.partial = f"{left:,} items still cannot be read"
    return report
