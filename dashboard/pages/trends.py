"""Trends: is this a thing?"""

from __future__ import annotations

import streamlit as st

from dashboard import filters, links
from dashboard.charts import trend_chart
from dashboard.data.claims import ClaimFilter, claims
from dashboard.data.posts import most_seen
from dashboard.data.scope import Scope
from dashboard.data.subjects import platforms
from dashboard.data.trends import Overview, gaps, overview, tag_counters, tags, weeks
from dashboard.html import Html, link
from dashboard.parts import show
from dashboard.parts.claims import claim_list
from dashboard.parts.frame import heading, notices, removable, section, three_things
from dashboard.parts.share import csv_file, link_box
from dashboard.parts.trends import counter_table, post_list, under_chart, week_rows, week_table
from dashboard.series import by_week, observed_window
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import pages as says
from dashboard.words import trends as tells
from dashboard.words.platforms import platform_name

CLAIMS_SHOWN = 8
TAGS_AT_ONCE = 4


def page(visit: Visit) -> None:
    """Posts over time, the claims people make, the most seen posts, hashtags' own counters."""
    topic = visit.topic.topic
    used, where = tags(visit.source, topic), platforms(visit.source, topic)
    tag = filters.Choice(links.TAG, "Hashtags", {t.tag: f"#{t.tag}" for t in used}, "All hashtags")
    platform = filters.Choice(
        links.PLATFORM, "Platform", {p: platform_name(p) for p in where}, "All platforms"
    )
    measure = filters.Choice(links.MEASURE, "Count", {"posts": "Posts", "views": "Views"})
    strange = filters.settle([tag, platform, measure], [links.SINCE, links.UNTIL])

    title = says.trends_title(visit.topic)
    open_page(visit, title)
    lead = says.trends_lead(overview(visit.source, Scope(topic)), len(used))
    show(heading(title, lead), notices(strange), _tries(visit))
    chosen, scope, counted = _filters(visit, tag, platform, measure)
    found = overview(visit.source, scope)
    if found.posts:
        _chart(visit, scope, found, tells.chart_plan(chosen, scope.platform, counted))
        _around(visit, scope)
    else:
        _nothing(visit, scope)
    link_box(visit, "trends", links.TRENDS_FILTERS)
    close_page(visit)


def _filters(
    visit: Visit, tag: filters.Choice, platform: filters.Choice, measure: filters.Choice
) -> tuple[list[str], Scope, str]:
    with st.expander(says.FILTER_TRENDS, expanded=bool(filters.stated(links.TRENDS_FILTERS))):
        chosen = filters.some(tag, most=TAGS_AT_ONCE)
        left, middle, right = st.columns(3)
        on = filters.one(platform, left)
        since = filters.day("From", links.SINCE, middle)
        until = filters.day("To", links.UNTIL, right)
        counted = filters.switch(measure)
    return chosen, Scope(visit.topic.topic, on, since, until), counted


def _chart(visit: Visit, scope: Scope, found: Overview, plan: tells.ChartPlan) -> None:
    rows = weeks(visit.source, scope, plan.lines, plan.tags)
    window = observed_window(
        visit.first_day(scope, found.first_day),
        visit.observed_on(scope),
        found.platforms,
        gaps(visit.source, scope),
    )
    unseen = tells.without_views(rows) if plan.noun == "view" else []
    lines = by_week((r for r in rows if r.series not in unseen), window, plan.noun, plan.name)
    sentence = tells.trend_sentence(lines, window, plan.noun)
    not_shown = tells.not_shown_sentence(plan, unseen, scope.platform)
    show(section(plan.title, "trend", None if lines else not_shown))
    if not lines:
        return
    chart = trend_chart(lines, window, noun=plan.noun, theme=visit.theme, labelled=plan.labelled)
    st.altair_chart(chart, alt=f"{plan.title}. {sentence}")
    show(under_chart(sentence, plan.note, not_shown), week_table(plan.title, lines))
    csv_file("Weeks as CSV", f"{scope.topic}-weeks.csv", week_rows(lines))


def _around(visit: Visit, scope: Scope) -> None:
    made = claims(visit.source, scope, ClaimFilter())
    carried = filters.stated(links.TRENDS_FILTERS)
    every = link(says.all_claims(len(made)), visit.links.page("claims"))
    if made:
        shown = claim_list(
            made[:CLAIMS_SHOWN], lambda slug: visit.links.claim(slug, "trends", carried)
        )
        show(section(says.CLAIMS_MADE, "claims", shown, every))
    seen = most_seen(visit.source, scope)
    if seen:
        show(section("Most seen posts", "seen", says.SEEN_NOTE, post_list(seen)))
    counters = tag_counters(visit.source, scope.topic, scope.platform)
    if counters:
        show(section("What platforms count themselves", "counters", counter_table(counters)))


def _tries(visit: Visit) -> Html | None:
    made = claims(visit.source, Scope(visit.topic.topic), ClaimFilter())
    if not (made and visit.source.release.invented):
        return None
    return three_things(visit.links.claim(made[0].claim))


def _nothing(visit: Visit, scope: Scope) -> None:
    show(
        notices([says.nothing("posts", says.filter_words(scope))]),
        removable(filters.removals("trends", visit.links, links.TRENDS_FILTERS)),
    )
