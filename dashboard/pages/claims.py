"""Claims: what exactly do people say?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, links
from dashboard.data.claims import ClaimFilter, ClaimRow, claims, facets
from dashboard.data.scope import Scope
from dashboard.data.subjects import platforms
from dashboard.pages import claim
from dashboard.parts import show
from dashboard.parts.claims import claim_list
from dashboard.parts.frame import heading, notices, removable
from dashboard.parts.share import link_box
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import pages as says
from dashboard.words.claims import outcome_name
from dashboard.words.platforms import platform_name
from dashboard.words.verdicts import RELATIONS, verdict_word

AT_ONCE = 50


def page(visit: Visit) -> None:
    """One claim if the address names one, else the list."""
    if slug := st.query_params.get(links.CLAIM):
        claim.page(visit, slug)
        return
    choices = _choices(visit)
    strange = filters.settle(list(choices.values()), [links.SINCE, links.UNTIL])
    head = st.container()  # written last, read first: it tells the filter in words
    wanted, scope, order = _filters(visit, choices)
    found = claims(visit.source, scope, wanted, order=order)
    named = choices[links.OUTCOME].options.get(wanted.outcome or "")
    title = says.claims_title(len(found), visit.topic, scope, wanted, outcome=named)
    with head:
        open_page(visit, title)
        show(heading(title, says.CLAIMS_LEAD), notices(strange))
    show(removable(filters.removals("claims", visit.links, links.CLAIMS_FILTERS)))
    if found:
        _list(visit, found)
    link_box(visit, "claims", links.CLAIMS_FILTERS)
    close_page(visit)


def _choices(visit: Visit) -> dict[str, filters.Choice]:
    source, topic = visit.source, visit.topic.topic
    outcomes = {key: outcome_name(key, visit.labels) for key in facets(source, topic, "outcome")}
    verdicts = {key: verdict_word(key).word for key in facets(source, topic, "verdict")}
    relations = {key: RELATIONS.get(key, key) for key in facets(source, topic, "relation")}
    where = {key: platform_name(key) for key in platforms(source, topic)}
    made = (
        filters.Choice(links.OUTCOME, "About", outcomes, "Any outcome"),
        filters.Choice(links.VERDICT, "Verdict", verdicts),
        filters.Choice(links.RELATION, "Against studies", relations, "Any comparison"),
        filters.Choice(links.PLATFORM, "Platform", where, "All platforms"),
        filters.Choice(links.ORDER, "Order", says.ORDERS),
    )
    return {choice.name: choice for choice in made}


def _filters(visit: Visit, choices: dict[str, filters.Choice]) -> tuple[ClaimFilter, Scope, str]:
    search = filters.search("Search the claims", links.SEARCH)
    verdict = filters.pills(choices[links.VERDICT])
    hidden = (links.OUTCOME, links.RELATION, links.PLATFORM, links.SINCE, links.UNTIL, links.ORDER)
    with st.expander(says.FILTER_CLAIMS, expanded=bool(filters.stated(hidden))):
        left, right = st.columns(2)
        outcome = filters.one(choices[links.OUTCOME], left)
        relation = filters.one(choices[links.RELATION], right)
        on = filters.one(choices[links.PLATFORM], left)
        order = filters.one(choices[links.ORDER], right)
        since = filters.day("From", links.SINCE, left)
        until = filters.day("To", links.UNTIL, right)
    wanted = ClaimFilter(search, outcome, verdict, relation)
    return wanted, Scope(visit.topic.topic, on, since, until), order or "mentions"


def _list(visit: Visit, found: list[ClaimRow]) -> None:
    skip = filters.skipped(len(found), AT_ONCE)
    carried = filters.stated(links.CLAIMS_FILTERS)
    shown = found[skip:][:AT_ONCE]
    show(claim_list(shown, lambda slug: visit.links.claim(slug, "claims", carried)))
