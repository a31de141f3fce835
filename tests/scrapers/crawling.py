"""Crawls of servers on this machine, for the tests of the spider."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from scrapers.crawl import Job, crawl, user_agent
from scrapers.errands import Errands
from scrapers.platform import Outcome
from scrapers.records import Capture
from scrapers.spider import utc_now
from scrapers.steps import Manners, Step, Waiting
from tests.loopback import NOT_FOUND, Asked, Reply, Server, as_json, serving
from tests.scrapers.counting import Counting, plan, platform

AGENT = user_agent("9.9", "desk@example.org")
KEY = {"RETROGRADE_COUNTING_KEY": "k3y"}
ONE = {"items": [{"id": "1"}]}


@dataclass
class Came:
    """What a crawl brought."""

    server: Server
    steps: list[Step] = field(default_factory=list)
    errands: Errands | None = None
    faults: dict[str, Exception] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        found = [reading for step in self.steps for reading in step.page.readings]
        return [one.post.id for one in found if isinstance(one, Capture) and one.post]

    @property
    def outcomes(self) -> list[Outcome]:
        return [step.page.outcome for step in self.steps]

    @property
    def reason(self) -> str:
        return self.steps[-1].page.reason


def crawled(
    answer: Callable[[Asked], Reply],
    module: Counting | None = None,
    *,
    environment: dict[str, str] | None = None,
    timeout_seconds: float = 20.0,
) -> Came:
    """Crawl a server that answers so."""
    with serving(answer) as server:
        came, module = Came(server), module or Counting()
        asked = replace(plan(server.url), now=utc_now())
        came.errands = Errands(
            platform(module),
            asked,
            [Waiting(one) for one in module.first_requests(asked)],
            manners=Manners(
                0.0, first_pause_seconds=0.01, credentials=frozenset(environment or ())
            ),
            keep=came.steps.append,
            random=lambda: 0.0,
        )
        came.faults = crawl(
            [Job(came.errands, lambda: None)],
            agent=AGENT,
            environment=environment or {},
            timeout_seconds=timeout_seconds,
        )
    return came


def always(reply: Reply) -> Callable[[Asked], Reply]:
    """The same for everything but robots.txt."""
    return lambda asked: NOT_FOUND if asked.path == "/robots.txt" else reply


def paged(asked: Asked) -> Reply:
    """Three pages of one item each."""
    host = asked.headers["host"]
    number = {"/tag/a": 1, "/2": 2, "/3": 3}.get(asked.path)
    if number is None:
        return NOT_FOUND
    following = f"http://{host}/{number + 1}" if number < 3 else None
    return as_json({"items": [{"id": number}], "next": following})


def always_but_robots(answer: Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
    return lambda asked: NOT_FOUND if asked.path == "/robots.txt" else answer(asked)
