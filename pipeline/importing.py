"""The import stage: files of posts into the store, one report a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.ingest import BATCH_ITEMS, Ingest, batches
from pipeline.ledger import Run
from pipeline.store import Store
from scrapers.records import Broken, Capture
from scrapers.sniff import Format, read_file, sniff

REPORTED = ("posts_new", "posts_seen", "sightings_new", "quarantined")

Report = dict[str, str | int]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file and the format it was recognised as."""

    file: Path
    format: Format


def recognise(files: Iterable[Path], *, format_name: str | None = None) -> list[Source]:
    """Name the format of every file before any is read, so that a wrong one costs nothing."""
    return [Source(file, sniff(file, format_name)) for file in files]


def import_source(store: Store, run: Run, source: Source, *, progress: Progress) -> Report:
    """Read one file into the store in batches; what was kept stays kept if a later batch fails."""
    now = datetime.now(UTC)
    subject = source.file.name
    ingest = Ingest(store, run, subject, now)
    read = 0
    for batch in batches(read_file(source.file, format=source.format.name, now=now), BATCH_ITEMS):
        ingest.add(batch)
        read += len(batch)
        progress(subject, read)
    ingest.finish()
    return _report(source, {measure: ingest.counts[measure] for measure in REPORTED})


def preview(source: Source) -> Report:
    """What a file holds, without a store: the items that can be read and those that cannot."""
    counts: Counter[str] = Counter(posts=0, sightings=0, quarantined=0)
    for item in read_file(source.file, format=source.format.name, now=datetime.now(UTC)):
        if isinstance(item, Capture):
            counts["posts"] += item.post is not None
            counts["sightings"] += len(item.sightings)
        counts["quarantined"] += isinstance(item, Broken)
    return _report(source, counts)


def _report(source: Source, counts: Mapping[str, int]) -> Report:
    return {"file": str(source.file), "format": source.format.name, **counts}
