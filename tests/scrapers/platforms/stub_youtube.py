"""A small YouTube on this machine: invented videos behind the interface that Google describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapers.platform import Answer
from tests.loopback import NOT_FOUND, Asked, Reply
from tests.scrapers.platforms.samples.youtube import COMMENT, error, found, listed, thread, video

KEY = "AIzaInventedKeyOfNobody"


def reply_of(answer: Answer) -> Reply:
    """A page of the samples as a server sends it."""
    return Reply(answer.body, answer.status, {"Content-Type": "application/json; charset=UTF-8"})


def _as_reply(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), 200, {"Content-Type": "application/json"})


@dataclass
class YouTube:
    """Answers searches in pages, looks videos and comments up, and wants its key."""

    videos: list[dict[str, Any]] = field(default_factory=lambda: [video(n) for n in range(3)])
    threads: list[dict[str, Any]] = field(
        default_factory=lambda: [thread(), thread(f"{COMMENT}b", replies=0)]
    )
    page_size: int = 2
    # Refusals by the last part of a path.
    refusals: dict[str, Answer] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        there = urlsplit(asked.path)
        name = there.path.removeprefix("/youtube/v3/")
        wanted = {key: values[0] for key, values in parse_qs(there.query).items()}
        if KEY not in (asked.headers.get("x-goog-api-key"), wanted.get("key")):
            return reply_of(error(400, "keyInvalid", "API key not valid."))
        if name in self.refusals:
            return reply_of(self.refusals[name])
        answers = {
            "search": self._search, "videos": self._videos,
            "commentThreads": self._threads, "comments": self._comments,
        }  # fmt: skip
        return answers[name](wanted) if name in answers else NOT_FOUND

    def _search(self, wanted: dict[str, str]) -> Reply:
        within = [
            found(number, publishedAt=one["snippet"]["publishedAt"])
            for number, one in enumerate(self.videos)
            if wanted["publishedAfter"] <= one["snippet"]["publishedAt"]
            and one["snippet"]["publishedAt"] <= wanted["publishedBefore"]
        ]
        return self._page("search", within, wanted)

    def _videos(self, wanted: dict[str, str]) -> Reply:
        ids = wanted["id"].split(",")
        return _as_reply(listed("video", [one for one in self.videos if one["id"] in ids]))

    def _threads(self, wanted: dict[str, str]) -> Reply:
        held = [one for one in self.threads if one["snippet"]["videoId"] == wanted["videoId"]]
        return self._page("commentThread", held, wanted)

    def _comments(self, wanted: dict[str, str]) -> Reply:
        ids = wanted["id"].split(",")
        said = [one["snippet"]["topLevelComment"] for one in self.threads]
        said += [one for t in self.threads for one in t.get("replies", {}).get("comments", [])]
        return _as_reply(listed("comment", [one for one in said if one["id"] in ids]))

    def _page(self, what: str, items: Sequence[Any], wanted: dict[str, str]) -> Reply:
        start = int(wanted.get("pageToken", "0"))
        end = start + self.page_size
        return _as_reply(listed(what, items[start:end], str(end) if end < len(items) else None))
