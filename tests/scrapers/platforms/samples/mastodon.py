"""Invented answers in the shape of Mastodon 4.7."""

from __future__ import annotations

from typing import Any

from scrapers.platform import Answer, Request
from tests.scrapers.platforms.asking import SERVER, answer, request

TIMELINE = f"{SERVER}/api/v1/timelines/tag/runningbackwards?limit=40"


def account(name: str = "ada", **facts: Any) -> dict[str, Any]:
    """An account that lets itself be found."""
    return {
        "id": "1",
        "acct": name,
        "display_name": name.title(),
        "url": f"{SERVER}/@{name}",
        "uri": f"{SERVER}/users/{name}",
        "followers_count": 12,
        "indexable": True,
        "noindex": False,
        **facts,
    }


def status(number: int = 117440841601474392, **facts: Any) -> dict[str, Any]:
    """A public post."""
    return {
        "id": str(number),
        "uri": f"{SERVER}/users/ada/statuses/{number}",
        "url": f"{SERVER}/@ada/{number}",
        "created_at": "2026-10-20T08:15:00.000Z",
        "visibility": "public",
        "spoiler_text": "",
        "language": "en",
        "content": '<p>Backward is worth <b>double</b> &amp; more<br>try it <a href="x">#<span>'
        "RunningBackwards</span></a></p><p>Really.</p>",
        "favourites_count": 3,
        "replies_count": 0,
        "reblogs_count": 1,
        "tags": [{"name": "RunningBackwards"}],
        "media_attachments": [{"type": "image", "description": "A runner from behind"}],
        "account": account(),
        **facts,
    }


def days(*uses: int) -> list[dict[str, str]]:
    """A tag's history, newest first, from the day of the tests on."""
    midnight = 1793491200  # 2026-11-01
    return [
        {"day": str(midnight - 86400 * back), "uses": str(number), "accounts": "1"}
        for back, number in enumerate(uses)
    ]


LEAST = {
    "uri": f"{SERVER}/users/ada/statuses/117440841601474392",
    "visibility": "public",
    "account": {"url": f"{SERVER}/@ada"},
}
PAGES: list[tuple[Request, Answer]] = [
    (
        request(TIMELINE, "posts"),
        answer([status(), status(117440841601474391)], link=f'<{TIMELINE}&max_id=1>; rel="next"'),
    ),
    (
        request(f"{SERVER}/api/v1/statuses/117440841601474392", "status", "recheck x"),
        answer(status()),
    ),
]
LAST: tuple[Request, Answer] = (request(TIMELINE, "posts"), answer([]))
