"""Status: did collection run, and what came of it?"""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard.data.coverage import coverage, removals
from dashboard.data.source import read_status
from dashboard.parts import show
from dashboard.parts.frame import heading, section
from dashboard.parts.schedule import schedule_list
from dashboard.parts.status import coverage_grid, removal_table, run_list
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import status as says


def page(visit: Visit) -> None:
    """The newest runs, the days covered, the posts removed."""
    open_page(visit, says.TITLE)
    status = read_status(visit.source.store)
    runs = status.get("runs", [])
    schedule = status.get("schedule")
    due = schedule_list(schedule if isinstance(schedule, dict) else {}, now=datetime.now(UTC))
    show(
        heading(says.TITLE, says.lead(status)),
        section("Schedule", "schedule", due),
        section("Runs", "runs", run_list(runs) if runs else says.NO_RUNS),
        section("Days collected", "days", coverage_grid(coverage(visit.source))),
        section("Posts removed", "removed", removal_table(removals(visit.source))),
    )
    close_page(visit)
