"""Zeeschuimer NDJSON: what a researcher's own browser was shown on TikTok."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scrapers import tiktok_web
from scrapers.fields import Item, Unmapped, Unwanted, inner, required, shown, text
from scrapers.format import Card, Sniff
from scrapers.items import items_of
from scrapers.reading import Received, item_reader
from scrapers.records import Capture, Reading
from scrapers.samples import items_in, missing_paths
from scrapers.times import unix_time

CARD = Card(
    title="Zeeschuimer NDJSON",
    extensions=(".ndjson",),
    limits=(
        "What one browser was shown, not all there is: a few hundred posts of a hashtag with "
        "hundreds of thousands. Counters from 10 000 on are rounded to hundreds, from a million on "
        "to 100 000s. Captions seldom come along. Only TikTok's posts and comments are read; live "
        "rooms and preloaded items are skipped."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "zeeschuimer"
POSTS = frozenset({"tiktok.com", "www.tiktok.com", "tiktok"})
COMMENTS = frozenset({"tiktok.com-comments", "tiktok-comments"})
PRELOADED = "/api/preload/"

_REQUIRED = (
    "item_id",
    "source_platform",
    "data",
    "nav_index|timestamp_collected|last_updated",
)


def claims_file(head: bytes, name: str) -> Sniff:
    """Zeeschuimer's wrapper is the same on every site; the sites that are not read are refused."""
    items = items_in(head)
    missing = missing_paths(items, _REQUIRED)
    sites = {site for item in items if isinstance(site := item.get("source_platform"), str)}
    refusal = None
    if sites and not sites & (POSTS | COMMENTS):
        refusal = (
            f"captured on {', '.join(sorted(sites))}; only captures of tiktok.com are read yet"
        )
    return Sniff(_REQUIRED, missing, refusal)


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every item of the file: a line each, or all in one list."""
    return item_reader(SOURCE, read_item, path, now).read(items_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One line; the same post on several lines is one post seen several times."""
    site = required(text(item, "source_platform"), "source_platform")
    if PRELOADED in (text(item, "source_url") or ""):
        raise Unwanted("preloaded, not shown")
    observed_at = unix_time(item.get("last_updated"), "last_updated", per_second=1000) or unix_time(
        item.get("timestamp_collected"), "timestamp_collected", per_second=1000
    )
    if not isinstance(item.get("data"), dict):
        raise Unmapped("data", item.get("data"), "is not an object")
    if site not in POSTS | COMMENTS:
        raise Unwanted(f"captured on {shown(site)}, which is not read yet")
    read_shown = tiktok_web.comment if site in COMMENTS else tiktok_web.video
    post, author, sighting = read_shown(
        inner(item, "data"),
        source=SOURCE,
        seen_at=observed_at or received.seen_at,
        under="data.",
    )
    return received.capture(observed_at=observed_at, post=post, author=author, sighting=sighting)
