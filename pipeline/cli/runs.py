"""`retrograde runs`: the run ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option, store_option
from pipeline.cli.terminal import one_line, say


@click.command(short_help="the run ledger")
@click.argument("run", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many, newest first.",
)
@click.option("--quarantine", is_flag=True, help="List what could not be read instead.")
@json_option
@store_option
def command(run: str | None, *, limit: int, quarantine: bool, as_json: bool, store: Path) -> int:
    """List the newest runs, or all counts of one RUN."""
    from pipeline.ledger import ledger_rows, quarantine_rows
    from pipeline.store import read_store

    with read_store(store) as opened:
        if quarantine:
            rows = quarantine_rows(opened, limit=limit)
        else:
            rows = ledger_rows(opened, limit=limit, run=run)
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row, whole=bool(run)))
    if rows:
        return 0
    if run:
        say(f"there is no run {one_line(run)}\n  fix: retrograde runs  lists them")
        return 1
    say("nothing is in quarantine" if quarantine else "nothing yet. next: retrograde import FILE")
    return 0


def _line(row: dict[str, Any], *, whole: bool) -> str:
    if "line" in row:
        return one_line(f"{row['file']}:{row['line']}: {row['problem']}")
    lines = [f"{row['run']}  {row['ending']}" + (f"  ({row['reason']})" if row["reason"] else "")]
    if whole:
        lines += [f"  {_count(count)}" for count in row["counts"]]
    return "\n".join(map(one_line, lines))


def _count(count: dict[str, Any]) -> str:
    why = f" ({count['reason']})" if count["reason"] else ""
    return f"{count['subject']}: {count['amount']:,} {count['measure']}{why}"
