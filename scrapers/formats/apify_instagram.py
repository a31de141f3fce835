"""Apify Instagram: what Apify's scrapers of posts, reels, hashtags and comments write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scrapers.addresses import http_address, instagram_address
from scrapers.apify import exported, must_be_found
from scrapers.counts import count, sighting
from scrapers.fields import Item, Missing, identifier, required, seconds, text, texts
from scrapers.flattened import nested
from scrapers.format import Card, Sniff
from scrapers.instagram_web import HIDDEN, words_shown
from scrapers.reading import Received, item_reader
from scrapers.records import Author, Capture, Post, Reading
from scrapers.samples import items_in, missing_paths
from scrapers.shown import stripped
from scrapers.tags import all_tags
from scrapers.times import posted_at, stated_time

CARD = Card(
    title="Apify Instagram",
    extensions=(".json", ".jsonl", ".csv"),
    limits=(
        "What the scraper was served for one hashtag, search or account, in an order and an amount "
        "that Instagram chooses. One post in seven hides its likes: they are missing, not zero. "
        "When it was seen only the file's name says (…_2026-08-05_10-15-00-250.json); renamed, the "
        "time of the import stands in. Comments below a post are not read with it, only from an "
        "export of their own."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "apify_instagram"
PLATFORM = "instagram"

_ENOUGH = ("shortCode|url", "ownerUsername|ownerId", "likesCount|commentsCount", "type|timestamp")
_COMMENT = ("postUrl", "id", "text", "ownerUsername")
_WHOLE = (
    *("id", "shortCode", "url", "type", "caption", "ownerUsername", "ownerId", "timestamp"),
    *("likesCount", "commentsCount", "displayUrl", "hashtags|hashtags.0"),
)
_CODE_IN_ADDRESS = re.compile(r"instagram\.com/(?:[^/?#]+/)?(?:p|reel|reels|tv)/([\w-]{5,64})")


def claims_file(head: bytes, name: str) -> Sniff:
    """A short code, an owner and counters are enough; a file without is held to the whole."""
    items = items_in(head)
    for enough in (_ENOUGH, _COMMENT):
        if not missing_paths(items, enough):
            return Sniff(enough, ())
    return Sniff(_WHOLE, missing_paths(items, _WHOLE))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every item of the export."""
    return item_reader(SOURCE, read_item, path, now).read(exported(path))


def read_item(item: Item, received: Received) -> Capture:
    """One post, reel, row of pictures or comment."""
    must_be_found(item)
    item = nested(item)
    if "postUrl" in item and "text" in item:
        return _comment(item, received)
    return _post(item, received)


def _post(item: Item, received: Received) -> Capture:
    address = http_address(text(item, "url"))
    code = identifier(item, "shortCode") or _code_in(address)
    if code is None:
        raise Missing("shortCode or url")
    handle = text(item, "ownerUsername")
    stated = stated_time(item.get("timestamp"), "timestamp")
    created_at, created_at_source = posted_at(stated, PLATFORM, code, received.seen_at)
    caption = stripped(text(item, "caption"))
    post = Post(
        platform=PLATFORM,
        id=code,
        kind="video" if text(item, "type") == "Video" else "post",
        url=instagram_address(code),
        author=handle,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text=words_shown(text(item, "alt")),
        hashtags=all_tags(texts(item, "hashtags"), caption),
        duration_s=seconds(item, "videoDuration"),
    )
    counts = [
        count(item, "videoPlayCount", unknown=HIDDEN)
        or count(item, "videoViewCount", unknown=HIDDEN),
        count(item, "likesCount", unknown=HIDDEN),
        count(item, "commentsCount", unknown=HIDDEN),
        None,
        None,
    ]
    return received.capture(
        post=post,
        author=_author(handle, text(item, "ownerFullName"), received),
        sighting=sighting(post.key, received.seen_at, counts, source=SOURCE),
    )


def _comment(item: Item, received: Received) -> Capture:
    parent_id = required(_code_in(text(item, "postUrl")), "postUrl")
    native_id = required(identifier(item, "id"), "id")
    handle = text(item, "ownerUsername")
    created_at = stated_time(item.get("timestamp"), "timestamp")
    caption = stripped(text(item, "text"))
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment",
        author=handle,
        created_at=created_at,
        created_at_source="platform" if created_at else None,
        caption=caption,
        hashtags=all_tags((), caption),
        parent_id=parent_id,
    )
    likes = count(item, "likesCount", unknown=HIDDEN)
    counts = [None, likes, count(item, "repliesCount", unknown=HIDDEN), None, None]
    return received.capture(
        post=post,
        author=_author(handle, None, received),
        sighting=sighting(post.key, received.seen_at, counts, source=SOURCE),
    )


def _code_in(address: str | None) -> str | None:
    found = _CODE_IN_ADDRESS.search(address or "")
    return found[1] if found else None


def _author(handle: str | None, name: str | None, received: Received) -> Author | None:
    if handle is None:
        return None
    return Author(PLATFORM, handle, handle, name, observed_at=received.seen_at)
