"""A submission or a comment as Reddit's interface gives it, unless it was deleted or removed."""

from __future__ import annotations

import re

from scrapers.addresses import http_address
from scrapers.counts import Count, count, sighting
from scrapers.fields import Item, Unmapped, Unwanted, identifier, inner, required, seconds, text
from scrapers.reading import Received
from scrapers.records import Author, Capture, Post
from scrapers.shown import stripped
from scrapers.tags import all_tags
from scrapers.times import posted_at, unix_time

PLATFORM = "reddit"
FULL_NAME = re.compile(r"t[13]_[0-9a-z]{1,13}")

# What stands where words or a name were.
_GONE_WORDS = ("[deleted]", "[removed]", "[ removed by reddit ]", "[deleted by user]")
_SECTION = {"t1": "comment", "t3": "submission"}


def read_item(item: Item, received: Received) -> Capture:
    """One thing of a listing: a submission or a comment."""
    kind = required(text(item, "kind"), "kind")
    if kind == "more":
        raise Unwanted("a pointer to more comments")
    if kind not in _SECTION:
        raise Unmapped("kind", kind, "is neither a submission (t3) nor a comment (t1)")
    data = inner(item, "data")
    native_id = required(identifier(data, "name", "data."), "data.name")
    if not FULL_NAME.fullmatch(native_id) or native_id[:2] != kind:
        raise Unmapped("data.name", native_id, f"is not the name of a {_SECTION[kind]}")
    _must_stand(data)
    return _captured(data, native_id, received, is_comment=kind == "t1")


def _must_stand(data: Item) -> None:
    """Raise where the words, the title or the account are deleted, removed or not for all."""
    if text(data, "removed_by_category", "data.") or text(data, "removal_reason", "data."):
        raise Unwanted("deleted or removed")
    if any(_is_gone(text(data, key, "data.")) for key in ("title", "selftext", "body")):
        raise Unwanted("deleted or removed")
    if _is_gone(text(data, "author", "data.") or "[deleted]"):
        # Its author's id and name would have to go from what is held; the post goes with them.
        raise Unwanted("its author's account is deleted")
    if data.get("is_robot_indexable") is False:
        raise Unwanted("not to be indexed")
    if data.get("quarantine") is True or text(data, "subreddit_type", "data.") == "private":
        raise Unwanted("not public")
    if data.get("crosspost_parent"):
        # It carries the other's words, which could not go with their post.
        raise Unwanted("somebody else's post passed on")


def _is_gone(words: str | None) -> bool:
    return words is not None and words.strip().lower() in _GONE_WORDS


def _captured(data: Item, native_id: str, received: Received, *, is_comment: bool) -> Capture:
    author = _author(data, received)
    keys = ("body",) if is_comment else ("title", "selftext")
    caption = "\n\n".join(filter(None, (stripped(text(data, key, "data.")) for key in keys)))
    created_at, created_at_source = posted_at(
        unix_time(data.get("created_utc"), "data.created_utc"),
        PLATFORM, native_id, received.seen_at,
    )  # fmt: skip
    is_video = data.get("is_video") is True
    post = Post(
        platform=PLATFORM,
        id=native_id,
        kind="comment" if is_comment else "video" if is_video else "post",
        url=_address(text(data, "permalink", "data.")),
        author=author.id if author else None,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption or None,
        hashtags=all_tags((), caption),
        duration_s=_length(data) if is_video else None,
        parent_id=identifier(data, "parent_id", "data.") if is_comment else None,
    )
    counts = [None, _score(data), None, None, None] if is_comment else _counts(data)
    seen = sighting(post.key, received.seen_at, counts, source=PLATFORM)
    return received.capture(post=post, author=author, sighting=seen)


def _author(data: Item, received: Received) -> Author | None:
    key = identifier(data, "author_fullname", "data.")
    if key is None:
        return None
    return Author(PLATFORM, key, text(data, "author", "data."), observed_at=received.seen_at)


def _address(path: str | None) -> str | None:
    is_path = path is not None and path.startswith("/r/")
    return http_address(f"https://www.reddit.com{path}") if is_path else None


def _length(data: Item) -> float | None:
    video = inner(inner(data, "media", "data."), "reddit_video", "data.media.")
    return seconds(video, "duration", "data.media.reddit_video.")


def _counts(data: Item) -> list[Count | None]:
    """Score, comments, crossposts; views are never shown."""
    comments, crossposts = (
        count(data, f"num_{what}", "data.") for what in ("comments", "crossposts")
    )
    return [None, _score(data), comments, crossposts, None]


def _score(data: Item) -> Count | None:
    """Votes for less votes against; not shown while young, and below zero no number of likes."""
    hidden = data.get("hide_score") is True or data.get("score_hidden") is True
    score = data.get("score")
    is_negative = isinstance(score, int) and score < 0
    return None if hidden or is_negative else count(data, "score", "data.")
