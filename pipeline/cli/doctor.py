"""`retrograde doctor`: versions, store, evidence and settings at a glance."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import click

from pipeline.cli.options import store_option
from pipeline.cli.terminal import plain


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
    for line in _settings():
        click.echo(f"settings  {line}")


def _store(store: Path) -> str:
    from pipeline.publish.release import release_ids
    from pipeline.store import DATABASE, read_store

    if not (store / DATABASE).exists():
        return f"none in {plain(str(store))}: retrograde init"
    with read_store(store) as opened:
        posts = opened.connection.execute("SELECT count(*) FROM posts").fetchall()[0][0]
        runs = opened.connection.execute("SELECT max(run) FROM runs").fetchall()[0][0]
    free = shutil.disk_usage(store).free / 1e9
    releases = release_ids(store)
    newest = releases[-1] if releases else "none"
    return (
        f"{plain(str(store))}: {posts:,} posts · newest release {newest} "
        f"· last run {runs or 'none'} · {free:.0f} GB free"
    )


def _evidence() -> str:
    from claims.evidence.library import load_library
    from claims.topics import topic_slugs

    parts = []
    for slug in topic_slugs():
        studies = load_library(slug).studies.values()
        checked = sum(1 for study in studies if study.reviewed_by)
        findings = sum(len(study.findings) for study in studies)
        parts.append(
            f"{slug}: {len(studies)} studies, {findings} findings, {checked} checked by a person"
        )
    return " · ".join(parts)


def _settings() -> list[str]:
    from dataclasses import asdict

    from pipeline.settings import read_settings

    settings, origins = read_settings()
    return [
        plain(f"{name} = {value!r} ({origins[name]})") for name, value in asdict(settings).items()
    ]
