"""A review: who decided what on a claim, or on one frame of one post, and when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from claims.records import Frame, Verdict
from pipeline.errors import PipelineError

Decision = Literal["agree", "override", "merge", "split", "not_a_claim"]
_ID_DIGITS = 12
LONGEST_NAME = 80
LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rules said when the person looked; a review holds while these words do."""

    verdict: str
    relation: str
    directness: str | None
    certainty: str | None
    sentence: str = field(compare=False, default="")

    @classmethod
    def of(cls, verdict: Verdict) -> Computed:
        """What a review remembers of a verdict."""
        return cls(
            verdict.verdict,
            verdict.relation,
            verdict.directness,
            verdict.certainty,
            verdict.sentence,
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a review, when, and why."""

    by: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A decision on a claim: on its verdict, or on whether it is a claim of its own."""

    topic: str
    claim: str
    decision: Decision
    signed: Signed
    sentence: str
    computed: Computed
    evidence: str
    verdict: str | None = None
    merged_into: str | None = None
    id: str = ""

    @property
    def judges(self) -> bool:
        """Whether the person judged the verdict, which alone makes a claim reviewed."""
        return self.decision in ("agree", "override")

    def holds(self, verdict: Verdict) -> bool:
        """Whether the verdict that the person judged is still what the rules say."""
        return self.judges and self.computed == Computed.of(verdict)


@dataclass(frozen=True, slots=True)
class FrameReview:
    """A decision on one claim as read in one post: `frames` is what its words hold instead."""

    post: str
    topic: str
    decision: Decision
    signed: Signed
    read: Frame
    frames: tuple[Frame, ...]
    extraction: str
    id: str = ""


def with_id(review: Review | FrameReview) -> Any:
    """The same review, known by a hash of all it says."""
    told = json.dumps(asdict(review), sort_keys=True, default=str, ensure_ascii=False)
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(review, id=f"r-{digest[:_ID_DIGITS]}")


def checked_name(typed: str) -> str:
    """The name as typed, in one line; nothing stands in for a person who gave none."""
    name = " ".join(typed.split())
    if not any(letter.isalpha() for letter in name):
        raise PipelineError(
            f"{typed!r} is not a name of a person",
            'a review is signed: --by "Your Name"; it is published with the release',
        )
    _must_be_plain(name, "the name", LONGEST_NAME)
    return name


def checked_reason(typed: str | None) -> str | None:
    """The reason as typed, in one line; None where there is none."""
    reason = " ".join((typed or "").split())
    _must_be_plain(reason, "the reason", LONGEST_REASON)
    return reason or None


def _must_be_plain(text: str, what: str, longest: int) -> None:
    if len(text) > longest:
        raise PipelineError(
            f"{what} has {len(text):,} characters; at most {longest:,} are kept", "make it shorter"
        )
    odd = [c for c in text if not c.isprintable()]
    if odd:
        raise PipelineError(
            f"{what} holds {odd[0].encode('unicode_escape').decode()}, which shows nothing",
            "type it again without it",
        )


def newest(reviews: Sequence[Review]) -> dict[str, Review]:
    """The review that stands, by claim: the newest; the earlier ones are its history."""
    return {one.claim: one for one in sorted(reviews, key=lambda one: (one.signed.at, one.id))}
