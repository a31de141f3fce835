"""Claimed against measured: the picture, its table, its file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from claims.evidence.drawing import (
    TABLE_HEAD,
    Bar,
    claimed_against_measured,
    describe,
    table_rows,
)
from dashboard.data.claims import ClaimRow
from dashboard.html import Html, element
from dashboard.parts import show
from dashboard.parts.frame import section
from dashboard.parts.tables import folded, table
from dashboard.words.pages import KNOW_A_STUDY, PICTURE_KEY


def picture(row: ClaimRow, bars: Sequence[Bar]) -> None:
    """Claim first, then every finding that counts; in words where nothing is comparable."""
    show(section("Claimed and measured", "picture"))
    # st.html drops <svg>; Markdown keeps it, and nothing in it is text of a post.
    st.markdown(picture_figure(bars), unsafe_allow_html=True)
    show(
        element("p", PICTURE_KEY if len(bars) > 1 else KNOW_A_STUDY, class_="rg-small rg-muted"),
        picture_table(bars),
    )
    st.download_button(
        "Picture as SVG",
        claimed_against_measured(bars),
        f"{row.claim}.svg",
        mime="image/svg+xml",
        on_click="ignore",
    )


def picture_figure(bars: Sequence[Bar]) -> Html:
    """The drawing in a figure of its own."""
    return element("figure", Html(claimed_against_measured(bars)), class_="rg-picture")


def picture_table(bars: Sequence[Bar]) -> Html:
    """The same numbers as a table."""
    return folded("Table", table(describe(tuple(bars)), TABLE_HEAD, table_rows(tuple(bars))))
