"""TikTok Research API: pages of videos or comments as the API sends them, kept in a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scrapers.addresses import tiktok_address
from scrapers.counts import count, sighting
from scrapers.fields import (
    Item,
    Unmapped,
    Unwanted,
    inner,
    number_id,
    objects,
    seconds,
    shown,
    text,
    texts,
)
from scrapers.format import Card, Sniff
from scrapers.items import items_of
from scrapers.reading import Received, item_reader
from scrapers.records import Author, Capture, Post, Reading, Sighting
from scrapers.samples import items_in, missing_paths
from scrapers.tags import all_tags
from scrapers.times import PostedAt, posted_at, unix_time

CARD = Card(
    title="TikTok Research API JSON",
    extensions=(".json", ".jsonl", ".ndjson"),
    limits=(
        "Public posts of accounts of adults; before 2026-02-26 only such as could appear on the "
        "For You page, so that the step on that day is one of coverage. View counts are doubtful "
        "before July 2024. About one video in ten has a transcript. Counters are exact, and a "
        "missing one is not zero. Of comments, the first thousand a video, without their authors."
    ),
    retention=(
        "Refresh at least every 15 days and delete what is gone; raw data may not be passed on."
    ),
    retention_days=15,
)
SOURCE = "research_api"
PLATFORM = "tiktok"
PAGES = (("data", "videos"), ("data", "comments"), ("videos",), ("comments",))

_VIDEO = (
    "id|video_id",
    "create_time",
    "username|region_code",
    "view_count|like_count|comment_count|share_count",
    "video_description|hashtag_names|voice_to_text",
)
_COMMENT = ("id", "video_id", "create_time", "text", "parent_comment_id|like_count|reply_count")
_PAGE = ("data", "error.code", "error.log_id")


def claims_file(head: bytes, name: str) -> Sniff:
    """A page, a video or a comment, whichever the file is most like."""
    items = items_in(head, PAGES)
    claims = [Sniff(paths, missing_paths(items, paths)) for paths in (_VIDEO, _COMMENT)]
    # A page without items, or an error instead of one.
    claims.append(Sniff(_PAGE, missing_paths(items_in(head), _PAGE)))
    return min(claims, key=lambda claim: len(claim.missing) / len(claim.required))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every video and comment of the file."""
    return item_reader(SOURCE, read_item, path, now).read(items_of(path, PAGES))


def read_item(item: Item, received: Received) -> Capture:
    """One video or one comment."""
    if "data" in item or "error" in item:
        raise _page_without_items(item)
    if "parent_comment_id" in item or ("text" in item and "video_description" not in item):
        return _comment(item, received)
    return _video(item, received)


def _page_without_items(page: Item) -> Unmapped | Unwanted:
    error = inner(page, "error")
    code = text(error, "code", "error.")
    if code in (None, "ok"):
        return Unwanted("a page without items")
    return Unmapped("error.code", code, f"is what the API answered: {shown(error.get('message'))}")


def _video(item: Item, received: Received) -> Capture:
    native_id = number_id(item, ("id", "video_id"))
    username = text(item, "username")
    caption = _stripped(item, "video_description")
    transcript = _stripped(item, "voice_to_text")
    stickers = [text(sticker, "sticker_name") for sticker in objects(item, "sticker_info_list")]
    named = [text(tag, "hashtag_name") for tag in objects(item, "hashtag_info_list")]
    created_at, created_at_source = _created_at(item, native_id, received.seen_at)
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="video",
        url=tiktok_address(username, native_id),
        author=username,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        transcript=transcript,
        transcript_source="asr" if transcript else None,
        screen_text="\n".join(filter(None, stickers)) or None,
        hashtags=all_tags([*texts(item, "hashtag_names"), *filter(None, named)], caption),
        duration_s=seconds(item, "video_duration"),
    )
    author = (
        Author(PLATFORM, username, username, observed_at=received.seen_at) if username else None
    )
    return received.capture(post=post, author=author, sighting=_sighting(item, post.key, received))


def _comment(item: Item, received: Received) -> Capture:
    native_id = number_id(item, ("id",))
    created_at, created_at_source = _created_at(item, native_id, received.seen_at)
    caption = _stripped(item, "text")
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment",
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        hashtags=all_tags((), caption),
        parent_id=number_id(item, ("video_id", "parent_comment_id")),
    )
    return received.capture(post=post, sighting=_sighting(item, post.key, received))


def _created_at(item: Item, native_id: str, seen_at: datetime) -> PostedAt:
    stated = unix_time(item.get("create_time"), "create_time")
    return posted_at(stated, PLATFORM, native_id, seen_at)


def _stripped(item: Item, key: str) -> str | None:
    value = text(item, key)
    return value.strip() if value else None


def _sighting(item: Item, post: str, received: Received) -> Sighting | None:
    counts = [
        count(item, "view_count"),
        count(item, "like_count"),
        count(item, "comment_count") or count(item, "reply_count"),
        count(item, "share_count"),
        count(item, "favorites_count") or count(item, "favourites_count"),
    ]
    return sighting(post, received.seen_at, counts, source=received.source)
