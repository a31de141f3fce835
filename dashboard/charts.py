"""Charts over time, by Altair: gaps hatched, open weeks open, small counts as points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import altair as alt

from dashboard.data.trends import Gap
from dashboard.series import FEW, WEEK, Point, Series, Window, spread_labels
from dashboard.words.numbers import many
from dashboard.words.times import day_of

HEIGHT = 260
STRIPES = 60  # hatching lines over the width of a chart
# Told apart by dash and label as well; all reach 3:1 on both backgrounds.
COLOURS = ("#2f7de1", "#8a63d2", "#0f8a7e", "#b3567d")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
INK = {"light": ("#1c1e21", "#ffffff"), "dark": ("#e8e8e6", "#101317")}

Values = list[dict[str, Any]]


def trend_chart(
    all_series: Sequence[Series], window: Window, *, noun: str, theme: str, labelled: bool
) -> alt.LayerChart | alt.FacetChart:
    """Lines by week, with their names at their ends where there are several."""
    top = max((p.count or 0 for series in all_series for p in series.points), default=0)
    base = alt.Chart().encode(x=_weeks(window), y=_counts(noun, top))
    layers = [_hatching(window, top, theme)] if window.gaps else []
    for place, series in enumerate(all_series):
        colour = COLOURS[place % len(COLOURS)] if labelled else INK[theme][0]
        layers += _line(base, series, noun=noun, colour=colour, dash=DASHES[place % len(DASHES)])
    if labelled:
        layers += _names(base, all_series, top, theme)
    return alt.layer(*layers).properties(height=HEIGHT)


def spread_chart(
    total: Series, window: Window, *, theme: str, marks: Sequence[tuple[date, str, str]]
) -> alt.LayerChart | alt.FacetChart:
    """Mentions adding up, as steps; `marks` are day, shape and words."""
    top = max((p.count or 0 for p in total.points), default=0)
    base = alt.Chart().encode(x=_weeks(window), y=_counts("mention", top))
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


def _weeks(window: Window) -> alt.X:
    """Days in UTC, as they are kept: a browser's own zone would move a Monday to a Sunday."""
    days = [window.weeks[0], max(window.last, window.weeks[-1])] if window.weeks else []
    domain = [day.isoformat() for day in days] or alt.Undefined
    return alt.X(
        "week:T",
        title=None,
        scale=alt.Scale(type="utc", domain=domain),
        axis=alt.Axis(format="%-d %b", labelOverlap=True, grid=False, values=_ticks(window.weeks)),
    )


def _ticks(weeks: Sequence[date]) -> list[str]:
    """A few of the Mondays, evenly apart."""
    return [week.isoformat() for week in weeks[:: max(1, len(weeks) // 6)]]


def _counts(noun: str, top: int) -> alt.Y:
    return alt.Y(
        "count:Q",
        title=None,
        scale=alt.Scale(domain=[0, max(top, FEW) * 1.12], nice=False),
        axis=alt.Axis(format="~s", tickMinStep=1, tickCount=4, domain=False),
    )


def _line(
    base: alt.Chart, series: Series, *, noun: str, colour: str, dash: list[int]
) -> list[alt.Chart]:
    joined = [
        row | {"run": number}
        for number, run in enumerate(series.runs())
        for row in _rows(run, noun)
    ]
    layers = []
    if joined:
        layers.append(
            base.properties(data=alt.InlineData(values=joined))
            .mark_line(color=colour, strokeWidth=2.2, strokeDash=dash)
            .encode(detail="run:N")
        )
    points = _rows([p for p in series.points if p.complete and p.count], noun)
    still_open = _rows([p for p in series.points if not p.complete and p.count is not None], noun)
    tip = [alt.Tooltip("says:N", title=series.name)]
    # An empty layer would be a mark without a name to a screen reader.
    if points:
        layers.append(
            base.properties(data=alt.InlineData(values=points))
            .mark_point(filled=True, color=colour, size=28, opacity=1)
            .encode(tooltip=tip)
        )
    if still_open:
        layers.append(
            base.properties(data=alt.InlineData(values=still_open))
            .mark_point(filled=False, color=colour, size=55, strokeWidth=1.8, opacity=1)
            .encode(tooltip=tip)
        )
    return layers


def _names(
    base: alt.Chart, all_series: Sequence[Series], top: int, theme: str
) -> Iterator[alt.Chart]:
    """Each name above the end of its line, on a rim of the background, none over another."""
    ends = [_last(series) for series in all_series]
    heights = spread_labels([end.count or 0 for end in ends], max(top, FEW))
    rows = [
        {"week": end.week.isoformat(), "count": height, "name": series.name}
        for series, end, height in zip(all_series, ends, heights, strict=True)
    ]
    ink, paper = INK[theme]
    yield _name(base, rows, color=paper, stroke=paper, stroke_width=4)
    yield _name(base, rows, color=ink, stroke=paper, stroke_width=0)


def _name(
    base: alt.Chart, rows: Values, *, color: str, stroke: str, stroke_width: int
) -> alt.Chart:
    marked: alt.Chart = (
        base.properties(data=alt.InlineData(values=rows))
        .encode(text="name:N")
        .mark_text(
            align="right",
            baseline="bottom",
            dy=-7,
            dx=4,
            fontSize=12,
            fontWeight=600,
            color=color,
            stroke=stroke,
            strokeWidth=stroke_width,
        )
    )
    return marked


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
