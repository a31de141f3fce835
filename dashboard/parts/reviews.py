"""What persons decided on a claim: beside the computed verdict, never instead of it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.reviews import ReviewRow
from dashboard.html import Html, element, join
from dashboard.parts.tables import folded
from dashboard.words.claims import quoted
from dashboard.words.reviews import HISTORY, TOGETHER, objection, told


def person_block(rows: Sequence[ReviewRow]) -> Html | None:
    """That a person judged otherwise, or judged an earlier verdict."""
    sentence = objection(rows)
    if sentence is None:
        return None
    return element("p", sentence, class_="rg-person", role="note")


def decisions(rows: Sequence[ReviewRow], merged: Sequence[ReviewRow]) -> Html | None:
    """Every decision on the claim, and the claims that are told together with it."""
    if not rows and not merged:
        return None
    items = [element("li", told(one)) for one in rows]
    items += [
        element("li", f"{TOGETHER} {quoted(one.claim_sentence)}. ", told(one)) for one in merged
    ]
    return join([folded(HISTORY, element("ol", *items))])
