"""A row of the tables that 4CAT and Zeeschuimer write: the same columns, one set a site.

They name less than the captures they are made from: no saves, no length, no transcript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from scrapers.addresses import http_address, instagram_address
from scrapers.counts import Count, as_web_shows, count, sighting, value_of
from scrapers.fields import Item, Missing, Unwanted, identifier, number_id, required, text
from scrapers.records import Author, Kind, Post
from scrapers.shown import Shown, stripped
from scrapers.tags import all_tags
from scrapers.times import posted_at, stated_time, unix_time

REQUIRED = ("id", "thread_id", "author", "body", "timestamp|unix_timestamp")
# What tells the sites apart; one of these columns a table must have.
SITES = "tiktok_url|retweet_count|num_likes|num_comments|reposts|replies"

# 4CAT takes names out by a hash whose key it throws away: nobody's handle, and no key that joins.
_PSEUDONYM = re.compile(r"[0-9a-f]{32,128}")
_HIDDEN = -1


class _Site(NamedTuple):
    """How the rows of one site are read."""

    platform: str
    marks: tuple[str, ...]
    counters: tuple[str, ...]
    address: str
    name: str = "author_fullname"
    is_comment: bool = False
    shows: Callable[[Count | None], Count | None] = lambda found: found


# The first that a row has a mark of; counters are views, likes, comments, shares, saves.
_SITES = (
    _Site(
        "tiktok",
        ("tiktok_url",),
        ("plays", "likes", "comments", "shares", ""),
        "tiktok_url",
        name="author_full",
        shows=as_web_shows,
    ),
    _Site(
        "x",
        ("retweet_count",),
        ("impression_count", "like_count", "reply_count", "retweet_count", ""),
        "link",
    ),
    _Site(
        "instagram", ("num_likes", "num_comments"), ("", "num_likes", "num_comments", "", ""), "url"
    ),
    _Site("threads", ("reposts",), ("", "likes", "replies", "reposts", ""), "url"),
    _Site(
        "tiktok",
        ("replies",),
        ("", "likes", "replies", "", ""),
        "comment_url",
        name="author_full",
        is_comment=True,
        shows=as_web_shows,
    ),
)


def shown_in(row: Item, *, source: str, seen_at: datetime) -> Shown:
    """The post or comment in a row."""
    site = _site_of(row)
    if text(row, "is_retweet") == "yes":
        raise Unwanted("a repost: its words are another's")
    native_id = _id(row, site)
    author = _author(row, site, seen_at)
    stated = unix_time(row.get("unix_timestamp"), "unix_timestamp") or stated_time(
        row.get("timestamp"), "timestamp"
    )
    created_at, created_at_source = posted_at(stated, site.platform, native_id, seen_at)
    caption = stripped(text(row, "body"))
    lang = text(row, "language_guess")
    post = Post(
        platform=site.platform,
        id=native_id,
        kind="comment" if _parent(row, site) else _kind(row, site),
        url=_address(row, site, native_id),
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text=stripped(text(row, "stickers")),
        lang=None if lang in ("un", "und", "zxx") else lang,
        hashtags=all_tags([*_listed(row, "hashtags"), *_listed(row, "challenges")], caption),
        parent_id=_parent(row, site),
    )
    counts = [site.shows(count(row, name, unknown=_HIDDEN)) for name in site.counters]
    return Shown(post, author, sighting(post.key, seen_at, counts, source=source))


def _site_of(row: Item) -> _Site:
    for site in _SITES:
        if any(mark in row for mark in site.marks):
            return site
    raise Missing(SITES.replace("|", " or "))


def _id(row: Item, site: _Site) -> str:
    if site.platform in ("tiktok", "x"):
        return number_id(row, ("id",))
    return required(identifier(row, "id"), "id")


def _author(row: Item, site: _Site, seen_at: datetime) -> Author | None:
    handle = _handle(row)
    if handle is None:
        return None
    followers = value_of(count(row, "author_followers"))
    name = text(row, site.name)
    return Author(site.platform, handle, handle, name, followers, observed_at=seen_at)


def _address(row: Item, site: _Site, native_id: str) -> str | None:
    if site.platform == "instagram":
        return instagram_address(native_id)
    # The address names the author: where a table takes the name out, it goes too.
    return http_address(text(row, site.address)) if _handle(row) else None


def _handle(row: Item) -> str | None:
    written = text(row, "author")
    return None if written is None or _PSEUDONYM.fullmatch(written) else written


def _kind(row: Item, site: _Site) -> Kind:
    if site.platform == "tiktok" or text(row, "type") == "video":
        return "video"
    return "video" if text(row, "videos") or text(row, "video_url") else "post"


def _parent(row: Item, site: _Site) -> str | None:
    """The post that a comment hangs on: the start of its thread."""
    if site.is_comment or text(row, "is_reply") == "yes":
        return number_id(row, ("thread_id",))
    return None


def _listed(row: Item, column: str) -> list[str]:
    return (text(row, column) or "").split(",")
