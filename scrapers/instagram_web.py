"""An Instagram post, reel or comment as the web pages carry it: in browser captures and exports.

The same post comes in three shapes: as an item of a list, as a node of the older graph, and in
part only, from a grid of pictures that shows neither time nor words.
"""

from __future__ import annotations

import re
from datetime import datetime

from scrapers.addresses import instagram_address
from scrapers.counts import Count, count, sighting
from scrapers.fields import (
    Item,
    Missing,
    Unwanted,
    identifier,
    inner,
    inside,
    objects,
    required,
    seconds,
    text,
)
from scrapers.records import Author, Kind, Post
from scrapers.shortcodes import shortcode_of
from scrapers.shown import Shown, stripped
from scrapers.tags import all_tags
from scrapers.times import posted_at, unix_time

PLATFORM = "instagram"
VIDEO, CAROUSEL = 2, 8
ADVERTISEMENT = "https://www.facebook.com/ads/"
VIEWS = ("view_count", "play_count", "ig_play_count", "video_view_count")
# Some sources write this for a counter that its owner hides.
HIDDEN = -1

_WRITTEN_BY_MACHINE = re.compile(
    r"(?:photo|video|reel) (?:shared )?by |(?:may be|no photo description)", re.IGNORECASE
)
_WORDS_SHOWN = re.compile(r"text that says\s+['\"‘“](.+?)['\"’”]?\.?$", re.DOTALL)


def post(item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
    """A post, a reel or a row of pictures; `under` is the path at which the item lies."""
    _must_be_a_post(item, under)
    code = _shortcode(item, under)
    author = _author(item, seen_at, under)
    stated = unix_time(item.get("taken_at"), f"{under}taken_at") or unix_time(
        item.get("taken_at_timestamp"), f"{under}taken_at_timestamp"
    )
    created_at, created_at_source = posted_at(stated, PLATFORM, code, seen_at)
    caption = _caption(item, under)
    found = Post(
        platform=PLATFORM,
        id=code,
        kind=_kind(item),
        url=instagram_address(code),
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text=words_shown(text(item, "accessibility_caption", under)),
        hashtags=all_tags((), caption),
        duration_s=seconds(item, "video_duration", under),
    )
    return Shown(found, author, sighting(found.key, seen_at, _counts(item, under), source=source))


def comment(item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
    """A comment below a post; an answer to a comment counts as one to the post too."""
    native_id = required(
        identifier(item, "comment_id", under) or identifier(item, "pk", under), f"{under}pk"
    )
    parent = text(item, "post_shortcode", under) or shortcode_of(
        required(identifier(item, "post_id", under), f"{under}post_shortcode or post_id"),
        f"{under}post_id",
    )
    stated = unix_time(item.get("created_at_utc"), f"{under}created_at_utc") or unix_time(
        item.get("created_at"), f"{under}created_at"
    )
    words = stripped(text(item, "text", under))
    user, at = inner(item, "user", under), f"{under}user."
    handle = text(user, "unique_id", at) or text(user, "username", at)
    name = text(user, "nickname", at) or text(user, "full_name", at)
    found = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment",
        author=handle,
        created_at=stated,
        created_at_source="platform" if stated else None,
        caption=words,
        hashtags=all_tags((), words),
        parent_id=parent,
    )
    author = Author(PLATFORM, handle, handle, name, observed_at=seen_at) if handle else None
    likes = count(item, "comment_like_count", under)
    counts = [None, likes, count(item, "child_comment_count", under), None, None]
    return Shown(found, author, sighting(found.key, seen_at, counts, source=source))


def words_shown(alternative: str | None) -> str | None:
    """What a picture's alternative text says stands in the picture; the author's own as it is."""
    if alternative is None or not _WRITTEN_BY_MACHINE.search(alternative):
        return stripped(alternative)
    found = _WORDS_SHOWN.search(alternative.strip())
    return stripped(found[1]) if found else None


def _must_be_a_post(item: Item, under: str) -> None:
    kind = text(item, "product_type", under)
    link = text(item, "link", under) or ""
    if kind == "ad" or link.startswith(ADVERTISEMENT):
        raise Unwanted("an advertisement")
    if kind == "story":
        raise Unwanted("a story, gone after a day")


def _shortcode(item: Item, under: str) -> str:
    """The key that all sources of a post share: some leave it out and give the number only."""
    code = identifier(item, "code", under) or identifier(item, "shortcode", under)
    if code:
        return code
    number = identifier(item, "pk", under)
    if number is None and ("media_type" in item or "__typename" in item):
        number = identifier(item, "id", under)
    if number is None:
        raise Missing(f"{under}code or shortcode or pk")
    return shortcode_of(number, f"{under}pk")


def _author(item: Item, seen_at: datetime, under: str) -> Author | None:
    for holder in ("user", "owner"):
        found, at = inner(item, holder, under), f"{under}{holder}."
        if handle := text(found, "username", at):
            name = text(found, "full_name", at)
            return Author(PLATFORM, handle, handle, name, observed_at=seen_at)
    return None


def _caption(item: Item, under: str) -> str | None:
    if isinstance(item.get("caption"), str):
        return stripped(text(item, "caption", under))
    if written := stripped(text(inner(item, "caption", under), "text", f"{under}caption.")):
        return written
    at = f"{under}edge_media_to_caption."
    nodes = objects(inner(item, "edge_media_to_caption", under), "edges", at)
    at += "edges[]."
    written_in = [text(inner(node, "node", at), "text", f"{at}node.") for node in nodes]
    return stripped(next(filter(None, written_in), None))


def _kind(item: Item) -> Kind:
    typename = item.get("__typename")
    moves = (
        item.get("media_type") == VIDEO
        or item.get("product_type") == "clips"
        or item.get("is_video") is True
        or (isinstance(typename, str) and "Video" in typename)
    )
    return "video" if moves and item.get("media_type") != CAROUSEL else "post"


def _counts(item: Item, under: str) -> list[Count | None]:
    comments = count(item, "comment_count", under, unknown=HIDDEN) or _nested(
        item, ("edge_media_preview_comment", "edge_media_to_comment"), under
    )
    if item.get("like_and_view_counts_disabled") is True:
        return [None, None, comments, None, None]
    views = next(filter(None, (count(item, key, under, unknown=HIDDEN) for key in VIEWS)), None)
    likes = count(item, "like_count", under, unknown=HIDDEN) or _nested(
        item, ("edge_media_preview_like", "edge_liked_by"), under
    )
    return [views, likes, comments, count(item, "reshare_count", under), None]


def _nested(item: Item, keys: tuple[str, ...], under: str) -> Count | None:
    found = (
        count(inside(item, key, under), "count", f"{under}{key}.", unknown=HIDDEN) for key in keys
    )
    return next(filter(None, found), None)
