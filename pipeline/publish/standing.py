"""What persons decided, for a reader of single sentences: looked up in the newest release.

It opens one small table and nothing else, so that an answer does not wait for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claims.records import Verdict
from pipeline.publish.release import CURRENT, MANIFEST

_STANDING = """
    SELECT claim, decision, reviewed_by, reviewed_at, reviewed_verdict, merged_into, reason,
        computed_verdict, computed_relation, computed_directness, computed_certainty
    FROM read_parquet(?) WHERE stands
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision of a person that stands on a claim, and what the rules said then."""

    decision: str
    by: str
    on: date
    verdict: str | None
    merged_into: str | None
    reason: str | None
    computed: tuple[str, str, str | None, str | None]

    def holds(self, verdict: Verdict) -> bool:
        """Whether the verdict that was judged is the one worked out now."""
        now = (verdict.verdict, verdict.relation, verdict.directness, verdict.certainty)
        return self.decision in ("agree", "override") and self.computed == now

    def as_json(self, verdict: Verdict) -> dict[str, Any]:
        """As plain data, beside the verdict on the claim as it is asserted."""
        return {
            "decision": self.decision,
            "by": self.by,
            "on": self.on.isoformat(),
            "verdict": self.verdict,
            "merged_into": self.merged_into,
            "reason": self.reason,
            "holds": self.holds(verdict),
        }


def standing_decisions(store: Path) -> dict[str, Decision]:
    """By claim; empty where there is no release yet, or one of before there were reviews."""
    folder = store / "releases"
    try:
        release = folder / (folder / CURRENT).read_text(encoding="utf-8").strip()
        tables = json.loads((release / MANIFEST).read_text(encoding="utf-8"))["tables"]
        if not tables["reviews"]["rows"]:
            return {}
        file = release / tables["reviews"]["file"]
    except (OSError, ValueError, KeyError):
        # A sentence is judged without a store too; what is wrong with one, others say.
        return {}
    return _read(file)


def _read(file: Path) -> dict[str, Decision]:
    from pipeline.engine import connect

    connection = connect()
    try:
        rows = connection.execute(_STANDING, [str(file)]).fetchall()
    finally:
        connection.close()
    return {
        claim: Decision(decision, by, at.date(), verdict, into, reason, tuple(computed))
        for claim, decision, by, at, verdict, into, reason, *computed in rows
    }
