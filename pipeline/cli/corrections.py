"""`retrograde corrections`: check and list what was said wrong, and what is said now."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from pipeline.cli.mistakes import stop_at_mistakes
from pipeline.cli.options import json_option, store_option
from pipeline.cli.terminal import plain, say

files_argument = click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)


@click.group(short_help="check and list what was said wrong, and what is said now")
def command() -> None:
    """The corrections that every release holds: data/corrections.toml, and the store's own."""


@command.command(short_help="name every mistake in the files of corrections")
@files_argument
@json_option
@store_option
def check(files: tuple[Path, ...], *, as_json: bool, store: Path) -> None:
    """Read FILES, or all that a release would hold; exit 1 if there are mistakes."""
    from pipeline.corrections import check_files

    found, faults = check_files(files, store)
    stop_at_mistakes(faults, as_json=as_json)
    count = "1 correction" if len(found) == 1 else f"{len(found)} corrections"
    say(f"{count}, no mistakes. next: retrograde run  shows them in a release")


@command.command("list", short_help="every correction, the newest first")
@json_option
@store_option
def list_(*, as_json: bool, store: Path) -> None:
    """List what a release made now would say it corrects."""
    from pipeline.corrections import read_corrections

    corrections = read_corrections(store)
    for one in reversed(corrections):
        if as_json:
            click.echo(json.dumps(dataclasses.asdict(one), ensure_ascii=False, default=str))
            continue
        about = ", ".join((*one.claims, *one.studies))
        click.echo(
            plain(
                f"{one.date}: {about}\n  said: {one.said}\n  says: {one.says}\n"
                f"  why: {one.why}\n  {one.key}\n"
            )
        )
    say("1 correction" if len(corrections) == 1 else f"{len(corrections)} corrections")
