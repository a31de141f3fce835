"""The sites that a browser capture may be of, and what reads the items of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from scrapers import instagram_web, threads_web, tiktok_web, x_web
from scrapers.fields import Item, Unwanted, required, shown, text
from scrapers.reading import Received
from scrapers.records import Capture
from scrapers.shown import Shown
from scrapers.times import unix_time


class ReadsItem(Protocol):
    """What reads an item of a site."""

    def __call__(self, item: Item, *, source: str, seen_at: datetime, under: str = "") -> Shown:
        """The post in the item; raises Unmapped or Unwanted."""


# By the name of the module that captured, which was a site's address in some versions.
_READERS: dict[str, ReadsItem] = {
    "tiktok.com": tiktok_web.video,
    "tiktok.com-comments": tiktok_web.comment,
    "instagram.com": instagram_web.post,
    "instagram.com-comments": instagram_web.comment,
    "twitter.com": x_web.post,
    "twitter.com-comments": x_web.post,
    "x.com": x_web.post,
    "x.com-comments": x_web.post,
    "threads.net": threads_web.post,
    "threads.com": threads_web.post,
}
PRELOADED = "/api/preload/"
TITLES = "TikTok, Instagram, X and Threads"


def reader_of(site: str) -> ReadsItem | None:
    """What reads the items of a site; None where nothing does."""
    name = site.strip().lower().removeprefix("www.")
    place, comments, _ = name.partition("-comments")
    known = [name, f"{place}.com{comments}", f"{place}.net{comments}"]
    return next((_READERS[each] for each in known if each in _READERS), None)


def refusal_of(wrappers: Iterable[Item]) -> str | None:
    """Why no item that was captured so is read; None where one is, or none names its site."""
    sites = {site for each in wrappers if isinstance(site := each.get("source_platform"), str)}
    if not sites or any(map(reader_of, sites)):
        return None
    return f"captured on {', '.join(sorted(sites))}; read are captures of {TITLES}"


def read_captured(
    wrapper: Item, item: Item, received: Received, *, at: str = "", item_at: str = ""
) -> Capture:
    """An item of a browser capture; `at` and `item_at` are the paths of wrapper and item."""
    site = required(text(wrapper, "source_platform", at), f"{at}source_platform")
    if PRELOADED in (text(wrapper, "source_url", at) or ""):
        raise Unwanted("preloaded, not shown")
    read_shown = reader_of(site)
    if read_shown is None:
        raise Unwanted(f"captured on {shown(site)}, which is not read")
    observed_at = _seen_at(wrapper, at)
    seen_at = observed_at or received.seen_at
    found = read_shown(item, source=received.source, seen_at=seen_at, under=item_at)
    return received.capture(observed_at=observed_at, **found._asdict())


def _seen_at(wrapper: Item, at: str) -> datetime | None:
    moments = (
        unix_time(wrapper.get(key), f"{at}{key}", per_second=1000)
        for key in ("last_updated", "timestamp_collected")
    )
    return next(filter(None, moments), None)
