"""Invented pages in the shape of TikTok's, of either generation."""

from __future__ import annotations

import json
from typing import Any

from scrapers.platform import Answer, Page, Plan, Request
from scrapers.platforms import tiktok_web
from tests.scrapers.fixtures.invent import web_video
from tests.scrapers.platforms.asking import SERVER, answer, plan

CAPTIONS = "https://v16-webapp.example/captions/1?signature=5up3rs3cr3t"
VTT = b"WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\nRunning backwards\n\n2\n00:00:02.000 --> 00:00:04.000\nburns twice as much.\n"


def video(**facts: Any) -> dict[str, Any]:
    """A video with a file of captions in the language that was spoken."""
    item = web_video(0)
    item["video"] = {
        "duration": 41,
        "claInfo": {"originalLanguageInfo": {"language": "eng-US"}},
        "subtitleInfos": [
            track("MT", "deu-DE"),
            track("MT", "eng-US"),
            track("ASR", "eng-US"),
        ],
    }
    return item | facts


def track(source: str, language: str, **facts: Any) -> dict[str, Any]:
    """One track of captions, as the page lists it."""
    url = CAPTIONS if source != "MT" else CAPTIONS.replace("/1?", "/mt?")
    return {
        "Source": source,
        "LanguageCodeName": language,
        "Format": "webvtt",
        "Url": url,
        "UrlExpire": "1793700000",
    } | facts


ID = str(video()["id"])
LATER, EARLIER = "__UNIVERSAL_DATA_FOR_REHYDRATION__", "SIGI_STATE"


def html(name: str, data: object) -> Answer:
    """A page with that JSON in a script of that name, written as TikTok writes it."""
    written = json.dumps(data, ensure_ascii=False).replace("</", "\\u003C/")
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>TikTok</title></head><body>'
        f'<div id="app"></div><script id="{name}" type="application/json">{written}</script>'
        "<script>window.x = 1;</script></body></html>"
    )
    return answer(page.encode(), content_type="text/html; charset=utf-8")


def later(name: str, detail: object) -> Answer:
    """A page of today."""
    return html(LATER, {"__DEFAULT_SCOPE__": {"webapp.app-context": {}, name: detail}})


def video_page(item: dict[str, Any] | None = None, code: int = 0) -> Answer:
    """The page of a video, or of none."""
    detail: dict[str, Any] = {"statusCode": code, "statusMsg": ""}
    if code == 0:
        detail["itemInfo"] = {"itemStruct": item or video()}
    return later("webapp.video-detail", detail)


def earlier_video_page(item: dict[str, Any] | None = None) -> Answer:
    """The page of a video as it was some years ago: the author a text, the name beside it."""
    shown = item or video(author="invented.walker0", nickname="Invented Walker 🏃")
    return html(
        EARLIER, {"ItemModule": {shown["id"]: shown}, "UserModule": {"users": {}, "stats": {}}}
    )


def tag_page(**facts: Any) -> Answer:
    """The page of a hashtag, with its counters in both kinds."""
    told: dict[str, Any] = {
        "challenge": {"id": "17543", "title": "RunningBackwards", "desc": ""},
        "stats": {"videoCount": 4321, "viewCount": 1_200_000},
        "statsV2": {"videoCount": "4321", "viewCount": "1200000"},
    }
    return later("webapp.challenge-detail", {"statusCode": 0, "challengeInfo": told | facts})


def oembed(**facts: Any) -> dict[str, Any]:
    """What oEmbed says of a post that stands."""
    return {
        "version": "1.0",
        "type": "video",
        "title": "8 miles backwards #RunningBackwards",
        "author_url": "https://www.tiktok.com/@invented.walker0",
        "author_name": "Invented Walker 🏃",
        "author_unique_id": "invented.walker0",
        "embed_product_id": ID,
        "html": "<blockquote></blockquote>",
        "provider_name": "TikTok",
    } | facts


def asked(purpose: str, native_id: str = ID) -> Request:
    """A request of that purpose."""
    url = f"{SERVER}/tag/x" if purpose == "tag" else f"{SERVER}/@_/video/{native_id}"
    return Request(url, purpose, f"{purpose} {native_id}", about=native_id)


def read(purpose: str, came: Answer, at: Plan | None = None) -> Page:
    """What the platform makes of an answer."""
    return tiktok_web.read_page(at or plan(), asked(purpose), came)


LEAST = {"id": ID}
PAGES: list[tuple[Request, Answer]] = [
    (asked("tag"), tag_page()),
    (asked("video"), video_page()),
    (asked("video"), earlier_video_page()),
    (asked("look"), video_page()),
    (asked("oembed"), answer(oembed())),
]
LAST: tuple[Request, Answer] = (asked("tag"), tag_page())
