"""A platform that counts, for tests of whatever drives platforms: its pages are what a test says."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from scrapers.answers import document, readings, usual_trouble
from scrapers.errands import Errands
from scrapers.fields import Item, Unmapped, number_id
from scrapers.platform import (
    Answer,
    Bucket,
    Card,
    Outcome,
    Page,
    Plan,
    Platform,
    PlatformModule,
    Request,
)
from scrapers.reading import Received
from scrapers.records import Capture, Post
from scrapers.steps import SIGN_IN, Manners, Step, Waiting

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SERVER = "https://server.example"
CARD = Card(
    title="Counting",
    platform="counting",
    servers=(SERVER,),
    terms_url="https://server.example/terms",
    limits="None.",
    retention="None.",
    retention_days=None,
    delay_seconds=1.0,
    credentials=("RETROGRADE_COUNTING_KEY",),
    buckets=(Bucket("search", 10, "utc_midnight"),),
    most_pages=20,
)


@dataclass
class Counting:
    """Reads {"items": [...], "next": URL}; `begins` are the addresses it starts from."""

    begins: Sequence[str] = ("/tag/a",)
    CARD: Card = CARD
    token: bool = False
    # In place of reading, for tests of what follows from a page.
    reads: Callable[[Request, Answer], Page] | None = None
    seen: list[Request] = field(default_factory=list)

    def first_requests(self, plan: Plan) -> tuple[Request, ...]:
        return tuple(self.request(plan.servers[0] + path, path) for path in self.begins)

    def request(self, url: str, part: str) -> Request:
        if not self.token:
            return Request(url, "items", part)
        header = (("Authorization", "Bearer ${access_token}"),)
        return Request(url, "items", part, headers=header, secrets=("access_token",))

    def sign_in(self, plan: Plan) -> Request | None:
        if not self.token:
            return None
        body = json.dumps({"key": "${RETROGRADE_COUNTING_KEY}"})
        key = ("RETROGRADE_COUNTING_KEY",)
        return Request(
            f"{plan.servers[0]}/token", SIGN_IN, SIGN_IN, method="POST", body=body, secrets=key
        )

    def read_page(self, plan: Plan, request: Request, answer: Answer) -> Page:
        self.seen.append(request)
        if self.reads:
            return self.reads(request, answer)
        if trouble := usual_trouble(answer):
            return trouble
        try:
            page = cast(dict[str, Any], document(answer))
            if request.purpose == SIGN_IN:
                return Page(secrets={"access_token": page["token"]})
            _ = page["items"]
            found = readings(answer, self.read_item, source="counting", pages=[("items",)])
            following = [self.request(page["next"], request.part)] if page.get("next") else []
        except (Unmapped, KeyError, TypeError, AttributeError) as error:
            return Page(Outcome.BROKEN, f"no page: {error}")
        return Page(readings=found, next=tuple(following))

    def read_item(self, item: Item, received: Received) -> Capture:
        post = Post("counting", number_id(item, ("id",)), "post")
        return received.capture(post=post)

    def recheck(self, plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
        return ()


def platform(module: Counting) -> Platform:
    """It, under the name that its captures bear."""
    return Platform("counting", cast(PlatformModule, module))


def plan(*servers: str) -> Plan:
    """A plan for it."""
    return Plan(("a",), NOW - timedelta(days=7), NOW, NOW, servers or (SERVER,))


@dataclass
class Bench:
    """Errands under test, with a clock that a test moves and the steps that came of it."""

    module: Counting
    manners: Manners
    now: datetime = NOW
    steps: list[Step] = field(default_factory=list)
    random: float = 0.0

    def __post_init__(self) -> None:
        first = [Waiting(one) for one in self.module.first_requests(plan())]
        self.errands = Errands(
            platform(self.module), plan(), first, manners=self.manners,
            keep=self.steps.append, random=lambda: self.random,
        )  # fmt: skip

    def take(self) -> Waiting | None:
        return self.errands.take(self.now)

    def go(self, page: Page, *, after: float = 0.0) -> Step:
        """Take what is due, and have it answered with a page."""
        taken = self.take()
        assert taken is not None
        return self.answer(taken, page, after=after)

    def answer(self, taken: Waiting, page: Page, *, after: float = 0.0) -> Step:
        sent_at, self.now = self.now, self.now + timedelta(seconds=after)
        self.module.reads = lambda request, answer: page
        self.errands.answered(taken, Answer(200, {}, b"{}", self.now), sent_at=sent_at)
        return self.steps[-1]

    def wait(self) -> float:
        """Move the clock to when something is due; answers by how much."""
        seconds = self.errands.seconds_until_due(self.now)
        assert seconds is not None
        self.now += timedelta(seconds=seconds)
        return seconds

    def following(self, path: str, part: str = "/tag/a", **facts: Any) -> Request:
        return replace(self.module.request(SERVER + path, part), **facts)
