"""How the commands that check files tell what is wrong in them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import plain, say

if TYPE_CHECKING:
    from claims.evidence.reader import Fault


def stop_at_mistakes(faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print each fault with its fix and leave with exit code 1; do nothing where there is none."""
    for fault in faults:
        if as_json:
            click.echo(json.dumps(dataclasses.asdict(fault), ensure_ascii=False))
        else:
            click.echo(plain(f"{fault.file}: {fault.problem}\n  fix: {fault.fix}"))
    if faults:
        say("1 mistake" if len(faults) == 1 else f"{len(faults)} mistakes")
        raise click.exceptions.Exit(1)
