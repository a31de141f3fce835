"""Studies, findings, topics and outcomes of a release, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from claims.evidence.library import Library
from claims.evidence.outcomes import load_outcomes
from claims.topics import Topic

Row = dict[str, Any]


def study_rows(libraries: Mapping[str, Library]) -> Iterator[Row]:
    """The study library of each topic."""
    for topic, library in libraries.items():
        for study in library.studies.values():
            yield asdict(study) | {
                "study": study.key,
                "topic": topic,
                "authors": list(study.authors),
                "reviewed_by": study.reviewed_by or None,
                "retraction_checked_on": _day(study.retraction_checked_on),
            }


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def finding_rows(libraries: Mapping[str, Library]) -> Iterator[Row]:
    """Each measured result, with the study it belongs to."""
    for topic, library in libraries.items():
        for study in library.studies.values():
            for finding in study.findings:
                yield asdict(finding) | {"finding": finding.id, "study": study.key, "topic": topic}


def topic_rows(topics: Iterable[Topic]) -> Iterator[Row]:
    """The topics of the release and their hashtags."""
    for topic in topics:
        yield {
            "topic": topic.slug,
            "name": topic.name,
            "subject": topic.subject,
            "usual": topic.usual,
            "caution": topic.caution,
            "hashtags": sorted(topic.hashtags),
        }


def outcome_rows() -> Iterator[Row]:
    """The outcome list: keys, names and the direction people want."""
    for outcome in load_outcomes().by_key.values():
        yield {
            "outcome": outcome.key,
            "label": outcome.label,
            "good_direction": outcome.good_direction,
        }
