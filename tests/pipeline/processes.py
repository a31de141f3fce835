"""Other processes, steered by what they say and are told: no test waits and hopes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from tests.conftest import ROOT

# Said before every script: where it is, and what lets it talk with the test.
_OPENING = """
import os, signal, sys
from pathlib import Path
from pipeline.cli import main
from pipeline.store import read_store, write_store
from tests.pipeline.making import *

def tell(word):
    print(word, flush=True)

def hear():
    return sys.stdin.readline().strip()

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def interrupt():
    os.kill(os.getpid(), signal.SIGINT)

def retrograde(*arguments):
    sys.argv = ["retrograde", *map(str, arguments)]
    main()
"""


def _program(script: str) -> list[str]:
    return [sys.executable, "-c", _OPENING + dedent(script)]


def run(script: str, *, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a script to its end, whatever end it is."""
    return subprocess.run(
        _program(script), cwd=cwd, capture_output=True, text=True, check=False, timeout=300
    )


class Process:
    """A script under way."""

    def __init__(self, script: str) -> None:
        self.child = subprocess.Popen(
            _program(script),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def hear(self) -> str:
        """The next line that it says; empty when it ended without."""
        assert self.child.stdout is not None
        return self.child.stdout.readline().strip()

    def tell(self, word: str) -> None:
        """Say a line to it."""
        assert self.child.stdin is not None
        self.child.stdin.write(word + "\n")
        self.child.stdin.flush()

    def end(self) -> tuple[int, str, str]:
        """Wait for its end: exit code and what else it said on stdout and stderr."""
        out, err = self.child.communicate(timeout=300)
        return self.child.returncode, out, err


@contextmanager
def started(script: str) -> Iterator[Process]:
    """A process that is gone at the end of the block, however the block ends."""
    process = Process(script)
    try:
        yield process
    finally:
        process.child.kill()
        process.child.communicate()
