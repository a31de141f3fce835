"""One claim: the page a journalist sends to an editor. The order of its blocks is fixed."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, links
from dashboard.charts import spread_chart
from dashboard.data import claims as data
from dashboard.data import posts, studies
from dashboard.data.claims import ClaimRow
from dashboard.data.reviews import merged_here, stands_for
from dashboard.data.reviews import reviews as decided_on
from dashboard.data.scope import Scope
from dashboard.data.studies import Evidence
from dashboard.data.trends import gaps
from dashboard.pages import claim_head, elsewhere
from dashboard.parts import show
from dashboard.parts.claims import why
from dashboard.parts.frame import section
from dashboard.parts.picture import picture
from dashboard.parts.posts import mention_list, unquoted_note
from dashboard.parts.reviews import decisions
from dashboard.parts.share import cite_claim, csv_file
from dashboard.parts.studies import evidence_cards
from dashboard.parts.tables import folded
from dashboard.parts.trends import under_chart, week_table
from dashboard.series import mention_series, observed_window, running_total
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import claims as tells
from dashboard.words import pages as says
from dashboard.words.reviews import decided_by
from dashboard.words.trends import spread_marks, spread_sentence

AT_ONCE = 5


def page(visit: Visit, slug: str) -> None:
    """Sentence, verdict, badges, picture, why, spread, where said, evidence, cite."""
    slug = stands_for(visit.source, slug) or slug
    row = data.claim(visit.source, slug)
    if row is None:
        elsewhere.page(visit, slug)
        return
    found, reviews = studies.evidence(visit.source, slug), decided_on(visit.source, slug)
    open_page(visit, row.sentence, row)
    claim_head.head(visit, row, found, reviews)
    picture(row, data.bars(visit.source, slug))
    extraction = str(visit.source.release.manifest["extraction"])
    show(
        why(row, data.steps(visit.source, slug), extraction, decided_by(reviews)),
        decisions(reviews, merged_here(visit.source, slug)),
    )
    _spread(visit, row)
    _said(visit, row)
    _evidence(visit, row, found)
    cite_claim(visit, row)
    csv_file("Claim and evidence as CSV", f"{slug}.csv", tells.evidence_table(row, found))
    close_page(visit, row.claim)


def _spread(visit: Visit, row: ClaimRow) -> None:
    scope = Scope(row.topic)
    weeks = data.spread(visit.source, row.claim)
    missing = [gap for gap in gaps(visit.source, scope) if gap.platform in row.platforms.split()]
    window = observed_window(
        row.first_seen_at.date(), visit.observed_on(scope), row.platforms.split(), missing
    )
    per_week = mention_series(weeks, window)
    sentence = spread_sentence(per_week, row, window)
    show(section("How it spread", "spread"))
    st.altair_chart(
        spread_chart(running_total(per_week), window, theme=visit.theme, marks=spread_marks(row)),
        alt=f"Mentions adding up, by week. {sentence}",
    )
    show(
        under_chart(sentence, says.SPREAD_NOTE),
        week_table("Mentions per week", [per_week]),
    )


def _said(visit: Visit, row: ClaimRow) -> None:
    show(section("Where it was said", "said", tells.stances(row)))
    total = posts.quotable(visit.source, row.claim)
    skip = filters.skipped(total, AT_ONCE, links.MENTIONS)
    shown = posts.mentions(visit.source, row.claim, limit=AT_ONCE, skip=skip)
    rest = posts.unquoted(visit.source, row.claim)
    show(
        mention_list(shown) if shown else None,
        unquoted_note(rest, **posts.reach(visit.source)),
    )


def _evidence(visit: Visit, row: ClaimRow, found: list[Evidence]) -> None:
    counted = [one for one in found if one.role != "context"]
    context = [one for one in found if one.role == "context"]
    show(
        section("What studies measured", "evidence", tells.evidence_lead(row, counted)),
        evidence_cards(counted, visit.labels, visit.links.study) if counted else None,
        folded(
            tells.context_lead(len(context)),
            evidence_cards(context, visit.labels, visit.links.study),
        )
        if context
        else None,
        section("What would change this", "change", row.would_change) if row.would_change else None,
    )
