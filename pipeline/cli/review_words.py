"""What a reviewer sees on the terminal: one item of the list, one claim, one mention."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.evidence.library import Library
from claims.evidence.words import load_words
from claims.language.frames import as_json
from claims.topics import Topic
from pipeline.cli.terminal import one_line
from pipeline.reviewing.book import frame_reviews_of
from pipeline.reviewing.frames import decided_on, review_of
from pipeline.reviewing.queue import Desk, Item, Judged, Reach
from pipeline.reviewing.records import FrameReview, Review
from pipeline.reviewing.signing import in_words
from pipeline.reviewing.subjects import Heard, find_claim, find_mention, mentions_of
from pipeline.store import Store

MENTIONS = 8
AROUND = 60
WAITING = {
    "changed": "Changed since a person judged them",
    "boundary": "Near a limit of the rules",
    "merge": "May be the same claim as another",
    "doubtful_frame": "Readings to be doubted",
    "new": "Not judged by a person yet",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The same for eyes and for programs."""

    lines: list[str]
    data: dict[str, Any]


def item_lines(item: Item) -> Iterator[str]:
    """What waits, why, and by which name it goes."""
    word = load_words().say("verdict", item.verdict) if item.verdict else ""
    yield f"{word}: {one_line(item.sentence)}"
    yield f"  {reach_words(item.reach)} · {one_line(item.why)}"
    yield f"  {item.subject}" + (f"  (merge into {item.other}?)" if item.other else "")
    yield ""


def reach_words(reach: Reach) -> str:
    """Views where any are shown, and how often it was said."""
    seen = f"{reach.views:,} views, " if reach.views is not None else ""
    posts = "1 post" if reach.posts == 1 else f"{reach.posts:,} posts"
    return f"{seen}{posts}"


def claim(store: Store, subject: tuple[Topic, Library], slug: str) -> Told:
    """A claim with its verdict, steps, mentions and reviews."""
    desk, one = find_claim(store, [subject], slug)
    heard = mentions_of(store, slug, limit=MENTIONS)
    of_posts = frame_reviews_of(store.connection, [desk.topic.slug])
    reviews = [review for review in desk.reviews if review.claim == slug]
    lines = [*_verdict_lines(desk, one), *_review_lines(reviews), "  Mentions"]
    for each in heard:
        lines += mention_lines(each, of_posts.get(each.post, []))
    data = {
        "claim": dataclasses.asdict(one.claim),
        "verdict": dataclasses.asdict(one.verdict),
        "reach": dataclasses.asdict(one.reach),
        "merged_into": desk.identity.merged.get(slug),
        "set_aside": slug in desk.identity.set_aside,
        "reviews": [dataclasses.asdict(review) for review in reviews],
        "mentions": [_mention_data(each, of_posts.get(each.post, [])) for each in heard],
    }
    return Told(lines, data)


def _verdict_lines(desk: Desk, one: Judged) -> Iterator[str]:
    words, verdict, slug = load_words(), one.verdict, one.claim.slug
    yield f"{words.say('verdict', verdict.verdict)}: {one_line(one.claim.sentence)}"
    yield f"  {slug} · {reach_words(one.reach)}"
    yield f"  {one_line(verdict.sentence)}"
    if slug in desk.identity.merged:
        yield f"  told as {desk.identity.merged[slug]} in releases"
    if slug in desk.identity.set_aside:
        yield "  left out of releases: a person found that it claims nothing"
    yield "  Steps"
    yield from (f"    {step.rule}: {one_line(step.text)}" for step in verdict.steps)


def _review_lines(reviews: Sequence[Review | FrameReview]) -> Iterator[str]:
    if reviews:
        yield "  Reviews, the oldest first"
    yield from (f"    {one_line(in_words(review))}" for review in reviews)


def mention(store: Store, subject: str) -> Told:
    """One mention with its frame, its text and what was decided on it."""
    heard = find_mention(store, subject)
    reviews = frame_reviews_of(store.connection, [heard.topic]).get(heard.post, [])
    frame = as_json(heard.frame)
    lines = [*mention_lines(heard, reviews), f"    claim: {heard.claim}"]
    lines += [f"    {name} = {one_line(_shown(value))}" for name, value in frame.items()]
    lines += [f"    text: {one_line(heard.text)}"]
    lines += _review_lines([one for one in reversed(reviews) if _is_of(one, heard)])
    return Told(lines, _mention_data(heard, reviews))


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def mention_lines(heard: Heard, reviews: Sequence[FrameReview]) -> Iterator[str]:
    """The words with what stands around them, and whether a person has read them."""
    frame, text = heard.frame, heard.text
    before, after = text[: frame.start][-AROUND:], text[frame.end :][:AROUND]
    yield f"    {heard.id} · {heard.post} · {frame.field} · {frame.stance}"
    yield f"      {one_line(before)}[{one_line(frame.quote)}]{one_line(after)}"
    if (review := _decision(heard, reviews)) is not None:
        yield f"      {review.decision.replace('_', ' ')} by {one_line(review.signed.by)}"


def _decision(heard: Heard, reviews: Sequence[FrameReview]) -> FrameReview | None:
    return decided_on(heard.frame, reviews) or review_of(heard.frame, reviews)


def _is_of(review: FrameReview, heard: Heard) -> bool:
    return _decision(heard, [review]) is not None


def _mention_data(heard: Heard, reviews: Sequence[FrameReview]) -> dict[str, Any]:
    review = _decision(heard, reviews)
    return {
        "mention": heard.id,
        "post": heard.post,
        "claim": heard.claim,
        "views": heard.views,
        "frame": as_json(heard.frame),
        "text": heard.text,
        "review": dataclasses.asdict(review) if review else None,
    }
