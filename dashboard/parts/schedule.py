"""The schedule made visible: when each topic is due, how it last went, what was missed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dashboard.html import Html, element, join
from dashboard.parts.tables import table
from dashboard.words import schedule as says


def schedule_list(told: Mapping[str, Any], *, now: datetime) -> Html:
    """A row a topic, and whether anybody keeps the times."""
    pages = says.pages(told)
    if not pages:
        return element("p", says.NONE)
    rows = [
        (page.topic, page.times, says.due(page, now=now), says.last(page), says.missed(page))
        for page in pages
    ]
    kept = says.KEPT if told.get("is_kept") is True else says.NOT_KEPT
    return join([element("p", kept), table(says.CAPTION, says.HEADS, rows)])
