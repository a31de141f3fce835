"""Zeeschuimer CSV: a capture of TikTok, Instagram, X or Threads as a table, parted by semicolons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scrapers.fields import Item
from scrapers.format import Card, Sniff
from scrapers.mapped_rows import REQUIRED, SITES, shown_in
from scrapers.reading import Received, item_reader
from scrapers.records import Capture, Reading
from scrapers.samples import SEPARATED, items_in, missing_paths
from scrapers.tables import rows_of

CARD = Card(
    title="Zeeschuimer CSV",
    extensions=(".csv",),
    limits=(
        "Less than the NDJSON of the same capture: no saves, no length, no transcript, and when a "
        "post was seen only from the file's name; without it the time of the import stands in, and "
        "counts for nothing beside a stated one. Of reposts nothing is read. TikTok's counters are "
        "rounded from 10 000 on."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "zeeschuimer_csv"

_REQUIRED = (f"{SEPARATED};", *REQUIRED, SITES)


def claims_file(head: bytes, name: str) -> Sniff:
    """The columns of 4CAT's table, but between semicolons."""
    return Sniff(_REQUIRED, missing_paths(items_in(head), _REQUIRED))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every row of the table."""
    return item_reader(SOURCE, read_item, path, now).read(rows_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One row."""
    return received.capture(**shown_in(item, source=SOURCE, seen_at=received.seen_at)._asdict())
