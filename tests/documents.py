"""Reads the project's Markdown and carries out what it says: its blocks, commands and names."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SHELL = frozenset({"console", "sh", "bash", "shell"})
OTHER = frozenset({"json", "jsonl", "markdown", "python", "text", "toml"})

# Written on the line above a block whose commands cannot run in a test, with the reason.
_NOT_RUN = re.compile(r"<!--\s*not run:\s*(\S.*?)\s*-->")
# Above a block of data that the commands after it need: the test adds it to that file.
_ADDED_TO = re.compile(r"<!--\s*added to:\s*(\S+)\s*-->")
_FENCE = re.compile(r"^\s*```\s*([\w-]*)\s*$")
_LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]*\ssrc=\"([^\"]+)\"")
_PATH = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)*/?)`")
_FILE_NAME = re.compile(
    r"\.(cff|csv|json|jsonl|lock|md|png|py|sh|sql|svg|toml|txt|yaml|yml)$|^Makefile$|^LICENSE$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    document: str
    line: int  # of its first line inside the fence
    language: str
    lines: tuple[str, ...]
    not_run: str | None
    added_to: str | None


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a shell block and the output that the document shows for it."""

    place: str
    text: str
    output: tuple[str, ...]

    @property
    def make_targets(self) -> list[str]:
        """The targets, where the command is one call of make; empty where it is another."""
        words = shlex.split(self.text, comments=True)
        return [word for word in words[1:] if "=" not in word] if words[:1] == ["make"] else []


def blocks(path: Path) -> Iterator[Block]:
    """Every fenced block of a document, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start: int | None = None
    language, marked, above = "", "", ""
    for number, line in enumerate(lines, start=1):
        fence = _FENCE.match(line)
        if fence and start is None:
            start, language, marked = number + 1, fence[1], above
        elif fence and start is not None:
            yield Block(
                document=path.name,
                line=start,
                language=language,
                lines=tuple(lines[start - 1 : number - 1]),
                not_run=_mark(_NOT_RUN, marked),
                added_to=_mark(_ADDED_TO, marked),
            )
            start = None
        above = line.strip() or above


def _mark(kind: re.Pattern[str], line: str) -> str | None:
    found = kind.search(line)
    return found[1] if found else None


def commands(block: Block) -> Iterator[Command]:
    """The commands of a shell block; `console` has prompts and output, `sh` has neither."""
    if block.language not in SHELL:
        return
    spoken: tuple[int, str] | None = None
    output: list[str] = []
    for number, line in _logical_lines(block):
        prompted = block.language == "console"
        is_command = line.startswith("$ ") if prompted else bool(line.split("#")[0].strip())
        if is_command:
            if spoken:
                yield _command(block, spoken, output)
            spoken, output = (number, line.removeprefix("$ ").strip()), []
        elif prompted:
            output.append(line)
    if spoken:
        yield _command(block, spoken, output)


def _logical_lines(block: Block) -> Iterator[tuple[int, str]]:
    held, held_at = "", block.line
    for number, line in enumerate(block.lines, start=block.line):
        held, held_at = (held + line.strip(), held_at) if held else (line.rstrip(), number)
        if held.endswith("\\"):
            held = held[:-1].rstrip() + " "
        else:
            yield held_at, held
            held = ""
    if held:
        yield held_at, held


def _command(block: Block, spoken: tuple[int, str], output: list[str]) -> Command:
    line, text = spoken
    return Command(f"{block.document}:{line}", text, tuple(output))


def missing_output(shown: tuple[str, ...], printed: str) -> str | None:
    """The first shown line that was not printed after the ones before it; `…` is anything."""
    rest = [line.rstrip() for line in printed.splitlines()]
    for line in shown:
        if line.strip() in {"", "…"}:
            continue
        pattern = re.compile(".*".join(map(re.escape, line.strip().split("…"))))
        for position, candidate in enumerate(rest):
            if pattern.fullmatch(candidate.strip()):
                rest = rest[position + 1 :]
                break
        else:
            return line
    return None


def prose(path: Path) -> str:
    """The document without its fenced blocks."""
    return re.sub(r"(?ms)^\s*```.*?^\s*```\s*$", "", path.read_text(encoding="utf-8"))


def named_files(path: Path) -> Iterator[str]:
    """Links to our own files, and what stands in backticks and looks like a path."""
    text = prose(path)
    for found in _LINK.finditer(text):
        target = (found[1] or found[2]).split("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            yield target
    for found in _PATH.finditer(text):
        name = found[1]
        if "/" in name.strip("/") or name.endswith("/") or _FILE_NAME.search(name):
            yield name


def add(block: Block, target: Path) -> None:
    """What a contributor would type into that file."""
    text = target.read_text(encoding="utf-8") + "\n" if target.exists() else ""
    target.write_text(text + "\n".join(block.lines) + "\n", encoding="utf-8")


def try_out(block: Block, folder: Path) -> None:
    """Carry out every command of the block, and fail where it prints something else than shown."""
    for command in commands(block):
        printed = run(command, folder)
        missing = None if command.make_targets else missing_output(command.output, printed)
        assert missing is None, (
            f"{command.place}: {command.text}\nprinted, instead of the line\n"
            f"{missing}\nthis:\n{printed}"
        )


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
            "PYTHONUNBUFFERED": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # in one order, as a terminal shows them
        text=True,
        timeout=180,
        check=False,
    )
    if done.returncode != 0:
        message = f"{command.place}: {text}\nended with {done.returncode}:\n{done.stdout}"
        pytest.fail(message, pytrace=False)
    return done.stdout
