"""What a chart says in words: rises, falls, and that chance is neither."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.trends import Gap, Week
from dashboard.series import Point, Series, Window
from dashboard.words.trends import (
    chart_plan,
    course,
    differ,
    few_sentence,
    gap_sentence,
    not_shown_sentence,
    open_sentence,
    trend_sentence,
    without_views,
)

MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)


def line(*counts: int | None, name: str = "Posts", last_is_open: bool = False) -> Series:
    return Series(
        name,
        tuple(
            Point(MONDAY + WEEK * n, count, not (last_is_open and n == len(counts) - 1))
            for n, count in enumerate(counts)
        ),
    )


def gap(status: str = "off", note: str | None = None) -> Gap:
    return Gap("mastodon", status, date(2026, 2, 3), date(2026, 2, 9), note)


def test_a_rise_and_a_fall_are_told_with_their_weeks() -> None:
    assert course(line(3, 12, 30, 11, 8)) == (
        "Posts rose from 3 (week of 5 Jan 2026) to 30 (week of 19 Jan 2026), then fell to 8 "
        "(week of 2 Feb 2026); 64 posts in all."
    )


def test_a_recovery_after_the_lowest_week_is_told() -> None:
    assert "then fell to 2 (week of 19 Jan 2026) and stood at 12" in course(line(3, 40, 2, 12))


def test_a_fall_from_the_first_week_has_no_rise() -> None:
    assert course(line(40, 20, 3)).startswith("Posts fell from 40 (week of 5 Jan 2026) to 3 ")


def test_what_chance_would_do_is_no_trend() -> None:
    assert course(line(12, 9, 15, 11, 13)) == (
        "Posts: between 9 and 15 posts a week, no clear rise or fall (60 posts in all)."
    )


def test_small_counts_make_no_trend() -> None:
    told = course(line(0, 1, 4, 0))
    assert told == "Posts: never more than 4 posts a week (5 posts in all)."


def test_a_week_that_is_not_over_counts_in_the_sum_only() -> None:
    told = course(line(9, 10, 1, last_is_open=True))
    assert "fell" not in told
    assert "20 posts in all" in told


def test_nothing_is_told_of_nothing() -> None:
    assert course(line(0, 0)) == "Posts: no whole week with posts (no posts in all)."
    assert course(line(None)) == "Posts: no whole week with posts (no posts in all)."


@given(st.integers(0, 500), st.integers(0, 500))
def test_whether_counts_differ_does_not_depend_on_their_order(one: int, other: int) -> None:
    assert differ(one, other) == differ(other, one)
    assert not differ(one, one)


def test_views_come_in_bursts_and_need_half_as_much_again() -> None:
    assert not differ(1_000, 1_400, "view")
    assert differ(1_000, 1_600, "view")


@given(st.lists(st.none() | st.integers(0, 90), min_size=1, max_size=20))
def test_every_line_can_be_told(counts: list[int | None]) -> None:
    told = course(line(*counts))
    assert told.startswith("Posts")
    assert told.endswith(".")
    assert any(c.isdigit() for c in told) or "no posts in all" in told


def test_a_gap_is_told_with_its_platform_days_and_reason() -> None:
    assert gap_sentence([gap(note="server away")]) == (
        "Hatched: collection was off on Mastodon 3–9 Feb 2026 (server away)."
    )
    assert "partial on Mastodon" in gap_sentence([gap("partial")])
    assert gap_sentence([]) == ""


def test_an_open_week_is_told() -> None:
    window = Window(MONDAY, MONDAY + timedelta(9), ())
    assert open_sentence(window) == "Open circle: the week of 12 Jan 2026 is not over."
    assert open_sentence(Window(MONDAY, MONDAY + timedelta(13), ())) == ""


def test_points_without_a_line_are_told_of_only_where_there_are_any() -> None:
    assert few_sentence([line(9, 3)]) == "Weeks with fewer than 5 are points without a line."
    assert few_sentence([line(9, 0)]) == ""


def test_the_description_holds_every_line_and_every_note() -> None:
    window = Window(MONDAY, MONDAY + timedelta(9), ("mastodon",), (gap(),))
    told = trend_sentence([line(9, 2, name="#a"), line(4, name="#b")], window, "post")
    for part in ("#a", "#b", "Hatched", "Open circle", "points without a line"):
        assert part in told


@pytest.mark.parametrize(
    ("tags", "platform", "measure", "lines", "title"),
    [
        ([], None, "posts", "all", "Posts per week"),
        (["a"], "tiktok", "posts", "tag", "Posts per week on TikTok"),
        ([], None, "views", "platform", "Views of each week's posts, as last seen"),
        (["a"], None, "views", "platform", "Views of each week's posts, as last seen"),
        (["a"], "tiktok", "views", "tag", "Views of each week's posts on TikTok, as last seen"),
        ([], "tiktok", "views", "all", "Views of each week's posts on TikTok, as last seen"),
    ],
)
def test_views_of_several_platforms_are_never_added_up(
    tags: list[str], platform: str | None, measure: str, lines: str, title: str
) -> None:
    plan = chart_plan(tags, platform, measure)
    assert (plan.lines, plan.title) == (lines, title)


def test_a_choice_that_cannot_be_shown_says_why() -> None:
    assert "Choose a platform" in chart_plan(["a"], None, "views").note
    assert "counts in both lines" in chart_plan(["a", "b"], None, "posts").note


def test_lines_are_called_by_what_they_are() -> None:
    assert chart_plan(["a"], None, "posts").name("a") == "#a"
    assert chart_plan([], None, "views").name("tiktok") == "TikTok"
    assert chart_plan([], None, "posts").name("all") == "Posts"


def test_platforms_without_views_are_named_and_not_drawn() -> None:
    rows = [Week("mastodon", MONDAY, 3, None, 0), Week("tiktok", MONDAY, 3, 900, 3)]
    assert without_views(rows) == ["mastodon"]
    each = chart_plan([], None, "views")
    assert not_shown_sentence(each, ["bluesky", "mastodon"], None) == (
        "Views not shown by Bluesky and Mastodon."
    )
    assert not_shown_sentence(each, [], None) == ""


def test_a_platform_without_views_says_so_instead_of_a_chart() -> None:
    alone = chart_plan([], "mastodon", "views")
    assert not_shown_sentence(alone, ["all"], "mastodon") == "Views not shown by Mastodon."
    tags = chart_plan(["a", "b"], "mastodon", "views")
    assert not_shown_sentence(tags, ["a", "b"], "mastodon") == (
        "No post with #a or #b shows views on Mastodon."
    )
