"""What a round would ask and cost, from its first requests and from the rounds before it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import median

import duckdb

from pipeline.rounds import COMPARED, Round, open_rounds_of, quota_left, usable, waiting
from scrapers.platform import Bucket, Request

SHOWN_REQUESTS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What a round takes of one quota: as far as is known, and on how many days."""

    bucket: Bucket
    least: int
    # By what earlier rounds took; None where there is none.
    usual: int | None
    left_today: int | None

    @property
    def days(self) -> int:
        """Days it takes, today's rest included; 1 where the quota is not by the day."""
        units = max(self.least, self.usual or 0)
        if self.left_today is None:
            return 1
        beyond = max(0, units - max(0, self.left_today))
        return 1 + math.ceil(beyond / max(1, usable(self.bucket)))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A round before it is asked for."""

    this: Round
    requests: tuple[Request, ...]
    costs: tuple[Cost, ...]
    usual_requests: int | None
    still_waiting: int

    def lines(self) -> list[str]:
        """It in words, one line each."""
        plan = self.this.plan
        days = math.ceil((plan.until - plan.since).total_seconds() / 86_400)
        window = f"{plan.since:%Y-%m-%d} to {plan.until:%Y-%m-%d} ({days} days)"
        asked = f"{self.this.topic}, {len(plan.tags)} hashtags"
        lines = [f"{self.this.platform.name}: {asked}, {window}"]
        if self.still_waiting:
            lines.append(f"  first {self.still_waiting:,} requests that an earlier run left")
        lines += [f"  {_asked(one)}" for one in self.requests[:SHOWN_REQUESTS]]
        if (more := len(self.requests) - SHOWN_REQUESTS) > 0:
            lines.append(f"  and {more:,} more like these")
        lines.append(f"  {self._requests_in_words()}")
        return lines + [f"  {_in_words(cost)}" for cost in self.costs]

    def _requests_in_words(self) -> str:
        pace = f"one every {self.this.platform.card.delay_seconds:g} s to a server"
        least = f"at least {len(self.requests):,} requests, and those that they lead to, {pace}"
        if self.usual_requests is None:
            return f"{least}; how many, the first round will tell"
        return f"{least}; rounds before it took {self.usual_requests:,}"


def _asked(request: Request) -> str:
    # What is posted is in the body, and the address the same for all.
    what = f" ({request.part})" if request.method == "POST" else ""
    return f"{request.method} {request.url}{what}"


def _in_words(cost: Cost) -> str:
    units = max(cost.least, cost.usual or 0)
    known = "about" if cost.usual else "at least"
    quota = f"quota {cost.bucket.name}: {known} {units:,} of {cost.bucket.units:,}"
    if cost.left_today is None:
        return f"{quota} in {cost.bucket.seconds // 60} minutes"
    days = "1 day" if cost.days == 1 else f"{cost.days:,} days"
    return f"{quota} a day, {max(0, cost.left_today):,} left for this today: {days}"


def estimate(
    connection: duckdb.DuckDBPyConnection | None, this: Round, *, now: datetime
) -> Estimate:
    """What a round asks first and is likely to cost; nothing is written or sent."""
    requests = this.platform.module.first_requests(this.plan)
    least: Counter[str] = Counter()
    for request in requests:
        least[request.bucket] += request.units
    left = quota_left(connection, this.platform, now=now)
    costs = tuple(
        Cost(
            bucket,
            least[bucket.name],
            _usual_units(connection, this, bucket.name),
            left.get(bucket.name),
        )
        for bucket in this.platform.card.buckets
    )
    still = 0
    if connection is not None:
        names = open_rounds_of(connection, this.platform, this.topic)
        still = sum(len(waiting(connection, name)) for name in names)
    return Estimate(this, requests, costs, _usual_requests(connection, this), still)


def _usual_requests(connection: duckdb.DuckDBPyConnection | None, this: Round) -> int | None:
    """The middle of what the last rounds took."""
    if connection is None:
        return None
    rows = connection.execute(
        "SELECT count(sent_requests.round) FROM rounds JOIN sent_requests USING (round) "
        "WHERE rounds.platform = ? AND topic = ? AND ending <> 'open' "
        "GROUP BY round, ended_at ORDER BY ended_at DESC LIMIT ?",
        [this.platform.name, this.topic, COMPARED],
    ).fetchall()
    return int(median(row[0] for row in rows)) if rows else None


def _usual_units(
    connection: duckdb.DuckDBPyConnection | None, this: Round, bucket: str
) -> int | None:
    """The middle of what the runs that began the last rounds spent of a quota."""
    if connection is None:
        return None
    rows = connection.execute(
        "SELECT sum(units) FROM rounds JOIN quota_spent "
        "ON quota_spent.run = rounds.run AND quota_spent.platform = rounds.platform "
        "WHERE rounds.platform = ? AND topic = ? AND ending <> 'open' AND bucket = ? "
        "GROUP BY round, ended_at ORDER BY ended_at DESC LIMIT ?",
        [this.platform.name, this.topic, bucket, COMPARED],
    ).fetchall()
    return int(median(row[0] for row in rows)) if rows else None
