"""One study: what it measured, how it was read, which claims it meets."""

from __future__ import annotations

from dashboard.data.corrections import corrections_of
from dashboard.data.studies import claims_met, findings, study
from dashboard.html import link
from dashboard.parts import show
from dashboard.parts.corrections import correction_notice
from dashboard.parts.frame import crumbs, heading, section
from dashboard.parts.share import copyable
from dashboard.parts.studies import (
    finding_list,
    met_claims,
    paper_heading,
    study_header,
    withdrawn_note,
)
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import pages as says
from dashboard.words import site
from dashboard.words.studies import cited, reference


def page(visit: Visit, key: str) -> None:
    """The record of the study, its findings, the claims it was held against."""
    row = study(visit.source, visit.topic.topic, key)
    if row is None:
        open_page(visit, site.UNKNOWN_STUDY)
        every = link(says.ALL_STUDIES, visit.links.page("evidence"))
        show(heading(site.UNKNOWN_STUDY, site.unknown_study(key, visit.release)), every)
        close_page(visit)
        return
    open_page(visit, cited(row))
    found = [one for one in findings(visit.source, row.topic) if one.study == key]
    met = claims_met(visit.source, key)
    show(
        crumbs(says.ALL_STUDIES, visit.links.page("evidence"), None),
        paper_heading(row),
        withdrawn_note(row),
        correction_notice(
            corrections_of(visit.source, "studies", key), visit.links.page("corrections")
        ),
        study_header(row),
        section("What it found", "findings", finding_list(found, row, visit.labels)),
        section("Claims it was held against", "claims", met_claims(met, visit.links.claim)),
    )
    copyable(says.CITE_STUDY, reference(row))
    close_page(visit, key)
