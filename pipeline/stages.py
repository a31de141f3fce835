"""The verbs: extract, match and publish, each a row of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.evidence.library import Library, load_library
from claims.language.extract import extraction_version
from claims.topics import Topic, load_topic
from pipeline.extracting import extract
from pipeline.ledger import Run, ledger_run
from pipeline.matching import match
from pipeline.publish.freeze import Edition, freeze_release
from pipeline.publish.release import Release
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Subject:
    """What a run is about: topics and, loaded whole before anything is written, their evidence."""

    topics: tuple[Topic, ...]
    libraries: dict[str, Library]


def load_subject(slugs: Sequence[str]) -> Subject:
    """Topics and study libraries by slug; a fault in any study stops the run before it writes."""
    topics = tuple(load_topic(slug) for slug in slugs)
    return Subject(topics, {topic.slug: load_library(topic.slug) for topic in topics})


def run_extract(store: Store, topics: Sequence[Topic]) -> Run:
    """Posts to mentions."""
    with ledger_run(store, "extract") as run:
        for topic in topics:
            extract(store, run, topic)
    return run


def run_match(store: Store, subject: Subject) -> Run:
    """Claims against evidence, to verdicts."""
    with ledger_run(store, "match") as run:
        for topic in subject.topics:
            match(store, run, topic, subject.libraries[topic.slug])
    return run


def run_publish(store: Store, subject: Subject, *, note: str | None = None) -> Release:
    """Freeze a release."""
    with ledger_run(store, "publish") as run:
        release = freeze_release(store, run, edition_of(subject, note))
        for table, facts in release.manifest["tables"].items():
            run.count(release.id, table, facts["rows"])
    return release


def edition_of(subject: Subject, note: str | None = None) -> Edition:
    """What a release of this subject is made from."""
    return Edition(subject.topics, subject.libraries, extraction_version(), note)
