"""`retrograde evidence`: check, list and show the study library, and take studies into it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from pipeline.cli.literature import new, retractions, search
from pipeline.cli.mistakes import stop_at_mistakes
from pipeline.cli.options import DEFAULT_TOPIC, dry_run_option, json_option
from pipeline.cli.terminal import plain, say

topic_option = click.option(
    "--topic", default=None, help="Only the studies of one topic [default: all]."
)
root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Another folder of studies, laid out as data/evidence.",
)


@click.group(short_help="check, list and show the study library, find papers for it")
def command() -> None:
    """The studies that claims are held against: one TOML file each, in data/evidence/TOPIC/."""


@command.command(short_help="name every mistake in the study files")
@topic_option
@root_option
@json_option
def check(topic: str | None, *, root: Path | None, as_json: bool) -> None:
    """Read every study file; name file, key, value and fix of each mistake; exit 1 if there are."""
    from claims.evidence.library import check_library, load_library

    faults = check_library(_known(topic), root)
    stop_at_mistakes(faults, as_json=as_json)
    library = load_library(topic, root)
    reviewed = sum(bool(study.reviewed_by) for study in library.studies.values())
    say(
        f"{len(library.studies)} studies, {len(library.findings)} findings, no mistakes; "
        f"{reviewed} checked by a person · evidence {library.sha256[:12]}"
    )


@command.command("list", short_help="one line a study")
@topic_option
@root_option
@click.option("--outcome", help="Only studies with a finding on this outcome.")
@json_option
def list_(topic: str | None, *, root: Path | None, outcome: str | None, as_json: bool) -> None:
    """List the studies, with what kind each is and how far it was read."""
    from claims.evidence.library import load_library
    from claims.evidence.listing import study_line

    studies = list(load_library(_known(topic), root).studies.values())
    if outcome is not None:
        _known_outcome(outcome)
        studies = [s for s in studies if any(f.outcome == outcome for f in s.findings)]
    for study in studies:
        if as_json:
            click.echo(json.dumps(dataclasses.asdict(study), ensure_ascii=False))
        else:
            click.echo(plain(study_line(study)))
    say(f"{len(studies)} studies. next: retrograde evidence show KEY")


@command.command(short_help="everything one study file says")
@click.argument("key")
@root_option
@json_option
def show(key: str, *, root: Path | None, as_json: bool) -> None:
    """Show one study with all its findings."""
    from claims.evidence.library import load_library
    from claims.evidence.listing import study_lines
    from claims.evidence.reader import nearest
    from pipeline.errors import PipelineError

    studies = load_library(None, root).studies
    if key not in studies:
        fix = f"{nearest(key, studies)} All keys: retrograde evidence list"
        raise PipelineError(f"there is no study {key!r} in the library.", fix)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(studies[key]), ensure_ascii=False))
        return
    click.echo(plain("\n".join(study_lines(studies[key]))))


@command.command("import", short_help="study files from a JSON list")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--topic", default=DEFAULT_TOPIC, show_default=True, help="Topic they are for.")
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/evidence"),
    show_default=True,
    help="Folder of the study files.",
)
@dry_run_option
def import_(file: Path, *, topic: str, root: Path, dry_run: bool) -> None:
    """Write one study file for each study of a JSON file; what curators wrote in them stays."""
    from claims.evidence.from_json import files_from_json

    written = unchanged = 0
    folder = root / (_known(topic) or topic)
    for name, text in files_from_json(str(file), file.read_text("utf-8"), folder):
        path = folder / name
        if path.exists() and path.read_text("utf-8") == text:
            unchanged += 1
            continue
        written += 1
        if not dry_run:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    did = "would write" if dry_run else "wrote"
    say(f"{did} {written} study files, {unchanged} unchanged. next: retrograde evidence check")


def _known(topic: str | None) -> str | None:
    """The topic, if there is one of that name; a wrong name says which are known."""
    from claims.topics import load_topic

    return None if topic is None else load_topic(topic).slug


def _known_outcome(outcome: str) -> None:
    from claims.evidence.outcomes import load_outcomes
    from claims.evidence.reader import nearest
    from pipeline.errors import PipelineError

    outcomes = load_outcomes()
    if not outcomes.knows(outcome):
        raise PipelineError(f"unknown outcome {outcome!r}.", nearest(outcome, outcomes.by_key))


for _command in (new, search, retractions):
    command.add_command(_command)
