"""What all of Apify's exports share: tables or JSON, and items that say what was not found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scrapers.elements import Element
from scrapers.fields import Item, Unwanted, shown
from scrapers.files import HEAD_BYTES, clean, opened
from scrapers.items import items_of
from scrapers.tables import rows_of


def exported(path: Path) -> Iterator[Element]:
    """Each item of an export, whichever of JSON, JSON lines and CSV it was saved as."""
    with opened(path) as file:
        start = clean(file.read(HEAD_BYTES))[:1]
    return items_of(path) if start in (b"[", b"{", b"") else rows_of(path)


def must_be_found(item: Item) -> None:
    """Raise Unwanted for an item that only says why there is none."""
    reason = item.get("errorCode") or item.get("error")
    if reason:
        raise Unwanted(f"not found when it was scraped: {shown(reason)}")
