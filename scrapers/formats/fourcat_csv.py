"""4CAT CSV: a dataset of TikTok, Instagram, X or Threads as 4CAT writes it for spreadsheets."""

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
    title="4CAT CSV",
    extensions=(".csv",),
    limits=(
        "Less than the NDJSON of the same dataset: no saves, no length, no transcript, and not when "
        "the posts were seen; the time of the import stands in, and counts for nothing beside a "
        "stated one. Where the export took names out, authors and addresses are empty. Of reposts "
        "nothing is read. TikTok's counters are rounded from 10 000 on."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "fourcat_csv"

_REQUIRED = (f"{SEPARATED},", *REQUIRED, SITES)


def claims_file(head: bytes, name: str) -> Sniff:
    """Its columns, between commas: Zeeschuimer's own table has the same between semicolons."""
    return Sniff(_REQUIRED, missing_paths(items_in(head), _REQUIRED))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every row of the table."""
    return item_reader(SOURCE, read_item, path, now).read(rows_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One row; columns that 4CAT's users add are kept in the payload only."""
    return received.capture(**shown_in(item, source=SOURCE, seen_at=received.seen_at)._asdict())
