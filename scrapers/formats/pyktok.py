"""pyktok CSV: videos of TikTok as the Python library of that name writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from scrapers.addresses import tiktok_address
from scrapers.counts import as_web_shows, count, sighting, value_of
from scrapers.fields import Item, number_id, seconds, text
from scrapers.format import Card, Sniff
from scrapers.reading import Received, item_reader
from scrapers.records import Author, Capture, Post, Reading
from scrapers.samples import items_in, missing_paths
from scrapers.shown import lines, stripped
from scrapers.tables import rows_of
from scrapers.tags import all_tags
from scrapers.times import PostedAt, id_time, stated_time

CARD = Card(
    title="pyktok CSV",
    extensions=(".csv",),
    limits=(
        "Its times are those of the collecting machine's clock, without its zone: the time of "
        "posting is read from the video's id instead. When a video was seen it does not say; the "
        "time of the import stands in, and counts for nothing beside a stated one. No saves, no "
        "transcript. Counters from 10 000 on are rounded to hundreds, from a million on to "
        "100 000s."
    ),
    retention="Public posts, kept as long as they are public: what its author deletes goes here too.",
)
SOURCE = "pyktok"
PLATFORM = "tiktok"
COUNTERS = ("video_playcount", "video_diggcount", "video_commentcount", "video_sharecount")
# No clock on earth is further from UTC than this; a day more is no slip of a zone.
FARTHEST_ZONE = timedelta(hours=14, minutes=5)

_REQUIRED = (
    *("video_id", "video_timestamp", "video_diggcount", "video_playcount", "video_description"),
    "author_username",
)


def claims_file(head: bytes, name: str) -> Sniff:
    """Its columns; older versions lack some of the rest."""
    return Sniff(_REQUIRED, missing_paths(items_in(head), _REQUIRED))


def read(path: Path, *, now: datetime) -> Iterator[Reading]:
    """Every row of the table."""
    return item_reader(SOURCE, read_item, path, now).read(rows_of(path))


def read_item(item: Item, received: Received) -> Capture:
    """One row; `author_verified`, in which some versions dump a whole object, is not looked at."""
    native_id = number_id(item, ("video_id",))
    handle = text(item, "author_username")
    created_at, created_at_source = _posted_at(item, native_id, received.seen_at)
    caption = stripped(text(item, "video_description") or text(item, "video_title"))
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="video",
        url=tiktok_address(handle, native_id),
        author=handle,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text=lines((text(item, "video_stickers") or "").split(";")),
        hashtags=all_tags((), caption),
        duration_s=seconds(item, "video_duration") or seconds(item, "video_length"),
    )
    counts = [*(as_web_shows(count(item, key)) for key in COUNTERS), None]
    return received.capture(
        post=post,
        author=_author(item, handle, received.seen_at),
        sighting=sighting(post.key, received.seen_at, counts, source=SOURCE),
    )


def _author(item: Item, handle: str | None, seen_at: datetime) -> Author | None:
    if handle is None:
        return None
    followers = value_of(count(item, "author_followercount"))
    return Author(
        PLATFORM, handle, handle, text(item, "author_name"), followers, observed_at=seen_at
    )


def _posted_at(item: Item, native_id: str, seen_at: datetime) -> PostedAt:
    """The id's time, unless the row says something that no time zone explains."""
    stated = stated_time(item.get("video_timestamp"), "video_timestamp")
    inside = id_time(PLATFORM, native_id, seen_at)
    if inside is None:
        # Right to the day at best, and nothing says in which zone.
        return None, None
    if stated and abs(stated - inside) > FARTHEST_ZONE:
        return stated, "platform"
    return inside, "id"
