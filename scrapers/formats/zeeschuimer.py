"""Zeeschuimer NDJSON: what a researcher's own browser was shown on a few sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scrapers.fields import Item, Unmapped, inner
from scrapers.format import Card, Sniff
from scrapers.items import items_of
from scrapers.reading import Received, item_reader
from scrapers.records import Capture, Reading
from scrapers.samples import items_in, missing_paths
from scrapers.sites import read_captured, refusal_of

CARD = Card(
    title="Zeeschuimer NDJSON",
    extensions=(".ndjson",),
    limits=(
        "What one browser was shown, not all there is: a few hundred posts of a hashtag with "
        "hundreds of thousands. On TikTok counters from 10 000 on are rounded to hundreds, from a "
        "million on to 100 000s, and captions seldom come along. Instagram's grids of pictures "
        "show neither words nor time; the time is then read from the id. Of reposts on X and "
        "Threads the post that they repeat is read. Live rooms, preloaded items, stories and "
        "advertisements are skipped. Read are TikTok, Instagram, X and Threads."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "zeeschuimer"

_REQUIRED = (
    "item_id",
    "source_platform",
    "data",
    "nav_index|timestamp_collected|last_updated",
)


def claims_file(head: bytes, name: str) -> Sniff:
    """Zeeschuimer's wrapper is the same on every site; the sites that are not read are refused."""
    items = items_in(head)
    return Sniff(_REQUIRED, missing_paths(items, _REQUIRED), refusal_of(items))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every item of the file: a line each, or all in one list."""
    return item_reader(SOURCE, read_item, path, now).read(items_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One line; the same post on several lines is one post seen several times."""
    if not isinstance(item.get("data"), dict):
        raise Unmapped("data", item.get("data"), "is not an object")
    return read_captured(item, inner(item, "data"), received, item_at="data.")
