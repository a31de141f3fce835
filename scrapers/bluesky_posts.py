"""A post as Bluesky shows it, and whether its author wants it to be seen by everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from scrapers.counts import count, sighting
from scrapers.fields import Item, Unmapped, Unwanted, inner, objects, required, text
from scrapers.reading import Received
from scrapers.records import Author, Capture, Post, Sighting
from scrapers.shown import lines, stripped
from scrapers.tags import all_tags
from scrapers.times import FIRST_YEAR, PostedAt, posted_at, stated_time

PLATFORM = "bluesky"
POST_URI = re.compile(
    r"at://(?P<did>did:[a-z]{1,32}:[A-Za-z0-9._:%-]{1,256})"
    r"/app\.bsky\.feed\.post/(?P<record>[A-Za-z0-9._:~-]{1,512})"
)
# What an author or the platform puts on a post or an account that is not for everybody.
_NOT_FOR_ALL = {
    "!no-unauthenticated": "its author shows posts to people who have signed in only",
    "!hide": "hidden by its platform",
    "!takedown": "taken down by its platform",
    "!suspend": "its author is suspended",
}
_NO_HANDLE = "handle.invalid"
_ONE_DAY = timedelta(days=1)


def read_item(item: Item, received: Received) -> Capture:
    """One post with its author and counters.

    The language that a post states is left aside: it is what its author's app is set to, and the
    words tell better.
    """
    uri = required(text(item, "uri"), "uri")
    place = POST_URI.fullmatch(uri)
    if not place:
        raise Unmapped("uri", uri, "is no address of a post")
    _must_be_for_all(item)
    author = _author(inner(item, "author"), received.seen_at)
    record = item.get("record")
    if not isinstance(record, dict) or "text" not in record:
        raise Unmapped("record", record, "holds no text")
    created_at, created_at_source = _created_at(item, record, uri, received.seen_at)
    caption = stripped(text(record, "text", "record."))
    parent = _parent(record)
    post = Post(
        platform=PLATFORM,
        id=uri,
        kind="comment" if parent else "post",
        # By the lasting id: handles change.
        url=f"https://bsky.app/profile/{place['did']}/post/{place['record']}",
        author=author.id,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text=lines(_descriptions(record.get("embed"))),
        hashtags=all_tags(_tags(record), caption),
        parent_id=parent,
    )
    seen = _sighting(item, post, received.seen_at)
    return received.capture(post=post, author=author, sighting=seen)


def moment(value: object) -> datetime | None:
    """A time that somebody's app has written, where it is one: no post is lost for its slips."""
    try:
        return stated_time(value, "time")
    except Unmapped:
        return None


def _must_be_for_all(item: Item) -> None:
    labels = [*objects(item, "labels"), *objects(inner(item, "author"), "labels", "author.")]
    standing = {text(label, "val") for label in labels if label.get("neg") is not True}
    for label, reason in _NOT_FOR_ALL.items():
        if label in standing:
            raise Unwanted(reason)


def _author(profile: Item, seen_at: datetime) -> Author:
    handle = text(profile, "handle", "author.")
    return Author(
        PLATFORM,
        required(text(profile, "did", "author."), "author.did"),
        None if handle == _NO_HANDLE else handle,
        text(profile, "displayName", "author."),
        observed_at=seen_at,
    )


def _created_at(item: Item, record: Item, uri: str, seen_at: datetime) -> PostedAt:
    """What its author's app says, where that can be; else the time in its id, or when it came."""
    said = moment(record.get("createdAt"))
    if said and (said.year < FIRST_YEAR[PLATFORM] or said - seen_at > _ONE_DAY):
        said = None
    found = posted_at(said, PLATFORM, uri, seen_at)
    indexed_at = None if found[0] else moment(item.get("indexedAt"))
    return (indexed_at, "platform") if indexed_at else found


# What follows was written by the author's app, and nobody has checked it: what has not its usual
# shape is passed over.


def _tags(record: Item) -> Iterator[str]:
    for facet in _objects_in(record.get("facets")):
        for feature in _objects_in(facet.get("features")):
            kind, tag = feature.get("$type"), feature.get("tag")
            # Apps write #tag, #Tag, #hashtag, facet.tag and FACETTAG.
            if isinstance(tag, str) and str(kind).casefold().endswith("tag"):
                yield tag
    tags = record.get("tags")
    yield from (tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str))


def _descriptions(embed: object) -> Iterator[str]:
    """What the author says of pictures and videos, for people who do not see them."""
    if not isinstance(embed, dict):
        return
    media = embed.get("media")
    for holder in (embed, media) if isinstance(media, dict) else (embed,):
        for shown in (
            holder,
            *_objects_in(holder.get("images")),
            *_objects_in(holder.get("items")),
        ):
            if isinstance(alt := shown.get("alt"), str):
                yield alt


def _parent(record: Item) -> str | None:
    reply = record.get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    uri = parent.get("uri") if isinstance(parent, dict) else None
    return uri if isinstance(uri, str) and POST_URI.fullmatch(uri) else None


def _objects_in(value: object) -> Iterator[Item]:
    yield from (one for one in (value if isinstance(value, list) else ()) if isinstance(one, dict))


def _sighting(item: Item, post: Post, seen_at: datetime) -> Sighting | None:
    names = ("likeCount", "replyCount", "repostCount", "bookmarkCount")
    # There are no views; a quote is a post of its own and no share.
    return sighting(post.key, seen_at, [None, *(count(item, n) for n in names)], source=PLATFORM)
