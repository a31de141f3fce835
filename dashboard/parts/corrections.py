"""Corrections: as a list, and as the notice that a corrected page carries for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard.data.corrections import CorrectionRow
from dashboard.html import Html, Part, element, join, link
from dashboard.parts.tables import facts
from dashboard.words.corrections import EVERY, heading, releases

Address = Callable[[str], str]


def correction_notice(rows: Sequence[CorrectionRow], page: str) -> Html | None:
    """What was said here before, and what is said now."""
    if not rows:
        return None
    items = (
        element(
            "p",
            element("strong", f"{heading(row)}. "),
            f"Before: “{row.said}” Now: “{row.says}” {row.why}",
        )
        for row in rows
    )
    every = element("p", link(EVERY, page), class_="rg-small")
    return element("div", *items, every, class_="rg-notice rg-corrected", role="note")


def correction_list(
    rows: Sequence[CorrectionRow],
    names: Mapping[str, str],
    claim: Address,
    study: Address,
) -> Html:
    """Each correction whole, the newest first."""
    items = (
        element(
            "li",
            element("h2", heading(row)),
            facts(
                {
                    "Was said": row.said,
                    "In": releases(row.in_releases),
                    "Is said now": row.says,
                    "Why": row.why,
                    "Pages": _pages(row, names, claim, study),
                    "Told by": row.told_by,
                }
            ),
            id=row.correction,
        )
        for row in rows
    )
    return element("ol", *items, class_="rg-list")


def _pages(
    row: CorrectionRow, names: Mapping[str, str], claim: Address, study: Address
) -> Html | None:
    pages: list[Part] = [link(names.get(slug, slug), claim(slug)) for slug in row.of_claims]
    pages += [link(names.get(key, key), study(key)) for key in row.of_studies]
    return join(pages, ", ") if pages else None
