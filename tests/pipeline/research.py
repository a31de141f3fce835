"""A Research API on this machine, and a store that collects from it run by run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from claims.topics import load_topic
from pipeline.collecting import Result, collect
from pipeline.ledger import Run, ledger_run
from pipeline.rounds import Round, Window, begin, new_round, open_rounds, utc_now
from pipeline.store import Store
from scrapers.platform import known_platforms
from tests.pipeline.sites import MANNER
from tests.research_server import ResearchServer
from tests.scrapers.platforms.samples.tiktok_research import comment, video, video_id

TOPIC = "backward-running"
PLATFORM = known_platforms()["tiktok_research"]
DAYS = [datetime(2026, 10, day, 9, tzinfo=UTC) for day in (2, 5, 8, 8, 9, 15, 20)]
WINDOW = Window(datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC))


def videos() -> list[dict[str, Any]]:
    """Seven videos in three slices; two on the day that two slices share."""
    made = []
    for place, moment in enumerate(DAYS, start=1):
        posted = int(moment.timestamp())
        made.append(video(place, id=video_id(place, posted), create_time=posted, comment_count=0))
    made[0]["comment_count"] = 3
    return made


def server_of() -> ResearchServer:
    made = videos()
    under = {"video_id": made[0]["id"]}
    return ResearchServer(made, {made[0]["id"]: [comment(n, **under) for n in (1, 2, 3)]})


@dataclass
class Collection:
    """A store that collects from the server, run by run."""

    store: Store
    api: ResearchServer
    url: str

    def run(self) -> Result:
        with ledger_run(self.store, "collect") as run:
            rounds = open_rounds(self.store, PLATFORM, TOPIC, now=utc_now()) or [self._new(run)]
            (result,) = collect(
                self.store, run, rounds, manner=MANNER, progress=lambda subject, done: None
            )
        return result

    def _new(self, run: Run) -> Round:
        this = new_round(
            self.store.connection,
            PLATFORM,
            load_topic(TOPIC),
            now=utc_now(),
            servers=[self.url],
            window=WINDOW,
        )
        return begin(self.store, run, this)

    def rows(self, query: str) -> list[Any]:
        return self.store.connection.execute(query).fetchall()

    def ids(self, kind: str) -> set[str]:
        return {row[0] for row in self.rows(f"SELECT id FROM posts WHERE kind = '{kind}'")}


def age(research: Collection, days: int, condition: str = "true") -> None:
    """Let so many days pass since the posts were seen."""
    for table, columns in (
        ("captures", ["observed_at"]),
        ("posts", ["first_observed_at", "last_observed_at"]),
    ):
        changes = ", ".join(f"{column} = {column} - INTERVAL {days} DAY" for column in columns)
        research.store.connection.execute(f"UPDATE {table} SET {changes} WHERE {condition}")
