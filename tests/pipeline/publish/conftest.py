"""Exports of a release for the tests of `pipeline.publish`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.cells import Sharing
from pipeline.publish.exports import Wanted, export_release
from pipeline.publish.release import open_release


@pytest.fixture
def export(published: Path, tmp_path: Path) -> Callable[..., Path]:
    """Exports the newest release to a folder of the test."""

    def run(*tables: str, formats: tuple[str, ...] = ("csv",), **sharing: bool) -> Path:
        wanted = Wanted(tables, formats, Sharing(**sharing))
        return export_release(published, open_release(published), tmp_path / "out", wanted)

    return run
