"""Stores and a command line for the tests of the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.store import Store, write_store
from tests.pipeline.making import Ended, retrograde


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing."""
    with write_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Runs `retrograde` in an empty working folder, with the store in it."""
    working = tmp_path / "working"
    working.mkdir()
    monkeypatch.chdir(working)
    monkeypatch.setenv("RETROGRADE_STORE", str(tmp_path / "store"))

    def run(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        code = retrograde(*arguments)
        said = capfd.readouterr()
        return Ended(code, said.out, said.err)

    return run
