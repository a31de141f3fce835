"""Sentences on what persons decided; the computed verdict stays what it is beside them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.reviews import ReviewRow
from dashboard.words.claims import quoted
from dashboard.words.times import day_of
from dashboard.words.verdicts import verdict_word

BY_RULE = "worked out by rule"
UNREAD = f"{BY_RULE}; not yet read by a person"
HISTORY = "What persons decided on this claim"
TOGETHER = "Told together with"


def standing(rows: Sequence[ReviewRow]) -> ReviewRow | None:
    """The decision on the verdict that no later one replaces."""
    judged = [one for one in rows if one.stands and one.decision in ("agree", "override")]
    return judged[-1] if judged else None


def decided_by(rows: Sequence[ReviewRow]) -> str:
    """Who looked: the rules alone, or a person too, on which day."""
    one = standing(rows)
    if one is None:
        return UNREAD
    if not one.holds:
        return f"{BY_RULE}; changed since {signed(one)} read it"
    if one.decision == "override":
        return f"{BY_RULE}; {one.reviewed_by} judged otherwise"
    return f"{BY_RULE}, reviewed by {signed(one)}"


def signed(row: ReviewRow) -> str:
    """ "Ada Reader on 14 Mar 2026"."""
    return f"{row.reviewed_by} on {day_of(row.reviewed_at)}"


def objection(rows: Sequence[ReviewRow]) -> str | None:
    """Where a person judged otherwise, or judged what the rules say no longer; else None."""
    one = standing(rows)
    if one is None or (one.decision == "agree" and one.holds):
        return None
    before = verdict_word(one.computed_verdict).word
    given = verdict_word(one.reviewed_verdict or one.computed_verdict).word
    if one.holds:
        return f"{signed(one)} judged otherwise: {given}.{_because(one)}"
    judged = f"judged it {given}" if one.decision == "override" else "agreed"
    return (
        f"{signed(one)} {judged} when the rules said {before}.{_because(one)} The verdict has "
        "changed since, and no person has judged the present one."
    )


def told(row: ReviewRow) -> str:
    """One decision in a sentence."""
    ways = {
        "agree": f"agreed with “{verdict_word(row.computed_verdict).word}”",
        "override": (
            f"judged “{verdict_word(row.reviewed_verdict or '').word}” where the rules said "
            f"“{verdict_word(row.computed_verdict).word}”"
        ),
        "merge": "found it to be the same as another claim",
        "split": "took a merge back",
        "not_a_claim": "found that it claims nothing",
    }
    return f"{signed(row)} {ways.get(row.decision, row.decision)}.{_because(row)}"


def moved(row: ReviewRow) -> str:
    """That a link leads to a claim which is told as another one."""
    return (
        f"{quoted(row.claim_sentence)} is told as this claim: {signed(row)} found them to be the "
        f"same.{_because(row)}"
    )


def set_aside(rows: Sequence[ReviewRow]) -> str | None:
    """Why a claim is not told any more, where a person found that it claims nothing."""
    found = [one for one in rows if one.stands and one.decision == "not_a_claim"]
    return told(found[-1]) if found else None


def _because(row: ReviewRow) -> str:
    return f" “{row.reason}”" if row.reason else ""
