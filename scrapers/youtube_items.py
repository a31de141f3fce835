"""A search result, a video or a comment as YouTube's Data API gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from scrapers.counts import count, sighting
from scrapers.fields import Item, Unmapped, Unwanted, identifier, inner, required, text
from scrapers.reading import Received
from scrapers.records import Author, Capture, Post
from scrapers.shown import stripped
from scrapers.tags import all_tags
from scrapers.times import posted_at, stated_time

PLATFORM = "youtube"

_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_COMMENT_ID = re.compile(r"[A-Za-z0-9_.-]{20,}")
_DURATION = re.compile(r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})S)?)?")
# Languages that are none: no words are spoken, or nobody knows which.
_NO_LANGUAGE = ("zxx", "und", "mul")


def read_item(item: Item, received: Received) -> Capture:
    """One search result, video or comment."""
    kind = required(text(item, "kind"), "kind")
    if kind not in _READERS:
        raise Unmapped("kind", kind, "is neither a search result, a video nor a comment")
    return _READERS[kind](item, received)


def is_video_id(native_id: str) -> bool:
    """Whether an id looks like that of a video."""
    return _VIDEO_ID.fullmatch(native_id) is not None


def is_comment_id(native_id: str) -> bool:
    """Whether an id looks like that of a comment or of a reply to one."""
    return _COMMENT_ID.fullmatch(native_id) is not None


def _search_result(item: Item, received: Received) -> Capture:
    """A video in few words: its title comes escaped for HTML, its description cut short."""
    named = inner(item, "id")
    if text(named, "kind", "id.") not in (None, "youtube#video"):
        raise Unwanted("a search result that is no video")
    title = text(inner(item, "snippet"), "title", "snippet.")
    return _video(item, received, _video_id(named, "videoId", "id."), unescape(title or "") or None)


def _whole_video(item: Item, received: Received) -> Capture:
    _must_be_public(inner(item, "status"))
    snippet = inner(item, "snippet")
    words = (text(snippet, "title", "snippet."), text(snippet, "description", "snippet."))
    caption = "\n\n".join(filter(None, map(stripped, words))) or None
    return _video(item, received, _video_id(item, "id"), caption)


def _must_be_public(status: Item) -> None:
    if text(status, "privacyStatus", "status.") not in (None, "public"):
        raise Unwanted("not public")
    if text(status, "uploadStatus", "status.") in ("deleted", "failed", "rejected"):
        raise Unwanted("its upload was deleted, rejected or failed")


def _video(item: Item, received: Received, native_id: str, caption: str | None) -> Capture:
    """A video without its words: the interface gives captions to nobody but their owner."""
    snippet, shown = inner(item, "snippet"), inner(item, "statistics")
    author = _channel(snippet, received)
    created_at, created_at_source = posted_at(
        stated_time(snippet.get("publishedAt"), "snippet.publishedAt"),
        PLATFORM, native_id, received.seen_at,
    )  # fmt: skip
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="video",
        url=f"https://www.youtube.com/watch?v={native_id}",
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        lang=_language(snippet),
        hashtags=all_tags((), caption),
        duration_s=_seconds(inner(item, "contentDetails")),
    )
    counts = [count(shown, f"{what}Count", "statistics.") for what in ("view", "like", "comment")]
    seen = sighting(post.key, received.seen_at, [*counts, None, None], source=PLATFORM)
    return received.capture(post=post, author=author, sighting=seen)


def _channel(snippet: Item, received: Received) -> Author | None:
    key = identifier(snippet, "channelId", "snippet.")
    if key is None:
        return None
    name = text(snippet, "channelTitle", "snippet.")
    return Author(PLATFORM, key, display_name=name, observed_at=received.seen_at)


def _language(snippet: Item) -> str | None:
    keys = ("defaultAudioLanguage", "defaultLanguage")
    named = [text(snippet, key, "snippet.") for key in keys]
    return next((name for name in named if name and name not in _NO_LANGUAGE), None)


def _seconds(details: Item) -> float | None:
    """A duration as ISO 8601 writes it; that of a live stream under way is nothing (P0D)."""
    written = text(details, "duration", "contentDetails.")
    if written is None:
        return None
    found = _DURATION.fullmatch(written)
    if found is None:
        raise Unmapped("contentDetails.duration", written, "is not a duration such as PT1M30S")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return float(((days * 24 + hours) * 60 + minutes) * 60 + seconds) or None


def _comment(item: Item, received: Received) -> Capture:
    """A comment under a video, or a reply to a comment."""
    native_id = required(identifier(item, "id"), "id")
    if not is_comment_id(native_id):
        raise Unmapped("id", native_id, "is not the id of a comment")
    snippet = inner(item, "snippet")
    video = identifier(snippet, "videoId", "snippet.")
    author = _commenter(snippet, received)
    words = text(snippet, "textOriginal", "snippet.") or text(snippet, "textDisplay", "snippet.")
    created_at, created_at_source = posted_at(
        stated_time(snippet.get("publishedAt"), "snippet.publishedAt"),
        PLATFORM, native_id, received.seen_at,
    )  # fmt: skip
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment",
        url=f"https://www.youtube.com/watch?v={video}&lc={native_id}" if video else None,
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=stripped(words),
        hashtags=all_tags((), words),
        parent_id=identifier(snippet, "parentId", "snippet.") or video,
    )
    counts = [None, count(snippet, "likeCount", "snippet."), None, None, None]
    seen = sighting(post.key, received.seen_at, counts, source=PLATFORM)
    return received.capture(post=post, author=author, sighting=seen)


def _commenter(snippet: Item, received: Received) -> Author | None:
    """Who commented: the name is a handle with @ in most answers, and a plain one in old ones."""
    key = identifier(inner(snippet, "authorChannelId", "snippet."), "value", "snippet.author.")
    if key is None:
        return None
    name = text(snippet, "authorDisplayName", "snippet.") or ""
    handle = name.removeprefix("@") if name.startswith("@") else None
    return Author(
        PLATFORM, key, handle or None, None if handle else name or None,
        observed_at=received.seen_at,
    )  # fmt: skip


def _video_id(item: Item, key: str, under: str = "") -> str:
    native_id = required(identifier(item, key, under), under + key)
    if not is_video_id(native_id):
        raise Unmapped(under + key, native_id, "is not the id of a video")
    return native_id


_READERS: dict[str, Callable[[Item, Received], Capture]] = {
    "youtube#searchResult": _search_result,
    "youtube#video": _whole_video,
    "youtube#comment": _comment,
}
