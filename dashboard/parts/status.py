"""The run ledger made visible: runs, days by platform, removed posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from dashboard.data.coverage import Day, Removal
from dashboard.html import Html, element
from dashboard.parts.tables import dots, folded, moment, table
from dashboard.words.numbers import number
from dashboard.words.platforms import platform_name
from dashboard.words.status import (
    DAYS,
    DAYS_CAPTION,
    ENDINGS,
    NO_DAYS,
    REASONS,
    REMOVED_CAPTION,
    run_counts,
)
from dashboard.words.times import day_of
from dashboard.words.times import days as words_of_days


def run_list(runs: Sequence[Mapping[str, Any]]) -> Html:
    """Each run: stage, when, how it ended, what it counted."""
    return element("ol", *(_run(run) for run in runs), class_="rg-list")


def _run(run: Mapping[str, Any]) -> Html:
    ending = ENDINGS.get(str(run["ending"]), str(run["ending"]))
    started = datetime.fromisoformat(str(run["started_at"]))
    return element(
        "li",
        element("h3", f"{run['stage']}: {ending}"),
        element("p", dots([moment(started, exact=True), run.get("reason")]), class_="rg-meta"),
        folded("What it counted", element("p", run_counts(run.get("counts", [])))),
    )


def coverage_grid(days: Sequence[Day]) -> Html:
    """Days down, platforms across, a word in each cell; days on end that are alike in one row."""
    if not days:
        return element("p", NO_DAYS)
    names = sorted({day.platform for day in days})
    states: dict[date, dict[str, str]] = {}
    for day in days:
        states.setdefault(day.day, {})[day.platform] = _state(day)
    rows = []
    for _, alike in groupby(states, key=lambda day: states[day]):
        stretch = list(alike)
        cells = (states[stretch[0]].get(name, "not known") for name in names)
        rows.append([words_of_days(stretch[-1], stretch[0]), *cells])
    return table(DAYS_CAPTION, ["Days", *map(platform_name, names)], rows)


def removal_table(removals: Sequence[Removal]) -> Html:
    """How many posts went, when and why; of the posts themselves nothing is kept."""
    if not removals:
        return element("p", "No post had to be removed.")
    rows = [
        (
            day_of(one.day),
            platform_name(one.platform),
            REASONS.get(one.reason, one.reason),
            number(one.posts),
        )
        for one in removals
    ]
    return table(REMOVED_CAPTION, ["Day", "Platform", "Why", "Posts"], rows, right=(3,))


def _state(day: Day) -> str:
    words = DAYS.get(day.status, day.status)
    return f"{words}: {day.note}" if day.note else words
