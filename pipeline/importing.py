"""The import stage: files of posts into the store, one report a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.ingest import Ingest, batches
from pipeline.ledger import Run
from pipeline.store import Store
from scrapers.records import Broken, Capture
from scrapers.sniff import Format, read_file, sniff

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
    for batch in batches(read_file(source.file, format=source.format.name, now=now)):
        ingest.add(batch)
        read += len(batch)
        progress(subject, read)
    ingest.finish()
    measures = ("posts_new", "posts_seen", "sightings_new", "quarantined")
    counts: Report = {measure: run.amount(measure, subject) for measure in measures}
    return {"file": str(source.file), "format": source.format.name} | counts


def preview(source: Source) -> Report:
    """What a file holds, without a store: the items that can be read and those that cannot."""
    posts, sightings, broken = 0, 0, 0
    for item in read_file(source.file, format=source.format.name, now=datetime.now(UTC)):
        if isinstance(item, Capture):
            posts += item.post is not None
            sightings += len(item.sightings)
        broken += isinstance(item, Broken)
    return {
        "file": str(source.file),
        "format": source.format.name,
        "posts": posts,
        "sightings": sightings,
        "quarantined": broken,
    }
