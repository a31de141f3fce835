"""The benchmark of imports measures what it says."""

from __future__ import annotations

import json

import pytest

from benchmarks.ingest import Figures, Took, main, measure, posts


def test_the_invented_posts_are_all_different_and_the_same_each_time() -> None:
    made = list(posts(300))
    assert made == list(posts(300))
    rows = [json.loads(line) for line in made]
    assert len({row["id"] for row in rows}) == len({row["caption"] for row in rows}) == 300
    assert all(len(row["id"]) == 19 for row in rows)


def test_a_run_measures_both_imports_and_the_bare_insert() -> None:
    figures = measure(200)
    assert figures.posts == 200
    for took in (figures.first, figures.again, figures.bare):
        assert took.clock_s > 0
        assert took.cpu_s > 0
    assert figures.peak_mib > 10


def test_the_shares_are_of_processor_time() -> None:
    figures = Figures(1, Took(9, 4), Took(9, 1), Took(9, 2), 1)
    assert (figures.share_of_bare, figures.again_share) == (0.5, 0.25)


def test_the_smoke_run_prints_ratios(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["ingest", "--smoke"])
    monkeypatch.setattr("benchmarks.ingest.SMOKE_POSTS", 50)
    main()
    said = capsys.readouterr().out
    assert "import of 50 posts: " in said
    assert "of the time of the first" in said
