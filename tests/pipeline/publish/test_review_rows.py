"""Reviews in a release: beside the computed verdict, in the tables that never change."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from claims.evidence.library import library_of
from pipeline.publish.release import Release, open_release
from pipeline.stages import Subject, run_publish
from pipeline.store import Store
from tests.pipeline.making import Row
from tests.pipeline.reviewing import conftest as reviewing
from tests.pipeline.reviewing.conftest import HEART, MILES, Signs, again, mention_of

judged, signs = reviewing.judged, reviewing.signs


def row(release: Release, claim: str, table: str = "claims") -> Row:
    rows = pq.read_table(release.table_file(table)).to_pylist()
    return next(found for found in rows if found["claim"] == claim)


def slugs(release: Release) -> set[str]:
    return set(release.frame("claims")["claim"])


def test_without_a_review_a_verdict_is_worked_out_by_rule(release: Release) -> None:
    assert set(release.frame("claims")["verdict_by"]) == {"rule"}
    assert release.frame("reviews").empty


def test_who_agreed_stands_beside_the_verdict(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", MILES)
    release = run_publish(judged, subject)
    for table in ("claims", "claim_evidence"):
        told = row(release, MILES, table)
        assert (told["verdict_by"], told["verdict_reviewed_by"]) == ("Ada Reader", "Ada Reader")
        assert told["reviewed_verdict"] == told["verdict"] == "exaggerated"


def test_who_disagreed_leaves_the_computed_verdict_as_it_is(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("override", MILES, verdict="no_direct_evidence")
    release = run_publish(judged, subject)
    for table in ("claims", "claim_evidence"):
        told = row(release, MILES, table)
        assert (told["verdict"], told["verdict_by"]) == ("exaggerated", "rule")
        assert told["reviewed_verdict"] == "no_direct_evidence"
        assert told["verdict_reviewed_by"] == "Ada Reader"


def test_a_review_of_an_earlier_verdict_signs_the_new_one_no_longer(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", MILES)
    (topic,) = subject.topics
    nothing_known = Subject(subject.topics, {topic.slug: library_of((), sha256="empty")})
    again(judged, nothing_known)
    release = run_publish(judged, nothing_known)
    told = row(release, MILES)
    assert (told["verdict_by"], told["verdict_reviewed_by"]) == ("rule", None)
    (review,) = release.frame("reviews").to_dict("records")
    assert (review["stands"], review["holds"]) == (True, False)
    assert review["computed_verdict"] == "exaggerated"


def test_a_merged_claim_is_counted_with_the_other(
    judged: Store, subject: Subject, signs: Signs, release: Release
) -> None:
    before = {claim: row(release, claim)["mentions"] for claim in (HEART, MILES)}
    signs("merge", HEART, into=MILES)
    merged = run_publish(judged, subject)
    assert HEART not in slugs(merged)
    assert row(merged, MILES)["mentions"] == sum(before.values())
    assert row(merged, MILES)["sentence"] == row(release, MILES)["sentence"]
    assert set(merged.frame("claim_days")["claim"]) == slugs(merged)
    (review,) = merged.frame("reviews").to_dict("records")
    assert (review["claim"], review["merged_into"]) == (HEART, MILES)


def test_a_claim_that_claims_nothing_is_left_out_and_said_to_be(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("not_a_claim", HEART)
    release = run_publish(judged, subject)
    assert HEART not in slugs(release)
    assert HEART not in set(release.frame("mentions")["claim"])
    assert list(release.frame("reviews")["claim"]) == [HEART]


def test_decisions_on_words_of_posts_lie_with_the_posts(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", mention_of(judged, HEART))
    again(judged, subject)
    release = run_publish(judged, subject)
    assert release.manifest["tables"]["frame_reviews"]["file"].startswith("content/")
    assert release.manifest["tables"]["reviews"]["file"].startswith("tables/")
    (decided,) = release.frame("frame_reviews").to_dict("records")
    assert (decided["decision"], decided["frames"]) == ("agree", 1)


def test_a_new_review_makes_a_new_release_and_nothing_else_does(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    first = run_publish(judged, subject, only_if_changed=True)
    signs("agree", MILES)
    second = run_publish(judged, subject, only_if_changed=True)
    third = run_publish(judged, subject, only_if_changed=True)
    assert first.id != second.id == third.id


def test_a_release_says_how_many_claims_persons_put_together_or_took_out(
    judged: Store, subject: Subject, signs: Signs, tmp_path: Path
) -> None:
    from pipeline.publish.exports import Wanted, export_release

    signs("merge", HEART, into=MILES)
    release = run_publish(judged, subject)
    folder = export_release(judged.directory, open_release(judged.directory), tmp_path, Wanted())
    told = " ".join((folder / "README.md").read_text("utf-8").split())
    assert "1 claim: told as another one, or left out, because a person found so" in told
    assert release.id in told
