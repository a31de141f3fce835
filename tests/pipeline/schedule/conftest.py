"""A bench for every test of the schedule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.schedule.keeper import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A keeper's parts, an hour before the first time, with a store that is not there yet."""
    return Bench(tmp_path / "store")
