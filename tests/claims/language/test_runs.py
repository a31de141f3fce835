"""Runs: read once, kept while they are short and few."""

from __future__ import annotations

import pytest

from claims.language import runs
from claims.language.runs import Runs


def test_a_run_is_read_once() -> None:
    seen: list[str] = []

    def read(run: str) -> int:
        seen.append(run)
        return len(run)

    kept = Runs(read)
    assert [kept["knee"], kept["knee"], kept["knees"]] == [4, 4, 5]
    assert seen == ["knee", "knees"]


def test_what_is_kept_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_MOST", 3)
    kept = Runs(len)
    for run in ("a", "b", "c", "d", "x" * 500, "d"):
        assert kept[run] == len(run)
    assert list(kept) == ["d"]
