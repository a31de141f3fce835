"""A post on X as the web pages carry it: in browser captures and exports."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import NamedTuple

from scrapers.addresses import x_address
from scrapers.counts import Count, count, sighting, value_of
from scrapers.fields import Item, Unmapped, Unwanted, inner, inside, number_id, objects, text
from scrapers.records import Author, Kind, Post
from scrapers.shown import Shown, lines, stripped
from scrapers.tags import all_tags
from scrapers.times import posted_at

PLATFORM = "x"
# What X writes for a text in no language.
NO_LANGUAGE = frozenset({"und", "zxx", "qam", "qct", "qht", "qme", "qst"})
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
USER = "core.user_results.result"
NOTE = "note_tweet.note_tweet_results.result"
REPEATED = "legacy.retweeted_status_result.result"

_TIME = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d\d) (?P<clock>\d\d:\d\d:\d\d) "
    r"(?P<zone>[+-]\d{4}) (?P<year>\d{4})"
)


class _Film(NamedTuple):
    seconds: float | None


def post(item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
    """A post or an answer; of a repost, the post that it repeats."""
    item, under = _original(item, under)
    if "tombstone" in item or item.get("__typename") in ("TweetTombstone", "TweetUnavailable"):
        raise Unwanted("a post that X no longer shows")
    legacy, at = inner(item, "legacy", under), f"{under}legacy."
    native_id = _id(item, legacy, under)
    author = _author(item, seen_at, under)
    stated = x_time(text(legacy, "created_at", at), f"{at}created_at")
    created_at, created_at_source = posted_at(stated, PLATFORM, native_id, seen_at)
    caption = _caption(item, legacy, under)
    film = _film(legacy, at)
    parent = text(legacy, "in_reply_to_status_id_str", at)
    lang = text(legacy, "lang", at)
    found = Post(
        platform=PLATFORM,
        id=native_id,
        kind=_kind(parent, film),
        url=x_address(author.handle if author else None, native_id),
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text=_described(legacy, at),
        lang=None if lang in NO_LANGUAGE else lang,
        hashtags=all_tags(_named_tags(legacy, at), caption),
        duration_s=film.seconds if film else None,
        parent_id=parent,
    )
    counts = _counts(item, legacy, under)
    return Shown(found, author, sighting(found.key, seen_at, counts, source=source))


def x_time(written: str | None, path: str) -> datetime | None:
    """A time as X writes it: Mon Aug 03 10:15:00 +0000 2026."""
    if written is None:
        return None
    found = _TIME.fullmatch(written)
    if not found or found["month"] not in MONTHS:
        raise Unmapped(path, written, "is not a time such as Mon Aug 03 10:15:00 +0000 2026")
    month = MONTHS.index(found["month"]) + 1
    zone = f"{found['zone'][:3]}:{found['zone'][3:]}"
    try:
        day = f"{found['year']}-{month:02}-{found['day']}"
        return datetime.fromisoformat(f"{day}T{found['clock']}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unmapped(path, written, "is no possible time") from None


def _original(item: Item, under: str) -> tuple[Item, str]:
    item, under = _unwrapped(item, under)
    if item.get("promoted") is True:
        raise Unwanted("an advertisement")
    repeated = inside(item, REPEATED, under)
    return _unwrapped(repeated, f"{under}{REPEATED}.") if repeated else (item, under)


def _unwrapped(item: Item, under: str) -> tuple[Item, str]:
    """A post that only some may see lies one level deeper."""
    if isinstance(item.get("tweet"), dict):
        return inner(item, "tweet", under), f"{under}tweet."
    return item, under


def _id(item: Item, legacy: Item, under: str) -> str:
    if item.get("rest_id") is not None:
        return number_id(item, ("rest_id",), under)
    if legacy.get("id_str") is not None:
        return number_id(legacy, ("id_str",), f"{under}legacy.")
    return number_id(item, ("rest_id", "legacy.id_str"), under)


def _author(item: Item, seen_at: datetime, under: str) -> Author | None:
    user, at = inside(item, USER, under), f"{under}{USER}."
    holders = [
        (inner(user, "core", at), f"{at}core."),
        (inner(user, "legacy", at), f"{at}legacy."),
        # An older answer of X names the user beside the post.
        (inner(item, "user", under), f"{under}user."),
    ]
    handle = _first_text(holders, "screen_name")
    if handle is None:
        return None
    counted = [count(holder, "followers_count", path) for holder, path in holders]
    newer = count(inner(user, "relationship_counts", at), "followers", f"{at}relationship_counts.")
    followers = newer or next(filter(None, counted), None)
    name = _first_text(holders, "name")
    return Author(PLATFORM, handle, handle, name, value_of(followers), observed_at=seen_at)


def _first_text(holders: list[tuple[Item, str]], key: str) -> str | None:
    return next(filter(None, (text(holder, key, path) for holder, path in holders)), None)


def _caption(item: Item, legacy: Item, under: str) -> str | None:
    """The longer of the short text and the note; X writes & and < as in a page."""
    short = text(legacy, "full_text", f"{under}legacy.") or ""
    note = text(inside(item, NOTE, under), "text", f"{under}{NOTE}.") or ""
    return stripped(html.unescape(max(short, note, key=len)))


def _kind(parent: str | None, film: _Film | None) -> Kind:
    if parent:
        return "comment"
    return "video" if film else "post"


def _media(legacy: Item, under: str) -> list[tuple[Item, str]]:
    return [
        (medium, f"{under}{holder}.media[].")
        for holder in ("extended_entities", "entities")
        for medium in objects(inner(legacy, holder, under), "media", f"{under}{holder}.")
    ]


def _film(legacy: Item, under: str) -> _Film | None:
    for medium, at in _media(legacy, under):
        if medium.get("type") in ("video", "animated_gif"):
            length = count(inner(medium, "video_info", at), "duration_millis", f"{at}video_info.")
            return _Film(length[0] / 1000 if length else None)
    return None


def _described(legacy: Item, under: str) -> str | None:
    words = (text(medium, "ext_alt_text", at) for medium, at in _media(legacy, under))
    return lines(dict.fromkeys(words))


def _named_tags(legacy: Item, under: str) -> list[str]:
    entities, at = inner(legacy, "entities", under), f"{under}entities."
    named = [text(tag, "text", f"{at}hashtags[].") for tag in objects(entities, "hashtags", at)]
    return [tag for tag in named if tag]


def _counts(item: Item, legacy: Item, under: str) -> list[Count | None]:
    at = f"{under}legacy."
    return [
        count(inner(item, "views", under), "count", f"{under}views.")
        or count(inner(item, "ext_views", under), "count", f"{under}ext_views."),
        count(legacy, "favorite_count", at),
        count(legacy, "reply_count", at),
        count(legacy, "retweet_count", at),
        count(legacy, "bookmark_count", at),
    ]
