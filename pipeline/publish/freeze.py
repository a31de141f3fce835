"""The publish stage: freeze the store's claims, verdicts and posts into a release."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from claims.evidence.library import Library
from claims.reading_figures import reading_figures
from claims.topics import Topic
from pipeline.atomic import sync_folder, sync_tree, write_text
from pipeline.claim_json import claim_from_json, verdict_from_json
from pipeline.corrections import Correction
from pipeline.ledger import Run
from pipeline.publish.claim_rows import Judged, bar_rows, claim_row, evidence_rows, step_rows
from pipeline.publish.codebook import codebook
from pipeline.publish.correction_rows import correction_rows
from pipeline.publish.parquet import TableWriter, quoted
from pipeline.publish.queries import CLAIM_COUNTS, CONTENT, TABLES
from pipeline.publish.record_rows import finding_rows, outcome_rows, study_rows, topic_rows
from pipeline.publish.release import CURRENT, FORMAT, MANIFEST, Release, open_release
from pipeline.publish.review_rows import review_rows, tell_identities
from pipeline.reviewing.book import reviews_of
from pipeline.reviewing.records import newest
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.version import code_version

_MAKING = ".making"


@dataclass(frozen=True, slots=True)
class Edition:
    """What a release is made from besides the store."""

    topics: Sequence[Topic]
    libraries: Mapping[str, Library]
    extraction: str
    note: str | None = None
    corrections: Sequence[Correction] = ()
    # What the dashboard must know beside the tables: whom to write to, and whom not to quote.
    settings: Settings = field(default_factory=Settings)

    @property
    def evidence(self) -> str:
        """One hash over the study libraries of all topics."""
        slugs = sorted(self.libraries)
        together = "".join(f"{slug} {self.libraries[slug].sha256}\n" for slug in slugs)
        return hashlib.sha256(together.encode()).hexdigest()


# These tell of runs and of the release itself, so they differ where nothing else does.
_OF_THE_RUN = frozenset({"runs", "run_counts", "claim_evidence"})
_OF_THE_RELEASE = frozenset({"release", "made_at", "sha256", "tables", "content_changed_at"})


def freeze_release(
    store: Store, run: Run, edition: Edition, *, only_if_changed: bool = False
) -> Release:
    """Write a release beside its final name, flush it to disk, rename it, point CURRENT at it.

    With `only_if_changed` the newest release is given back where it already says all the same.
    """
    release = next_release_id(store.directory, run.started_at.date())
    store.releases.mkdir(exist_ok=True)
    for folder in half_made(store.releases):
        shutil.rmtree(folder)
    making = store.releases / f".{release}{_MAKING}"
    try:
        _write(store, making, edition, release)
        if only_if_changed and (same := _same_release(store, making)):
            shutil.rmtree(making)
            return same
        sync_tree(making)
        making.rename(store.releases / release)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    sync_folder(store.releases)
    write_text(store.releases / CURRENT, release + "\n")
    return open_release(store.directory, release)


def _same_release(store: Store, making: Path) -> Release | None:
    """The newest release, if what was just written differs from it in nothing but the run."""
    if not (store.releases / CURRENT).exists():
        return None
    newest = open_release(store.directory)
    made = json.loads((making / MANIFEST).read_text(encoding="utf-8"))
    return newest if _substance(made) == _substance(newest.manifest) else None


def _substance(manifest: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in manifest.items() if name not in _OF_THE_RELEASE}
    hashes = {
        name: table["sha256"]
        for name, table in manifest["tables"].items()
        if name not in _OF_THE_RUN
    }
    return facts | {"hashes": hashes}


def half_made(releases: Path) -> list[Path]:
    """What a killed publish left behind; whoever holds the store may clear it away."""
    return sorted(releases.glob(f".*{_MAKING}"))


def next_release_id(directory: Path, day: date) -> str:
    """The day; `.2`, `.3` ... for further releases of that day."""
    name, number = day.isoformat(), 2
    while (directory / "releases" / name).exists():
        name, number = f"{day.isoformat()}.{number}", number + 1
    return name


def judged_claims(connection: duckdb.DuckDBPyConnection, topics: Sequence[str]) -> list[Judged]:
    """Claims that released posts make, each with its verdict and counts."""
    result = connection.execute(CLAIM_COUNTS)
    names = [column[0] for column in result.description]
    counts = {row[0]: dict(zip(names, row, strict=True)) for row in result.fetchall()}
    verdicts = connection.execute(
        "SELECT claim_json, verdict_json FROM verdicts "
        "WHERE topic IN (SELECT unnest(?)) ORDER BY topic, claim",
        [list(topics)],
    ).fetchall()
    pairs = [(claim_from_json(claim), verdict_from_json(verdict)) for claim, verdict in verdicts]
    standing = newest(reviews_of(connection, topics))
    return [
        Judged(claim, verdict, counts[claim.slug], standing.get(claim.slug))
        for claim, verdict in pairs
        if claim.slug in counts
    ]


def _write(store: Store, folder: Path, edition: Edition, release: str) -> None:
    cursor = store.connection.cursor()
    try:
        writer = TableWriter(cursor, folder)
        _write_content(writer, edition)
        for name, query in TABLES.items():
            writer.write_query("tables", name, query)
        _write_records(store, writer, edition, release)
        facts = _facts(cursor)
    finally:
        cursor.close()
    tables = writer.manifest()
    manifest = {
        "format": FORMAT,
        "release": release,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code_version": code_version(),
        "extraction": edition.extraction,
        "reading": reading_figures(),
        "evidence": edition.evidence,
        "topics": [topic.slug for topic in edition.topics],
        "note": edition.note,
        "contact": edition.settings.contact,
        "quote_from_views": edition.settings.quote_from_views,
        "quote_from_likes": edition.settings.quote_from_likes,
        **facts,
        "sha256": _citable_hash(tables),
        "tables": tables,
    }
    write_text(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


def _citable_hash(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """One hash over the tables that never change."""
    lines = [
        f"{facts['sha256']}  {facts['file']}\n"
        for facts in tables.values()
        if facts["file"].startswith("tables/")
    ]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def _write_content(writer: TableWriter, edition: Edition) -> None:
    slugs = [topic.slug for topic in edition.topics]
    writer.cursor.execute("SET VARIABLE topics = ?", [slugs])
    tell_identities(writer.cursor, slugs)
    for name, query in CONTENT.items():
        file = writer.write_query("content", name, query)
        if name in ("posts", "mentions"):
            # Later queries read what was written, so that every table speaks of the same posts.
            writer.cursor.execute(
                f"CREATE OR REPLACE TEMP VIEW released_{name} AS "
                f"SELECT * FROM read_parquet('{quoted(file)}')"
            )


def _write_records(store: Store, writer: TableWriter, edition: Edition, release: str) -> None:
    judged = judged_claims(writer.cursor, list(edition.libraries))
    stamp = {
        "pattern_set": edition.extraction,
        "evidence_set": edition.evidence,
        "release": release,
    }
    evidence = [
        row | stamp for one in judged for row in evidence_rows(one, edition.libraries[one.topic])
    ]
    steps = [row for one in judged for row in step_rows(one)]
    bars = [row for one in judged for row in bar_rows(one, edition.libraries[one.topic])]
    records = {
        "claims": map(claim_row, judged),
        "claim_evidence": evidence,
        "steps": steps,
        "bars": bars,
        "reviews": review_rows(writer.cursor, list(edition.libraries)),
        "corrections": correction_rows(store.directory, edition.corrections),
        "studies": study_rows(edition.libraries),
        "findings": finding_rows(edition.libraries),
        "topics": topic_rows(edition.topics),
        "outcomes": outcome_rows(),
    }
    for name, rows in records.items():
        writer.write_rows("tables", name, codebook()[name].arrow(rows))


def _facts(cursor: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    result = cursor.execute(
        "SELECT count(*) AS posts, count(*) FILTER (invented) AS invented_posts, "
        "min(created_at) AS first_posted_at, max(created_at) AS last_posted_at, "
        "max(last_observed_at) AS last_observed_at, "
        "min(first_observed_at) AS first_observed_at, "
        "coalesce(list(DISTINCT platform ORDER BY platform), []) AS platforms FROM released_posts"
    )
    names = [column[0] for column in result.description]
    values = result.fetchone() or ()
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in zip(names, values, strict=True)
    }
