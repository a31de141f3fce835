"""Pieces of pages, made from rows; all markup comes from dashboard.html."""

from __future__ import annotations

import streamlit as st

from dashboard.html import Part, element


def show(*parts: Part) -> None:
    """Put pieces on the page as one block."""
    st.html(element("div", *parts, class_="rg"))
