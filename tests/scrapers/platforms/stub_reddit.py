"""A small Reddit on this machine: gives a token, and invented posts for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.loopback import NOT_FOUND, Asked, Reply, as_json
from tests.scrapers.platforms.samples.reddit import comment, listing, pointer, submission, token

APP, SECRET = "app-of-nobody", "s3cret-of-nobody"
BASIC = "Basic YXBwLW9mLW5vYm9keTpzM2NyZXQtb2Ytbm9ib2R5"
# As Reddit writes them: a fraction, and seconds that are left.
LIMITS = {"x-ratelimit-remaining": "997.0", "x-ratelimit-used": "3", "x-ratelimit-reset": "1"}


@dataclass
class Reddit:
    """Searches in pages, trees of comments, and things by name."""

    posts: list[dict[str, Any]] = field(
        default_factory=lambda: [submission(f"t3_1back{number}") for number in range(3)]
    )
    comments: list[dict[str, Any]] = field(
        default_factory=lambda: [comment(f"t1_said0{number}") for number in range(3)]
    )
    page_size: int = 2
    # Bodies and statuses that are given instead, by path.
    refusals: dict[str, tuple[object, int]] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        there = urlsplit(asked.path)
        path = there.path.strip("/")
        wanted = {key: values[0] for key, values in parse_qs(there.query).items()}
        if path in self.refusals:
            body, status = self.refusals[path]
            return as_json(body, status, **LIMITS)
        if path == "api/v1/access_token":
            known = asked.headers.get("authorization") == BASIC
            granted = known and asked.body == b"grant_type=client_credentials"
            return as_json(token()) if granted else as_json({"error": 401}, 401)
        if asked.headers.get("authorization", "").lower() != "bearer t":
            return as_json({"message": "Unauthorized", "error": 401}, 401)
        return self._page(path, wanted)

    def _page(self, path: str, wanted: dict[str, str]) -> Reply:
        if path == "search":
            return self._search(wanted)
        if path == "api/info":
            names = wanted["id"].split(",")
            held = [one for one in (*self.posts, *self.comments) if one["data"]["name"] in names]
            return as_json(listing(held), 200, **LIMITS)
        if path.startswith("comments/"):
            return self._tree(path.removeprefix("comments/"))
        return NOT_FOUND

    def _search(self, wanted: dict[str, str]) -> Reply:
        names = [one["data"]["name"] for one in self.posts]
        start = names.index(wanted["after"]) + 1 if wanted.get("after") else 0
        held = self.posts[start : start + self.page_size]
        after = names[start + self.page_size - 1] if start + self.page_size < len(names) else None
        return as_json(listing(held, after), 200, **LIMITS)

    def _tree(self, native_id: str) -> Reply:
        posts = [one for one in self.posts if one["data"]["id"] == native_id]
        if not posts:
            return as_json({"message": "Not Found", "error": 404}, 404)
        shown, pointed = self.comments[:2], self.comments[2:]
        more = [pointer(*(one["data"]["id"] for one in pointed))] if pointed else []
        return as_json([listing(posts), listing([*shown, *more])], 200, **LIMITS)
