"""Verdicts, relations and certainty in words; what a word means is said where it is used.

A shape goes with each word, so that nothing hangs on colour; it is no scale from good to bad.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerdictWord:
    """The word a reader sees first, its shape, and what it means."""

    word: str
    shape: str
    means: str


VERDICTS = {
    "supported": VerdictWord(
        "Supported", "●", "Studies measured what is claimed, at first hand, and found it."
    ),
    "partly_supported": VerdictWord(
        "Partly supported",
        "◐",
        "Only indirect findings agree, or studies disagree, or part of the claim holds.",
    ),
    "exaggerated": VerdictWord(
        "Exaggerated", "▲", "The claimed size is larger than anything studies measured."
    ),
    "contradicted": VerdictWord(
        "Contradicted",
        "◀",
        "Most studies that looked point the other way, or a large trial found no effect.",
    ),
    "no_direct_evidence": VerdictWord(
        "No direct evidence",
        "○",
        "No study in our library measured this at first hand. That does not make it wrong.",
    ),
    "not_checkable": VerdictWord(
        "Not checkable", "◇", "The claim names no outcome or size that a study could measure."
    ),
}

RELATIONS = {
    "within": "within what studies measured",
    "overlaps": "partly within what studies measured",
    "larger": "larger than studies measured",
    "smaller": "smaller than studies measured",
    "opposite": "opposite to what studies measured",
    "agrees": "in the direction studies measured",
    "mixed": "studies disagree",
    "no_effect_found": "studies found no difference",
    "untested": "not measured by any study",
    "unmeasurable": "nothing that can be measured",
}

CERTAINTY = {"high": "high", "moderate": "moderate", "low": "low", "very_low": "very low"}

ROLES = {
    "for": "speaks for the claim",
    "against": "speaks against the claim",
    "context": "context: does not count for the verdict",
}

STANCES = {
    "asserts": "says so",
    "denies": "disputes it",
    "questions": "asks",
    "reports": "passes it on from a source",
}

READ_AS = {
    "fulltext": "read in full",
    "abstract": "read as abstract only",
    "secondary": "read about in another source, not itself",
    "memory": "not read; nothing of it is used",
}


READ_AS_SHORT = {
    "fulltext": "read in full",
    "abstract": "read as abstracts",
    "secondary": "through another source",
    "memory": "listed but not read",
}


def verdict_word(verdict: str) -> VerdictWord:
    """The word for a verdict; an unknown one is shown as it is."""
    return VERDICTS.get(verdict) or VerdictWord(verdict.replace("_", " "), "◇", "")


def certainty(word: str | None) -> str:
    """ "certainty: low"; without studies there is none to state."""
    return f"certainty: {CERTAINTY.get(word, word)}" if word else "certainty: none to state"


def checked_by(reviewed_by: str | None) -> str:
    """Whether a person has held a study's record against the paper."""
    return (
        f"record checked by {reviewed_by}" if reviewed_by else "record not yet checked by a person"
    )
