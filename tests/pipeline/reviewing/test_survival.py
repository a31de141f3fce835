"""A review outlives what is computed anew: other code, another order, another verdict, a copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from claims.evidence.library import library_of
from pipeline.importing import import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.publish.release import open_release
from pipeline.reviewing.book import frame_reviews_of, reviews_of
from pipeline.reviewing.deciding import Decided
from pipeline.reviewing.signing import sign
from pipeline.stages import Subject, run_match, run_publish
from pipeline.store import Store, write_store
from tests.pipeline.collection import COLLECTION
from tests.pipeline.making import Row, table, write_lines
from tests.pipeline.reviewing.conftest import HEART, MILES, Signs, again, desk, mention_of


def spoken(store: Store) -> list[tuple[str, str, str]]:
    rows = table(store.connection, "mentions", "post_key, claim, quote")
    return sorted((row["post_key"], row["claim"], row["quote"]) for row in rows)


def everything(store: Store) -> tuple[list[Row], list[Row]]:
    return table(store.connection, "reviews"), table(store.connection, "frame_reviews")


def test_reviews_outlive_another_extraction_version(
    judged: Store, subject: Subject, signs: Signs, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs("agree", MILES)
    signs("not_a_claim", mention_of(judged, HEART, "conditions the heart"))
    again(judged, subject)
    decided, told = everything(judged), spoken(judged)
    monkeypatch.setattr("pipeline.extracting.extraction_version", lambda: "another")
    again(judged, subject)
    versions = {row["extraction"] for row in table(judged.connection, "mentions", "extraction")}
    assert versions == {"another"}
    assert everything(judged) == decided
    assert spoken(judged) == told
    one = desk(judged, subject).claim(MILES)
    assert one is not None
    assert one.review is not None
    assert one.review.holds(one.verdict)


def test_a_reading_that_cuts_the_words_elsewhere_meets_the_same_review(
    judged: Store, subject: Subject, signs: Signs, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = mention_of(judged, HEART)
    post = next(r["post_key"] for r in table(judged.connection, "mentions") if r["mention"] == gone)
    signs("not_a_claim", gone)
    from claims.language.extract import Extractor, Reading

    reading = Extractor.reading

    def shorter(self: Extractor, texts: object) -> Reading:
        found = reading(self, texts)  # type: ignore[arg-type]
        cut = (replace(f, quote=f.quote[4:], start=f.start + 4, hedged=True) for f in found.frames)
        return Reading(tuple(cut), found.outcome)

    monkeypatch.setattr("pipeline.extracting.extraction_version", lambda: "another")
    monkeypatch.setattr(Extractor, "reading", shorter)
    again(judged, subject)
    assert (post, HEART) not in {(key, claim) for key, claim, _ in spoken(judged)}
    assert HEART in {claim for _, claim, _ in spoken(judged)}


def test_the_order_in_which_posts_came_changes_no_review(tmp_path: Path, subject: Subject) -> None:
    told = []
    for name, rows in (("one", COLLECTION), ("other", list(reversed(COLLECTION)))):
        (source,) = recognise([write_lines(tmp_path / f"{name}.ndjson", rows)])
        with write_store(tmp_path / name) as store:
            with ledger_run(store, "import", command="import") as run:
                import_source(store, run, source, progress=lambda subject, done: None)
            again(store, subject)
            (topic,) = subject.topics
            here = topic, subject.libraries[topic.slug]
            gone = mention_of(store, HEART, "conditions the heart")
            for decision, named in (("not_a_claim", gone), ("agree", MILES)):
                sign(store, here, named, Decided(decision, "Ada Reader", "it is so"))  # type: ignore[arg-type]
            again(store, subject)
            one = desk(store, subject).claim(MILES)
            assert one is not None
            assert one.review is not None
            told.append((gone, spoken(store), one.review.holds(one.verdict)))
    assert told[0] == told[1]


def test_a_review_stands_beside_a_verdict_that_changed(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", MILES)
    (topic,) = subject.topics
    nothing_known = Subject(subject.topics, {topic.slug: library_of((), sha256="empty")})
    run_match(judged, nothing_known)
    one = desk(judged, nothing_known).claim(MILES)
    assert one is not None
    assert one.review is not None
    assert not one.review.holds(one.verdict)
    assert one.review.computed.verdict == "exaggerated"
    assert one.verdict.verdict == "no_direct_evidence"


def test_a_verdict_that_a_person_overrules_stays_computed(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    before = table(judged.connection, "verdicts")
    signs("override", MILES, verdict="no_direct_evidence")
    signs("not_a_claim", HEART)
    again(judged, subject)
    assert table(judged.connection, "verdicts") == before


def test_reviews_come_back_with_the_store(
    published: Path, tmp_path: Path, subject: Subject
) -> None:
    (topic,) = subject.topics
    here = topic, subject.libraries[topic.slug]
    with write_store(published) as store:
        sign(store, here, MILES, Decided("agree", "Ada Reader"))
        run_publish(store, subject)
    shutil.copytree(published, tmp_path / "restored")
    with write_store(tmp_path / "restored") as store:
        (review,) = reviews_of(store.connection, [topic.slug])
    assert (review.claim, review.signed.by) == (MILES, "Ada Reader")
    frozen = open_release(tmp_path / "restored").frame("reviews")
    assert list(frozen["reviewed_by"]) == ["Ada Reader"]


def test_a_removed_post_takes_along_what_was_decided_on_its_words(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    from pipeline.removal import remove_posts

    gone = mention_of(judged, HEART)
    signs("agree", gone)
    again(judged, subject)
    release = run_publish(judged, subject)
    ((post,),) = judged.connection.execute("SELECT post_key FROM frame_reviews").fetchall()
    with ledger_run(judged, "purge", command="purge") as run:
        remove_posts(judged, run, [post], reason="requested")
    assert frame_reviews_of(judged.connection, [subject.topics[0].slug]) == {}
    assert open_release(judged.directory, release.id).frame("frame_reviews").empty
