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

Settled = tuple[date, int]


def course(series: Series, noun: str = "post") -> str:
    """How one line runs: "Posts rose from 3 (week of …) to 30 (week of …), then fell to 8 …"."""
    settled, subject = series.settled, series.name
    in_all = f"{many(series.total, noun)} in all"
    if not series.total or not settled:
        return f"{subject}: no whole week with {plural(noun)} ({in_all})."
    peak = max(settled, key=lambda pair: pair[1])
    if peak[1] < FEW:
        return f"{subject}: never more than {many(peak[1], noun)} a week ({in_all})."
    place = settled.index(peak)
    rise = _rise(settled[: place + 1], noun)
    fall = _fall(settled[place:], noun, risen=bool(rise))
    if not rise and not fall:
        low = min(count for _, count in settled)
        told = f"between {number(low)} and {many(peak[1], noun)} a week, no clear rise or fall"
        return f"{subject}: {told} ({in_all})."
    return f"{subject} {', then '.join(filter(None, [rise, fall]))}; {in_all}."


def _rise(weeks: Sequence[Settled], noun: str) -> str:
    """From the first week to the peak, if that is a rise."""
    first, peak = weeks[0], weeks[-1]
    return f"rose from {_at(first)} to {_at(peak)}" if differ(first[1], peak[1], noun) else ""


def _fall(weeks: Sequence[Settled], noun: str, *, risen: bool) -> str:
    """From the peak to the lowest week after it, if that is a fall, and the last week."""
    peak, last = weeks[0], weeks[-1]
    lowest = min(weeks, key=lambda pair: pair[1])
    if not differ(peak[1], lowest[1], noun):
        return ""
    start = "fell to" if risen else f"fell from {_at(peak)} to"
    end = "" if lowest == last else f" and stood at {_at(last)}"
    return f"{start} {_at(lowest)}{end}"


def differ(one: int, other: int, noun: str = "post") -> bool:
    """Whether two weeks differ by more than chance would have it among a dozen weeks.

    Counts of posts scatter by their root; two and a half of that is what the highest and the
    lowest of a dozen equal weeks lie apart at most. Views come in bursts: half as much again.
    """
    if noun == "view":
        return max(one, other) > 1.5 * min(one, other)
    return abs(one - other) > 2.5 * sqrt(one + other)


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


def _at(week: Settled) -> str:
    return f"{number(week[1])} (week of {day_of(week[0])})"


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


def not_shown_sentence(plan: ChartPlan, series: Sequence[str], platform: str | None) -> str:
    """ "Views not shown by Bluesky and Mastodon."; empty where all lines have them."""
    if not series:
        return ""
    if plan.lines == "platform":
        return f"Views not shown by {listed([platform_name(name) for name in series])}."
    where = platform_name(platform or "")
    if plan.lines == "all":
        return f"Views not shown by {where}."
    return (
        f"No post with {listed([plan.name(name) for name in series], 'or')} shows views on {where}."
    )
