"""`retrograde init`: settings and a store."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import writing_options
from pipeline.cli.terminal import Progress, plain, say


@click.command(short_help="make retrograde.toml and the store; --demo loads invented posts")
@click.option("--demo", is_flag=True, help="Load the invented posts that come with Retrograde.")
@writing_options
def command(demo: bool, *, store: Path, wait: float, dry_run: bool, quiet: bool) -> None:
    """Write a commented retrograde.toml here and make the store; what exists is left alone."""
    from pipeline.settings import FILE, TEMPLATE
    from pipeline.store import write_store

    settings = Path.cwd() / FILE
    if dry_run:
        written = "leave" if settings.exists() else "write"
        say(f"would {written} {FILE} and make {plain(str(store))}")
        say("nothing was written.")
        return
    if not settings.exists():
        _write(settings, TEMPLATE)
    with write_store(store, wait_seconds=wait) as opened:
        if demo:
            from pipeline.demo import load_demo

            progress = Progress(quiet=quiet)
            report = load_demo(opened, progress=progress.show)
            progress.end()
    if quiet:
        return
    say(f"{FILE} and {plain(str(store))} are there.")
    if demo:
        say(f"{report['posts_new']:,} invented posts are in the store.\nnext: retrograde run")
    else:
        say("next: retrograde doctor, or retrograde import FILE")


def _write(settings: Path, text: str) -> None:
    from pipeline.atomic import write_text
    from pipeline.errors import PipelineError

    try:
        write_text(settings, text)
    except OSError as error:
        raise PipelineError(
            f"{settings} cannot be written: {error.strerror}",
            "change to a folder of yours, e.g. mkdir retrograde && cd retrograde",
        ) from None
