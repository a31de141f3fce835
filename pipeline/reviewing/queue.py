"""What needs a person, the most seen first: each item says why, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from claims.evidence.library import Library
from claims.evidence.meaning import load_meaning
from claims.evidence.nearness import near_limits
from claims.evidence.words import load_words
from claims.records import Claim, Verdict
from claims.topics import Topic
from pipeline.claim_json import claim_from_json, verdict_from_json
from pipeline.publish.queries import LATEST_COUNTS
from pipeline.reviewing.book import reviews_of
from pipeline.reviewing.doubts import doubtful_frames
from pipeline.reviewing.identity import Identity, identity
from pipeline.reviewing.proposals import proposals
from pipeline.reviewing.records import Review, newest
from pipeline.store import Store

Reason = Literal["changed", "new", "boundary", "doubtful_frame", "merge"]
# Pairs of claims grow with the square of their number; those that nobody saw can wait.
MOST_COMPARED = 400
_REACH = f"""
    SELECT said.claim, count(*), sum(said.mentions)::BIGINT, sum(seen.views)::BIGINT
    FROM (
        SELECT claim, post_key, count(*) AS mentions FROM mentions
        WHERE topic = ? GROUP BY claim, post_key
    ) AS said
    LEFT JOIN ({LATEST_COUNTS}) AS seen USING (post_key)
    GROUP BY said.claim
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a claim got; `views` is None where no platform showed any."""

    posts: int = 0
    mentions: int = 0
    views: int | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Sorts the most seen first; what shows no views, by its mentions."""
        return -(self.views or 0), -self.mentions


@dataclass(frozen=True, slots=True)
class Item:
    """One thing for a person to look at; `subject` is what the decision names."""

    reason: Reason
    topic: str
    subject: str
    sentence: str
    why: str
    reach: Reach
    verdict: str | None = None
    other: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The item as plain data."""
        row: dict[str, Any] = asdict(self)
        reach: dict[str, Any] = row.pop("reach")
        return row | reach


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of the store with its verdict, its reach and the review that stands."""

    claim: Claim
    verdict: Verdict
    reach: Reach
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The claims of a topic as a reviewer finds them, the most seen first."""

    topic: Topic
    library: Library
    claims: tuple[Judged, ...]
    reviews: tuple[Review, ...]
    identity: Identity
    _by_slug: Mapping[str, Judged] = field(repr=False)

    def claim(self, slug: str) -> Judged | None:
        """One claim by its key."""
        return self._by_slug.get(slug)


def desk_of(store: Store, topic: Topic, library: Library) -> Desk:
    """Read what the store knows of a topic's claims."""
    reviews = reviews_of(store.connection, [topic.slug])
    standing = newest(reviews)
    rows = store.connection.execute(_REACH, [topic.slug]).fetchall()
    reach = {slug: Reach(posts, mentions, views) for slug, posts, mentions, views in rows}
    found = store.connection.execute(
        "SELECT claim_json, verdict_json FROM verdicts WHERE topic = ?", [topic.slug]
    ).fetchall()
    judged = [
        Judged(claim, verdict_from_json(told), reach[claim.slug], standing.get(claim.slug))
        for claim, told in ((claim_from_json(row[0]), row[1]) for row in found)
        if claim.slug in reach
    ]
    judged.sort(key=lambda one: (*one.reach.order, one.claim.slug))
    by_slug = {one.claim.slug: one for one in judged}
    return Desk(topic, library, tuple(judged), tuple(reviews), identity(standing, by_slug), by_slug)


def needs(store: Store, desk: Desk, reasons: Sequence[Reason]) -> list[Item]:
    """Everything that waits for a person for one of these reasons, in the order of the reasons."""
    every = {
        "changed": lambda: _changed(desk),
        "new": lambda: _new(desk),
        "boundary": lambda: _near(desk),
        "doubtful_frame": lambda: _doubtful(store, desk),
        "merge": lambda: _alike(desk),
    }
    return [item for reason in reasons for item in every[reason]()]


def _item(reason: Reason, one: Judged, why: str, **more: Any) -> Item:
    claim = one.claim
    verdict = one.verdict.verdict
    return Item(
        reason, claim.topic, claim.slug, claim.sentence, why, one.reach, verdict=verdict, **more
    )


def _open(desk: Desk) -> Iterator[Judged]:
    """Claims that stand on their own."""
    gone = {*desk.identity.merged, *desk.identity.set_aside}
    return (one for one in desk.claims if one.claim.slug not in gone)


def _changed(desk: Desk) -> Iterator[Item]:
    words = load_words()
    for one in _open(desk):
        review = one.review
        if review is None or not review.judges or review.holds(one.verdict):
            continue
        before = words.say("verdict", review.computed.verdict).lower()
        now = words.say("verdict", one.verdict.verdict).lower()
        moved = f"{before}, now {now}" if before != now else f"{before}, on other grounds"
        yield _item("changed", one, f"{review.signed.by} judged it when the rules said {moved}")


def _new(desk: Desk) -> Iterator[Item]:
    for one in _open(desk):
        if one.review is None or not one.review.judges:
            yield _item("new", one, "no person has judged this verdict yet")


def _near(desk: Desk) -> Iterator[Item]:
    words = load_words()
    for one in _open(desk):
        if one.review is not None and one.review.holds(one.verdict):
            continue
        for near in near_limits(one.claim, desk.library, desk.topic):
            other = words.say("verdict", near.verdict).lower()
            limit = near.limit.replace("_", " ")
            why = f"with {limit} at {near.moved_to:g} instead of {near.stands_at:g} it is {other}"
            yield _item("boundary", one, why)
            break


def _doubtful(store: Store, desk: Desk) -> Iterator[Item]:
    gone = {*desk.identity.merged, *desk.identity.set_aside}
    for doubt in doubtful_frames(store, desk.topic):
        one = desk.claim(doubt.claim)
        if one is None or doubt.claim in gone:
            continue
        yield Item(
            "doubtful_frame",
            desk.topic.slug,
            doubt.mention,
            one.claim.sentence,
            doubt.why,
            Reach(1, 1, doubt.views),
            verdict=one.verdict.verdict,
        )


def _alike(desk: Desk) -> Iterator[Item]:
    """Pairs that no review has told apart or put together yet."""
    told_apart = {one.claim for one in desk.reviews if one.decision == "split"}
    claims = [one.claim for one in _open(desk)][:MOST_COMPARED]
    for pair in proposals(claims, desk.topic, load_meaning()):
        larger, smaller = desk.claim(pair.claim), desk.claim(pair.other)
        if larger is None or smaller is None or pair.other in told_apart:
            continue
        why = f"may be the same as “{larger.claim.sentence}”: {pair.why}"
        yield _item("merge", smaller, why, other=pair.claim)
