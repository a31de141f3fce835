"""The reader of documents: see documents.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import documents
from tests.documents import Block, Command, add, run, try_out


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


def test_a_block_can_be_meant_for_a_file(tmp_path: Path) -> None:
    block = block_of(tmp_path, '<!-- added to: data/x.toml -->\n```toml\na = "b"\n```\n')
    assert block.added_to == "data/x.toml"
    for _ in range(2):
        add(block, tmp_path / "x.toml")
    assert (tmp_path / "x.toml").read_text(encoding="utf-8") == 'a = "b"\n\na = "b"\n'


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


def test_a_command_that_prints_something_else_fails_the_document(tmp_path: Path) -> None:
    block = block_of(tmp_path, "```console\n$ echo one\ntwo\n```\n")
    with pytest.raises(AssertionError, match="printed, instead of the line\ntwo\nthis:\none"):
        try_out(block, tmp_path)


def test_make_is_asked_whether_it_knows_how_and_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("run:\n\ttouch done\n", encoding="utf-8")
    assert "touch done" in run(Command("README.md:1", "make run", ()), tmp_path)
    assert not (tmp_path / "done").exists()
    with pytest.raises(pytest.fail.Exception, match="make -n walk"):
        run(Command("README.md:1", "make walk", ()), tmp_path)
