"""`retrograde topic`: list, show and check the topics, start the file of a new one."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import dry_run_option
from pipeline.cli.terminal import plain, say


@click.group(short_help="list, show and check topics, start a new one")
def command() -> None:
    """The topics: one TOML file each, in data/topics/."""


@command.command("list", short_help="one line a topic")
def list_() -> None:
    """List the topics with their hashtags and how many studies speak to each."""
    from claims.evidence.library import load_library
    from claims.topics import load_topic, topic_slugs

    for slug in topic_slugs():
        topic = load_topic(slug)
        tags, studies = len(topic.hashtags), len(load_library(slug).studies)
        click.echo(plain(f"{slug}: {topic.name}; {tags} hashtags, {studies} studies"))
    say("next: retrograde topic show NAME")


@command.command(short_help="everything one topic file says")
@click.argument("name")
def show(name: str) -> None:
    """Show one topic: its hashtags, activities, usual form and caution."""
    from claims.topics import load_topic

    topic = load_topic(name)
    click.echo(plain(f"{topic.slug}: {topic.name}"))
    click.echo(plain("hashtags: " + ", ".join(f"#{tag}" for tag in sorted(topic.hashtags))))
    for activity in topic.activities:
        default = " (where a text names none)" if activity.key == topic.default_activity else ""
        click.echo(plain(f"activity {activity.key}{default}: {activity.label}"))
        click.echo(plain(f"  against {activity.usual_label}; said as {', '.join(activity.words)}"))
    click.echo(plain(f"usual form: {topic.usual}"))
    click.echo(plain(f"studies: {', '.join(topic.evidence_topics) or 'none yet'}"))
    click.echo(plain(f"caution: {topic.caution}"))


@command.command(short_help="name every mistake in the topic files")
def check() -> None:
    """Read every topic file; name file, key, value and fix of each mistake; exit 1 if there are."""
    from claims.topic_files import topic_faults
    from claims.topics import topic_slugs

    faults = topic_faults()
    for fault in faults:
        click.echo(plain(f"{fault.problem}\n  fix: {fault.fix}"))
    if faults:
        say(f"{len(faults)} mistakes" if len(faults) > 1 else "1 mistake")
        raise click.exceptions.Exit(1)
    say(f"{len(topic_slugs())} topics, no mistakes")


@command.command(short_help="start the file of a new topic")
@click.argument("name")
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/topics"),
    show_default=True,
    help="Folder of the topic files.",
)
@dry_run_option
def new(name: str, *, root: Path, dry_run: bool) -> None:
    """Write the commented file of a topic; NAME is small letters and hyphens, as in jump-rope."""
    from claims.topic_files import topic_skeleton
    from pipeline.errors import PipelineError

    text, path = topic_skeleton(name), root / f"{name}.toml"
    if path.exists():
        raise PipelineError(f"{path} is there already.", "choose another name, or mend that file")
    if dry_run:
        click.echo(text, nl=False)
        say(f"would write {path}")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    say(f"wrote {path}. next: fill in what is marked, then retrograde topic check")
