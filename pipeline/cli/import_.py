"""`retrograde import`: read files of posts into the store."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.options import json_option, writing_options
from pipeline.cli.terminal import Progress, plain, say


@click.command("import", short_help="read files of posts into the store")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
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
    from pipeline.importing import import_source, preview, recognise

    sources = recognise(files, format_name=format_name)
    if dry_run:
        reports = [preview(source) for source in sources]
    else:
        from pipeline.ledger import ledger_run
        from pipeline.store import write_store

        progress = Progress(quiet=quiet)
        with write_store(store, wait_seconds=wait) as opened, ledger_run(opened, "import") as run:
            reports = [import_source(opened, run, s, progress=progress.show) for s in sources]
            if any(report["quarantined"] for report in reports):
                run.partial = f"{run.amount('quarantined')} items could not be read"
    for report in reports:
        _tell(report, as_json=as_json, quiet=quiet)
    if dry_run and not quiet:
        say("nothing was written.")
    elif not quiet:
        say("next: retrograde run")
    return 3 if any(report["quarantined"] for report in reports) else 0


def _tell(report: dict[str, str | int], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        click.echo(json.dumps(report))
    if quiet:
        return
    counts = ", ".join(
        f"{amount:,} {name.replace('_', ' ')}"
        for name, amount in report.items()
        if isinstance(amount, int)
    )
    say(f"{plain(str(report['file']))}: {report['format']}: {counts}")
    if report["quarantined"]:
        say("  what could not be read is listed by  retrograde runs --quarantine")
