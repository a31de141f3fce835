"""Apify TikTok: what Apify's scrapers of videos, hashtags and comments write, nested or flat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scrapers.addresses import http_address, tiktok_address
from scrapers.apify import exported, must_be_found
from scrapers.counts import as_web_shows, count, quantum_of, sighting, value_of
from scrapers.fields import Item, inner, number_id, objects, seconds, text
from scrapers.flattened import nested
from scrapers.format import Card, Sniff
from scrapers.reading import Received, item_reader
from scrapers.records import Author, Capture, Post, Reading, TagSighting
from scrapers.samples import items_in, missing_paths
from scrapers.shown import stripped
from scrapers.tags import all_tags, clean_tag
from scrapers.times import PostedAt, posted_at, stated_time

CARD = Card(
    title="Apify TikTok",
    extensions=(".json", ".jsonl", ".csv"),
    limits=(
        "What the scraper was served for one hashtag, search or account, in an order and an amount "
        "that TikTok chooses. An overview table lacks hashtags, followers and saves. When it was "
        "seen only the file's name says (…_2026-08-05_10-15-00-250.json); renamed, the time of the "
        "import stands in. Counters from 10 000 on are rounded to hundreds, from a million on to "
        "100 000s. Captions are links that expire: none is read."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "apify_tiktok"
PLATFORM = "tiktok"
COUNTERS = ("playCount", "diggCount", "commentCount", "shareCount", "collectCount")

_ENOUGH = ("webVideoUrl", "diggCount|playCount")
_COMMENT = ("videoWebUrl", "cid", "text")
_WHOLE = (
    *("id", "webVideoUrl", "text", "createTimeISO|createTime"),
    *("authorMeta.name", "authorMeta.nickName", "authorMeta.fans"),
    *("playCount", "diggCount", "commentCount", "shareCount", "collectCount"),
    *("videoMeta.duration", "hashtags|hashtags.name|hashtags.0.name"),
)
_ID_IN_ADDRESS = re.compile(r"/(?:video|photo)/([0-9]{1,20})(?![0-9])")


def claims_file(head: bytes, name: str) -> Sniff:
    """A video's address beside its likes is enough; a file that lacks them is held to the whole."""
    items = items_in(head)
    for enough in (_ENOUGH, _COMMENT):
        if not missing_paths(items, enough):
            return Sniff(enough, ())
    return Sniff(_WHOLE, missing_paths(items, _WHOLE))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every item of the export; what it says of a hashtag once, and not again on each post."""
    told: set[tuple[str, int | None]] = set()
    for reading in item_reader(SOURCE, read_item, path, now).read(exported(path)):
        tags = reading.tag_sightings if isinstance(reading, Capture) else ()
        if isinstance(reading, Capture) and any((tag.tag, tag.views) in told for tag in tags):
            yield replace(reading, tag_sightings=())
        else:
            yield reading
        told.update((tag.tag, tag.views) for tag in tags)


def read_item(item: Item, received: Received) -> Capture:
    """One video, one row of pictures or one comment."""
    must_be_found(item)
    item = nested(item)
    if "cid" in item and "videoWebUrl" in item:
        return _comment(item, received)
    return _video(item, received)


def _video(item: Item, received: Received) -> Capture:
    address = http_address(text(item, "webVideoUrl"))
    # The address comes first: spreadsheets round the number, and an overview lacks it.
    native_id = _id_in(address) or number_id(item, ("id", "webVideoUrl"))
    author = _author(item, received.seen_at)
    created_at, created_at_source = _posted_at(item, native_id, received)
    caption = stripped(text(item, "text") or text(item, "desc"))
    lang = text(item, "textLanguage")
    pictures = item.get("isSlideshow") in (True, "true", "True")
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="post" if pictures else "video",
        url=address or tiktok_address(author.id if author else None, native_id),
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        lang=None if lang == "un" else lang,
        hashtags=all_tags(_named_tags(item), caption),
        duration_s=seconds(inner(item, "videoMeta"), "duration", "videoMeta."),
    )
    counts = [as_web_shows(count(item, key)) for key in COUNTERS]
    return received.capture(
        post=post,
        author=author,
        sighting=sighting(post.key, received.seen_at, counts, source=SOURCE),
        tag_sighting=_tag_sighting(item, received),
    )


def _comment(item: Item, received: Received) -> Capture:
    native_id = number_id(item, ("cid",))
    parent_id = _id_in(text(item, "videoWebUrl")) or number_id(item, ("videoWebUrl",))
    created_at, created_at_source = _posted_at(item, native_id, received)
    caption = stripped(text(item, "text"))
    handle = text(item, "uniqueId")
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment",
        author=handle,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        hashtags=all_tags((), caption),
        parent_id=parent_id,
    )
    likes, answers = (as_web_shows(count(item, key)) for key in ("diggCount", "replyCommentTotal"))
    counts = [None, likes, answers, None, None]
    return received.capture(
        post=post,
        author=Author(PLATFORM, handle, handle, observed_at=received.seen_at) if handle else None,
        sighting=sighting(post.key, received.seen_at, counts, source=SOURCE),
    )


def _id_in(address: str | None) -> str | None:
    found = _ID_IN_ADDRESS.search(address or "")
    return found[1] if found else None


def _posted_at(item: Item, native_id: str, received: Received) -> PostedAt:
    stated = stated_time(item.get("createTimeISO"), "createTimeISO") or stated_time(
        item.get("createTime"), "createTime"
    )
    return posted_at(stated, PLATFORM, native_id, received.seen_at)


def _author(item: Item, seen_at: datetime) -> Author | None:
    found, at = inner(item, "authorMeta"), "authorMeta."
    handle = text(found, "name", at)
    if handle is None:
        return None
    followers = value_of(count(found, "fans", at))
    name = text(found, "nickName", at)
    return Author(PLATFORM, handle, handle, name, followers, observed_at=seen_at)


def _named_tags(item: Item) -> list[str]:
    named = [text(tag, "name", "hashtags[].") for tag in objects(item, "hashtags")]
    return [tag for tag in named if tag]


def _tag_sighting(item: Item, received: Received) -> TagSighting | None:
    """The hashtag's own counter, where the file says when it was seen."""
    found, at = inner(item, "searchHashtag"), "searchHashtag."
    tag = clean_tag(text(found, "name", at) or "")
    views = as_web_shows(count(found, "views", at))
    if not tag or views is None or received.seen_at_source != "file":
        return None
    return TagSighting(
        PLATFORM, tag, received.seen_at, SOURCE, views=views[0], count_quantum=quantum_of([views])
    )
