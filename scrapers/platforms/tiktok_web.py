"""TikTok's public pages: counters of hashtags, single videos with their captions, whether they stand.

The list of videos under a hashtag is not in its page; it comes only to requests that are signed, and
none is signed here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode, urlsplit

from scrapers.answers import broken, document, readings, usual_trouble
from scrapers.fields import Item, Unmapped, number_id
from scrapers.platform import Answer, Card, Outcome, Page, Plan, Request
from scrapers.reading import ItemReader, load
from scrapers.records import Broken, Reading, post_key
from scrapers.tiktok_pages import (
    Shown,
    asks_for_login,
    caption_file,
    post_id,
    read_item,
    tag_on,
    video_on,
)
from scrapers.tiktok_web import PLATFORM

__all__ = ["CARD", "first_requests", "read_item", "read_page", "recheck", "sign_in"]

CARD = Card(
    title="TikTok's public pages",
    platform=PLATFORM,
    servers=("https://www.tiktok.com",),
    terms_url="https://www.tiktok.com/legal/terms-of-service",
    limits=(
        "The counters of a hashtag, and single videos that are already known or were named: the "
        "videos under a hashtag are not listed. Counters from 10 000 on are rounded to hundreds, "
        "from a million on to 100 000s. Captions only in the language that was spoken. A page that "
        "asks for a puzzle or a login ends the run."
    ),
    retention="Public posts, kept as long as they are public: what is deleted or made private goes.",
    retention_days=30,
    delay_seconds=5.0,
    # From 10 000 on; each sighting has its own.
    count_quantum=100,
    shows_single_posts=True,
    comments_by="nothing",
)
SOURCE = "tiktok_web"
NOT_AVAILABLE, PRIVATE = 10204, {10216: "a private post", 10222: "a private account"}
# So many pages in a row that cannot be read are no accident.
MOST_UNREADABLE, UNREADABLE = 10, "unreadable pages in a row"


def first_requests(plan: Plan) -> tuple[Request, ...]:
    """The page of each hashtag, and of each post that was named."""
    server = plan.servers[0]
    tags = tuple(
        Request(f"{server}/tag/{quote(tag, safe='')}", "tag", f"tag {tag}") for tag in plan.tags
    )
    ids = dict.fromkeys(found for named in plan.posts if (found := post_id(named)))
    return tags + tuple(_video(plan, one) for one in ids)


def sign_in(plan: Plan) -> Request | None:
    """None: what asks for a login is left alone."""
    return None


def recheck(plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
    """oEmbed for each post, which says whether it can still be shown elsewhere."""
    return tuple(_oembed(plan, one) for one in ids if one.isascii() and one.isdigit())


def _oembed(plan: Plan, native_id: str) -> Request:
    address = urlencode({"url": f"https://www.tiktok.com/@_/video/{native_id}"})
    url = f"{plan.servers[0]}/oembed?{address}"
    return Request(url, "oembed", f"recheck {native_id}", about=native_id)


def _video(plan: Plan, native_id: str, purpose: str = "video") -> Request:
    """The page of a post by its id alone: TikTok itself fills in whose it is."""
    url = f"{plan.servers[0]}/@_/video/{native_id}"
    return Request(url, purpose, f"video {native_id}", about=native_id)


def read_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What a hashtag's page, a video's, an answer of oEmbed or a file of captions says."""
    page = _page(plan, request, answer)
    # Captions lie elsewhere, and say nothing about the pages.
    return page if request.purpose == "captions" else _unless_too_many(plan, page)


def _page(plan: Plan, request: Request, answer: Answer) -> Page:
    try:
        if request.purpose == "captions":
            return _captions_page(request, answer)
        if request.purpose == "oembed":
            return _oembed_page(plan, request, answer)
        if trouble := _trouble(request, answer):
            return trouble
        written = answer.body.decode(errors="replace")
        if request.purpose == "tag":
            return _tag_page(answer, tag_on(written))
        return _video_page(request, answer, video_on(written, request.about))
    except Unmapped as unmapped:
        return broken(unmapped)


def _unless_too_many(plan: Plan, page: Page) -> Page:
    """A page, with the number of those before it that could not be read either."""
    before = int(plan.memory.get(UNREADABLE, "0"))
    failed = page.outcome is Outcome.BROKEN or any(isinstance(r, Broken) for r in page.readings)
    if not failed:
        fine = page.outcome is Outcome.OK and before
        return replace(page, memory={UNREADABLE: "0"}) if fine else page
    if before + 1 < MOST_UNREADABLE:
        return replace(page, memory={UNREADABLE: str(before + 1)})
    why = f"{MOST_UNREADABLE} pages in a row could not be read, the last one: {page.reason}"
    return Page(Outcome.CHALLENGED, why, readings=page.readings, memory={UNREADABLE: "0"})


