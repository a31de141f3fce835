"""Retrograde NDJSON: our own format, one post, hashtag counter or day of collection a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal, cast, get_args

from scrapers.addresses import http_address
from scrapers.counts import count, quantum_of, sighting, value_of
from scrapers.fields import (
    Item,
    Missing,
    Unmapped,
    Unwanted,
    identifier,
    one_of,
    required,
    seconds,
    text,
    texts,
)
from scrapers.format import Card, Sniff
from scrapers.items import items_of
from scrapers.reading import Received, item_reader
from scrapers.records import (
    Author,
    Capture,
    Coverage,
    Kind,
    Post,
    Reading,
    Sighting,
    TagSighting,
    TranscriptSource,
)
from scrapers.samples import items_in, missing_paths
from scrapers.tags import all_tags, clean_tag
from scrapers.times import posted_at, stated_time

CARD = Card(
    title="Retrograde NDJSON",
    extensions=(".ndjson", ".jsonl"),
    limits=(
        "Says what whoever wrote the file put into it: completeness and precision are theirs. A "
        "time without an offset is read as UTC. A counter may be text as a screen shows it: 1.2M "
        "is 1 200 000, known to the nearest 100 000. A transcript marked as machine translation is "
        "kept, and no claim is read from it."
    ),
    retention="The duties of the platform each post is from; nothing more.",
)
SOURCE = "retrograde"
KINDS = get_args(Kind)
TRANSCRIPT_SOURCES = get_args(TranscriptSource)
DayStatus = Literal["collected", "partial", "off"]
COUNTERS = ("views", "likes", "comments", "shares", "saves")
STATUSES = get_args(DayStatus)
VIDEO_PLATFORMS = frozenset({"tiktok", "youtube"})

_REQUIRED = ("platform", "id")
_PLATFORM = re.compile(r"[a-z][a-z0-9_.-]{0,31}")


def claims_file(head: bytes, name: str) -> Sniff:
    """Ours is whatever names a platform and an id."""
    return Sniff(_REQUIRED, missing_paths(items_in(head), _REQUIRED))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every item of the file: a line each, or all in one list."""
    return item_reader(SOURCE, read_item, path, now).read(items_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One line: a post unless its kind says tag, coverage or note."""
    if item.get("kind") == "note":
        raise Unwanted("a note of whoever wrote the file")
    platform = required(text(item, "platform"), "platform").strip().lower()
    if not _PLATFORM.fullmatch(platform):
        raise Unmapped("platform", platform, "is not the name of a platform, e.g. tiktok")
    native_id = required(identifier(item, "id"), "id")
    kind = item.get("kind")
    if kind == "coverage":
        return received.capture(coverage=_coverage(item, platform, native_id))
    observed_at = stated_time(item.get("observed_at"), "observed_at")
    seen_at = observed_at or received.seen_at
    if kind == "tag":
        tag = _tag_sighting(item, platform, clean_tag(native_id), seen_at)
        return received.capture(observed_at=observed_at, tag_sighting=tag)
    post = _post(item, platform, native_id, seen_at)
    return received.capture(
        observed_at=observed_at,
        post=post,
        author=_author(item, post, seen_at),
        sighting=_sighting(item, post.key, seen_at),
    )


def _post(item: Item, platform: str, native_id: str, seen_at: datetime) -> Post:
    parent_id = identifier(item, "parent_id")
    stated = stated_time(item.get("created_at"), "created_at")
    created_at, created_at_source = posted_at(stated, platform, native_id, seen_at)
    caption = text(item, "caption")
    transcript = text(item, "transcript")
    transcript_source = one_of(item, "transcript_source", TRANSCRIPT_SOURCES)
    return Post(
        platform=platform,
        id=native_id,
        kind=_kind(item, platform, parent_id),
        url=http_address(text(item, "url")),
        author=identifier(item, "author"),
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        transcript=transcript,
        transcript_source=cast(TranscriptSource, transcript_source) if transcript else None,
        screen_text=text(item, "screen_text"),
        lang=text(item, "lang"),
        hashtags=all_tags(_written_tags(item), caption),
        duration_s=seconds(item, "duration_s"),
        parent_id=parent_id,
        invented=_invented(item),
    )


def _kind(item: Item, platform: str, parent_id: str | None) -> Kind:
    stated = one_of(item, "kind", KINDS)
    if stated:
        return cast(Kind, stated)
    if parent_id:
        return "comment"
    return "video" if platform in VIDEO_PLATFORMS else "post"


def _invented(item: Item) -> bool:
    value = item.get("invented", False)
    if not isinstance(value, bool):
        raise Unmapped("invented", value, "is neither true nor false")
    return value


def _written_tags(item: Item) -> list[str]:
    value = item.get("hashtags")
    if isinstance(value, str):
        return re.split(r"[\s,;]+", value)
    return texts(item, "hashtags") if value else []


def _author(item: Item, post: Post, seen_at: datetime) -> Author | None:
    if post.author is None:
        return None
    return Author(
        platform=post.platform,
        id=post.author,
        handle=None if post.author.startswith("did:") else post.author.removeprefix("@"),
        display_name=text(item, "author_name"),
        followers=value_of(count(item, "author_followers")),
        credential=text(item, "author_credential"),
        observed_at=seen_at,
    )


def _sighting(item: Item, post: str, seen_at: datetime) -> Sighting | None:
    counts = [count(item, counter) for counter in COUNTERS]
    return sighting(post, seen_at, counts, source=SOURCE, quantum=_stated_quantum(item))


def _stated_quantum(item: Item) -> int | None:
    stated = value_of(count(item, "count_quantum"))
    if stated == 0:
        raise Unmapped("count_quantum", 0, "is not a step of counting")
    return stated


def _tag_sighting(item: Item, platform: str, tag: str, seen_at: datetime) -> TagSighting:
    if not tag:
        raise Unmapped("id", item["id"], "is not a hashtag")
    views, posts = count(item, "views"), count(item, "posts")
    if views is None and posts is None:
        raise Missing("views or posts")
    return TagSighting(
        platform=platform,
        tag=tag,
        observed_at=seen_at,
        source=SOURCE,
        views=value_of(views),
        posts=value_of(posts),
        count_quantum=_stated_quantum(item) or quantum_of([views, posts]),
    )


def _coverage(item: Item, platform: str, day: str) -> Coverage:
    status = required(one_of(item, "status", STATUSES), "status")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Unmapped("id", day, "is not a day, e.g. 2026-08-03") from None
    return Coverage(platform, on, cast(DayStatus, status), text(item, "note"))
