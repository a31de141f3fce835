"""What the documents say is so: their commands run, the files they name are there.

`make` is the one command that is not carried out: these tests run inside `make test`, and a make
that installs would cost minutes. It is asked, with `make -n`, whether it knows how.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli import COMMANDS, cli
from pipeline.cli.summaries import SUMMARIES
from tests import documents
from tests.conftest import ROOT
from tests.documents import Block, Command

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DOCUMENTS = [README, CONTRIBUTING, ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"]

# What a command makes, so that a fresh clone has it not.
MADE = ("data/store", "out", "retrograde.toml", ".venv", "releases")
NOT_COPIED = {".git", ".venv", ".venv-lowest", "__pycache__", ".hypothesis", "build", "dist", "out"}


def document_name(path: Path) -> str:
    return path.name


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that commands may write into."""
    target = tmp_path_factory.mktemp("docs") / "retrograde"
    store = (ROOT / "data" / "store").as_posix()

    def unwanted(folder: str, names: list[str]) -> set[str]:
        return {
            name
            for name in names
            if name in NOT_COPIED or name.endswith("_cache") or f"{folder}/{name}" == store
        }

    shutil.copytree(ROOT, target, ignore=unwanted)
    return target


def run(command: Command, folder: Path) -> str:
    """Carry the command out in the copy; what it printed, or a failure that shows it."""
    bin_folder = Path(sys.executable).parent
    text = command.text
    if command.make_targets:
        text = re.sub(r"^make\b", "make -n", text)
    done = subprocess.run(
        ["sh", "-c", text],
        cwd=folder,
        env=os.environ
        | {
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(folder),
            "NO_COLOR": "1",
            "COLUMNS": "100",
        },
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=180,
        check=False,
    )
    printed = done.stdout + done.stderr
    if done.returncode != 0:
        pytest.fail(f"{command.place}: {text}\nended with {done.returncode}:\n{printed}", False)
    return printed


def shell_commands(path: Path) -> Iterator[Command]:
    for block in documents.blocks(path):
        if block.not_run is None:
            yield from documents.commands(block)


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_command_runs_and_prints_what_the_document_shows(path: Path, clone: Path) -> None:
    for command in shell_commands(path):
        printed = run(command, clone)
        missing = (
            None if command.make_targets else documents.missing_output(command.output, printed)
        )
        assert missing is None, (
            f"{command.place}: {command.text}\nprinted, instead of the line\n"
            f"{missing}\nthis:\n{printed}"
        )


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_block_says_what_it_is(path: Path) -> None:
    known = documents.SHELL | documents.OTHER
    odd = [f"{b.document}:{b.line}" for b in documents.blocks(path) if b.language not in known]
    assert odd == [], f"a fence opens with one of {', '.join(sorted(known))}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_name)
def test_every_file_that_is_named_is_there(path: Path) -> None:
    absent = [
        name
        for name in documents.named_files(path)
        if not name.strip("/").startswith(MADE) and not exists(name)
    ]
    assert absent == [], f"{path.name} names files that are not there"


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
    assert silent == []


# The reader of documents itself


def block_of(tmp_path: Path, text: str) -> Block:
    path = tmp_path / "README.md"
    path.write_text(text, encoding="utf-8")
    return next(documents.blocks(path))


def test_a_console_block_gives_commands_with_their_output(tmp_path: Path) -> None:
    block = block_of(tmp_path, "# Title\n\n```console\n$ one \\\n    two\nout\n\n$ three\n```\n")
    assert list(documents.commands(block)) == [
        Command("README.md:4", "one two", ("out", "")),
        Command("README.md:8", "three", ()),
    ]


def test_a_sh_block_gives_a_command_a_line_and_no_comments(tmp_path: Path) -> None:
    block = block_of(tmp_path, "```sh\n# why\nmake run PORT=8601   # or so\n```\n")
    (command,) = documents.commands(block)
    assert command.make_targets == ["run"]


def test_a_block_is_left_out_only_with_a_reason(tmp_path: Path) -> None:
    fence = "```sh\ngit clone x\n```\n"
    assert block_of(tmp_path, fence).not_run is None
    assert block_of(tmp_path, f"<!-- not run: -->\n{fence}").not_run is None
    assert block_of(tmp_path, f"<!-- not run: no network -->\n\n{fence}").not_run == "no network"


def test_a_reason_counts_for_the_next_block_only(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("<!-- not run: x -->\n```sh\na\n```\n\n```sh\nb\n```\n", encoding="utf-8")
    assert [block.not_run for block in documents.blocks(path)] == ["x", None]


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        (("one", "three"), None),
        (("o…e", "…", "th…"), None),
        (("three", "one"), "one"),
        (("on",), "on"),
    ],
)
def test_shown_output_must_be_printed_in_its_order(
    shown: tuple[str, ...], missing: str | None
) -> None:
    assert documents.missing_output(shown, "one\n  two  \nthree\n") == missing


def test_names_of_files_are_found_in_links_and_backticks_but_not_in_blocks(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(
        "See [x](docs/x.png#a), [y](https://example.org/y.md), `claims/keys.py`, `pyproject.toml`,"
        " `click`, `1/2 mile`, `data/topics/`.\n\n```sh\ncat `nowhere.md`\n```\n",
        encoding="utf-8",
    )
    assert sorted(documents.named_files(path)) == [
        "claims/keys.py",
        "data/topics/",
        "docs/x.png",
        "pyproject.toml",
    ]


def test_a_command_that_fails_fails_the_document(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"README\.md:1: exit 3\nended with 3"):
        run(Command("README.md:1", "exit 3", ()), tmp_path)
