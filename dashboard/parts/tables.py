"""Facts as real tables, lists of facts, and what folds away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from dashboard.html import Html, Part, element, join
from dashboard.words.times import day_of, machine, moment_of

Cell = Part | int | float


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Part]], *, right: Sequence[int] = ()
) -> Html:
    """A table whose first column names the row; `right` are columns of numbers."""
    places = frozenset(right)
    head = element("tr", *(_cell("th", text, n in places, "col") for n, text in enumerate(heads)))
    body = (
        element(
            "tr",
            *(
                _cell("th" if n == 0 else "td", text, n in places, None if n else "row")
                for n, text in enumerate(row)
            ),
        )
        for row in rows
    )
    inside = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", *body),
    )
    return element("div", inside, class_="rg-scroll", tabindex=0, role="region", aria_label=caption)


def _cell(name: str, text: Part, right: bool, scope: str | None) -> Html:
    return element(name, text, class_="rg-right" if right else None, scope=scope)


def facts(pairs: Mapping[str, Part]) -> Html:
    """Names and what they are; what is not known is left out."""
    known = {name: value for name, value in pairs.items() if value}
    return element(
        "dl", *(join([element("dt", name), element("dd", value)]) for name, value in known.items())
    )


def folded(summary: Part, *inside: Part, is_open: bool = False) -> Html:
    """What a reader may open, by mouse or keyboard."""
    return element("details", element("summary", summary), *inside, open=is_open)


def moment(at: datetime, *, exact: bool = False) -> Html:
    """A time in words, with the machine's form beside it."""
    words = moment_of(at) if exact else day_of(at)
    return element("time", words, datetime=machine(at), title=moment_of(at))


def dots(parts: Iterable[Part]) -> Html:
    """Small facts on one line."""
    return join([part for part in parts if part], " · ")
