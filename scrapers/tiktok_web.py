"""A TikTok video or comment as the web pages carry it: in browser captures, pages and exports."""

from __future__ import annotations

from datetime import datetime

from scrapers.addresses import tiktok_address
from scrapers.captions import Track, spoken_words
from scrapers.counts import Count, as_web_shows, count, sighting, value_of
from scrapers.fields import (
    Item,
    Unmapped,
    Unwanted,
    inner,
    number_id,
    objects,
    seconds,
    text,
    texts,
)
from scrapers.records import Author, Post
from scrapers.shown import Shown, lines, stripped
from scrapers.tags import all_tags
from scrapers.times import PostedAt, posted_at, unix_time

PLATFORM = "tiktok"
VIDEO_COUNTERS = ("playCount", "diggCount", "commentCount", "shareCount", "collectCount")
COMMENT_COUNTERS = ("digg_count", "reply_comment_total")


def video(item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
    """A video or a row of pictures; `under` is the path at which the item lies."""
    if "liveRoomInfo" in item:
        raise Unwanted("a live room")
    native_id = number_id(item, ("id", "itemId"), under)
    author = _author(item, seen_at, under)
    handle = author.id if author else None
    pictures = bool(item.get("imagePost"))
    created_at, created_at_source = _created_at(item, native_id, seen_at, under)
    caption = _caption(item, under)
    transcript, transcript_source = spoken_words(*_tracks(item, under))
    lang = text(item, "textLanguage", under)
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="post" if pictures else "video",
        url=tiktok_address(handle, native_id, "photo" if pictures else "video"),
        author=handle,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        transcript=transcript,
        transcript_source=transcript_source,
        screen_text=_screen_text(item, under),
        lang=None if lang == "un" else lang,
        hashtags=all_tags(_named_tags(item, under), caption),
        duration_s=seconds(inner(item, "video", under), "duration", f"{under}video."),
    )
    counts = _counts(item, under)
    return Shown(post, author, sighting(post.key, seen_at, counts, source=source))


def comment(item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
    """A comment below a video; an answer to a comment counts as one to the video too."""
    native_id = number_id(item, ("cid", "id"), under)
    parent_id = number_id(item, ("aweme_id",), under)
    stated = unix_time(item.get("create_time"), f"{under}create_time")
    created_at, created_at_source = posted_at(stated, PLATFORM, native_id, seen_at)
    user = inner(item, "user", under)
    handle = text(user, "unique_id", f"{under}user.")
    name = text(user, "nickname", f"{under}user.")
    words = stripped(text(item, "text", under))
    lang = text(item, "comment_language", under)
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment",
        author=handle,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=words,
        lang=None if lang == "un" else lang,
        hashtags=all_tags((), words),
        parent_id=parent_id,
    )
    likes, answers = (as_web_shows(count(item, key, under)) for key in COMMENT_COUNTERS)
    author = Author(PLATFORM, handle, handle, name, observed_at=seen_at) if handle else None
    counts = [None, likes, answers, None, None]
    return Shown(post, author, sighting(post.key, seen_at, counts, source=source))


def _author(item: Item, seen_at: datetime, under: str) -> Author | None:
    """Keyed by handle: most exports of TikTok name nothing else, and a key must join them."""
    at, name_holder = f"{under}author.", item
    if isinstance(item.get("author"), str):
        # An object in the answers of TikTok's servers, a text in the pages themselves.
        handle, at = text(item, "author", under), under
    else:
        name_holder = inner(item, "author", under)
        handle = text(name_holder, "uniqueId", at)
    if handle is None:
        return None
    newer = inner(item, "authorStatsV2", under)
    followers = count(newer, "followerCount", f"{under}authorStatsV2.") or count(
        inner(item, "authorStats", under), "followerCount", f"{under}authorStats."
    )
    name = text(name_holder, "nickname", at)
    return Author(PLATFORM, handle, handle, name, value_of(followers), observed_at=seen_at)


def _created_at(item: Item, native_id: str, seen_at: datetime, under: str) -> PostedAt:
    value = item.get("createTime")
    if value in (0, "0"):
        raise Unmapped(f"{under}createTime", value, "stands for a page that asked for a login")
    stated = unix_time(value, f"{under}createTime")
    return posted_at(stated, PLATFORM, native_id, seen_at)


def _caption(item: Item, under: str) -> str | None:
    whole = stripped(text(item, "desc", under))
    if whole:
        return whole
    parts = objects(item, "contents", under)
    return lines(text(part, "desc", f"{under}contents[].") for part in parts)


def _screen_text(item: Item, under: str) -> str | None:
    stickers = objects(item, "stickersOnItem", under)
    words = [texts(sticker, "stickerText", f"{under}stickersOnItem[].") for sticker in stickers]
    return lines(word for sticker in words for word in sticker)


def _named_tags(item: Item, under: str) -> list[str]:
    extras = objects(item, "textExtra", under)
    challenges = objects(item, "challenges", under)
    named = [text(extra, "hashtagName", f"{under}textExtra[].") for extra in extras]
    titled = [text(challenge, "title", f"{under}challenges[].") for challenge in challenges]
    return [tag for tag in (*named, *titled) if tag]


def _tracks(item: Item, under: str) -> tuple[list[Track], str | None]:
    """The captions that come with the item and the language that was spoken."""
    film, at = inner(item, "video", under), f"{under}video."
    details = inner(film, "claInfo", at)
    spoken = inner(details, "originalLanguageInfo", f"{at}claInfo.")
    tracks = [
        Track(track.get("Source"), track.get("LanguageCodeName"), track.get("text"))
        for track in objects(film, "subtitleInfos", at)
    ]
    return tracks, text(spoken, "language", f"{at}claInfo.originalLanguageInfo.")


def _counts(item: Item, under: str) -> list[Count | None]:
    newer, older = inner(item, "statsV2", under), inner(item, "stats", under)
    return [
        as_web_shows(count(newer, key, f"{under}statsV2.") or count(older, key, f"{under}stats."))
        for key in VIDEO_COUNTERS
    ]
