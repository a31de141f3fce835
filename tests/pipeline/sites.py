"""A site of five pages, and a store that collects from it run by run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from claims.topics import load_topic
from pipeline.collecting import Manner, Result, collect
from pipeline.ledger import ledger_run
from pipeline.rounds import begin, new_round, open_rounds, utc_now
from pipeline.store import Store
from tests.loopback import NOT_FOUND, Asked, Reply, as_json
from tests.scrapers.counting import Counting, platform

TOPIC = "backward-running"
MANNER = Manner("Test/1 (contact: a@b.example)", 0.0, first_pause_seconds=0.01, timeout_seconds=5)


@dataclass
class Site:
    """Five pages of two items each; `refuses` answers some of the requests otherwise."""

    refuses: Callable[[Asked], Reply | None] = lambda asked: None
    pages: int = 5
    served: list[str] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return NOT_FOUND
        if refusal := self.refuses(asked):
            return refusal
        self.served.append(asked.path)
        if asked.path == "/token":
            return as_json({"token": "t0ken"})
        number = 1 if asked.path == "/tag/a" else int(asked.path[1:])
        following = f"http://{asked.headers['host']}/{number + 1}" if number < self.pages else None
        items = [{"id": str(number * 10 + place)} for place in (1, 2)]
        return as_json({"items": items, "next": following})


@dataclass
class Collection:
    """A store and a site that it collects from, run by run."""

    store: Store
    url: str
    module: Counting = field(default_factory=Counting)

    def run(self, manner: Manner = MANNER) -> Result:
        """What is open, or else a new round."""
        counting, topic = platform(self.module), load_topic(TOPIC)
        with ledger_run(self.store, "collect") as run:
            rounds = open_rounds(self.store, counting, TOPIC, now=utc_now())
            if not rounds:
                new = new_round(
                    self.store.connection, counting, topic, now=utc_now(), servers=[self.url]
                )
                rounds = [begin(self.store, run, new)]
            (result,) = collect(
                self.store, run, rounds[:1], manner=manner, progress=lambda subject, done: None
            )
        return result

    def rows(self, query: str, *values: Any) -> list[Any]:
        return self.store.connection.execute(query, values).fetchall()

    def column(self, query: str) -> list[Any]:
        return [row[0] for row in self.rows(query)]

    @property
    def ids(self) -> list[str]:
        return self.column("SELECT id FROM posts ORDER BY id")


ALL = [str(page * 10 + place) for page in range(1, 6) for place in (1, 2)]
