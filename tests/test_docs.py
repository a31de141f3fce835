"""What the documents say is so: their commands run, the files they name are there.

`make` is the one command that is not carried out: these tests run inside `make test`, and a make
that installs would cost minutes. It is asked, with `make -n`, whether it knows how.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli import COMMANDS, cli
from pipeline.cli.summaries import SUMMARIES
from tests import documents
from tests.conftest import ROOT
from tests.documents import Command

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DOCUMENTS = [README, CONTRIBUTING, ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"]

# What a command makes, so that a fresh clone has it not.
MADE = ("data/store", "out", "retrograde.toml", ".venv", "releases", "release.json")
NOT_COPIED = {".git", ".venv", ".venv-lowest", "__pycache__", ".hypothesis", "build", "dist", "out"}


def document_name(path: Path) -> str:
    return path.name


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the project that commands may write into."""
    target = tmp_path / "retrograde"
    store = (ROOT / "data" / "store").as_posix()

    def unwanted(folder: str, names: list[str]) -> set[str]:
        return {
            name
            for name in names
            if name in NOT_COPIED or name.endswith("_cache") or f"{folder}/{name}" == store
        }

    shutil.copytree(ROOT, target, ignore=unwanted)
    return target


def shell_commands(path: Path) -> Iterator[Command]:
    for block in documents.blocks(path):
        if block.not_run is None:
            yield from documents.commands(block)


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_command_runs_and_prints_what_the_document_shows(path: Path, clone: Path) -> None:
    for block in documents.blocks(path):
        if block.added_to:
            documents.add(block, clone / block.added_to)
        elif block.not_run is None:
            documents.try_out(block, clone)


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_block_says_what_it_is(path: Path) -> None:
    known = documents.SHELL | documents.OTHER
    odd = [f"{b.document}:{b.line}" for b in documents.blocks(path) if b.language not in known]
    assert not odd, f"{', '.join(odd)}: a fence opens with one of {', '.join(sorted(known))}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_file_that_is_named_is_there(path: Path) -> None:
    absent = [
        name
        for name in documents.named_files(path)
        if not name.strip("/").startswith(MADE) and not exists(name)
    ]
    assert not absent, f"{path.name} names files that are not there: {', '.join(absent)}"


def exists(name: str) -> bool:
    """A path from the root, with stars; a bare file name may lie anywhere in the product."""
    if any(ROOT.glob(name.strip("/"))):
        return True
    return "/" not in name and any(
        file
        for folder in ("claims", "dashboard", "data", "pipeline", "scrapers", "tests")
        for file in (ROOT / folder).rglob(name)
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_make_target_that_is_named_is_there(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z][a-z-]*)", path.read_text(encoding="utf-8")))
    assert named <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_command_and_benchmark_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    benchmarks = {file.stem for file in (ROOT / "benchmarks").glob("*.py")}
    assert set(re.findall(r"\bbenchmarks[./]([a-z_]+)", text)) <= benchmarks
    assert set(re.findall(r"(?:`|\$ )retrograde ([a-z]+)", text)) <= set(COMMANDS)


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 150
    assert len(CONTRIBUTING.read_text(encoding="utf-8").splitlines()) < 200


def test_the_readme_gives_the_two_commands_of_a_fresh_machine() -> None:
    targets = [t for command in shell_commands(README) for t in command.make_targets]
    assert {"run", "test"} <= set(targets)


def test_the_readme_lists_every_command_in_the_commands_own_words() -> None:
    table = "\n".join(f"| `retrograde {name}` | {SUMMARIES[name]} |" for name in COMMANDS)
    text = README.read_text(encoding="utf-8")
    assert table in text, f"README.md lacks this table of the commands as it is now:\n\n{table}"


# The command line's own help is a document too


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Each command and subcommand under its full name."""
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in command.commands.items())


def test_the_list_of_commands_and_the_list_of_summaries_are_one() -> None:
    assert list(SUMMARIES) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_commands_own_short_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.short_help == SUMMARIES[name]


def test_every_command_and_every_option_explains_itself() -> None:
    silent = [name for name, command in every_command() if not command.help]
    silent += [
        f"{name} {option.opts[0]}"
        for name, command in every_command()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert not silent, "\n".join(silent)
