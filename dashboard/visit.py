"""One reader's visit: which release and topic it reads, and what every page shows around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import filters
from dashboard.data.claims import ClaimRow, claim
from dashboard.data.scope import Scope
from dashboard.data.source import Source, open_source
from dashboard.data.subjects import Topic, outcome_labels, topics
from dashboard.html import Html, Part, element
from dashboard.installation import installation
from dashboard.links import RELEASE, TOPIC, Links, report
from dashboard.parts import show
from dashboard.parts.frame import banner, foot, heading, notices, page_head
from dashboard.parts.tables import dots
from dashboard.words import site as says
from dashboard.words.verdicts import verdict_word
from pipeline.publish import PipelineError


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page reads and how it links on."""

    source: Source
    topic: Topic
    topics: dict[str, Topic]
    labels: dict[str, str]
    links: Links

    @property
    def release(self) -> str:
        return self.source.release.id

    @property
    def theme(self) -> str:
        """light or dark, as the reader's system or choice has it."""
        return "dark" if st.context.theme.get("type") == "dark" else "light"

    def first_day(self, scope: Scope, posted: date | None) -> date:
        """The first day asked for, else that of the first post."""
        return scope.since or posted or self.observed_on(scope)

    def observed_on(self, scope: Scope) -> date:
        """The last day that was looked at, or the last day asked for."""
        seen = _moment(self.source.release.manifest["last_observed_at"])
        last = seen.date() if seen else datetime.now(UTC).date()
        return min(last, scope.until) if scope.until else last


def open_visit() -> Visit | None:
    """The release and topic asked for; None, with the reason on the page, where there is none."""
    site = installation()
    asked = st.query_params.get(RELEASE) or site.release
    try:
        source = open_source(site.store, asked)
    except PipelineError as error:
        _say_why(error.problem, error.fix)
        return None
    if source is None:
        _say_why(says.NO_RELEASE, says.NO_RELEASE_NEXT)
        return None
    return visit_of(source, st.query_params.get(TOPIC))


def visit_of(source: Source, chosen: str | None = None) -> Visit:
    """A release read in the topic chosen, or in its first."""
    known = {topic.topic: topic for topic in topics(source)}
    first = next(iter(known))
    asked = (topic for topic in known.values() if chosen in (topic.topic, topic.name))
    topic = next(asked, known[first])
    links = Links(
        release=None if source.is_current else source.release.id,
        topic=None if topic.topic == first else topic.topic,
    )
    return Visit(source, topic, known, outcome_labels(source), links)


def _say_why(problem: str, command: str) -> None:
    page_head("No data")
    show(
        heading(problem),
        element("p", "In a terminal: ", element("code", command)),
    )


def open_page(visit: Visit, title: str, about: ClaimRow | None = None) -> None:
    """Title, style, the banner of invented posts, and what is odd about the release."""
    page_head(title)
    show(
        banner() if visit.source.release.invented else None,
        notices(_odd_release(visit, about)),
    )


def close_page(visit: Visit, subject: str = "this page") -> None:
    """The provenance line and the links of the foot."""
    show(foot_of(visit, subject))


def foot_of(visit: Visit, subject: str) -> Html:
    """Where the page's numbers are from, and the way to every page."""
    manifest = visit.source.release.manifest
    line = says.provenance(
        visit.release,
        posted=(_moment(manifest["first_posted_at"]), _moment(manifest["last_posted_at"])),
        platforms=manifest["platforms"],
        version=str(manifest["code_version"]),
    )
    pages = {name: visit.links.page(page) for page, name in says.PAGES.items()}
    complaint = report(manifest.get("contact", ""), says.report_subject(subject, visit.release))
    if complaint:
        pages[says.REPORT] = complaint
    return foot(dots([line, _age(manifest)]), pages)


def _odd_release(visit: Visit, about: ClaimRow | None) -> Sequence[Part]:
    asked = st.query_params.get(RELEASE)
    found: list[Part] = []
    if asked and asked != visit.release:
        found.append(says.unknown_release(asked, visit.release))
    if not visit.source.is_current:
        found.append(says.old_release(visit.release, visit.source.current, _change(visit, about)))
    return found


def _change(visit: Visit, about: ClaimRow | None) -> str:
    """What became of the claim's verdict since the release that is open."""
    if about is None:
        return ""
    now = claim(visit.source.in_release(visit.source.current), about.claim)
    return says.verdict_change(
        verdict_word(about.verdict).word, verdict_word(now.verdict).word if now else None
    )


def _age(manifest: dict[str, object]) -> Part:
    seen = _moment(manifest["last_observed_at"])
    words = says.last_collected((datetime.now(UTC) - seen).days) if seen else ""
    return element("span", words, class_="rg-old") if words else None


def _moment(stated: object) -> datetime | None:
    return datetime.fromisoformat(stated) if isinstance(stated, str) else None


def topic_switch(visit: Visit) -> None:
    """Another topic of the release, where there are several; stays while one moves about."""
    if len(visit.topics) > 1:
        names = {key: topic.name for key, topic in visit.topics.items()}
        choice = filters.Choice(TOPIC, "Topic", names)
        strange = filters.settle([choice])
        filters.one(choice)
        if strange:
            show(notices(strange))


def release_switch(visit: Visit) -> None:
    """Another release, where there are several; the newest stands first."""
    ids = list(reversed(visit.source.ids))
    if len(ids) > 1:
        st.selectbox(
            "Release",
            ids,
            index=ids.index(visit.source.current),
            key=RELEASE,
            bind="query-params",
        )
