"""`retrograde import`: read files of posts into the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, writing_options
from pipeline.cli.terminal import Progress, one_line, say

if TYPE_CHECKING:
    from pipeline.importing import Report, Source

_WORDS = {
    "posts_new": "new posts",
    "posts_seen": "seen before",
    "sightings_new": "new sightings of counters",
    "posts": "posts",
    "sightings": "sightings of counters",
    "quarantined": "could not be read",
}


@click.command("import", short_help="read files of posts into the store")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_name", help="Name the format instead of having it recognised.")
@json_option
@writing_options
def command(
    files: tuple[Path, ...],
    format_name: str | None,
    as_json: bool,
    *,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Read FILES into the store; their format is recognised.

    Importing a file twice adds nothing. What cannot be read is kept in quarantine with its line,
    the rest of the file goes in, and the exit code is 3.
    """
    from pipeline.importing import preview, recognise

    sources = recognise(files, format_name=format_name)
    tell = partial(_tell, as_json=as_json, quiet=quiet)
    if dry_run:
        reports = [tell(preview(source)) for source in sources]
    else:
        reports = _import(sources, store, wait, tell=tell, quiet=quiet)
    broken = any(report["quarantined"] for report in reports)
    if broken and not (dry_run or quiet):
        say("what could not be read is listed by  retrograde runs --quarantine")
    if not quiet:
        say("nothing was written." if dry_run else "next: retrograde run")
    return 3 if broken else 0


def _import(
    sources: list[Source],
    store: Path,
    wait: float,
    *,
    tell: Callable[[Report], Report],
    quiet: bool,
) -> list[Report]:
    from pipeline.importing import import_source
    from pipeline.ledger import ledger_run
    from pipeline.store import write_store

    progress = Progress(quiet=quiet)
    reports = []
    with write_store(store, wait_seconds=wait) as opened, ledger_run(opened, "import") as run:
        for source in sources:
            reports.append(import_source(opened, run, source, progress=progress.show))
            progress.end()
            # Told at once: the next file may fail, and this one is in.
            tell(reports[-1])
            if broken := run.amount("quarantined"):
                run.partial = f"{broken:,} items could not be read"
    return reports


def _tell(report: Report, *, as_json: bool, quiet: bool) -> Report:
    if as_json:
        click.echo(json.dumps(report))
    if quiet:
        return report
    counts = ", ".join(f"{report[key]:,} {words}" for key, words in _WORDS.items() if key in report)
    say(f"{one_line(str(report['file']))}: {report['format']}: {counts}")
    return report
