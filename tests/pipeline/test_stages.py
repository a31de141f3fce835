"""The stages together: what a run is about, and that a failing one harms nothing published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.errors import ClaimsError
from claims.evidence.library import load_library
from pipeline.demo import load_demo
from pipeline.errors import PipelineError
from pipeline.ledger import ledger_rows
from pipeline.publish.release import open_release, release_ids
from pipeline.stages import Subject, load_subject, run_extract, run_match, run_publish
from pipeline.store import Store, write_store
from tests.pipeline.making import folder_hash, table


def test_a_topic_gets_the_studies_of_its_evidence_and_no_other() -> None:
    subject = load_subject(["weighted-vest-walking", "backward-running", "backward-running"])
    assert [topic.slug for topic in subject.topics] == ["backward-running", "weighted-vest-walking"]
    for topic in subject.topics:
        library = subject.libraries[topic.slug]
        assert {study.evidence_topic for study in library.studies.values()} == set(
            topic.evidence_topics
        )
        assert library.sha256 == load_library().sha256
        for finding in library.findings:
            assert library.study_of(finding) in library.studies.values()


def test_a_topic_that_nobody_has_studied_is_a_topic_all_the_same() -> None:
    subject = load_subject(["jump-rope"])
    assert dict(subject.libraries["jump-rope"].studies) == {}


def test_an_unknown_topic_is_told_before_anything_is_opened() -> None:
    with pytest.raises(ClaimsError, match="unknown topic 'backwards'"):
        load_subject(["backwards"])


@pytest.mark.parametrize(
    ("place", "stage"),
    [
        ("pipeline.extracting.Extractor", "extract"),
        ("pipeline.matching.judge", "match"),
        ("pipeline.publish.freeze.study_rows", "publish"),
    ],
)
def test_a_stage_that_fails_leaves_the_last_release_and_says_so(
    published: Path, subject: Subject, monkeypatch: pytest.MonkeyPatch, place: str, stage: str
) -> None:
    before = open_release(published)
    kept = folder_hash(before.folder)

    def fail(*arguments: Any, **options: Any) -> None:
        raise PipelineError("data/x.toml: row 3", "mend it")

    monkeypatch.setattr(place, fail)
    with write_store(published) as store:
        with pytest.raises(PipelineError, match="row 3"):
            run_all(store, subject)
        (row,) = ledger_rows(store, limit=1)
    assert (row["stage"], row["ending"], row["reason"]) == (stage, "failed", "data/x.toml: row 3")
    assert release_ids(published) == [before.id]
    assert open_release(published).id == before.id
    assert folder_hash(before.folder) == kept


def run_all(store: Store, subject: Subject) -> None:
    run_extract(store, subject.topics)
    run_match(store, subject)
    run_publish(store, subject)


def test_two_topics_go_into_one_release(published: Path) -> None:
    both = load_subject(["weighted-vest-walking", "backward-running"])
    with write_store(published) as store:
        run_all(store, both)
    release = open_release(published)
    assert release.manifest["topics"] == ["backward-running", "weighted-vest-walking"]
    assert set(release.frame("topics")["topic"]) == set(release.manifest["topics"])
    assert set(release.frame("studies")["topic"]) == set(release.manifest["topics"])
    assert set(release.frame("claims")["topic"]) == {"backward-running"}


def test_the_hashtags_of_a_topic_come_in_one_order(published: Path) -> None:
    for tags in open_release(published).frame("topics")["hashtags"]:
        assert list(tags) == sorted(tags)
        assert len(tags) > 5


def test_the_demo_is_loaded_whole_and_its_removed_post_removed(store: Store) -> None:
    report = load_demo(store, progress=lambda subject, done: None)
    assert (report["posts_new"], report["quarantined"]) == (205, 0)
    posts = table(store.connection, "posts", "invented")
    assert len(posts) == 204
    assert all(row["invented"] for row in posts)
    assert table(store.connection, "tombstones", "reason") == [{"reason": "deleted_on_platform"}]
    again = load_demo(store, progress=lambda subject, done: None)
    assert again["posts_new"] == 0
    assert len(table(store.connection, "posts", "post_key")) == 204
    assert [row["stage"] for row in ledger_rows(store, limit=9)] == ["import", "purge", "import"]


def test_a_demo_that_was_cut_off_before_its_removal_is_completed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*arguments: Any) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.demo._remove_deleted", stop)
        with pytest.raises(KeyboardInterrupt):
            load_demo(store, progress=lambda subject, done: None)
    assert len(table(store.connection, "posts", "post_key")) == 205
    load_demo(store, progress=lambda subject, done: None)
    assert len(table(store.connection, "posts", "post_key")) == 204
