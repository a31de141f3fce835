"""The fresh batches are whole: quotes stand in their posts, and every post has its annotation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims.topics import load_topic
from tests.conftest import ROOT

FOLDER = ROOT / "data" / "gold" / "batches"
BATCHES = sorted(file.name[0] for file in FOLDER.glob("*-posts.jsonl"))


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_there_are_batches() -> None:
    assert BATCHES == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("batch", BATCHES)
def test_every_quote_stands_in_its_post(batch: str) -> None:
    posts = {row["id"]: row for row in rows(FOLDER / f"{batch}-posts.jsonl")}
    gold = {row["id"]: row["claims"] for row in rows(FOLDER / f"{batch}-gold.jsonl")}
    assert set(posts) == set(gold)
    assert len(posts) >= 70
    for post, frames in gold.items():
        for frame in frames:
            assert frame["quote"] in posts[post][frame["field"]], post


@pytest.mark.parametrize("batch", BATCHES)
def test_every_activity_is_one_of_the_posts_topic(batch: str) -> None:
    posts = {row["id"]: row for row in rows(FOLDER / f"{batch}-posts.jsonl")}
    for row in rows(FOLDER / f"{batch}-gold.jsonl"):
        known = {activity.key for activity in load_topic(posts[row["id"]]["topic"]).activities}
        assert {frame["activity"] for frame in row["claims"]} <= known
