"""An item that was set aside, read again by whatever brought it: an import format or a platform."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from scrapers.format import known_formats
from scrapers.platform import known_platforms
from scrapers.reading import ItemReader, item_reader
from scrapers.records import Broken, Reading


def read_again(kept: Broken, *, file: Path, met_at: datetime) -> Reading:
    """What the item turns into now; it stays as it is where nobody knows its source any more.

    It was seen when its file's name says, or else when it was met: for an item that was fetched, the
    start of that run.
    """
    reader = _reader(kept.source, file, met_at)
    return reader.read_one(kept.line, kept.body.encode("utf-8", "replace")) if reader else kept


def _reader(source: str, file: Path, met_at: datetime) -> ItemReader | None:
    if known := known_formats().get(source):
        return item_reader(source, known.module.read_item, file, met_at)
    if platform := known_platforms().get(source):
        return ItemReader(source, platform.module.read_item, met_at, "platform")
    return None
