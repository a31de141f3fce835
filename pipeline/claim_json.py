"""Claims and verdicts as JSON in the store, and back."""

from __future__ import annotations

import json
from dataclasses import asdict

from claims.records import Claim, Match, Step, Verdict


def to_json(record: Claim | Verdict) -> str:
    """The record whole, keys in the order of its fields."""
    return json.dumps(asdict(record), ensure_ascii=False)


def claim_from_json(text: str) -> Claim:
    """The claim that `to_json` wrote."""
    values = json.loads(text)
    values["ratio_alternatives"] = tuple((low, high) for low, high in values["ratio_alternatives"])
    values["flags"] = tuple(values["flags"])
    return Claim(**values)


def verdict_from_json(text: str) -> Verdict:
    """The verdict that `to_json` wrote, with its steps and matches."""
    values = json.loads(text)
    values["steps"] = tuple(Step(**step) for step in values["steps"])
    values["matches"] = tuple(
        Match(
            **match
            | {
                "reasons_for": tuple(match["reasons_for"]),
                "reasons_against": tuple(match["reasons_against"]),
            }
        )
        for match in values["matches"]
    )
    return Verdict(**values)
