"""Options that mean the same in every command."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_TOPIC = "backward-running"
_WAIT = re.compile(r"(\d+)\s*([smh]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}


class Wait(click.ParamType[float]):
    """A time to wait, as 30s, 10m or 1h."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        found = _WAIT.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is not a time such as 30s, 10m or 1h", param, ctx)
        return float(int(found[1]) * _SECONDS[found[2]])


def _store(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    if value is not None:
        return value.expanduser()
    from pipeline.settings import read_settings

    return Path(read_settings()[0].store).expanduser()


store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_store,
    help="Folder of the store [default: RETROGRADE_STORE, retrograde.toml, or data/store].",
)
wait_option = click.option(
    "--wait", type=Wait(), default="0s", help="How long to wait for another run, e.g. 10m."
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Say what would be done; write nothing."
)
topics_option = click.option(
    "--topic",
    "topics",
    multiple=True,
    default=(DEFAULT_TOPIC,),
    show_default=True,
    callback=lambda ctx, param, slugs: tuple(dict.fromkeys(slugs)),
    help="Topic; may be repeated.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Data as JSON on stdout.")
quiet_option = click.option("--quiet", is_flag=True, help="No talk, only errors.")


def writing_options(function: F) -> F:
    """The options of every command that writes the store."""
    for option in (quiet_option, dry_run_option, wait_option, store_option):
        function = option(function)
    return function
