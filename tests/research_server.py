"""A stand-in for TikTok's Research API, which TikTok's own client and our spider both read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.loopback import NOT_FOUND, Asked, Reply, as_json

KEY, SECRET = "aw1client", "s3cr3t+with/signs="
Item = dict[str, Any]


def well(**data: Any) -> Reply:
    """An answer without an error."""
    return as_json({"data": data, "error": {"code": "ok", "message": "", "log_id": "1"}})


def error(code: str, message: str, status: int = 400) -> Reply:
    """An answer that is one."""
    told = {"code": code, "message": message, "log_id": "2"}
    return as_json({"data": {}, "error": told}, status)


@dataclass
class ResearchServer:
    """Videos with their comments; `refuses` answers some requests otherwise."""

    videos: list[Item]
    comments: dict[int, list[Item]] = field(default_factory=dict)
    refuses: Callable[[str, Item], Reply | None] = lambda path, body: None
    # Fewer than asked for, as the API may; and so many of the page before once more.
    page_items: int = 2
    repeated: int = 1
    unknown_fields: frozenset[str] = frozenset()
    bodies: list[tuple[str, Item]] = field(default_factory=list)
    tokens: int = 0
    searches: dict[str, str] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        parts = urlsplit(asked.path)
        if parts.path == "/v2/oauth/token/":
            return self._token(asked)
        if asked.method != "POST" or not parts.path.startswith("/v2/research/video/"):
            return NOT_FOUND
        if asked.headers.get("authorization") != f"Bearer clt.{self.tokens}":
            return error("access_token_invalid", "The access token is invalid", 401)
        body, path = json.loads(asked.body), parts.path.removeprefix("/v2/research/video/")
        self.bodies.append((path, body))
        wanted = parse_qs(parts.query)["fields"][0].replace(" ", "").split(",")
        if unknown := self.unknown_fields & set(wanted):
            return error("invalid_params", f"Field {min(unknown)} is not a valid field")
        if refusal := self.refuses(path, body):
            return refusal
        return self._comments(body) if path == "comment/list/" else self._query(body, wanted)

    def _token(self, asked: Asked) -> Reply:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        right = {"client_key": KEY, "client_secret": SECRET, "grant_type": "client_credentials"}
        if form != right:
            said = {"error": "invalid_client", "error_description": "Client secret is incorrect."}
            return as_json(said, 401)
        self.tokens += 1
        token = {"access_token": f"clt.{self.tokens}", "expires_in": 7200, "token_type": "Bearer"}
        return as_json(token)

    def _query(self, body: Item, wanted: list[str]) -> Reply:
        search, cursor = body.get("search_id"), body.get("cursor") or 0
        what = json.dumps([body["query"], body["start_date"], body["end_date"]])
        if search is None:
            search = str(7_354_367_454_467_855_403 + len(self.searches))
            self.searches[search] = what
        if self.searches.get(search) != what:
            return error("invalid_params", f"Search Id {search} is invalid or expired")
        found = [one for one in self.videos if _matches(one, body)]
        shown = found[max(0, cursor - self.repeated) : cursor + self.page_items]
        following = cursor + self.page_items
        return well(
            videos=[{name: one[name] for name in wanted if name in one} for one in shown],
            cursor=following,
            has_more=following < len(found),
            search_id=search,
        )

    def _comments(self, body: Item) -> Reply:
        found, cursor = self.comments.get(body["video_id"], []), body.get("cursor") or 0
        following = min(cursor + self.page_items, len(found))
        more = following < len(found)
        return well(comments=found[cursor:following], cursor=following, has_more=more)


def _matches(video: Item, body: Item) -> bool:
    day = f"{datetime.fromtimestamp(video['create_time'], UTC):%Y%m%d}"
    return body["start_date"] <= day <= body["end_date"] and all(
        _holds(video, one["field_name"], one["field_values"]) for one in body["query"]["and"]
    )


def _holds(video: Item, name: str, values: list[str]) -> bool:
    if name == "video_id":
        return str(video["id"]) in values
    return bool(set(video["hashtag_names"]) & set(values))
