"""4CAT NDJSON: the items of a Zeeschuimer capture, unwrapped, as 4CAT keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scrapers.fields import Item, inner
from scrapers.format import Card, Sniff
from scrapers.items import items_of
from scrapers.reading import Received, item_reader
from scrapers.records import Capture, Reading
from scrapers.samples import items_in, missing_paths
from scrapers.sites import TITLES, read_captured, refusal_of

CARD = Card(
    title="4CAT NDJSON",
    extensions=(".ndjson",),
    limits=(
        "As much as the browser that captured it was shown, with all the limits of a Zeeschuimer "
        f"capture. Read are {TITLES}."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "fourcat"
META = "__import_meta"

_REQUIRED = (META, f"{META}.source_platform", "id|code|pk|rest_id|shortcode|cid|legacy")


def claims_file(head: bytes, name: str) -> Sniff:
    """The item's own fields at the top, and beside them what was the wrapper."""
    items = items_in(head)
    wrappers = [meta for item in items if isinstance(meta := item.get(META), dict)]
    return Sniff(_REQUIRED, missing_paths(items, _REQUIRED), refusal_of(wrappers))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every item of the file."""
    return item_reader(SOURCE, read_item, path, now).read(items_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One item, read as the site that it was captured on has it."""
    return read_captured(inner(item, META), item, received, at=f"{META}.")
