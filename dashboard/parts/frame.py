"""What every page has: style, banner, heading, notices, and the line that says where it is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from dashboard.html import Html, Part, element, join, link
from dashboard.parts.tables import dots
from dashboard.words.site import BANNER, EXPORT, NAME

STYLE = Path(__file__).parents[1] / "style.css"


def page_head(title: str) -> None:
    """Title of the window, and the style; called first on every page."""
    st.set_page_config(page_title=f"{title} · {NAME}", layout="centered")
    st.html(STYLE)


def banner() -> Html:
    """That nothing here was said by anybody."""
    return element("p", BANNER, class_="rg-banner", role="note")


def heading(title: Part, lead: Part = None) -> Html:
    """The one h1 of a page, and what it says in a sentence."""
    return join([element("h1", title), element("p", lead, class_="rg-lead") if lead else None])


def three_things(claim: str) -> Html:
    """What somebody who sees the demonstration for the first time can try."""
    tries = (
        element("li", link("Open a claim", claim), ": what is said, and what studies measured."),
        element("li", "There, open “Why this verdict”: every step from the words to the verdict."),
        element("li", "Take the table: ", element("code", EXPORT), " in a terminal."),
    )
    return element("details", element("summary", "Three things to try"), element("ol", *tries))


def section(title: str, anchor: str, *inside: Part) -> Html:
    """A part of a page that links can point at; bare sentences become paragraphs."""
    told = (
        part if part is None or isinstance(part, Html) else element("p", part) for part in inside
    )
    return element("section", element("h2", title, id=anchor), *told, aria_labelledby=anchor)


def notices(sentences: Sequence[Part]) -> Html | None:
    """Things a reader should know before reading on."""
    if not sentences:
        return None
    return element(
        "div", *(element("p", one) for one in sentences), class_="rg-notice", role="status"
    )


def removable(filters: Mapping[str, str]) -> Html | None:
    """What is filtered, each with the link that takes it away."""
    if not filters:
        return None
    links = [link(f"{words} ×", address) for words, address in filters.items()]
    return element("p", "Remove: ", dots(links), class_="rg-small")


def caution(words: str) -> Html:
    """The topic's safety caution, which every conclusion carries."""
    return element("p", words, class_="rg-caution")


def crumbs(name: str, address: str, back: str | None) -> Html:
    """Where a page lies, and the way back to the results one came from."""
    to_results = link("‹ Back to results", back) if back else None
    return element("p", dots([to_results, link(name, address)]), class_="rg-crumbs")


def foot(line: Part, pages: Mapping[str, str]) -> Html:
    """The provenance line and the way to every page."""
    items = (element("li", link(name, address)) for name, address in pages.items())
    return element(
        "footer",
        element("nav", element("ul", *items), aria_label="All pages"),
        element("p", line),
        class_="rg-foot",
    )
