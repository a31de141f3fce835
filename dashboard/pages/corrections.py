"""Corrections: what was said that was wrong, and what is said now?"""

from __future__ import annotations

from dashboard.data.claims import claim
from dashboard.data.corrections import CorrectionRow, corrections
from dashboard.data.studies import studies
from dashboard.parts import show
from dashboard.parts.corrections import correction_list
from dashboard.parts.frame import heading
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import corrections as says
from dashboard.words.claims import quoted
from dashboard.words.studies import cited


def page(visit: Visit) -> None:
    """Every correction, the newest first."""
    open_page(visit, says.TITLE)
    rows = corrections(visit.source)
    show(
        heading(says.TITLE, says.lead(len(rows))),
        correction_list(rows, _names(visit, rows), visit.links.claim, visit.links.study)
        if rows
        else None,
    )
    close_page(visit)


def _names(visit: Visit, rows: list[CorrectionRow]) -> dict[str, str]:
    """What readers call the claims and studies that this release still has."""
    named = {slug for row in rows for slug in row.of_claims}
    known = [found for slug in sorted(named) if (found := claim(visit.source, slug))]
    names = {found.claim: quoted(found.sentence) for found in known}
    return names | {row.study: cited(row) for row in studies(visit.source, visit.topic.topic)}
