"""From what a person typed to a review that may be kept, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from claims.evidence.reader import nearest
from claims.language.extract import extraction_version
from claims.records import Frame, VerdictWord
from claims.topics import Topic
from pipeline.errors import PipelineError
from pipeline.reviewing.book import frame_reviews_of
from pipeline.reviewing.frames import decided_on, edited, speaks_of
from pipeline.reviewing.identity import must_not_circle
from pipeline.reviewing.queue import Desk, Judged
from pipeline.reviewing.records import (
    Computed,
    Decision,
    FrameReview,
    Review,
    Signed,
    checked_name,
    checked_reason,
    newest,
    with_id,
)
from pipeline.reviewing.subjects import Heard
from pipeline.store import Store

FrameDecision = Literal["agree", "override", "split", "not_a_claim"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person typed: the decision, and what it takes."""

    decision: Decision
    by: str
    reason: str | None = None
    verdict: str | None = None
    into: str | None = None
    edits: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def signed(self) -> Signed:
        """Name and reason checked, and the moment."""
        return Signed(checked_name(self.by), datetime.now(UTC), checked_reason(self.reason))


def claim_review(desk: Desk, one: Judged, decided: Decided) -> Review:
    """A decision on a claim."""
    signed = decided.signed()
    if decided.edits or decided.parts:
        raise PipelineError(
            "--set and --part are of a mention, whose words can be read again",
            f"retrograde review show {one.claim.slug}  lists the mentions",
        )
    _must_give_a_reason(decided, signed)
    _must_fit(desk, one, decided)
    review = Review(
        topic=one.claim.topic,
        claim=one.claim.slug,
        decision=decided.decision,
        signed=signed,
        sentence=one.claim.sentence,
        computed=Computed.of(one.verdict),
        evidence=desk.library.sha256,
        verdict=decided.verdict,
        merged_into=decided.into,
    )
    made: Review = with_id(review)
    return made


def frame_review(store: Store, topic: Topic, heard: Heard, decided: Decided) -> FrameReview:
    """A decision on a mention: what its words hold."""
    signed = decided.signed()
    if decided.decision == "merge" or decided.verdict is not None:
        raise PipelineError(
            f"{heard.id} is a mention; merging and verdicts are of claims",
            f"name its claim instead: {heard.claim}",
        )
    _must_give_a_reason(decided, signed)
    earlier = decided_on(
        heard.frame, frame_reviews_of(store.connection, [topic.slug]).get(heard.post, [])
    )
    told = _frames(heard, decided, topic)
    # What a person corrected was read otherwise at first, and the next reading reads it so again.
    review = FrameReview(
        post=heard.post,
        topic=heard.topic,
        decision=decided.decision,
        signed=signed,
        read=earlier.read if earlier else heard.frame,
        frames=_beside(earlier, heard.frame, told) if earlier else told,
        extraction=extraction_version(),
    )
    made: FrameReview = with_id(review)
    return made


def _beside(earlier: FrameReview, frame: Frame, told: Sequence[Frame]) -> tuple[Frame, ...]:
    """The frames of an earlier review, with one of them decided anew."""
    others = [
        one
        for one in earlier.frames
        if one.direction != frame.direction or not speaks_of(one, frame)
    ]
    return (*others, *told)


def _frames(heard: Heard, decided: Decided, topic: Topic) -> tuple[Frame, ...]:
    frame, text = heard.frame, heard.text
    if decided.decision == "agree":
        return (frame,)
    if decided.decision == "not_a_claim":
        return ()
    if decided.decision == "override":
        if not decided.edits:
            raise PipelineError(
                "nothing says what the frame should be",
                "--set field=value, e.g. --set outcome=knee_load --set direction=decrease",
            )
        return (edited(frame, decided.edits, topic, text),)
    if len(decided.parts) < 2:
        raise PipelineError(
            "a split has at least two parts",
            "--part for each claim that the words hold, e.g. --part outcome=muscle_strength:back "
            "--part outcome=muscle_strength:core; more fields after commas",
        )
    return tuple(edited(frame, _fields(part), topic, text) for part in decided.parts)


def _fields(part: str) -> list[str]:
    """A part as typed; a comma inside a value belongs to it where no field= follows."""
    found: list[str] = []
    for piece in part.split(","):
        if found and "=" not in piece:
            found[-1] += f",{piece}"
        else:
            found.append(piece)
    return found


def _must_give_a_reason(decided: Decided, signed: Signed) -> None:
    if decided.decision != "agree" and signed.reason is None:
        raise PipelineError(
            f"a review that says {decided.decision.replace('_', ' ')} has a reason",
            '--reason "why, in a sentence"; it is published with the release',
        )


def _must_fit(desk: Desk, one: Judged, decided: Decided) -> None:
    if decided.decision == "override":
        _must_be_another_verdict(one, decided.verdict)
    elif decided.verdict is not None:
        raise PipelineError("only an override gives a verdict", "retrograde review override …")
    if decided.decision == "merge":
        _must_be_mergeable(desk, one, decided.into)
    if decided.decision == "split" and one.claim.slug not in desk.identity.merged:
        raise PipelineError(
            f"{one.claim.slug} is merged into no other claim, so there is nothing to take back",
            "to split what one post says, name the mention: "
            f"retrograde review show {one.claim.slug}",
        )


def _must_be_another_verdict(one: Judged, verdict: str | None) -> None:
    known = get_args(VerdictWord)
    if verdict is None:
        raise PipelineError(
            "nothing says what the verdict should be", f"--verdict, one of {', '.join(known)}"
        )
    if verdict not in known:
        raise PipelineError(f"{verdict!r} is no verdict", nearest(verdict, known))
    if verdict == one.verdict.verdict:
        raise PipelineError(
            f"the rules say {verdict} already", f"retrograde review agree {one.claim.slug}"
        )


def _must_be_mergeable(desk: Desk, one: Judged, into: str | None) -> None:
    if into is None or desk.claim(into) is None:
        slugs = [other.claim.slug for other in desk.claims]
        raise PipelineError(
            f"there is no claim {into!r} in {one.claim.topic} to merge into"
            if into
            else "nothing says which claim it is the same as",
            f"--into CLAIM; {nearest(into or '', slugs)}",
        )
    must_not_circle(one.claim.slug, into, newest(desk.reviews))
