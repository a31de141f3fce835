"""The verbs: extract, match and publish, each a row of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.evidence.library import Library, library_of, load_library
from claims.language.extract import extraction_version
from claims.topics import Topic, load_topic
from pipeline.corrections import read_corrections
from pipeline.errors import PipelineError
from pipeline.extracting import count_of_topics, count_unread, extract
from pipeline.ledger import Run, ledger_run
from pipeline.matching import changed_verdicts, match
from pipeline.publish.freeze import Edition, freeze_release
from pipeline.publish.release import Release
from pipeline.settings import Settings
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Subject:
    """What a run is about: topics and, loaded whole before anything is written, their evidence."""

    topics: tuple[Topic, ...]
    libraries: dict[str, Library]


def load_subject(slugs: Sequence[str]) -> Subject:
    """Topics and study libraries by slug; a fault in any study stops the run before it writes."""
    topics = tuple(load_topic(slug) for slug in sorted(set(slugs)))
    library = load_library()
    return Subject(topics, {topic.slug: _of_topic(library, topic) for topic in topics})


def _of_topic(library: Library, topic: Topic) -> Library:
    studies = [s for s in library.studies.values() if s.evidence_topic in topic.evidence_topics]
    return library_of(tuple(studies), sha256=library.sha256)


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


def run_publish(
    store: Store,
    subject: Subject,
    *,
    note: str | None = None,
    settings: Settings | None = None,
    only_if_changed: bool = False,
) -> Release:
    """Freeze a release of what was read and judged; anything that was not stops it."""
    with ledger_run(store, "publish") as run:
        must_be_current(store, subject)
        edition = Edition(
            topics=subject.topics,
            libraries=subject.libraries,
            extraction=extraction_version(),
            note=note,
            corrections=read_corrections(store.directory),
            settings=settings or Settings(),
        )
        release = freeze_release(store, run, edition, only_if_changed=only_if_changed)
        for table, facts in release.manifest["tables"].items():
            run.count(release.id, table, facts["rows"])
    return release


def must_be_current(store: Store, subject: Subject) -> None:
    """Refuse to freeze posts, mentions and verdicts that do not belong together."""
    for topic in subject.topics:
        if unread := count_unread(store, topic):
            raise PipelineError(
                f"{unread:,} posts are not yet read for {topic.slug}, or changed since they were",
                "retrograde run  reads and judges what is new, then publishes",
            )
        if outdated := changed_verdicts(store, topic, subject.libraries[topic.slug]):
            raise PipelineError(
                f"{len(outdated):,} verdicts of {topic.slug} are missing or out of date, "
                f"e.g. on {outdated[0]}",
                "retrograde match  judges them; or retrograde run, which also publishes",
            )
    if not store.connection.execute("SELECT 1 FROM posts LIMIT 1").fetchone():
        raise PipelineError(
            f"the store in {store.directory} holds no post",
            "retrograde import FILE  brings in posts; --store names another store",
        )


def silence(store: Store, subject: Subject) -> str | None:
    """A sentence where no post is about the topics: a release may say so, its maker should know."""
    slugs = [topic.slug for topic in subject.topics]
    if count_of_topics(store, slugs):
        return None
    return f"no post in the store is about {', '.join(slugs)}: the release says so and is empty."
