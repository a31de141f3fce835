"""Plans and answers for the tests of platforms."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from scrapers.platform import Answer, Plan, Request
from scrapers.records import Capture, Post, Reading

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SERVER = "https://server.example"


def plan(
    *tags: str,
    days: int = 30,
    servers: tuple[str, ...] = (SERVER,),
    memory: dict[str, str] | None = None,
) -> Plan:
    """A plan for the last days."""
    asked = tags or ("runningbackwards", "retrorunning")
    since = NOW - timedelta(days=days)
    return Plan(asked, since, NOW, NOW, servers, memory=memory or {})


def answer(body: object, status: int = 200, **headers: str) -> Answer:
    """An answer with a JSON body, or with the bytes as they are."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Answer(status, {"content-type": "application/json", **named}, content, NOW)


def posts(readings: tuple[Reading, ...]) -> list[Post]:
    """The posts of a page."""
    return [r.post for r in readings if isinstance(r, Capture) and r.post]


def request(url: str, purpose: str, part: str = "a part") -> Request:
    """A request of that purpose."""
    return Request(url, purpose, part, bucket="requests")
