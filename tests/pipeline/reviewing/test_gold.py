"""Reviewed posts leave in the form of data/gold, and the benchmark reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import extraction, gold, scoring
from pipeline.reviewing.gold import gold_posts, write_gold
from pipeline.stages import Subject
from pipeline.store import Store
from tests.conftest import ROOT
from tests.pipeline.making import Row, table
from tests.pipeline.reviewing.conftest import HEART, MILES, Signs, again, brought, mention_of

GOLD = ROOT / "data" / "gold" / "backward-running"


def exported(store: Store, subject: Subject, folder: Path) -> list[Row]:
    write_gold(folder, list(gold_posts(store, subject.topics[0])))
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]


def test_nothing_is_gold_that_no_person_has_read(
    judged: Store, subject: Subject, tmp_path: Path, signs: Signs
) -> None:
    signs("agree", MILES)
    assert exported(judged, subject, tmp_path) == []


def test_a_correction_becomes_a_gold_row(
    judged: Store, subject: Subject, tmp_path: Path, signs: Signs
) -> None:
    signs("override", mention_of(judged, HEART), edits=("stance=denies", "hedged=true"))
    for _ in range(2):
        (row,) = exported(judged, subject, tmp_path)
        (frame,) = row["claims"]
        assert (frame["stance"], frame["hedged"]) == ("denies", True)
        assert "optional" not in frame
        again(judged, subject)


def test_words_that_claim_nothing_become_a_post_without_claims(
    judged: Store, subject: Subject, tmp_path: Path, signs: Signs
) -> None:
    signs("not_a_claim", mention_of(judged, HEART, "running backwards"))
    again(judged, subject)
    (row,) = exported(judged, subject, tmp_path)
    assert row["claims"] == []


def test_what_nobody_looked_at_in_a_post_is_optional(
    judged: Store, subject: Subject, tmp_path: Path, signs: Signs
) -> None:
    said = "running backwards burns more calories and improves your balance"
    key = brought(judged, subject, tmp_path, said)
    mentions = [r["mention"] for r in table(judged.connection, "mentions") if r["post_key"] == key]
    assert len(mentions) == 2
    signs("agree", mentions[0])
    (row,) = exported(judged, subject, tmp_path)
    marks = [frame.get("optional", False) for frame in row["claims"]]
    assert sorted(marks) == [False, True]


def test_the_rows_have_the_keys_of_the_gold_set(
    judged: Store, subject: Subject, tmp_path: Path, signs: Signs
) -> None:
    signs("agree", mention_of(judged, HEART))
    exported(judged, subject, tmp_path)
    for name in ("posts.jsonl", "gold.jsonl"):
        ours = gold.rows(tmp_path / name)
        theirs = gold.rows(GOLD / name)
        assert set().union(*theirs) <= set().union(*ours), name
    frame = gold.rows(tmp_path / "gold.jsonl")[0]["claims"][0]
    written = [f for row in gold.rows(GOLD / "gold.jsonl") for f in row["claims"]]
    assert set(written[0]) <= set(frame)


def test_the_benchmark_scores_what_persons_reviewed(
    judged: Store,
    subject: Subject,
    tmp_path: Path,
    signs: Signs,
    capsys: pytest.CaptureFixture[str],
) -> None:
    signs("agree", mention_of(judged, HEART))
    exported(judged, subject, tmp_path)
    posts, frames = (tmp_path / name for name in ("posts.jsonl", "gold.jsonl"))
    ((_, counts),) = extraction.scored(gold.rows(posts), gold.claims(frames))
    assert scoring.figures(counts)["claim"] == 1.0
    extraction.main(["--smoke", "--reviewed", str(tmp_path)])
    assert "reviewed: 1 posts" in capsys.readouterr().out
