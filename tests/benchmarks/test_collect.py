"""The benchmark of collecting measures what it says."""

from __future__ import annotations

import pytest

from benchmarks.collect import Figures, Took, main, measure, middle


def test_the_same_pages_are_read_three_ways() -> None:
    figures = measure(2, turns=1)
    assert figures.pages == 8
    for took in (figures.ours, figures.scrapy, figures.bare):
        assert took.clock_s > 0
        assert took.cpu_s > 0


def test_the_shares_are_of_processor_time() -> None:
    figures = Figures(1, Took(9, 4), Took(9, 3), Took(9, 1))
    assert (figures.share_of_scrapy, figures.share_of_bare) == (0.75, 0.25)


def test_one_odd_turn_does_not_count() -> None:
    assert middle([Took(1, 1), Took(1, 99), Took(1, 2)]) == Took(1, 2)


def test_the_smoke_run_prints_shares(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["collect", "--smoke"])
    monkeypatch.setattr("benchmarks.collect.SMOKE_PAGES", 1)
    main()
    assert "of the speed of Scrapy with an empty pipeline" in capsys.readouterr().out
