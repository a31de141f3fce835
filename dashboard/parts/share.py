"""Taking something away: an address that says all, a citation, a table as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import StringIO

import streamlit as st

from dashboard import filters
from dashboard.data.claims import ClaimRow
from dashboard.html import element, link
from dashboard.links import PATHS, claim_json, claim_permalink
from dashboard.parts import show
from dashboard.parts.frame import section
from dashboard.parts.tables import dots
from dashboard.visit import Visit
from dashboard.words.claims import citation
from dashboard.words.pages import LINK, NEWEST_LINK

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def copyable(label: str, text: str) -> None:
    """Text with a button that copies it, wrapped on a phone."""
    with st.expander(label):
        st.code(text, language=None, wrap_lines=True)


def link_box(visit: Visit, page: str, names: Sequence[str]) -> None:
    """The address with every filter and the release: it says the same next year."""
    copyable(LINK, here(visit.links.full(page, filters.stated(names), visit.release)))


def cite_claim(visit: Visit, row: ClaimRow) -> None:
    """A citation of the frozen page, and the page's address; both wrap and copy."""
    frozen = here(claim_permalink(row.claim, visit.release))
    show(section("Cite and share", "cite"))
    text = citation(row, visit.release, frozen, datetime.now(UTC).date())
    st.code(text, language=None, wrap_lines=True)
    copyable(NEWEST_LINK, here(claim_permalink(row.claim)))
    plain = link("This page without scripts", claim_permalink(row.claim, visit.release))
    show(element("p", dots([plain, link("the same as data (JSON)", claim_json(row.claim))])))


def csv_file(label: str, name: str, rows: Iterable[Sequence[object]]) -> None:
    """A table as a CSV file."""
    st.download_button(label, csv_text(rows), name, mime="text/csv", on_click="ignore")


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV; a cell that a spreadsheet would run as a formula is made text."""
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows([*map(_cell, row)] for row in rows)
    return written.getvalue()


def here(address: str) -> str:
    """A path as a whole address, as this reader's browser knows it."""
    base = str(st.context.url or "").rstrip("/")
    for path in PATHS.values():
        base = base.removesuffix(path.rstrip("/")) if path.strip("/") else base
    return f"{base}{address}"


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
