"""A Threads post as the web pages carry it: in browser captures and exports."""

from __future__ import annotations

from datetime import datetime

from scrapers.addresses import threads_address
from scrapers.counts import Count, count, sighting
from scrapers.fields import Item, Missing, identifier, inner, inside, text
from scrapers.instagram_web import HIDDEN, words_shown
from scrapers.records import Author, Post
from scrapers.shortcodes import shortcode_of
from scrapers.shown import Shown, stripped
from scrapers.tags import all_tags
from scrapers.times import unix_time

PLATFORM = "threads"
APP_INFO = "text_post_app_info"
REPEATED = f"{APP_INFO}.share_info.reposted_post"


def post(item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
    """A post or an answer; of a repost, the post that it repeats."""
    if repeated := inside(item, REPEATED, under):
        item, under = repeated, f"{under}{REPEATED}."
    code = _code(item, under)
    user, at = inner(item, "user", under), f"{under}user."
    handle = text(user, "username", at)
    created_at = unix_time(item.get("taken_at"), f"{under}taken_at")
    caption = stripped(text(inner(item, "caption", under), "text", f"{under}caption."))
    found = Post(
        platform=PLATFORM,
        id=code,
        kind="video" if item.get("video_versions") else "post",
        url=threads_address(handle, code),
        author=handle,
        created_at=created_at,
        created_at_source="platform" if created_at else None,
        caption=caption,
        screen_text=words_shown(text(item, "accessibility_caption", under)),
        hashtags=all_tags((), caption),
    )
    name = text(user, "full_name", at)
    author = Author(PLATFORM, handle, handle, name, observed_at=seen_at) if handle else None
    return Shown(found, author, sighting(found.key, seen_at, _counts(item, under), source=source))


def _code(item: Item, under: str) -> str:
    if code := identifier(item, "code", under):
        return code
    if number := identifier(item, "pk", under):
        return shortcode_of(number, f"{under}pk")
    raise Missing(f"{under}code or pk")


def _counts(item: Item, under: str) -> list[Count | None]:
    info, at = inner(item, APP_INFO, under), f"{under}{APP_INFO}."
    answers = count(info, "direct_reply_count", at)
    shares = count(info, "repost_count", at)
    if item.get("like_and_view_counts_disabled") is True:
        return [None, None, answers, shares, None]
    return [None, count(item, "like_count", under, unknown=HIDDEN), answers, shares, None]
