"""`retrograde doctor`: versions, store, evidence and settings at a glance."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import store_option
from pipeline.cli.terminal import plain

if TYPE_CHECKING:
    from pipeline.store import Store


@click.command(short_help="versions, store, evidence and settings at a glance")
@store_option
def command(store: Path) -> None:
    """Say what is installed, what the store holds, and where each setting comes from."""
    import duckdb

    from pipeline.version import code_version

    click.echo(
        f"python    {platform.python_version()} · retrograde {code_version()} "
        f"· duckdb {duckdb.__version__}"
    )
    click.echo(f"store     {_store(store)}")
    click.echo(f"evidence  {_evidence()}")
    for line in _platforms():
        click.echo(f"platforms {line}")
    for line in _settings():
        click.echo(f"settings  {line}")


def _store(store: Path) -> str:
    from pipeline.lock import StoreBusyError
    from pipeline.publish.release import release_ids
    from pipeline.store import DATABASE, read_store

    where = plain(str(store))
    if not (store / DATABASE).exists():
        return f"none in {where}. next: retrograde init, or retrograde import FILE"
    try:
        with read_store(store) as opened:
            held = _held(opened)
    except StoreBusyError as busy:
        held = plain(busy.problem)
    newest = (release_ids(store) or ["none"])[-1]
    free = shutil.disk_usage(store).free / 1e9
    return f"{where}: {held} · newest release {newest} · {free:.0f} GB free"


def _held(store: Store) -> str:
    posts, run = store.connection.execute(
        "SELECT (SELECT count(*) FROM posts), (SELECT arg_max(run, started_at) FROM runs)"
    ).fetchall()[0]
    return f"{posts:,} posts · last run {run or 'none'}"


def _evidence() -> str:
    from claims.evidence.library import load_library

    studies = load_library().studies.values()
    checked = sum(1 for study in studies if study.reviewed_by)
    findings = sum(len(study.findings) for study in studies)
    return f"{len(studies)} studies, {findings} findings, {checked} checked by a person"


def _platforms() -> list[str]:
    """Who can be asked, and what the others lack; whether a secret is there, never what it is."""
    from pipeline.rounds import missing_credentials
    from scrapers.platform import known_platforms

    lines = []
    for known in known_platforms().values():
        missing = missing_credentials(known)
        state = f"needs {' and '.join(missing)}" if missing else "can be asked"
        lines.append(f"{known.name}: {state}")
    return lines


def _settings() -> list[str]:
    from dataclasses import asdict

    from pipeline.settings import read_settings

    settings, origins = read_settings()
    return [
        plain(f"{name} = {value!r} ({origins[name]})") for name, value in asdict(settings).items()
    ]
