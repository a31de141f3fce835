"""The fresh batches are whole: quotes stand in their posts, and every post has its annotation."""

from __future__ import annotations

import pytest

from benchmarks.gold import BATCHES, claims, rows
from claims.topics import load_topic

NAMES = sorted(file.name[0] for file in BATCHES.glob("*-posts.jsonl"))


def test_there_are_batches() -> None:
    assert NAMES == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("batch", NAMES)
def test_every_quote_stands_in_its_post(batch: str) -> None:
    posts = {row["id"]: row for row in rows(BATCHES / f"{batch}-posts.jsonl")}
    gold = claims(BATCHES / f"{batch}-gold.jsonl")
    assert set(posts) == set(gold)
    assert len(posts) >= 70
    for post, frames in gold.items():
        for frame in frames:
            assert frame["quote"] in posts[post][frame["field"]], post


@pytest.mark.parametrize("batch", NAMES)
def test_every_activity_is_one_of_the_posts_topic(batch: str) -> None:
    posts = {row["id"]: row for row in rows(BATCHES / f"{batch}-posts.jsonl")}
    for row in rows(BATCHES / f"{batch}-gold.jsonl"):
        known = {activity.key for activity in load_topic(posts[row["id"]]["topic"]).activities}
        assert {frame["activity"] for frame in row["claims"]} <= known
