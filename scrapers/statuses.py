"""A post as Mastodon's interface gives it, and whether its author wants it to be found."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from scrapers.addresses import http_address
from scrapers.counts import count, sighting, value_of
from scrapers.fields import Item, Unmapped, Unwanted, inner, objects, required, text
from scrapers.markup import plain_text
from scrapers.reading import Received
from scrapers.records import Author, Capture, Post, Sighting
from scrapers.tags import all_tags
from scrapers.times import posted_at, stated_time

PLATFORM = "mastodon"


def read_item(item: Item, received: Received) -> Capture:
    """One status with its author and counters, or a tag with its history, which holds no record."""
    if "history" in item:
        return received.capture()
    account = _willing(item)
    uri = required(text(item, "uri"), "uri")
    if http_address(uri) != uri:
        raise Unmapped("uri", uri, "is no address, by which posts are known across servers")
    created_at, created_at_source = posted_at(
        stated_time(item.get("created_at"), "created_at"), PLATFORM, "", received.seen_at
    )
    author = _author(account, received.seen_at)
    caption = (
        "\n\n".join(filter(None, (text(item, "spoiler_text"), plain_text(text(item, "content")))))
        or None
    )
    media = objects(item, "media_attachments")
    post = Post(
        platform=PLATFORM,
        id=uri,
        kind="post",
        url=http_address(text(item, "url")) or http_address(uri),
        author=author.id,
        created_at=created_at,
        created_at_source=created_at_source,
        caption=caption,
        screen_text="\n".join(filter(None, (text(m, "description") for m in media))) or None,
        lang=text(item, "language"),
        hashtags=all_tags(
            [tag for t in objects(item, "tags") if (tag := text(t, "name"))], caption
        ),
    )
    return received.capture(
        post=post, author=author, sighting=_sighting(item, post, received.seen_at)
    )


def _willing(item: Item) -> Item:
    """The account of a status that is public and whose author lets it be found."""
    if text(item, "visibility") != "public":
        raise Unwanted("not public")
    if item.get("reblog"):
        raise Unwanted("somebody else's post passed on")
    account = inner(item, "account")
    if account.get("noindex") is True:
        raise Unwanted("its author asks not to be indexed")
    # Older servers do not ask their people, and other software does not say.
    if account.get("indexable") is False:
        raise Unwanted("its author has not agreed to be found by search")
    if account.get("suspended") is True or account.get("limited") is True:
        raise Unwanted("its author is suspended or limited here")
    return account


def _author(account: Item, seen_at: datetime) -> Author:
    """Keyed by address, which is the same on every server; the handle gets its server."""
    address = text(account, "uri", "account.") or text(account, "url", "account.")
    key = required(address, "account.url")
    handle = text(account, "acct", "account.")
    if handle and "@" not in handle:
        handle = f"{handle}@{urlsplit(key).netloc}"
    return Author(
        PLATFORM,
        key,
        handle,
        text(account, "display_name", "account."),
        value_of(count(account, "followers_count", "account.")),
        observed_at=seen_at,
    )


def _sighting(item: Item, post: Post, seen_at: datetime) -> Sighting | None:
    """The counters; a copy on another server has seen less than the original, and says so."""
    counts = [
        None,
        count(item, "favourites_count"),
        count(item, "replies_count"),
        count(item, "reblogs_count"),
        None,
    ]
    is_copy = "@" in (text(inner(item, "account"), "acct", "account.") or "")
    return sighting(post.key, seen_at, counts, source=f"{PLATFORM}_copy" if is_copy else PLATFORM)
