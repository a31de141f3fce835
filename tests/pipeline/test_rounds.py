"""Which window comes next, what waits, and what a round should bring."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claims.topics import load_topic
from pipeline import rounds
from pipeline.ledger import ledger_run
from pipeline.rounds import (
    Round,
    Window,
    begin,
    new_round,
    open_rounds,
    suspicion,
    waiting,
)
from pipeline.store import Store
from tests.scrapers.counting import CARD, Counting, platform

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
TOPIC = load_topic("backward-running")
COUNTING = platform(Counting(("/tag/a", "/tag/b")))


def following(store: Store, now: datetime = NOW, **options: Any) -> Round:
    return new_round(store.connection, COUNTING, TOPIC, now=now, **options)


def begun(store: Store, now: datetime = NOW, **options: Any) -> Round:
    with ledger_run(store, "collect") as run:
        return begin(store, run, following(store, now, **options))


def ended(store: Store, days: int, posts: int, ending: str = "done", **options: Any) -> Round:
    """A round that ended so many days after NOW with so many posts."""
    this = begun(store, NOW + timedelta(days=days), **options)
    store.connection.execute("UPDATE rounds SET posts = ? WHERE round = ?", [posts, this.name])
    rounds.end(store, this.name, ending, now=NOW + timedelta(days=days, hours=1))
    return this


def test_the_first_window_reaches_as_far_back_as_the_card_says(store: Store) -> None:
    plan = following(store).plan
    assert (plan.since, plan.until) == (NOW - timedelta(days=CARD.first_days), NOW)
    assert plan.tags == tuple(sorted(TOPIC.hashtags))
    assert new_round(None, COUNTING, TOPIC, now=NOW).plan == plan


def test_the_next_window_begins_a_little_before_the_last_one_ended(store: Store) -> None:
    ended(store, 0, 5)
    assert following(store, NOW + timedelta(days=3)).plan.since == NOW - timedelta(days=1)


def test_a_window_that_ended_in_suspicion_is_asked_for_again(store: Store) -> None:
    ended(store, 0, 5)
    ended(store, 3, 0, "suspicious_empty")
    assert following(store, NOW + timedelta(days=6)).plan.since == NOW - timedelta(days=1)


def test_an_open_round_moves_nothing(store: Store) -> None:
    begun(store)
    later = NOW + timedelta(days=3)
    assert following(store, later).plan.since == later - timedelta(days=CARD.first_days)


def test_a_hashtag_that_is_new_to_the_topic_gets_a_first_window(store: Store) -> None:
    ended(store, 0, 5)
    store.connection.execute(
        "UPDATE rounds SET tags = list_filter(tags, lambda t: t <> 'runbackwards')"
    )
    later = NOW + timedelta(days=3)
    assert following(store, later).plan.since == later - timedelta(days=CARD.first_days)


def test_a_window_that_was_chosen_is_kept_to_and_moves_nothing(store: Store) -> None:
    window = Window(datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 2, 1, tzinfo=UTC))
    ended(store, 0, 5)
    chosen = ended(store, 1, 5, window=window)
    assert (chosen.plan.since, chosen.plan.until, chosen.chosen) == (
        window.since,
        window.until,
        True,
    )
    assert following(store, NOW + timedelta(days=2)).plan.since == NOW - timedelta(days=1)


def test_a_round_waits_with_its_requests_as_they_are(store: Store) -> None:
    this = begun(store)
    (found,) = open_rounds(store, COUNTING, TOPIC.slug, now=NOW)
    assert found == this
    assert [one.request for one in waiting(store.connection, this.name)] == list(
        COUNTING.module.first_requests(this.plan)
    )


def test_two_rounds_of_one_second_have_two_names(store: Store) -> None:
    assert [begun(store).name, begun(store).name] == [
        "2026-11-01T12-00-00Z-counting",
        "2026-11-01T12-00-00Z-counting.2",
    ]


def test_a_round_that_has_grown_too_old_is_given_up(store: Store) -> None:
    this = begun(store)
    later = NOW + rounds.OLDEST_OPEN + timedelta(seconds=1)
    assert open_rounds(store, COUNTING, TOPIC.slug, now=later) == []
    assert waiting(store.connection, this.name) == []
    rows = store.connection.execute("SELECT ending FROM rounds").fetchall()
    assert rows == [("given_up",)]
    # Its window is asked for anew.
    assert following(store, later).plan.since == later - timedelta(days=CARD.first_days)


@pytest.mark.parametrize(("posts", "suspicious"), [(0, True), (12, True), (13, False), (90, False)])
def test_far_less_than_usual_is_suspicious_and_says_what_was_expected(
    store: Store, posts: int, suspicious: bool
) -> None:
    for day, usual in enumerate((40, 50, 60)):
        ended(store, day * 10, usual, window=Window(NOW, NOW + timedelta(days=10)))
    this = ended(store, 40, posts, "open", window=Window(NOW, NOW + timedelta(days=10)))
    why = suspicion(store.connection, this)
    assert bool(why) is suspicious
    assert not why or "40 to 60" in why


def test_a_shorter_window_is_expected_to_bring_less(store: Store) -> None:
    for day in range(3):
        ended(store, day, 40, window=Window(NOW, NOW + timedelta(days=10)))
    this = ended(store, 40, 4, "open", window=Window(NOW, NOW + timedelta(days=1)))
    assert suspicion(store.connection, this) is None


def test_two_rounds_are_not_enough_to_know_what_is_usual(store: Store) -> None:
    for day in range(2):
        ended(store, day, 40)
    assert suspicion(store.connection, ended(store, 40, 0, "open")) is None


def test_a_trend_that_has_died_is_not_suspicious_for_ever(store: Store) -> None:
    window = Window(NOW, NOW + timedelta(days=10))
    for day in range(3):
        ended(store, day, 40, window=window)
    found = []
    for day in range(10, 16):
        this = ended(store, day, 0, "open", window=window)
        found.append(suspicion(store.connection, this) is not None)
        rounds.end(
            store,
            this.name,
            "suspicious_empty" if found[-1] else "done",
            now=NOW + timedelta(days=day),
        )
    assert found == [True, True, True, False, False, False]


def test_nothing_where_the_platform_itself_says_there_is_something_is_suspicious(
    store: Store,
) -> None:
    this = begun(store)
    store.connection.execute("UPDATE rounds SET announced = 9")
    assert "says there are 9" in (suspicion(store.connection, this) or "")
    store.connection.execute("UPDATE rounds SET posts = 1")
    assert suspicion(store.connection, this) is None


def test_a_topic_without_hashtags_and_posts_that_are_named_have_no_window_before(
    store: Store,
) -> None:
    ended(store, 0, 5)
    this = following(store, NOW + timedelta(days=3), posts=["7320768196569599275"])
    assert (this.plan.tags, this.plan.posts) == ((), ("7320768196569599275",))
    assert this.chosen
    # It does not move where the hashtags are asked from.
    assert following(store, NOW + timedelta(days=3)).plan.since == NOW - timedelta(days=1)
