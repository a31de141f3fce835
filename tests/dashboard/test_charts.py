"""What the charts draw, read from their specification."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.charts import hatch, spread_chart, trend_chart
from dashboard.data.trends import Gap
from dashboard.series import Point, Series, Window

MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)
GAP = Gap("mastodon", "off", MONDAY + timedelta(8), MONDAY + timedelta(12), None)
WINDOW = Window(MONDAY, MONDAY + timedelta(30), ("mastodon",), (GAP,))


def line(*counts: int | None, name: str = "#a") -> Series:
    last = len(counts) - 1
    points = (Point(MONDAY + WEEK * n, count, n < last) for n, count in enumerate(counts))
    return Series(name, tuple(points))


def layers(chart: Any, mark: str) -> list[dict[str, Any]]:
    """The layers of a chart that draw with one kind of mark."""
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == mark]


def values(chart: Any, layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows a layer draws."""
    data = layer["data"]
    found = data.get("values") or chart.to_dict()["datasets"][data["name"]]
    assert isinstance(found, list)
    return found


def drawn(*series: Series, theme: str = "light", labelled: bool = True) -> Any:
    return trend_chart(series, WINDOW, noun="post", theme=theme, labelled=labelled)


def test_small_counts_are_points_outside_every_line() -> None:
    chart = drawn(line(9, 8, 2, 7, 6))
    (joined,) = layers(chart, "line")
    assert [row["count"] for row in values(chart, joined)] == [9, 8]
    filled, _ = layers(chart, "point")
    assert [row["count"] for row in values(chart, filled)] == [9, 8, 2, 7]


def test_a_week_that_is_not_over_is_an_open_point() -> None:
    chart = drawn(line(9, 8, 6))
    filled, still_open = layers(chart, "point")
    assert (filled["mark"]["filled"], still_open["mark"]["filled"]) == (True, False)
    assert [row["count"] for row in values(chart, still_open)] == [6]
    assert "(not over)" in values(chart, still_open)[0]["says"]


def test_a_week_without_collection_is_no_point_at_all() -> None:
    chart = drawn(line(9, None, 8, 7))
    filled, _ = layers(chart, "point")
    assert [row["week"] for row in values(chart, filled)] == ["2026-01-05", "2026-01-19"]


def test_gaps_are_hatched_within_their_days() -> None:
    (hatched,) = layers(drawn(line(9, 8, 7)), "rule")
    assert hatched["mark"]["clip"] is True
    rows = hatch(GAP, WINDOW, 10.0)
    first, last = datetime.fromisoformat(rows[0]["from"]), datetime.fromisoformat(rows[-1]["to"])
    assert first.date() == GAP.first_day
    assert last.date() == GAP.last_day + timedelta(1)
    assert all(0 <= row["bottom"] < row["top"] <= 10.0 for row in rows)
    assert len(rows) > 5


def test_without_gaps_nothing_is_hatched() -> None:
    window = Window(MONDAY, MONDAY + timedelta(30), ("mastodon",))
    chart = trend_chart([line(9, 8)], window, noun="post", theme="light", labelled=False)
    assert layers(chart, "rule") == []


def test_several_lines_carry_their_names_and_differ_by_dash_and_shape() -> None:
    chart = drawn(line(9, 8, 7), line(9, 9, 9, name="#b"))
    (text,) = layers(chart, "text")
    assert [row["name"] for row in values(chart, text)] == ["● #a", "■ #b"]
    dashes = [tuple(layer["mark"]["strokeDash"]) for layer in layers(chart, "line")]
    assert len(set(dashes)) == 2
    assert {layer["mark"]["shape"] for layer in layers(chart, "point")} == {"circle", "square"}


def test_names_have_room_to_the_right_of_the_last_week() -> None:
    def room(chart: Any) -> str:
        scale = layers(chart, "point")[0]["encoding"]["x"]["scale"]
        return str(scale["range"][1]["expr"])

    assert room(drawn(line(9, 8, 7), line(1, name="TikTok"))) == "width - 67"
    assert room(drawn(line(9, 8, 7), labelled=False)) == "width - 0"


def test_one_line_needs_no_name() -> None:
    assert layers(drawn(line(9, 8, 7), labelled=False), "text") == []


@pytest.mark.parametrize(("theme", "ink"), [("light", "#1c1e21"), ("dark", "#e8e8e6")])
def test_A7_names_have_the_ink_of_the_theme(theme: str, ink: str) -> None:
    texts = layers(drawn(line(9, 8, 7), theme=theme), "text")
    assert texts[-1]["mark"]["color"] == ink


def test_days_are_drawn_in_utc() -> None:
    for layer in drawn(line(9, 8, 7)).to_dict()["layer"]:
        assert layer["encoding"]["x"]["scale"]["type"] == "utc"


def test_a_line_of_nothing_can_be_drawn() -> None:
    (still_open,) = layers(drawn(line(0, 0, 0)), "point")
    assert still_open["mark"]["filled"] is False


def test_no_layer_is_empty() -> None:
    over = Series("#a", tuple(Point(MONDAY + WEEK * n, 9) for n in range(3)))
    chart = drawn(over)
    assert all(values(chart, layer) for layer in chart.to_dict()["layer"])


def test_the_spread_of_a_claim_is_steps_with_its_days_marked() -> None:
    marks = [(MONDAY, "triangle-up", "first seen 5 Jan 2026")]
    chart = spread_chart(line(1, 3, 6), WINDOW, theme="dark", marks=marks)
    (steps,) = layers(chart, "line")
    assert steps["mark"]["interpolate"] == "step-after"
    (marker,) = layers(chart, "point")
    assert marker["mark"]["shape"] == "triangle-up"
    assert values(chart, marker)[0]["says"] == "first seen 5 Jan 2026"
