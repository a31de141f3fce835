"""Methods: how a number on these pages came about, and what it cannot say."""

from __future__ import annotations

from dashboard.data.readings import readings
from dashboard.parts import show
from dashboard.parts.frame import heading, section
from dashboard.parts.methods import (
    figures_section,
    method_sections,
    reading_table,
    release_facts,
)
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import method as says


def page(visit: Visit) -> None:
    """What is collected, what a claim is, how sizes are compared, limits, this release."""
    open_page(visit, says.TITLE)
    show(heading(says.TITLE, says.LEAD), method_sections(visit.topic))
    manifest = visit.source.release.manifest
    show(
        figures_section(manifest.get("reading")),
        section(
            "What was read in this release",
            "read",
            reading_table(readings(visit.source, visit.topic.topic)),
        ),
        section("This release", "release", release_facts(manifest)),
    )
    close_page(visit)
