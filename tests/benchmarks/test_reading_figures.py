"""The figures that pages show are what the extractor does today on the test posts."""

from __future__ import annotations

from benchmarks.extraction import test_figures as measured
from claims.reading_figures import reading_figures

AGAIN = "measure again: python -m benchmarks.extraction --write"


def test_the_figures_that_pages_show_are_those_of_this_extractor() -> None:
    shown = reading_figures()["sets"]
    for told, now in zip(shown, measured(draws=40)["sets"], strict=True):
        assert (told["title"], told["posts"]) == (now["title"], now["posts"]), AGAIN
        points = {name: figure[0] for name, figure in now["figures"].items()}
        assert {name: figure[0] for name, figure in told["figures"].items()} == points, AGAIN


def test_every_figure_lies_in_its_interval() -> None:
    for told in reading_figures()["sets"]:
        assert all(low <= figure <= high for figure, low, high in told["figures"].values())
