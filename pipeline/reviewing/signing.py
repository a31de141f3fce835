"""A decision on whatever was named, checked and kept."""

from __future__ import annotations

from claims.evidence.library import Library
from claims.topics import Topic, load_topic
from pipeline.reviewing.book import add_frame_review, add_review
from pipeline.reviewing.deciding import Decided, claim_review, frame_review
from pipeline.reviewing.records import FrameReview, Review
from pipeline.reviewing.subjects import find_claim, find_mention, is_mention
from pipeline.store import Store

Subject = tuple[Topic, Library]


def sign(store: Store, subject: Subject, named: str, decided: Decided) -> str:
    """Keep a decision on a claim or a mention; answer what was kept, in words."""
    review = _made(store, subject, named, decided)
    if isinstance(review, FrameReview):
        add_frame_review(store, review)
    else:
        add_review(store, review)
    return in_words(review)


def would_sign(store: Store, subject: Subject, named: str, decided: Decided) -> str:
    """What `sign` would keep; what it would refuse is refused."""
    return in_words(_made(store, subject, named, decided))


def _made(store: Store, subject: Subject, named: str, decided: Decided) -> Review | FrameReview:
    if is_mention(named):
        heard = find_mention(store, named)
        return frame_review(store, load_topic(heard.topic), heard, decided)
    desk, one = find_claim(store, [subject], named)
    return claim_review(desk, one, decided)


def in_words(review: Review | FrameReview) -> str:
    """One line: the decision, on what, by whom, why."""
    signed = review.signed
    if isinstance(review, FrameReview):
        about = f"“{review.read.quote}” in {review.post}"
        more = f" ({len(review.frames)} claims)" if review.decision == "split" else ""
    else:
        about = f"“{review.sentence}”"
        target = review.verdict or review.merged_into
        more = f": {target}" if target else ""
    why = f" because {signed.reason}" if signed.reason else ""
    decision = review.decision.replace("_", " ")
    return f"{decision}{more}, on {about}, by {signed.by} on {signed.at:%Y-%m-%d}{why}"
