"""A page with its posts, its cursor and its quota is kept whole or not at all."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipeline.collecting import collect
from pipeline.keeping import Keeping
from pipeline.ledger import ledger_run
from pipeline.removal import remove_posts
from pipeline.store import Store
from scrapers.platform import Bucket, Outcome, Page, Plan, Request
from scrapers.steps import SIGN_IN
from tests.loopback import Asked, Reply, as_json, serving
from tests.pipeline.sites import ALL, MANNER, Collection, Site
from tests.scrapers.counting import CARD, Counting


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def collection(store: Store, site: Site) -> Iterator[Collection]:
    """A collection from the site."""
    with serving(site) as server:
        yield Collection(store, server.url)


def test_all_pages_are_kept_with_what_they_cost(collection: Collection) -> None:
    result = collection.run()
    assert (result.ending, result.posts_new, result.requests) == ("done", 10, 5)
    assert collection.ids == ALL
    assert collection.column("SELECT outcome FROM sent_requests") == ["ok"] * 5
    assert collection.column("SELECT count(*) FROM waiting_requests") == [0]
    assert collection.rows("SELECT ending, posts FROM rounds") == [("done", 10)]
    assert collection.rows("SELECT platform, status, note FROM coverage") == [
        ("counting", "collected", None)
    ]


def test_payloads_are_as_they_came_with_the_moment_they_were_seen(collection: Collection) -> None:
    collection.run()
    assert json.loads(collection.column("SELECT body FROM payloads")[0]) == {"id": "11"}
    assert set(collection.column("SELECT observed_at_source FROM captures")) == {"platform"}


def test_a_second_round_begins_where_the_first_ended_and_doubles_no_post(
    collection: Collection,
) -> None:
    first, second = collection.run(), collection.run()
    assert first.this.plan.until > second.this.plan.since > first.this.plan.since
    assert (second.posts_new, second.posts_seen) == (0, 10)
    assert collection.ids == ALL
    # The counters were looked at twice; so it is twice that the posts were seen.
    assert collection.column("SELECT count(*) FROM captures") == [20]


def test_what_is_left_after_a_stop_is_gone_on_with(collection: Collection, site: Site) -> None:
    site.refuses = lambda asked: as_json({}, 502) if asked.path == "/3" else None
    stopped = collection.run()
    assert stopped.ending == "partial"
    assert stopped.is_open
    assert "requests left: 1" in stopped.reason
    assert collection.ids == ALL[:4]
    site.refuses = lambda asked: None
    resumed = collection.run()
    assert (resumed.ending, resumed.this.name) == ("done", stopped.this.name)
    assert collection.ids == ALL
    assert site.served == ["/tag/a", "/2", "/3", "/4", "/5"]


def test_a_crash_in_the_midst_of_a_page_keeps_nothing_of_it(
    collection: Collection, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, calls = Keeping._write_sums, iter(range(100))

    def crash(self: Keeping, *given: Any) -> None:
        plain(self, *given)
        if next(calls) == 2:
            raise SystemError("the process dies here")

    monkeypatch.setattr(Keeping, "_write_sums", crash)
    monkeypatch.setattr("pipeline.keeping.PAGES_AT_ONCE", 1)
    failed = collection.run()
    assert failed.ending == "failed"
    assert "SystemError" in failed.reason
    assert collection.ids == ALL[:4]
    assert collection.column("SELECT count(*) FROM sent_requests") == [2]
    assert collection.column("SELECT sum(posts) FROM rounds") == [4]
    monkeypatch.undo()
    assert collection.run().ending == "done"
    assert collection.ids == ALL
    assert collection.column("SELECT count(*) FROM captures") == [10]


def test_pages_that_come_fast_share_a_transaction_and_slow_ones_do_not(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushes: list[int] = []
    plain = Keeping.flush

    def counted(self: Keeping) -> None:
        flushes.extend([len(self.steps)] if self.steps else [])
        plain(self)

    monkeypatch.setattr(Keeping, "flush", counted)
    monkeypatch.setattr("scrapers.spider.A_MOMENT", 5.0)
    collection.run()
    assert flushes == [5]
    flushes.clear()
    monkeypatch.setattr("scrapers.spider.A_MOMENT", 0.001)
    collection.run(replace(MANNER, delay_seconds=0.1))
    assert flushes == [1] * 5


def test_a_challenge_is_an_ending_and_keeps_the_place(collection: Collection, site: Site) -> None:
    site.refuses = lambda asked: Reply(b"<html>Just a moment") if asked.path == "/3" else None
    result = collection.run()
    assert (result.ending, result.is_open) == ("challenged", True)
    assert collection.rows("SELECT status FROM coverage") == [("partial",)]
    site.refuses = lambda asked: None
    assert collection.run().ending == "done"
    assert collection.ids == ALL


def test_an_answer_of_unknown_shape_is_kept_and_asked_again(
    collection: Collection, site: Site
) -> None:
    site.refuses = lambda asked: as_json({"new": "shape"}) if asked.path == "/2" else None
    result = collection.run()
    assert (result.ending, result.is_open) == ("partial", True)
    ((file, problem, body),) = collection.rows("SELECT file, problem, body FROM quarantine")
    assert file == "counting"
    assert "no page" in problem
    assert "shape" in body
    site.refuses = lambda asked: None
    assert collection.run().ending == "done"
    assert collection.ids == ALL


def test_an_item_that_does_not_map_costs_no_other(collection: Collection, site: Site) -> None:
    odd = {"items": [{"id": "x"}, {"id": "7320768196569599275"}]}
    site.refuses = lambda asked: as_json(odd)
    assert collection.run().ending == "done"
    assert collection.ids == ["7320768196569599275"]
    assert len(collection.rows("SELECT 1 FROM quarantine WHERE problem LIKE '%id%'")) == 1


def test_secrets_reach_neither_the_store_nor_the_ledger(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETROGRADE_COUNTING_KEY", "k3y")
    collection.module.token = True
    assert collection.run().ending == "done"
    assert collection.column("SELECT purpose FROM sent_requests")[0] == SIGN_IN
    collection.store.connection.execute("CHECKPOINT")
    held = b"".join(
        file.read_bytes() for file in collection.store.directory.rglob("*") if file.is_file()
    )
    assert b"items" in held
    assert b"t0ken" not in held
    assert b"k3y" not in held


def test_quota_is_counted_over_runs_and_a_share_is_left(collection: Collection) -> None:
    card = replace(CARD, buckets=(Bucket("search", 4, "utc_midnight", reserved_share=0.25),))
    plain = collection.module.request
    collection.module.CARD = card
    collection.module.request = lambda url, part: replace(plain(url, part), bucket="search")  # type: ignore[method-assign]
    first = collection.run()
    assert (first.ending, first.requests, first.is_open) == ("partial", 3, True)
    assert "quota 'search'" in first.reason
    assert collection.rows("SELECT bucket, sum(units) FROM quota_spent GROUP BY ALL") == [
        ("search", 3)
    ]
    assert collection.run().requests == 0
    collection.store.connection.execute(
        "UPDATE quota_spent SET spent_at = spent_at - INTERVAL 1 DAY"
    )
    assert collection.run().ending == "done"


def test_what_an_answer_teaches_is_known_to_the_next_run(collection: Collection) -> None:
    seen: list[dict[str, str]] = []

    class Learning(Counting):
        def first_requests(self, plan: Plan) -> tuple[Request, ...]:
            seen.append(dict(plan.memory))
            return super().first_requests(plan)

    collection.module = Learning(reads=lambda request, answer: Page(memory={"field": "rejected"}))
    collection.run()
    collection.run()
    assert seen == [{}, {"field": "rejected"}]
    assert collection.column("SELECT count(*) FROM platform_memory") == [1]


def test_a_post_that_a_page_says_is_gone_goes(collection: Collection) -> None:
    collection.run()
    collection.module.reads = lambda request, answer: Page(
        Outcome.GONE, "404", gone=("counting:11", "counting:999")
    )
    collection.run()
    assert collection.ids == ALL[1:]
    assert collection.column("SELECT reason FROM tombstones") == ["deleted_on_platform"]


def test_what_may_not_wait_is_not_written_down(collection: Collection, site: Site) -> None:
    signed = "/2?signature=s1gned"
    plain = collection.module.request

    def request(url: str, part: str) -> Request:
        return replace(plain(url, part), kept="signature" not in url)

    collection.module.request = request  # type: ignore[method-assign]

    def refuse(asked: Asked) -> Reply | None:
        if asked.path == "/tag/a":
            return as_json({"items": [], "next": f"http://{asked.headers['host']}{signed}"})
        return as_json({}, 502)

    site.refuses = refuse
    collection.run()
    held = collection.column("SELECT request FROM waiting_requests")
    assert "s1gned" not in "".join(held)


def test_the_ledger_says_what_was_asked_and_what_came(collection: Collection, site: Site) -> None:
    failing = iter([True])
    site.refuses = lambda asked: as_json({}, 502) if next(failing, False) else None
    collection.run()
    counts = dict(
        collection.rows("SELECT measure, amount FROM run_counts WHERE subject = 'counting'")
    )
    assert counts["requests"] == 6
    assert counts["requests_retry"] == 1
    assert counts["posts_new"] == 10
    assert collection.rows("SELECT status, outcome FROM sent_requests ORDER BY sent_at")[0] == (
        502,
        "retry",
    )


def test_ctrl_c_keeps_what_was_got_and_is_told_in_the_ledger(
    collection: Collection, site: Site
) -> None:
    def interrupt(asked: Asked) -> None:
        if asked.path == "/4":
            os.kill(os.getpid(), signal.SIGINT)

    site.refuses = interrupt
    with pytest.raises(KeyboardInterrupt):
        collection.run(replace(MANNER, delay_seconds=0.1))
    assert collection.rows("SELECT ending FROM runs") == [("stopped_by_user",)]
    assert collection.ids == ALL[:6]
    site.refuses = lambda asked: None
    assert collection.run().ending == "done"
    assert collection.ids == ALL
    assert collection.column("SELECT count(*) FROM captures") == [10]


def test_a_removed_post_is_not_named_by_what_was_asked_about_it(collection: Collection) -> None:
    collection.run()
    connection = collection.store.connection
    key, native_id = "counting:7320768196569599275", "7320768196569599275"
    for waiting in (
        {"about": native_id},
        {"about": "1", "url": f"https://a.example/?after={native_id}"},
    ):
        connection.execute(
            "INSERT INTO waiting_requests VALUES ('r', 'x', 1, 'p', ?)", [json.dumps(waiting)]
        )
    connection.execute("UPDATE sent_requests SET part = ?", [f"recheck {native_id}"])
    with ledger_run(collection.store, "purge") as run:
        remove_posts(collection.store, run, [key], reason="requested")
    # A place in a list of posts is not about that post.
    assert collection.column("SELECT count(*) FROM waiting_requests") == [1]
    assert set(collection.column("SELECT part FROM sent_requests")) == {"removed"}
    assert collection.column("SELECT count(*) FROM sent_requests") == [5]


def test_nothing_asked_is_nothing_done(store: Store) -> None:
    none: Sequence[Any] = []
    with ledger_run(store, "collect") as run:
        assert collect(store, run, none, manner=MANNER, progress=lambda a, b: None) == []
