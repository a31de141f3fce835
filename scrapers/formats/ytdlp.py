"""yt-dlp info.json: what yt-dlp writes beside a video, or of a whole list of videos."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from scrapers.addresses import http_address
from scrapers.captions import Track, spoken_words
from scrapers.counts import Count, as_web_shows, count, sighting, value_of
from scrapers.elements import Element, ElementReader
from scrapers.fields import (
    Item,
    Unwanted,
    identifier,
    inner,
    number_id,
    objects,
    required,
    seconds,
    shown,
    text,
    texts,
)
from scrapers.format import Card, Sniff
from scrapers.items import items_of
from scrapers.reading import Received, item_reader
from scrapers.records import Author, Capture, Kind, Post, Reading, Skipped, TranscriptSource
from scrapers.samples import items_in, missing_paths
from scrapers.shown import stripped
from scrapers.tags import all_tags
from scrapers.times import PostedAt, posted_at, stated_time, unix_time

CARD = Card(
    title="yt-dlp info.json",
    extensions=(".json", ".jsonl"),
    limits=(
        "One video or a list of them, of TikTok, YouTube, Instagram or X. No followers and no saves "
        "on TikTok, no hashtags but those in the words. Of TikTok's captions it does not say which "
        "are translations, so none is read; of YouTube's, only those in the language spoken that "
        "came along. A list without its videos is skipped."
    ),
    retention=(
        "TikTok, Instagram and X: kept as long as public. YouTube: refresh or delete within 30 days."
    ),
)
SOURCE = "ytdlp"
PAGES = (("entries",),)
# A channel is a list of lists: its videos, its shorts, its streams.
DEEPEST_LIST = 4
LIST_TYPES = ("playlist", "multi_video")


class _Site(NamedTuple):
    """Where yt-dlp puts what, which is not the same for any two sites."""

    platform: str
    author: str
    handle: str
    name: str
    kind: Kind = "video"


_SITES = {
    "tiktok": _Site("tiktok", "uploader", "uploader", "channel"),
    "youtube": _Site("youtube", "channel_id", "uploader_id", "channel"),
    "instagram": _Site("instagram", "channel", "channel", "uploader"),
    "twitter": _Site("x", "uploader_id", "uploader_id", "uploader"),
}

_VIDEO = ("id", "extractor_key|ie_key", "webpage_url|url", "title|description")
_LIST = ("_type", "extractor_key|extractor", "webpage_url", "title|id")


def claims_file(head: bytes, name: str) -> Sniff:
    """A video, or a list of them."""
    items = items_in(head, PAGES)
    claims = [
        Sniff(_VIDEO, missing_paths(items, _VIDEO)),
        Sniff(_LIST, missing_paths(items_in(head), _LIST)),
    ]
    return min(claims, key=lambda claim: len(claim.missing))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every video of the file."""
    reader = item_reader(SOURCE, read_item, path, now)
    for element in _videos(items_of(path, PAGES)):
        if _is_gone(element):
            yield Skipped(SOURCE, element.line, "a video of the list that could not be fetched")
        else:
            yield reader.read_one(*element)


def _videos(elements: Iterable[Element], depth: int = 0) -> Iterator[Element]:
    """The videos of lists inside lists too."""
    for element in elements:
        if depth < DEEPEST_LIST and _is_list(element):
            inside = ElementReader(PAGES).read(io.BytesIO(element.body))
            for found in _videos(inside, depth + 1):
                yield found._replace(line=element.line + found.line - 1)
        else:
            yield element


def _is_list(element: Element) -> bool:
    compact = element.body.replace(b'": ', b'":')
    return not element.problem and b'"_type":"playlist"' in compact and b'"entries":[' in compact


def _is_gone(element: Element) -> bool:
    return set(element.body.replace(b",", b" ").split()) == {b"null"}


def read_item(item: Item, received: Received) -> Capture:
    """One video, as much of it as yt-dlp has looked up."""
    if item.get("_type") in LIST_TYPES:
        raise Unwanted("a list without its videos")
    key = required(text(item, "extractor_key") or text(item, "ie_key"), "extractor_key")
    site = _SITES.get(key.lower())
    if site is None:
        raise Unwanted(f"a video of {shown(key)}, which is not read")
    observed_at = unix_time(item.get("epoch"), "epoch")
    seen_at = observed_at or received.seen_at
    native_id = _id(item, site)
    author = _author(item, site, seen_at)
    created_at, created_at_source = _posted_at(item, site, native_id, seen_at)
    caption = _caption(item, site)
    transcript, transcript_source = _spoken(item, site)
    post = Post(
        platform=site.platform,
        id=native_id,
        kind=site.kind,
        url=http_address(text(item, "webpage_url") or text(item, "url")),
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        transcript=transcript,
        transcript_source=transcript_source,
        lang=text(item, "language") if site.platform == "youtube" else None,
        hashtags=all_tags(texts(item, "tags") if site.platform == "x" else (), caption),
        duration_s=seconds(item, "duration"),
    )
    counts = _counts(item, site)
    return received.capture(
        observed_at=observed_at,
        post=post,
        author=author,
        sighting=sighting(post.key, seen_at, counts, source=SOURCE),
    )


def _id(item: Item, site: _Site) -> str:
    if site.platform == "x":
        # `id` is that of the film, which may be one of several in a post.
        return number_id(item, ("display_id", "id"))
    if site.platform == "tiktok":
        return number_id(item, ("id",))
    return required(identifier(item, "id"), "id")


def _author(item: Item, site: _Site, seen_at: datetime) -> Author | None:
    key = identifier(item, site.author)
    if key is None:
        return None
    handle = text(item, site.handle)
    return Author(
        platform=site.platform,
        id=key,
        handle=handle.removeprefix("@") if handle else None,
        display_name=text(item, site.name),
        followers=value_of(count(item, "channel_follower_count")),
        observed_at=seen_at,
    )


def _posted_at(item: Item, site: _Site, native_id: str, seen_at: datetime) -> PostedAt:
    stated = unix_time(item.get("timestamp"), "timestamp")
    found = posted_at(stated, site.platform, native_id, seen_at)
    if found[0]:
        return found
    # A day and no hour.
    return posted_at(
        stated_time(item.get("upload_date"), "upload_date"), site.platform, native_id, seen_at
    )


def _caption(item: Item, site: _Site) -> str | None:
    words = stripped(text(item, "description"))
    title = stripped(text(item, "title"))
    if site.platform == "youtube" and title and words:
        return f"{title}\n\n{words}"
    return words or title


def _spoken(item: Item, site: _Site) -> tuple[str | None, TranscriptSource | None]:
    """What YouTube's creator wrote or YouTube heard, never what it translated."""
    language = text(item, "language")
    if site.platform != "youtube" or language is None:
        return None, None
    kinds = (("subtitles", "LC", language), ("automatic_captions", "ASR", f"{language}-orig"))
    tracks = [
        Track(origin, language, track.get("data"))
        for key, origin, name in kinds
        for track in objects(inner(item, key), name, f"{key}.")
        if track.get("ext") in ("vtt", "srt")
    ]
    return spoken_words(tracks, language)


def _counts(item: Item, site: _Site) -> list[Count | None]:
    counts = [
        count(item, key)
        for key in ("view_count", "like_count", "comment_count", "repost_count", "save_count")
    ]
    return [as_web_shows(found) for found in counts] if site.platform == "tiktok" else counts
