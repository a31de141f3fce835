"""ClaimReview: for what a person has judged and for nothing else, in the words of schema.org."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.evidence.library import library_of
from pipeline.publish.claim_review import (
    JudgedBy,
    Told,
    claim_data,
    review_data,
    reviewed_claims,
)
from pipeline.publish.exports import Wanted, export_release
from pipeline.publish.release import Release
from pipeline.publish.sums import must_be_ours, read_sums
from pipeline.stages import Subject, run_publish
from pipeline.store import Store
from tests.pipeline.reviewing import conftest as reviewing
from tests.pipeline.reviewing.conftest import HEART, MILES, Signs, again, mention_of
from tests.schema_org import complaints

judged, signs = reviewing.judged, reviewing.signs
TOLD = Told("a-claim", "A claim", datetime(2026, 6, 1, tzinfo=UTC), "2026-11-24", False)
JUDGED = JudgedBy("Ada Reader", date(2026, 11, 24), "exaggerated", "As measured.")


def test_a_claim_review_is_valid_schema_org() -> None:
    papers = (("A paper", "10.1/x"),)
    data = review_data(TOLD, JUDGED, url="https://news.example/c/a-claim", papers=papers)
    assert complaints(data) == []
    assert data["reviewRating"]["alternateName"] == "Exaggerated"
    assert data["author"] == {"@type": "Person", "name": "Ada Reader"}
    assert (data["claimReviewed"], data["datePublished"]) == ("A claim", "2026-11-24")
    assert complaints(review_data(TOLD, JUDGED)) == []


def test_a_claim_alone_is_valid_too_and_reviews_nothing() -> None:
    data = claim_data(TOLD, url="https://news.example/c/a-claim")
    assert complaints(data) == []
    assert data["@type"] == "Claim"
    assert "ClaimReview" not in json.dumps(data)


@pytest.mark.parametrize(
    "wrong",
    [
        {"@context": "https://example.org"},
        {"@type": "ClaimReviews"},
        {"claimReview": "A claim"},
        {"datePublished": "soon"},
        {"url": "/c/a-claim"},
        {"claimReviewed": None},
        {"itemReviewed": {"@type": "Claim", "said": "x"}},
        {"reviewRating": {"@type": "Person", "name": "x"}},
        {"reviewRating": "Exaggerated"},
        {"author": {"name": "Ada"}},
    ],
)
def test_the_vocabulary_knows_what_is_not_valid(wrong: dict[str, Any]) -> None:
    assert complaints(review_data(TOLD, JUDGED) | wrong)


def test_nothing_is_rated_on_a_scale() -> None:
    assert "ratingValue" not in json.dumps(review_data(TOLD, JUDGED))


def test_an_invented_claim_says_so() -> None:
    told = Told("a", "A", TOLD.first_seen_at, "2026-11-24", True)
    assert review_data(told, JUDGED)["description"].startswith("Invented posts")
    assert complaints(review_data(told, JUDGED)) == []


def reviewed(release: Release) -> dict[str, dict[str, Any]]:
    return dict(reviewed_claims(release))


def test_only_what_a_person_judged_has_one(judged: Store, subject: Subject, signs: Signs) -> None:
    assert reviewed(run_publish(judged, subject)) == {}
    signs("agree", MILES)
    signs("merge", HEART, into=MILES)
    signs("agree", mention_of(judged, HEART))
    again(judged, subject)
    found = reviewed(run_publish(judged, subject))
    assert list(found) == [MILES]
    assert complaints(found[MILES]) == []
    assert found[MILES]["reviewRating"]["ratingExplanation"].startswith("Running backward may use")
    assert {paper["@type"] for paper in found[MILES]["citation"]} == {"ScholarlyArticle"}


def test_who_judged_otherwise_vouches_for_their_own_verdict(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("override", MILES, verdict="no_direct_evidence", reason="nobody measured it")
    rating = reviewed(run_publish(judged, subject))[MILES]["reviewRating"]
    assert rating["alternateName"] == "No direct evidence"
    assert rating["ratingExplanation"] == "nobody measured it"


def test_a_review_of_a_verdict_that_changed_is_none_of_the_new_one(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", MILES)
    (topic,) = subject.topics
    nothing_known = Subject(subject.topics, {topic.slug: library_of((), sha256="empty")})
    again(judged, nothing_known)
    assert reviewed(run_publish(judged, nothing_known)) == {}


def test_it_leaves_with_the_export_and_its_checksums(
    judged: Store, subject: Subject, signs: Signs, tmp_path: Path
) -> None:
    signs("agree", MILES)
    release = run_publish(judged, subject)
    folder = export_release(judged.directory, release, tmp_path, Wanted(("claims",)))
    (file,) = folder.glob("*.jsonld")
    assert file.name == f"claimreview-{MILES}.jsonld"
    assert complaints(json.loads(file.read_text("utf-8"))) == []
    assert file.name in read_sums(folder)
    must_be_ours(folder)
    told = " ".join((folder / "README.md").read_text("utf-8").split())
    assert "1 claim a person has judged: each has a `claimreview-*.jsonld`" in told


def test_an_export_without_a_review_has_none(release: Release, tmp_path: Path) -> None:
    folder = export_release(release.folder.parents[1], release, tmp_path, Wanted(("claims",)))
    assert list(folder.glob("*.jsonld")) == []
    assert "jsonld" not in (folder / "README.md").read_text("utf-8")
