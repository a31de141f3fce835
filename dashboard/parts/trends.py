"""Beside the charts: what they show as a table, and hashtags' own counters."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.posts import PostRow
from dashboard.data.trends import TagCounter
from dashboard.html import Html, element, join
from dashboard.parts.posts import post_item
from dashboard.parts.tables import folded, table
from dashboard.series import Point, Series
from dashboard.words.numbers import number, precise
from dashboard.words.platforms import platform_name
from dashboard.words.times import day_of


def under_chart(*sentences: str) -> Html:
    """The chart in words, and how to read it."""
    first, *rest = [sentence for sentence in sentences if sentence]
    return element(
        "div",
        element("p", first),
        element("p", " ".join(rest), class_="rg-small rg-muted") if rest else None,
    )


def week_table(caption: str, lines: Sequence[Series]) -> Html:
    """Every number of the chart."""
    rows = [
        [_week(points[0]), *(_count(point) for point in points)]
        for points in zip(*(line.points for line in lines), strict=True)
    ]
    heads = ["Week from", *(line.name for line in lines)]
    return folded("Table", table(caption, heads, rows, right=range(1, len(heads))))


def week_rows(lines: Sequence[Series]) -> list[list[object]]:
    """The same numbers for a file: one row a week, empty where nothing was collected."""
    head: list[object] = ["week_from", "complete", *(line.name for line in lines)]
    columns = zip(*(line.points for line in lines), strict=True)
    return [head] + [
        [points[0].week.isoformat(), points[0].complete, *(point.count for point in points)]
        for points in columns
    ]


def _week(point: Point) -> str:
    return day_of(point.week) + ("" if point.complete else " (not over)")


def _count(point: Point) -> str:
    return "not collected" if point.count is None else number(point.count)


def _shown(count: int | None, quantum: int) -> str:
    return "not shown" if count is None else precise(count, quantum)


def _grown(one: TagCounter) -> str:
    """How far the counter moved since it was first seen, if it was seen twice."""
    for now, before in ((one.views, one.first_views), (one.posts, one.first_posts)):
        if now is not None and before is not None and one.first_observed_at < one.observed_at:
            return f"({now - before:+,} since {day_of(one.first_observed_at)})"
    return "(seen once)"


def counter_table(counters: Sequence[TagCounter]) -> Html:
    """What a platform says of a hashtag, with the day it was seen; never added up."""
    rows = [
        (
            f"#{one.tag} on {platform_name(one.platform)}",
            _shown(one.views, one.count_quantum),
            _shown(one.posts, one.count_quantum),
            join([day_of(one.observed_at), element("br"), _grown(one)]),
        )
        for one in counters
    ]
    caption = (
        "Hashtag counters as the platforms showed them. They count everything under the hashtag, "
        "not only what was collected here, and are not added up."
    )
    return table(caption, ["Hashtag", "Views", "Posts", "Seen on"], rows, right=(1, 2))


def post_list(posts: Sequence[PostRow]) -> Html:
    """Posts by their opening words."""
    return element("ol", *(post_item(post) for post in posts), class_="rg-list")
