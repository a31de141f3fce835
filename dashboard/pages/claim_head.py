"""The head of a claim's page: sentence, verdict, who looked, what was corrected."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import filters, links
from dashboard.data import posts
from dashboard.data.claims import ClaimRow
from dashboard.data.corrections import corrections_of
from dashboard.data.reviews import ReviewRow, reviews, stands_for
from dashboard.data.studies import Evidence
from dashboard.parts import show
from dashboard.parts.claims import badges, heard, verdict_block
from dashboard.parts.corrections import correction_notice
from dashboard.parts.frame import caution, crumbs, heading, notices
from dashboard.parts.reviews import person_block
from dashboard.visit import Visit
from dashboard.words import claims as tells
from dashboard.words.reviews import decided_by, moved


def head(visit: Visit, row: ClaimRow, found: list[Evidence], decided: Sequence[ReviewRow]) -> None:
    """What the first screen of the page says."""
    back = st.query_params.get(links.BACK)
    results = (
        visit.links.page(back, filters.stated(links.FILTERS[back]))
        if back in links.FILTERS
        else None
    )
    said = posts.mentions(visit.source, row.claim, limit=1)
    measured = tells.measured_names(found, visit.labels)
    outcome = tells.outcome_name(row.outcome, visit.labels, row.outcome_text)
    corrected = corrections_of(visit.source, "claims", row.claim)
    show(
        crumbs(outcome, visit.links.page("claims", {links.OUTCOME: outcome}), results),
        _came_from(visit, row),
        heading(tells.quoted(row.sentence)),
        heard(said[0]) if said else None,
        verdict_block(row, measured),
        badges(row, decided_by(decided)),
        person_block(decided),
        correction_notice(corrected, visit.links.page("corrections")),
        caution(visit.topic.caution),
    )


def _came_from(visit: Visit, row: ClaimRow) -> str | None:
    """The link may have named a claim that is told as this one."""
    asked = st.query_params.get(links.CLAIM, "")
    if asked == row.claim or stands_for(visit.source, asked) != row.claim:
        return None
    merges = [one for one in reviews(visit.source, asked) if one.stands]
    return notices([moved(merges[-1])]) if merges else None
