"""Weeks made ready for a picture: gaps stay gaps, small counts stay points."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.claims import SpreadWeek
from dashboard.data.trends import Gap, Week
from dashboard.series import (
    FEW,
    Point,
    Series,
    Window,
    by_week,
    mention_series,
    monday,
    observed_window,
    running_total,
    spread_labels,
)

MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)


def window(weeks: int = 4, *, over: bool = True, gaps: tuple[Gap, ...] = ()) -> Window:
    last = MONDAY + WEEK * weeks - timedelta(days=1 if over else 4)
    return Window(MONDAY, last, ("bluesky", "mastodon"), gaps)


def gap(platform: str, first: int, last: int, status: str = "off") -> Gap:
    """A gap from and to so many days after the first Monday."""
    return Gap(platform, status, MONDAY + timedelta(first), MONDAY + timedelta(last), None)


def week(number: int, posts: int, views: int | None = None) -> Week:
    return Week("all", MONDAY + WEEK * number, posts, views, 0 if views is None else posts)


def counts(series: Series) -> list[int | None]:
    return [point.count for point in series.points]


def series(*numbers: int | None) -> Series:
    return Series("x", tuple(Point(MONDAY + WEEK * n, c) for n, c in enumerate(numbers)))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_has_its_monday(day: date) -> None:
    found = monday(day)
    assert found.weekday() == 0
    assert timedelta(0) <= day - found < WEEK


def test_a_week_without_posts_is_zero() -> None:
    (line,) = by_week([week(0, 3), week(2, 7)], window(), "post", str)
    assert counts(line) == [3, 0, 7, 0]


def test_a_week_in_which_nothing_was_collected_is_not_zero() -> None:
    dark = (gap("bluesky", 7, 13), gap("mastodon", 5, 20))
    (line,) = by_week([week(0, 3)], window(gaps=dark), "post", str)
    assert counts(line) == [3, None, 0, 0]


def test_a_week_that_one_platform_missed_is_still_counted() -> None:
    (line,) = by_week([week(0, 3)], window(gaps=(gap("mastodon", 0, 27),)), "post", str)
    assert counts(line) == [3, 0, 0, 0]


def test_partial_collection_is_no_darkness() -> None:
    partly = (gap("bluesky", 0, 27, "partial"), gap("mastodon", 0, 27, "partial"))
    (line,) = by_week([week(1, 3)], window(gaps=partly), "post", str)
    assert counts(line) == [0, 3, 0, 0]


def test_the_last_week_is_open_until_its_sunday() -> None:
    (line,) = by_week([week(0, 3)], window(over=False), "post", str)
    assert [point.complete for point in line.points] == [True, True, True, False]
    assert line.settled[-1][0] == MONDAY + WEEK * 2


def test_views_of_a_week_that_shows_none_are_unknown() -> None:
    (line,) = by_week([week(0, 3), week(1, 2, 900)], window(2), "view", str)
    assert counts(line) == [None, 900]


def test_lines_are_named_as_asked() -> None:
    (line,) = by_week([week(0, 3)], window(1), "post", lambda name: f"#{name}")
    assert line.name == "#all"


def test_a_line_joins_only_weeks_with_enough_posts() -> None:
    runs = [[p.count for p in run] for run in series(9, 8, 2, 7, 6, 5, None, 9).runs()]
    assert runs == [[9, 8], [7, 6, 5]]


@given(st.lists(st.none() | st.integers(0, 20), max_size=30))
def test_no_line_runs_through_a_gap_or_a_small_count(numbers: list[int | None]) -> None:
    line = series(*numbers)
    joined = [point for run in line.runs() for point in run]
    assert all(point.count is not None and point.count >= FEW for point in joined)
    for run in line.runs():
        assert len(run) > 1
        assert [b.week - a.week for a, b in itertools.pairwise(run)] == [WEEK] * (len(run) - 1)


@given(st.lists(st.none() | st.integers(0, 50), min_size=1, max_size=30))
def test_a_running_total_ends_at_the_total_and_never_falls(numbers: list[int | None]) -> None:
    line = series(*numbers)
    added = [count or 0 for count in counts(running_total(line))]
    assert added == sorted(added)
    assert added[-1] == line.total


def test_mentions_become_a_line() -> None:
    line = mention_series([SpreadWeek(MONDAY + WEEK, 3, 1)], window(3))
    assert counts(line) == [0, 3, 0]


def test_a_window_leaves_out_gaps_before_and_after_it() -> None:
    gaps = [gap("bluesky", -20, -8), gap("bluesky", 0, 3), gap("bluesky", 50, 60)]
    found = observed_window(MONDAY, MONDAY + timedelta(20), ["bluesky"], gaps)
    assert [one.first_day for one in found.gaps] == [MONDAY]


def test_a_window_never_ends_before_it_begins() -> None:
    found = observed_window(MONDAY, MONDAY - timedelta(9), [], [])
    assert found.weeks == [MONDAY]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_never_lie_on_one_another(ends: list[float]) -> None:
    heights = sorted(spread_labels(ends, 100.0))
    apart = [b - a for a, b in itertools.pairwise(heights)]
    assert all(gap >= 9 - 1e-9 for gap in apart)


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert spread_labels([50.0, 10.0, 90.0], 100.0) == [50.0, 10.0, 90.0]


@pytest.mark.parametrize("weeks", [1, 5, 40])
def test_a_window_has_every_week_once(weeks: int) -> None:
    assert len(set(window(weeks).weeks)) == weeks
