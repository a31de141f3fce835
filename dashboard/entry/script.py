"""What runs at each visit: the navigation, then the page asked for.

In a folder of its own because Streamlit puts the folder of this file before all others when it
imports, where dashboard/html.py would stand in for Python's html.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.links import PATHS
from dashboard.pages import claims, corrections, evidence, methods, status, trends
from dashboard.visit import Visit, open_visit, release_switch, topic_switch


def opened(name: str, title: str, page: Callable[[Visit], None], *, listed: bool = True) -> st.Page:
    """A page that opens the release first, and says so where there is none."""

    def run() -> None:
        visit = open_visit()
        if visit is None:
            return
        topic_switch(visit)
        page(visit)
        release_switch(visit)

    path = PATHS[name].strip("/")
    return st.Page(
        run,
        title=title,
        url_path=path or None,
        default=not path,
        visibility="visible" if listed else "hidden",
    )


st.navigation(
    [
        opened("trends", "Trends", trends.page),
        opened("claims", "Claims", claims.page),
        opened("evidence", "Evidence", evidence.page),
        opened("methods", "Methods", methods.page),
        opened("corrections", "Corrections", corrections.page, listed=False),
        opened("status", "Status", status.page, listed=False),
    ],
    position="top",
).run()
