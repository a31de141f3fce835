"""The figures of the claim filter's card: recall, precision and F1 with their intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks import _filter_texts as texts
from benchmarks._filter_texts import Example, Post
from claims.language.extract import Extractor
from claims.topics import load_topic

RECALL = 0.99

_DRAWS = 1000
_SEED = 20261124

Said = Sequence[tuple[Post, float]]


def least_chance(said: Said) -> float:
    """The highest chance, to two places, at which posts with 99 % of all frames still pass."""
    needed = RECALL * sum(post.frames for post, _ in said)
    for cut in np.arange(0.99, 0.0, -0.01):
        if sum(post.frames for post, chance in said if chance >= cut) >= needed:
            return round(float(cut), 2)
    return 0.0


def frame_recall(said: Said, cut: float) -> float:
    """The share of frames whose post passes."""
    total = sum(post.frames for post, _ in said)
    return sum(post.frames for post, chance in said if chance >= cut) / max(total, 1)


def share_dropped(said: Said, cut: float) -> float:
    """The share of posts without a claim that do not pass."""
    empty = [chance for post, chance in said if not post.frames]
    return sum(chance < cut for chance in empty) / max(len(empty), 1)


def post_f1(said: Said, cut: float) -> float:
    """F1 of "this post makes a claim"."""
    hits = sum(post.frames > 0 and chance >= cut for post, chance in said)
    yes = sum(chance >= cut for _, chance in said)
    return 2 * hits / max(yes + sum(post.frames > 0 for post, _ in said), 1)


def post_precision(said: Said, cut: float, reads: frozenset[str]) -> float:
    """Of the posts that the extractor finds frames in and that pass, the share with a claim."""
    kept = [post for post, chance in said if post.id in reads and chance >= cut]
    return sum(post.frames > 0 for post in kept) / max(len(kept), 1)


def posts_read(posts: Sequence[Post]) -> frozenset[str]:
    """The posts in which the extractor finds frames, without the filter."""
    extractors = {post.topic: Extractor(load_topic(post.topic)) for post in posts}
    return frozenset(post.id for post in posts if extractors[post.topic].read(post.said))


def with_interval(figure: Callable[[Said], float], said: Said) -> str:
    """A figure, and the middle 95 % of it over posts drawn again."""
    chance = random.Random(_SEED)  # noqa: S311 - statistics, no secret
    drawn = sorted(figure(chance.choices(said, k=len(said))) for _ in range(_DRAWS))
    edge = _DRAWS // 40
    return f"{figure(said):.3f} ({drawn[edge]:.3f} to {drawn[-edge - 1]:.3f})"


def figures_of(part: str, said: Said, cut: float) -> list[str]:
    """The lines of the card on one part of the gold sets."""
    reads = posts_read([post for post, _ in said])
    empty = sum(not post.frames for post, _ in said)
    figures: dict[str, Callable[[Said], float]] = {
        f"claim or none, {len(said)} posts, {empty} without a claim: F1 at 0.5": (
            lambda drawn: post_f1(drawn, 0.5)
        ),
        f"frames whose post passes at {cut}": lambda drawn: frame_recall(drawn, cut),
        f"posts without a claim dropped at {cut}": lambda drawn: share_dropped(drawn, cut),
        "posts the extractor finds frames in that make a claim, no filter": (
            lambda drawn: post_precision(drawn, 0.0, reads)
        ),
        "… with the filter": lambda drawn: post_precision(drawn, cut, reads),
    }
    return [
        f"| {part} | {name} | {with_interval(figure, said)} |" for name, figure in figures.items()
    ]


def topic_figures(wanted: Sequence[Example], chances: Sequence[float]) -> list[str]:
    """The lines of the card on whether a post speaks of a topic."""
    topic_of = {post.id: post.topic for post in texts.gold_posts()}
    right: dict[str, list[bool]] = {"its own": [], "others": [], "other meaning": []}
    for one, chance in zip(wanted, chances, strict=True):
        kind = "its own" if one.is_claim else "other meaning"
        kind = kind if one.topic == topic_of[one.group] else "others"
        right[kind].append((chance >= 0.5) is one.is_claim)
    names = {
        "its own": "posts called on topic under their own topic",
        "others": "posts called off topic under the other topics",
        "other meaning": "posts that use the topic's words otherwise, called off topic",
    }
    return [
        f"| dev | {name} | {sum(right[kind])} of {len(right[kind])} |"
        for kind, name in names.items()
    ]
