"""What a chart shows, as a sentence: under it for everyone, and as its description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from dashboard.data.claims import ClaimRow
from dashboard.data.trends import Gap, Lines, Week
from dashboard.series import FEW, Series, Window
from dashboard.words.numbers import listed, many, number, plural
from dashboard.words.platforms import platform_name
from dashboard.words.times import day_of, days


def course(series: Series, noun: str = "post") -> str:
    """How one line runs: "Posts rose from 3 a week … to 30 …, then fell to 8 …"."""
    settled, subject = series.settled, series.name
    if not series.total or not settled:
        return f"{subject}: no {plural(noun)} in a whole week of these."
    peak = max(count for _, count in settled)
    if peak < FEW:
        most = many(peak, noun)
        return f"{subject}: never more than {most} a week ({many(series.total, noun)} in all)."
    first, last = settled[0], settled[-1]
    highest = max(settled, key=lambda pair: pair[1])
    rose, fell = differ(first[1], highest[1]), differ(highest[1], last[1])
    if not rose and not fell:
        low = min(count for _, count in settled)
        return f"{subject}: between {number(low)} and {many(peak, noun)} a week, no clear rise or fall."
    parts = [f"rose from {_at(first, noun)} to {_at(highest, noun)}" if rose else ""]
    if fell:
        start = "then fell" if rose else f"fell from {_at(highest, noun)}"
        parts.append(f"{start} to {_at(last, noun)}")
    return f"{subject} {', '.join(filter(None, parts))}."


def differ(one: int, other: int) -> bool:
    """Whether two counts differ by more than chance would: two standard deviations."""
    return abs(one - other) > 2 * sqrt(one + other)


def gap_sentence(gaps: Sequence[Gap]) -> str:
    """Which days are missing, and why if that is known; empty without gaps."""
    told = [
        f"{'off' if gap.status == 'off' else 'partial'} on {platform_name(gap.platform)} "
        f"{days(gap.first_day, gap.last_day)}{f' ({gap.note})' if gap.note else ''}"
        for gap in gaps
    ]
    return f"Hatched: collection was {listed(told)}." if told else ""


def open_sentence(window: Window) -> str:
    """That the last week is not over, if it is not."""
    if not window.weeks or window.is_over(window.weeks[-1]):
        return ""
    return f"Open circle: the week of {day_of(window.weeks[-1])} is not over."


def few_sentence(all_series: Sequence[Series]) -> str:
    """That small counts are points, where there are any."""
    few = any(0 < (p.count or 0) < FEW for series in all_series for p in series.points)
    return f"Weeks with fewer than {FEW} are points without a line." if few else ""


def trend_sentence(all_series: Sequence[Series], window: Window, noun: str) -> str:
    """All of it: the text under the chart, and what a screen reader says of it."""
    courses = [course(series, noun) for series in all_series]
    notes = [gap_sentence(window.gaps), open_sentence(window), few_sentence(all_series)]
    return " ".join(filter(None, [*courses, *notes]))


def _at(point: tuple[date, int], noun: str) -> str:
    return f"{many(point[1], noun)} in the week of {day_of(point[0])}"


def spread_sentence(per_week: Series, row: ClaimRow, window: Window) -> str:
    """How mentions of a claim add up, when it was first seen and first disputed."""
    told = f"{many(per_week.total, 'mention')}, the first here on {day_of(row.first_seen_at)}"
    if row.first_denied_at:
        told += f"; first disputed on {day_of(row.first_denied_at)}"
    notes = [gap_sentence(window.gaps), open_sentence(window)]
    return " ".join(filter(None, [f"{told}.", *notes]))


def spread_marks(row: ClaimRow) -> list[tuple[date, str, str]]:
    """Days to mark in the picture of spread: day, shape, words."""
    marks = [(row.first_seen_at.date(), "triangle-up", f"first seen {day_of(row.first_seen_at)}")]
    if row.first_denied_at:
        disputed = f"first disputed {day_of(row.first_denied_at)}"
        marks.append((row.first_denied_at.date(), "square", disputed))
    return marks


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """Which lines a choice of hashtags, platform and measure makes, and how they are told."""

    lines: Lines
    title: str
    noun: str
    note: str = ""
    tags: tuple[str, ...] = ()

    def name(self, series: str) -> str:
        """What a line is called at its end and in sentences."""
        if self.lines == "tag":
            return f"#{series}"
        return platform_name(series) if self.lines == "platform" else plural(self.noun).title()

    @property
    def labelled(self) -> bool:
        """One line needs no name: the title says what it is."""
        return self.lines != "all"


def chart_plan(tags: Sequence[str], platform: str | None, measure: str) -> ChartPlan:
    """Views of different platforms count different things and are never added up."""
    where = f" on {platform_name(platform)}" if platform else ""
    if measure == "views":
        title = f"Views of each week's posts{where}, as last seen"
        if platform is None:
            note = "Each platform has its own line: they count views differently."
            if tags:
                note += " Choose a platform to see hashtags by views."
            return ChartPlan("platform", title, "view", note)
        return ChartPlan("tag" if tags else "all", title, "view", tags=tuple(tags))
    note = "A post with two of the hashtags counts in both lines." if len(tags) > 1 else ""
    title = f"Posts per week{where}"
    return ChartPlan("tag" if tags else "all", title, "post", note, tuple(tags))


def without_views(rows: Sequence[Week]) -> list[str]:
    """Lines none of whose posts show views."""
    shown = {row.series for row in rows if row.posts_with_views}
    return list(dict.fromkeys(row.series for row in rows if row.series not in shown))


def not_shown_sentence(series: Sequence[str]) -> str:
    """ "Views not shown by Bluesky and Mastodon."; empty where all show them."""
    names = listed([platform_name(name) for name in series])
    return f"Views not shown by {names}." if names else ""
