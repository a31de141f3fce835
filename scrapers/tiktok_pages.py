"""TikTok's public pages: the JSON embedded in them, of either generation, and what it says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from scrapers.addresses import can_be_asked
from scrapers.captions import ORIGINS, Track, spoken_words
from scrapers.counts import as_web_shows, count, quantum_of, value_of
from scrapers.fields import Item, Unmapped, Unwanted, inner, number_id, objects, required, text
from scrapers.reading import Received, load
from scrapers.records import Author, Capture, Post, TagSighting
from scrapers.shown import stripped
from scrapers.slices import slice_at
from scrapers.tags import all_tags, clean_tag
from scrapers.tiktok_web import PLATFORM, video
from scrapers.times import posted_at, unix_time

LATER, EARLIER = "__UNIVERSAL_DATA_FOR_REHYDRATION__", "SIGI_STATE"
_SCOPE = "__DEFAULT_SCOPE__"
_POST_ADDRESS = re.compile(r"/(?:video|photo)/([0-9]{6,20})(?:[/?#]|$)")


class Shown(NamedTuple):
    """What a page holds of what was asked: its code for "here it is" or not, and the object."""

    status: int
    item: str | None


def video_on(page: str, native_id: str) -> Shown | None:
    """The video on its own page; None where the page holds something else."""
    if (data := _embedded(page, LATER)) is not None:
        detail = slice_at(data, (_SCOPE, "webapp.video-detail"))
        return _shown(detail, ("itemInfo", "itemStruct")) if detail else None
    if (data := _embedded(page, EARLIER)) is not None:
        item = slice_at(data, ("ItemModule", native_id))
        status = _status(slice_at(data, ("VideoPage", "statusCode")))
        return Shown(status, item) if item or status else None
    return None


def tag_on(page: str) -> Shown | None:
    """The counters on the page of a hashtag; None where the page holds something else."""
    for name, path in (
        (LATER, (_SCOPE, "webapp.challenge-detail")),
        (EARLIER, ("ChallengePage",)),
    ):
        if (data := _embedded(page, name)) is not None:
            detail = slice_at(data, path)
            return _shown(detail, ("challengeInfo",)) if detail else None
    return None


def _shown(detail: str, path: tuple[str, ...]) -> Shown:
    return Shown(_status(slice_at(detail, ("statusCode",))), slice_at(detail, path))


def _status(written: str | None) -> int:
    """A code that is missing or is no number stands for nothing wrong: what is there decides."""
    return int(written) if written and written.lstrip("-").isdigit() else 0


def _embedded(page: str, name: str) -> str | None:
    """The JSON in the script of that name, checked to be JSON as a whole."""
    place = page.find(f'id="{name}"')
    if place < 0:
        return None
    start, end = page.find(">", place) + 1, page.find("</script>", place)
    data = page[start : max(start, end)].strip()
    try:
        load(data)
    except (ValueError, RecursionError):
        raise Unmapped(f"script#{name}", data[:60], "is no JSON") from None
    return data


def asks_for_login(item: Item) -> bool:
    """Whether what is shown stands for a page that is only there for people who have signed in."""
    return item.get("createTime") in (0, "0") or not (item.get("stats") or item.get("statsV2"))


def post_id(written: str) -> str | None:
    """The id of a post from itself or from the address of its page."""
    if written.isascii() and written.isdigit():
        return written
    found = _POST_ADDRESS.search(written)
    return found[1] if found else None


class CaptionFile(NamedTuple):
    """Where the words that were said can be had, in the language in which they were said."""

    url: str
    origin: str
    language: str


def caption_file(item: Item, now: datetime) -> CaptionFile | None:
    """The best track that is no translation and has not expired."""
    film, at = inner(item, "video"), "video."
    details = inner(film, "claInfo", at)
    spoken = inner(details, "originalLanguageInfo", f"{at}claInfo.")
    language = text(spoken, "language", f"{at}claInfo.originalLanguageInfo.")
    tracks = [one for one in objects(film, "subtitleInfos", at) if _can_be_had(one, now)]
    for origin in ORIGINS if language else ():
        for track in tracks:
            if (track.get("Source"), track.get("LanguageCodeName")) == (origin, language):
                return CaptionFile(str(track["Url"]), origin, language or "")
    return None


def _can_be_had(track: Item, now: datetime) -> bool:
    url = track.get("Url")
    expires = unix_time(track.get("UrlExpire"), "video.subtitleInfos[].UrlExpire")
    return (
        isinstance(url, str)
        and can_be_asked(url)
        and track.get("Format") in (None, "", "webvtt")
        and (expires is None or expires > now.astimezone(UTC))
    )


def read_item(item: Item, received: Received) -> Capture:
    """A video, a hashtag's counters, an answer of oEmbed, or captions that were fetched."""
    if "challenge" in item:
        return received.capture(tag_sighting=_tag_sighting(item, received))
    if "captions" in item:
        return received.capture(post=_spoken(item, received))
    if "embed_product_id" in item:
        return _embeddable(item, received)
    if item.get("isContentClassified") is True:
        raise Unwanted("shown only to people who have signed in")
    post, author, seen = video(item, source=received.source, seen_at=received.seen_at)
    return received.capture(post=post, author=author, sighting=seen)


def _tag_sighting(item: Item, received: Received) -> TagSighting:
    title = text(inner(item, "challenge"), "title", "challenge.")
    tag = required(clean_tag(title or "") or None, "challenge.title")
    views, posts = (_tag_counter(item, key) for key in ("viewCount", "videoCount"))
    if not (views or posts):
        raise Unmapped("stats", item.get("stats"), "shows no counter of the hashtag")
    return TagSighting(
        PLATFORM,
        tag,
        received.seen_at,
        received.source,
        views=value_of(views),
        posts=value_of(posts),
        count_quantum=quantum_of([views, posts]),
    )


def _tag_counter(item: Item, key: str) -> tuple[int, int] | None:
    newer, older = inner(item, "statsV2"), inner(item, "stats")
    return as_web_shows(count(newer, key, "statsV2.") or count(older, key, "stats."))


def _spoken(item: Item, received: Received) -> Post:
    native_id, captions = number_id(item, ("id",)), inner(item, "captions")
    language = text(captions, "language", "captions.")
    track = Track(captions.get("source"), language, captions.get("words"))
    words, origin = spoken_words([track], language)
    if not words:
        raise Unwanted("captions without a word")
    created_at, created_at_source = posted_at(None, PLATFORM, native_id, received.seen_at)
    return Post(
        PLATFORM,
        native_id,
        "video",
        created_at=created_at,
        created_at_source=created_at_source,
        transcript=words,
        transcript_source=origin,
    )


def _embeddable(item: Item, received: Received) -> Capture:
    """What oEmbed shows of a post: its words and its author, and that it stands."""
    native_id = number_id(item, ("embed_product_id",))
    handle = text(item, "author_unique_id")
    name, caption = text(item, "author_name"), stripped(text(item, "title"))
    created_at, created_at_source = posted_at(None, PLATFORM, native_id, received.seen_at)
    post = Post(
        PLATFORM,
        native_id,
        "video",
        author=handle,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        hashtags=all_tags((), caption),
    )
    who = Author(PLATFORM, handle, handle, name, observed_at=received.seen_at) if handle else None
    return received.capture(post=post, author=who)
