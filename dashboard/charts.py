"""Charts over time, by Altair: gaps hatched, open weeks open, small counts as points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from typing import Any

import altair as alt

from dashboard.data.trends import Gap
from dashboard.series import FEW, WEEK, Point, Series, Window, spread_labels
from dashboard.words.numbers import many
from dashboard.words.times import day_of

HEIGHT = 260
STRIPES = 60  # hatching lines over the width of a chart
LETTER = 7.2  # pixels a letter of a line's name takes at most


@dataclass(frozen=True, slots=True)
class Look:
    """How one line is told from the others: by shape and dash as well as by colour."""

    colour: str
    dash: tuple[int, ...]
    shape: str
    sign: str


# All reach 3:1 on both backgrounds; the diamond means "claimed" elsewhere.
LOOKS = (
    Look("#2f7de1", (1, 0), "circle", "●"),
    Look("#8a63d2", (6, 3), "square", "■"),
    Look("#0f8a7e", (2, 2), "triangle-up", "▲"),
    Look("#b3567d", (8, 3, 2, 3), "triangle-down", "▼"),
)
INK = {"light": ("#1c1e21", "#ffffff"), "dark": ("#e8e8e6", "#101317")}

Values = list[dict[str, Any]]


def trend_chart(
    all_series: Sequence[Series], window: Window, *, noun: str, theme: str, labelled: bool
) -> alt.LayerChart | alt.FacetChart:
    """Lines by week, with their names at their ends where there are several."""
    top = max((p.count or 0 for series in all_series for p in series.points), default=0)
    longest = max((len(series.name) for series in all_series), default=0) if labelled else 0
    room = round(LETTER * longest + 24) if labelled else 0
    base = alt.Chart().encode(x=_weeks(window, room), y=_counts(top))
    layers = [_hatching(window, top, theme)] if window.gaps else []
    looks = list(islice(cycle(LOOKS), len(all_series)))
    if not labelled:
        looks = [replace(look, colour=INK[theme][0]) for look in looks]
    for series, look in zip(all_series, looks, strict=True):
        layers += _line(base, series, noun, look)
    if labelled:
        layers.append(_names(base, all_series, looks, INK[theme][0]))
    return alt.layer(*layers).properties(height=HEIGHT)


def spread_chart(
    total: Series, window: Window, *, theme: str, marks: Sequence[tuple[date, str, str]]
) -> alt.LayerChart | alt.FacetChart:
    """Mentions adding up, as steps; `marks` are day, shape and words."""
    top = max((p.count or 0 for p in total.points), default=0)
    base = alt.Chart().encode(x=_weeks(window), y=_counts(top))
    layers = [_hatching(window, top, theme)] if window.gaps else []
    steps = _rows(total.points, "mention")
    ink = INK[theme][0]
    layers.append(
        base.properties(data=alt.InlineData(values=steps)).mark_line(
            interpolate="step-after", color=ink, strokeWidth=2
        )
    )
    layers += [_marker(base, day, shape, words, ink=ink) for day, shape, words in marks]
    return alt.layer(*layers).properties(height=HEIGHT - 60)


def _weeks(window: Window, room: int = 0) -> alt.X:
    """Days in UTC, as they are kept: a browser's own zone would move a Monday to a Sunday.

    `room` is left free to the right of the last week, for the names of lines.
    """
    days = [window.weeks[0], max(window.last, window.weeks[-1])]
    right = alt.ExprRef(expr=f"width - {room}")
    return alt.X(
        "week:T",
        title=None,
        scale=alt.Scale(type="utc", domain=[day.isoformat() for day in days], range=[0, right]),
        axis=alt.Axis(format="%-d %b", labelOverlap=True, grid=False, values=_ticks(window.weeks)),
    )


def _ticks(weeks: Sequence[date]) -> list[str]:
    """A few of the Mondays, evenly apart."""
    return [week.isoformat() for week in weeks[:: max(1, len(weeks) // 6)]]


def _counts(top: int) -> alt.Y:
    return alt.Y(
        "count:Q",
        title=None,
        scale=alt.Scale(domain=[0, max(top, FEW) * 1.12], nice=False),
        axis=alt.Axis(format="~s", tickMinStep=1, tickCount=4, domain=False),
    )


def _line(base: alt.Chart, series: Series, noun: str, look: Look) -> list[alt.Chart]:
    joined = [
        row | {"run": number}
        for number, run in enumerate(series.runs())
        for row in _rows(run, noun)
    ]
    points = _rows([p for p in series.points if p.complete and p.count], noun)
    still_open = _rows([p for p in series.points if not p.complete and p.count is not None], noun)
    layers = []
    # An empty layer would be a mark without a name to a screen reader.
    if joined:
        layers.append(
            base.properties(data=alt.InlineData(values=joined))
            .mark_line(color=look.colour, strokeWidth=2.2, strokeDash=list(look.dash))
            .encode(detail="run:N")
        )
    if points:
        layers.append(_points(base, points, look, filled=True).encode(tooltip=_tip(series)))
    if still_open:
        layers.append(_points(base, still_open, look, filled=False).encode(tooltip=_tip(series)))
    return layers


def _points(base: alt.Chart, rows: Values, look: Look, *, filled: bool) -> alt.Chart:
    marked: alt.Chart = base.properties(data=alt.InlineData(values=rows)).mark_point(
        shape=look.shape,
        filled=filled,
        color=look.colour,
        size=34 if filled else 55,
        strokeWidth=1.8,
        opacity=1,
    )
    return marked


def _tip(series: Series) -> list[alt.Tooltip]:
    return [alt.Tooltip("says:N", title=series.name)]


def _names(
    base: alt.Chart, all_series: Sequence[Series], looks: Sequence[Look], ink: str
) -> alt.Chart:
    """Each name right of the end of its line, its shape before it, none over another."""
    ends = [_last(series) for series in all_series]
    top = max((p.count or 0 for series in all_series for p in series.points), default=0)
    heights = spread_labels([end.count or 0 for end in ends], max(top, FEW))
    rows = [
        {"week": end.week.isoformat(), "count": height, "name": f"{look.sign} {series.name}"}
        for series, look, end, height in zip(all_series, looks, ends, heights, strict=True)
    ]
    named: alt.Chart = (
        base.properties(data=alt.InlineData(values=rows))
        .encode(text="name:N")
        .mark_text(align="left", baseline="middle", dx=9, fontSize=12, color=ink)
    )
    return named


def _last(series: Series) -> Point:
    counted = [point for point in series.points if point.count is not None]
    return counted[-1] if counted else series.points[-1]


def _marker(base: alt.Chart, day: date, shape: str, words: str, *, ink: str) -> alt.Chart:
    row = {"week": day.isoformat(), "count": 0, "says": words}
    marked: alt.Chart = (
        base.properties(data=alt.InlineData(values=[row]))
        .mark_point(shape=shape, filled=True, color=ink, size=110, opacity=1, yOffset=-7)
        .encode(tooltip=[alt.Tooltip("says:N", title="")])
    )
    return marked


def _rows(points: Sequence[Point], noun: str) -> Values:
    return [
        {
            "week": point.week.isoformat(),
            "count": point.count,
            "says": f"{many(point.count or 0, noun)}, week of {day_of(point.week)}"
            f"{'' if point.complete else ' (not over)'}",
        }
        for point in points
    ]


def _hatching(window: Window, top: int, theme: str) -> alt.Chart:
    """Diagonals over the days of a gap, cut at its edges: a picture of nothing collected."""
    height = max(top, FEW) * 1.12
    rows = [row for gap in window.gaps for row in hatch(gap, window, height)]
    hatched: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rule(color=INK[theme][0], strokeWidth=1, opacity=0.32, clip=True)
        .encode(x=alt.X("from:T", scale=alt.Scale(type="utc")), x2="to:T", y="bottom:Q", y2="top:Q")
    )
    return hatched


def hatch(gap: Gap, window: Window, height: float) -> Values:
    """The diagonals of one gap as lines from (from, bottom) to (to, top)."""
    pace = (window.weeks[-1] + WEEK - window.weeks[0]) / STRIPES
    start, end = _midnight(gap.first_day), _midnight(gap.last_day + timedelta(days=1))
    reach = pace * 8  # how far a full diagonal leans over the height of the chart
    found, foot = [], start - reach
    while foot < end:
        left, right = max(foot, start), min(foot + reach, end)
        if left < right:
            found.append(
                {
                    "from": left.isoformat(),
                    "to": right.isoformat(),
                    "bottom": height * ((left - foot) / reach),
                    "top": height * ((right - foot) / reach),
                }
            )
        foot += pace
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
