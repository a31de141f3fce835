"""Evidence: what did studies measure, outcome by outcome?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, links
from dashboard.data.studies import findings, studies
from dashboard.pages import study
from dashboard.parts import show
from dashboard.parts.frame import heading, notices, removable
from dashboard.parts.share import link_box
from dashboard.parts.studies import outcome_list, study_table
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import pages as says
from dashboard.words.claims import outcome_name
from dashboard.words.studies import by_outcome, library_lead


def page(visit: Visit) -> None:
    """One study if the address names one, else the library by outcome."""
    if key := st.query_params.get(links.STUDY):
        study.page(visit, key)
        return
    library = {row.study: row for row in studies(visit.source, visit.topic.topic)}
    grouped = by_outcome(findings(visit.source, visit.topic.topic), library)
    names = {key: outcome_name(key, visit.labels) for key in grouped}
    outcome = filters.Choice(links.OUTCOME, "Outcome", names, "Any outcome")
    strange = filters.settle([outcome])
    head = st.container()
    chosen = filters.one(outcome)
    title = says.evidence_title(visit.topic, names.get(chosen or ""))
    with head:
        open_page(visit, title)
        show(heading(title, library_lead(list(library.values()))), notices(strange))
    shown = {key: found for key, found in grouped.items() if chosen in (None, key)}
    show(
        removable(filters.removals("evidence", visit.links, [links.OUTCOME])),
        outcome_list(shown, library, names, visit.links.study),
        None if chosen else study_table(list(library.values()), visit.links.study),
    )
    link_box(visit, "evidence", [links.OUTCOME])
    close_page(visit)
