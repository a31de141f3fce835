"""Counts per week made ready for a picture and for a sentence: no gap filled, nothing smoothed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.data.claims import SpreadWeek
from dashboard.data.trends import Gap, Week

WEEK = timedelta(days=7)
FEW = 5  # below this a count is drawn as a point: a line would promise more than it can show


@dataclass(frozen=True, slots=True)
class Point:
    """One week: its Monday, its count (None: nothing was collected), whether it is over."""

    week: date
    count: int | None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart."""

    name: str
    points: tuple[Point, ...]

    @property
    def total(self) -> int:
        return sum(point.count or 0 for point in self.points)

    @property
    def settled(self) -> list[tuple[date, int]]:
        """Weeks that are over and were collected."""
        return [(p.week, p.count) for p in self.points if p.complete and p.count is not None]

    def runs(self) -> Iterator[list[Point]]:
        """Weeks on end that a line may join: counted, complete and not too few."""
        run: list[Point] = []
        for point in self.points:
            if point.complete and (point.count or 0) >= FEW:
                run.append(point)
                continue
            if len(run) > 1:
                yield run
            run = []
        if len(run) > 1:
            yield run


@dataclass(frozen=True, slots=True)
class Window:
    """The weeks a chart shows, and what is known of collection in them."""

    first: date
    last: date
    platforms: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def weeks(self) -> list[date]:
        count = (monday(self.last) - monday(self.first)) // WEEK + 1
        return [monday(self.first) + WEEK * number for number in range(max(count, 0))]

    def is_over(self, week: date) -> bool:
        """Whether the window reaches to the Sunday of that week."""
        return week + WEEK - timedelta(days=1) <= self.last

    def is_dark(self, week: date) -> bool:
        """Whether nothing was collected in that week on any of the platforms."""
        return bool(self.platforms) and all(
            any(_covers(gap, week) for gap in self.gaps if gap.platform == platform)
            for platform in self.platforms
        )


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def by_week(
    rows: Iterable[Week], window: Window, noun: str, named: Callable[[str], str]
) -> list[Series]:
    """One line a series, every week of the window in it; weeks without posts are zero."""
    counted: dict[str, dict[date, int | None]] = defaultdict(dict)
    for row in rows:
        counted[row.series][row.week] = row.posts if noun == "post" else row.views
    return [_series(named(name), window, counts) for name, counts in counted.items()]


def mention_series(rows: Iterable[SpreadWeek], window: Window) -> Series:
    """Mentions of one claim by week."""
    return _series("Mentions", window, {row.week: row.mentions for row in rows})


def _series(name: str, window: Window, counts: Mapping[date, int | None]) -> Series:
    return Series(name, tuple(_point(window, week, counts) for week in window.weeks))


def observed_window(
    first: date, last: date, platforms: Sequence[str], gaps: Sequence[Gap]
) -> Window:
    """From the first post to the last day that was looked at, with the gaps on the way."""
    seen = [gap for gap in gaps if gap.last_day >= monday(first) and gap.first_day <= last]
    return Window(first, max(first, last), tuple(platforms), tuple(seen))


def running_total(series: Series) -> Series:
    """The same weeks, each with everything up to it."""
    total, points = 0, []
    for point in series.points:
        total += point.count or 0
        points.append(Point(point.week, total, point.complete))
    return Series(series.name, tuple(points))


def spread_labels(ends: Sequence[float], top: float, least: float = 0.09) -> list[float]:
    """Heights for labels at line ends, pushed apart so that none lies on another."""
    order = sorted(range(len(ends)), key=lambda index: ends[index])
    heights, floor = list(ends), float("-inf")
    for index in order:
        heights[index] = max(ends[index], floor + least * top)
        floor = heights[index]
    return heights


def _point(window: Window, week: date, counts: Mapping[date, int | None]) -> Point:
    count = counts.get(week, 0)
    dark = not count and window.is_dark(week)
    return Point(week, None if dark else count, window.is_over(week))


def _covers(gap: Gap, week: date) -> bool:
    return (
        gap.status == "off"
        and gap.first_day <= week
        and gap.last_day >= week + WEEK - timedelta(days=1)
    )
