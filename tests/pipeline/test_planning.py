"""What a round is likely to ask and cost, before anything is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claims.topics import load_topic
from pipeline.ledger import ledger_run
from pipeline.planning import Cost, Estimate, estimate
from pipeline.rounds import begin, end, new_round
from pipeline.store import Store
from scrapers.platform import Bucket, Platform
from tests.scrapers.counting import CARD, Counting, platform

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
TOPIC = load_topic("backward-running")
SEARCH = Bucket("search", 100, "pacific_midnight")


def searching(*begins: str, bucket: Bucket = SEARCH, units: int = 1) -> Platform:
    """A platform whose first requests cost so much of a quota."""
    module = Counting(begins or ("/tag/a", "/tag/b"), CARD=replace(CARD, buckets=(bucket,)))
    plain = module.request
    module.request = lambda url, part: replace(  # type: ignore[method-assign]
        plain(url, part), bucket=bucket.name, units=units
    )
    return platform(module)


def planned(store: Store | None, asked: Platform) -> Estimate:
    connection = store.connection if store else None
    return estimate(connection, new_round(connection, asked, TOPIC, now=NOW), now=NOW)


def spend(store: Store, asked: Platform, units: int, at: datetime = NOW) -> None:
    """A finished round that cost so much."""
    with ledger_run(store, "collect", command="collect") as run:
        this = begin(store, run, new_round(store.connection, asked, TOPIC, now=at))
        row: list[Any] = [asked.name, "search", units, at, run.name]
        store.connection.execute("INSERT INTO quota_spent VALUES (?, ?, ?, ?, ?)", row)
        end(store, this.name, "done", now=at)


def test_without_a_store_the_first_requests_are_all_that_is_known() -> None:
    found = planned(None, searching(units=3))
    (cost,) = found.costs
    assert (cost.least, cost.usual, cost.left_today, cost.days) == (6, None, 90, 1)
    text = "\n".join(found.lines())
    assert "counting: backward-running, 14 hashtags, 2026-10-02 to 2026-11-01 (30 days)" in text
    assert "GET https://server.example/tag/a" in text
    assert "at least 2 requests" in text
    assert "quota search: at least 6 of 100 a day, 90 left for this today: 1 day" in text


def test_a_platform_with_many_first_requests_shows_some() -> None:
    lines = planned(None, searching(*(f"/tag/{number}" for number in range(30)))).lines()
    assert "  and 25 more like these" in lines
    assert len(lines) < 12


def test_earlier_rounds_say_what_is_usual(store: Store) -> None:
    asked = searching()
    for day, units in enumerate((100, 120, 500)):
        spend(store, asked, units, NOW - timedelta(days=10 - day))
    (cost,) = planned(store, asked).costs
    # 120 on the middle one: 90 today, the rest tomorrow.
    assert (cost.usual, cost.left_today, cost.days) == (120, 90, 2)


def test_what_today_has_cost_is_gone_today(store: Store) -> None:
    asked = searching()
    spend(store, asked, 80)
    (cost,) = planned(store, asked).costs
    assert cost.left_today == 10
    assert cost.days == 2


@pytest.mark.parametrize(
    ("least", "left", "days"), [(90, 90, 1), (91, 90, 2), (180, 90, 2), (181, 90, 3), (5, -7, 2)]
)
def test_days_are_counted_with_the_share_for_refreshing_left_alone(
    least: int, left: int, days: int
) -> None:
    assert Cost(SEARCH, least, None, left).days == days


def test_a_quota_of_minutes_is_no_matter_of_days() -> None:
    rolling = Bucket("requests", 300, "rolling", seconds=300)
    found = planned(None, searching(bucket=rolling))
    assert [cost.days for cost in found.costs] == [1]
    assert "quota requests: at least 2 of 300 in 5 minutes" in "\n".join(found.lines())


def test_what_an_earlier_run_left_comes_first(store: Store) -> None:
    asked = searching()
    with ledger_run(store, "collect", command="collect") as run:
        begin(store, run, new_round(store.connection, asked, TOPIC, now=NOW))
    found = planned(store, asked)
    assert found.still_waiting == 2
    assert "  first 2 requests that an earlier run left" in found.lines()


def test_requests_that_differ_only_in_what_they_post_are_told_apart(store: Store) -> None:
    module = Counting(("/search",))
    plain = module.request
    module.request = lambda url, part: replace(  # type: ignore[method-assign]
        plain(url, part), method="POST", part="query 20261001 to 20261008"
    )
    told = planned(store, platform(module)).lines()
    assert any(line.endswith("/search (query 20261001 to 20261008)") for line in told)
