"""`--dry-run` of every command that writes changes no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from pipeline.cli import COMMANDS, cli
from tests.pipeline.collection import GONE_KEY, VIDEO, write_collection
from tests.pipeline.making import Ended, folder_hash, write_lines
from tests.pipeline.reviewing.conftest import MILES

Command = Callable[..., Ended]
WRITES: dict[str, tuple[str, ...]] = {
    "init": ("--demo",),
    "import": ("more.ndjson",),
    "collect": (),
    "remap": (),
    "extract": (),
    "match": (),
    "publish": ("--note", "a note"),
    "run": (),
    "refresh": (),
    "purge": ("--post", GONE_KEY),
    "review": ("agree", MILES, "--by", "Ada Reader"),
    "export": ("--format", "csv", "--format", "parquet", "-o", "out"),
}


def has_dry_run(name: str) -> bool:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return any("--dry-run" in parameter.opts for parameter in command.params)


@pytest.mark.parametrize("name", WRITES)
def test_a_dry_run_changes_no_file_and_says_so(
    published: Path, command: Command, tmp_path: Path, name: str
) -> None:
    working = tmp_path / "working"
    write_lines(working / "more.ndjson", [VIDEO | {"id": "7320768196569599999"}])
    before = folder_hash(tmp_path)
    ended = command(name, *WRITES[name], "--dry-run")
    # One line of the collection is broken and stays so.
    assert (ended.code, ended.out) == (3 if name == "remap" else 0, "")
    assert ended.err.strip().endswith("nothing was written.")
    assert folder_hash(tmp_path) == before


@pytest.mark.parametrize("name", WRITES)
def test_a_dry_run_makes_no_store(command: Command, tmp_path: Path, name: str) -> None:
    write_collection(tmp_path)
    write_lines(tmp_path / "working" / "more.ndjson", [VIDEO])
    command(name, *WRITES[name], "--dry-run")
    assert not (tmp_path / "store").exists()
    assert [path.name for path in (tmp_path / "working").iterdir()] == ["more.ndjson"]


def test_every_command_that_writes_the_store_has_a_dry_run() -> None:
    asks_to_wait = set()
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        if any("--wait" in parameter.opts for parameter in command.params):
            asks_to_wait.add(name)
    assert asks_to_wait <= set(WRITES)
    assert all(has_dry_run(name) for name in WRITES)


def test_a_dry_run_of_extract_counts_what_a_run_then_reads(
    imported: Path, command: Command
) -> None:
    assert "backward-running: would read 14 posts" in command("extract", "--dry-run").err
    assert "extract: 14 posts read" in command("extract").err
    assert "would read 0 posts" in command("extract", "--dry-run").err


def test_a_dry_run_of_match_counts_what_a_run_then_judges(imported: Path, command: Command) -> None:
    command("extract")
    would = command("match", "--dry-run").err
    assert command("match").code == 0
    assert would.split()[1] != "0"
    assert "0 verdicts would be new or differ" in command("match", "--dry-run").err


def test_a_dry_run_of_publish_refuses_what_publish_refuses(
    imported: Path, command: Command
) -> None:
    ended = command("publish", "--dry-run")
    assert ended.code == 1
    assert "14 posts are not yet read" in ended.err
