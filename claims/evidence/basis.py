"""Whether the words of a claim speak of time spent, not of distance or of one speed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from claims.evidence.rules import load_rules
from claims.records import Frame

PER_TIME = "per_time"


def with_basis(frame: Frame) -> Frame:
    """The frame with the flag `per_time` where its words are per minute or per workout."""
    rules = load_rules()
    if frame.outcome not in rules.per_time_outcomes or PER_TIME in frame.flags:
        return frame
    phrases = rules.per_time_phrases
    if frame.magnitude_kind == "equivalence":
        phrases += rules.equivalence_phrases
    if not _any(phrases, frame.quote) or _any(rules.same_speed_phrases, frame.quote):
        return frame
    return replace(frame, flags=(*frame.flags, PER_TIME))


def _any(phrases: Iterable[str], text: str) -> bool:
    return any(re.search(phrase, text, re.IGNORECASE) for phrase in phrases)
