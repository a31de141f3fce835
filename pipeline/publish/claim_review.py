"""A claim in the words of schema.org: Claim for any, ClaimReview once a person has judged it.

Posts are not named: their authors did not ask to be fact-checked by name, and a frozen page could
not take them back when they delete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from claims.evidence.words import load_words
from pipeline.atomic import write_text
from pipeline.publish.file_names import file_name
from pipeline.publish.package import AUTHORS, INVENTED
from pipeline.publish.release import Release

CONTEXT = "https://schema.org"
PREFIX, SUFFIX = "claimreview-", ".jsonld"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a claim wherever it is told."""

    claim: str
    sentence: str
    first_seen_at: datetime
    release: str
    invented: bool


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """The judgement of a person on a verdict that still is as it was judged."""

    name: str
    on: date
    verdict: str
    says: str


def claim_data(told: Told, *, url: str | None = None) -> dict[str, Any]:
    """A claim, reviewed or not."""
    data = {"@context": CONTEXT, **_claim(told), "url": url}
    return {name: value for name, value in data.items() if value}


def review_data(
    told: Told,
    judged: JudgedBy,
    *,
    url: str | None = None,
    papers: tuple[tuple[str, str], ...] = (),
) -> dict[str, Any]:
    """The review of a claim; `papers` are titles and DOIs of the studies that count."""
    data = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": told.sentence,
        "author": {"@type": "Person", "name": judged.name},
        "publisher": {"@type": "Organization", "name": AUTHORS},
        "datePublished": judged.on.isoformat(),
        "inLanguage": "en",
        "version": told.release,
        "description": INVENTED if told.invented else None,
        "reviewRating": {
            "@type": "Rating",
            # A word and no number: a claim can be right in direction and wrong in size.
            "alternateName": load_words().say("verdict", judged.verdict),
            "ratingExplanation": judged.says,
        },
        "itemReviewed": _claim(told),
        "citation": [
            {"@type": "ScholarlyArticle", "name": title, "sameAs": f"https://doi.org/{doi}"}
            for title, doi in papers
        ],
    }
    return {name: value for name, value in data.items() if value}


def _claim(told: Told) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "name": told.sentence,
        "identifier": told.claim,
        "firstAppearance": {
            "@type": "CreativeWork",
            "datePublished": told.first_seen_at.date().isoformat(),
        },
    }


_JUDGED = """
    SELECT c.claim, c.sentence, c.first_seen_at, r.reviewed_by, r.reviewed_at,
        coalesce(r.reviewed_verdict, c.verdict), r.decision, r.reason, c.verdict_sentence
    FROM claims AS c JOIN reviews AS r USING (claim)
    WHERE r.stands AND r.holds ORDER BY c.claim
"""
_PAPERS = """
    SELECT DISTINCT s.title, s.doi FROM claim_evidence AS e
    JOIN studies AS s ON s.study = e.study AND s.topic = e.topic
    WHERE e.claim = ? AND e.role <> 'context' AND s.doi IS NOT NULL ORDER BY ALL
"""


def says(decision: str, reason: str | None, sentence: str) -> str:
    """What the person vouches for: the computed sentence, or their own reason against it."""
    return reason if decision == "override" and reason else sentence


def reviewed_claims(release: Release) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and ClaimReview of each claim of a release that a person has judged as it is."""
    if "reviews" not in release.manifest["tables"]:
        return
    connection = release.connection()
    try:
        yield from _reviewed(connection, release)
    finally:
        connection.close()


def _reviewed(
    connection: duckdb.DuckDBPyConnection, release: Release
) -> Iterator[tuple[str, dict[str, Any]]]:
    for claim, sentence, seen, by, at, verdict, *why in connection.execute(_JUDGED).fetchall():
        papers = connection.execute(_PAPERS, [claim]).fetchall()
        told = Told(claim, sentence, seen, release.id, release.invented)
        judged = JudgedBy(by, at.date(), verdict, says(*why))
        yield claim, review_data(told, judged, papers=tuple(papers))


def write_claim_reviews(release: Release, folder: Path) -> list[str]:
    """One file for each reviewed claim; answer with their names."""
    names = []
    for claim, data in reviewed_claims(release):
        names.append(file_name(PREFIX, claim, SUFFIX))
        write_text(folder / names[-1], json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    return names
