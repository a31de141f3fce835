"""`retrograde runs`: the run ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option, store_option
from pipeline.cli.terminal import plain, say


@click.command(short_help="the run ledger")
@click.argument("run", required=False)
@click.option("--limit", default=20, show_default=True, help="How many runs, newest first.")
@click.option("--quarantine", is_flag=True, help="List what could not be read instead.")
@json_option
@store_option
def command(run: str | None, *, limit: int, quarantine: bool, as_json: bool, store: Path) -> None:
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
    if not rows:
        say(f"there is no run {run}" if run else "nothing yet. next: retrograde import FILE")


def _line(row: dict[str, Any], *, whole: bool) -> str:
    if "line" in row:
        return plain(f"{row['file']}:{row['line']}: {row['problem']}")
    lines = [f"{row['run']}  {row['ending']}" + (f"  ({row['reason']})" if row["reason"] else "")]
    if whole:
        lines += [f"  {_count(count)}" for count in row["counts"]]
    return plain("\n".join(lines))


def _count(count: dict[str, Any]) -> str:
    why = f" ({count['reason']})" if count["reason"] else ""
    return f"{count['subject']}: {count['amount']:,} {count['measure']}{why}"
