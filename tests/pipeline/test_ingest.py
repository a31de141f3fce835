"""Captures into the store: counted, kept once, and never at the cost of each other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.ingest import Ingest, batches, removed_key
from pipeline.ledger import Run
from pipeline.store import Store
from scrapers.records import Broken, Capture, Coverage, Reading, Skipped, TagSighting
from tests.pipeline.making import LONG_ID, SEEN, author, capture, post, sighting, table

RUN = "2026-11-01T12-00-00Z-import"


def ingest(store: Store, *items: Reading, subject: str = "posts.ndjson") -> Ingest:
    made = Ingest(store, Run(RUN, "import", SEEN), subject, SEEN)
    made.add(items)
    made.finish()
    return made


def counts(made: Ingest) -> dict[str, int]:
    return {measure: amount for measure, amount in made.counts.items() if amount}


def broken(line: int = 1, body: str = "{") -> Broken:
    return Broken("retrograde", line, "not JSON", body, f"{line:064d}")


def test_items_come_in_lists_of_the_size_asked_for() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []


def test_everything_read_from_an_item_is_kept(store: Store) -> None:
    said = post(author="runner", caption="eight miles", hashtags=("run", "back"))
    tag = TagSighting("tiktok", "run", SEEN, "retrograde", views=1_200_000, count_quantum=100_000)
    day = Coverage("tiktok", SEEN.date(), "partial", "37 of 52 pages")
    made = ingest(
        store,
        capture(said, author=author(followers=30_300), sightings=(sighting(said, views=258_000),)),
        capture(None, tag_sightings=(tag,), payload="tag"),
        capture(None, coverage=(day,), payload="day"),
    )
    assert counts(made) == {
        "posts_new": 1,
        "sightings_new": 1,
        "tag_sightings_new": 1,
        "coverage_new": 1,
    }
    (row,) = table(store.connection, "posts")
    assert (row["post_key"], row["id"]) == (f"tiktok:{LONG_ID}", LONG_ID)
    assert table(store.connection, "tag_sightings", "views, posts") == [
        {"views": 1_200_000, "posts": None}
    ]
    assert table(store.connection, "coverage", "status, note") == [
        {"status": "partial", "note": "37 of 52 pages"}
    ]
    payloads = table(store.connection, "payloads", "capture, source, run")
    assert len(payloads) == 3
    assert {row["run"] for row in payloads} == {RUN}


def test_a_counter_that_is_not_shown_is_null_and_never_zero(store: Store) -> None:
    said = post()
    ingest(store, capture(said, sightings=(sighting(said, views=0),)))
    (row,) = table(store.connection, "sightings", "views, likes, comments, shares, saves")
    assert row == {"views": 0, "likes": None, "comments": None, "shares": None, "saves": None}


def test_posts_new_and_seen_add_up_to_the_items_whatever_the_batches(store: Store) -> None:
    twice = [capture(post("1")), capture(post("1")), capture(post("1"), payload="other")]
    made = ingest(store, *twice, capture(post("2")))
    assert counts(made) == {"posts_new": 2, "posts_seen": 2}
    again = ingest(store, *twice)
    assert counts(again) == {"posts_seen": 3}
    assert len(table(store.connection, "captures")) == 3


def test_a_second_capture_of_a_post_is_merged_into_it(store: Store) -> None:
    ingest(store, capture(post(caption="cut …")))
    ingest(store, capture(post(caption="cut no more"), observed_at=SEEN + timedelta(days=1)))
    assert table(store.connection, "posts", "caption") == [{"caption": "cut no more"}]
    assert table(store.connection, "stale_posts") == []


def test_skips_are_counted_with_their_reason_and_not_kept(store: Store) -> None:
    live = Skipped("zeeschuimer_tiktok", 3, "a live room")
    made = ingest(store, live, live, Skipped("zeeschuimer_tiktok", 9, "a preload"))
    assert counts(made) == {"skipped": 3}
    assert made.run.counts["posts.ndjson", "skipped", "a live room"] == 2
    assert table(store.connection, "quarantine") == []


def test_a_broken_item_is_kept_with_its_line_once(store: Store) -> None:
    ingest(store, broken(1), broken(7, "{]"), capture(post()))
    again = ingest(store, broken(1), broken(7, "{]"))
    assert counts(again) == {"quarantined": 2}
    rows = table(store.connection, "quarantine", "file, line, problem, body")
    assert [(row["file"], row["line"], row["body"]) for row in rows] == [
        ("posts.ndjson", 1, "{"),
        ("posts.ndjson", 7, "{]"),
    ]


UNSTORABLE = {
    "half a character": capture(post("bad", caption="half \ud800")),
    "a number beyond all": capture(
        post("bad"), sightings=(sighting(post("bad"), views=10**30),), payload="huge"
    ),
    "half a character in the payload": capture(post("bad"), payload="half \udfff"),
    "a list where text belongs": capture(post("bad", url=["x"]), payload="list"),
}


@pytest.mark.parametrize("bad", UNSTORABLE.values(), ids=UNSTORABLE)
def test_an_item_that_no_row_can_hold_costs_no_other(store: Store, bad: Capture) -> None:
    good = [capture(post(str(number))) for number in range(20)]
    made = ingest(store, *good[:10], bad, *good[10:])
    assert counts(made) == {"posts_new": 20, "quarantined": 1}
    (row,) = table(store.connection, "quarantine", "line, problem, body")
    assert row["line"] == 0
    assert row["problem"].startswith("cannot be stored: ")
    assert table(store.connection, "captures WHERE post_key = 'tiktok:bad'") == []


def test_a_tag_that_no_row_can_hold_is_not_taken_for_a_post(store: Store) -> None:
    tag = TagSighting("tiktok", "run", SEEN, "retrograde", views=10**30)
    made = ingest(store, capture(None, tag_sightings=(tag,), payload="tag"), capture(post()))
    assert counts(made) == {"posts_new": 1, "quarantined": 1}


def test_a_broken_body_with_half_a_character_is_kept_too(store: Store) -> None:
    ingest(store, broken(1, 'text "\ud800"'))
    assert table(store.connection, "quarantine", "body") == [{"body": 'text "?"'}]


def test_a_batch_that_fails_leaves_nothing_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: object) -> int:
        raise RuntimeError("in the midst of it")

    monkeypatch.setattr("pipeline.ingest.merge_new", fail)
    with pytest.raises(RuntimeError, match="in the midst"):
        ingest(store, capture(post()), broken())
    for name in ("payloads", "captures", "posts", "quarantine", "stale_posts"):
        assert table(store.connection, name) == []


def test_what_was_removed_does_not_come_in_again(store: Store) -> None:
    gone = post("gone")
    store.connection.execute(
        "INSERT INTO tombstones VALUES (?, 'tiktok', 'requested', now(), ?)",
        [removed_key(gone.key), RUN],
    )
    made = ingest(
        store,
        capture(gone, author=author()),
        capture(None, sightings=(sighting(gone, views=3),), payload="counters alone"),
        capture(post("stays")),
    )
    assert counts(made) == {"posts_new": 1, "removed_earlier": 2}
    for name in ("captures", "posts"):
        assert [row["post_key"] for row in table(store.connection, name)] == ["tiktok:stays"]
    assert table(store.connection, "sightings") == []
    assert table(store.connection, "authors") == []
    assert len(table(store.connection, "payloads")) == 1


def test_two_files_of_one_name_are_counted_apart(store: Store) -> None:
    run = Run(RUN, "import", SEEN)
    first = Ingest(store, run, "posts.ndjson", SEEN)
    first.add([capture(post("1")), broken()])
    second = Ingest(store, run, "posts.ndjson", SEEN)
    second.add([capture(post("2"))])
    assert counts(second) == {"posts_new": 1}
    assert run.amount("posts_new", "posts.ndjson") == 2