def _trouble(request: Request, answer: Answer) -> Page | None:
    """What stands in the way of reading a web page."""
    led_to = answer.headers.get("location", "") if 300 <= answer.status < 400 else answer.url
    if answer.status in (401, 403) or "/login" in urlsplit(led_to).path:
        return Page(Outcome.CHALLENGED, f"answered {answer.status}: asks for a login or a puzzle")
    if answer.status in (404, 410) and request.purpose == "tag":
        return Page(Outcome.REFUSED, f"answered {answer.status}: no page of this hashtag")
    if answer.status != 200 or not answer.body.strip():
        return usual_trouble(answer)
    if b"</html>" not in answer.body[-4096:].lower():
        if b"<html" not in answer.body[:4096].lower():
            return Page(Outcome.CHALLENGED, "no web page came, or one cut off")
        return Page(Outcome.RETRY, "the page was cut off")
    return None


def _not_there(what: str) -> Page:
    return Page(
        Outcome.CHALLENGED, f"a page came without {what}: it may ask for a login or a puzzle"
    )


def _tag_page(answer: Answer, shown: Shown | None) -> Page:
    if shown is None:
        return _not_there("the counters of the hashtag")
    if shown.item is None:
        return Page(Outcome.REFUSED, f"TikTok shows no such hashtag (code {shown.status})")
    return Page(readings=_read(answer, shown.item))


def _read(answer: Answer, item: str) -> tuple[Reading, ...]:
    return readings(replace(answer, body=item.encode()), read_item, source=SOURCE)


def _video_page(request: Request, answer: Answer, shown: Shown | None) -> Page:
    if shown is None:
        return _not_there("the video")
    if why := PRIVATE.get(shown.status):
        return Page(Outcome.GONE, why, gone=(post_key(PLATFORM, request.about),))
    if shown.status == NOT_AVAILABLE:
        return _not_available(request, f"code {shown.status}")
    if shown.status or shown.item is None:
        raise Unmapped(
            "statusCode", shown.status, "is no code that is known, or comes without video"
        )
    item = load(shown.item)
    if not isinstance(item, dict):
        raise Unmapped("itemStruct", item, "is not an object")
    if number_id(item, ("id", "itemId"), "itemStruct.") != request.about:
        raise Unmapped(
            "itemStruct.id", item.get("id"), f"is not {request.about}, which was asked for"
        )
    if asks_for_login(item):
        return _not_there("the counters or the time of the video")
    return Page(readings=_read(answer, shown.item), next=_captions(request, item, answer))


def _not_available(request: Request, why: str) -> Page:
    """Gone, or kept from this address: oEmbed must have said so too before it counts as gone."""
    if request.purpose == "look":
        return Page(Outcome.GONE, f"{why}, as oEmbed says too", gone=(_key(request),))
    return Page(Outcome.GONE, f"{why}: not shown here, which alone says nothing of elsewhere")


def _key(request: Request) -> str:
    return post_key(PLATFORM, request.about)


def _captions(request: Request, item: Item, answer: Answer) -> tuple[Request, ...]:
    """The file of captions, whose address is good for two days and holds a signature."""
    found = caption_file(item, answer.received_at)
    if found is None:
        return ()
    part, cursor = f"captions of {request.about}", f"{found.origin} {found.language}"
    return (Request(found.url, "captions", part, cursor=cursor, about=request.about, kept=False),)


def _captions_page(request: Request, answer: Answer) -> Page:
    if answer.status in (401, 403, 404, 410):
        return Page(Outcome.GONE, f"answered {answer.status}: the captions are not there any more")
    if trouble := usual_trouble(answer):
        return trouble
    words = answer.body.decode(errors="replace")
    if "-->" not in words:
        raise Unmapped("captions", words[:60], "are no WebVTT")
    origin, _, language = request.cursor.partition(" ")
    captions = {"source": origin, "language": language, "words": words}
    built = json.dumps({"id": request.about, "captions": captions}, ensure_ascii=False).encode()
    reader = ItemReader(SOURCE, read_item, answer.received_at, "platform")
    return Page(readings=(reader.read_one(1, built),))


def _oembed_page(plan: Plan, request: Request, answer: Answer) -> Page:
    if answer.status in (400, 404, 410):
        look = _video(plan, request.about, "look")
        return Page(Outcome.GONE, f"oEmbed answered {answer.status}", next=(look,))
    if answer.status in (401, 403):
        return Page(Outcome.CHALLENGED, f"oEmbed answered {answer.status}")
    if trouble := usual_trouble(answer):
        return trouble
    item = document(answer)
    if not isinstance(item, dict) or item.get("embed_product_id") != request.about:
        raise Unmapped("embed_product_id", item, f"is not {request.about}, which was asked for")
    found = readings(answer, read_item, source=SOURCE)
    return Page(readings=found, next=(_video(plan, request.about),))
