"""The extract stage: what is new or changed is read once, and answers follow what they answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from claims.topics import load_topic
from pipeline.extracting import count_of_topics, count_unread, extract
from pipeline.importing import import_source, recognise
from pipeline.ledger import Run, ledger_run
from pipeline.store import Store, write_store
from tests.pipeline.collection import ANSWER, COLLECTION, COMMENT, ON_TOPIC, VIDEO
from tests.pipeline.making import Row, line, table, write_lines

TOPIC = load_topic("backward-running")


@pytest.fixture
def unread(imported: Path) -> Iterator[Store]:
    with write_store(imported) as opened:
        yield opened


def read(store: Store) -> Run:
    with ledger_run(store, "extract", command="extract") as run:
        extract(store, run, TOPIC)
    return run


def bring_in(store: Store, rows: Sequence[Row], folder: Path) -> None:
    with ledger_run(store, "import", command="import") as run:
        for source in recognise([write_lines(folder / "more.ndjson", rows)]):
            import_source(store, run, source, progress=lambda subject, done: None)


def readings(store: Store) -> list[Row]:
    return table(store.connection, "readings", "* EXCLUDE (run)")


def mentions(store: Store) -> list[Row]:
    return table(store.connection, "mentions", "* EXCLUDE (run)")


def outcome(store: Store, row: Row) -> str:
    key = f"{row['platform']}:{row['id']}"
    (found,) = (one for one in readings(store) if one["post_key"] == key)
    return str(found["outcome"])


def test_every_post_is_read_and_what_came_of_it_is_counted(unread: Store) -> None:
    posts = len(table(unread.connection, "posts"))
    assert count_unread(unread, TOPIC) == posts
    run = read(unread)
    assert len(readings(unread)) == run.amount("posts_read") == posts
    outcomes = Counter(row["outcome"] for row in readings(unread))
    assert outcomes.keys() == {"claims", "no_claim", "not_in_topic", "other_language"}
    for reason in ("not_in_topic", "other_language"):
        assert run.counts[TOPIC.slug, "posts_read", reason] == outcomes[reason] == 1
    assert run.amount("mentions") == len(mentions(unread)) >= outcomes["claims"] >= 8
    assert count_of_topics(unread, [TOPIC.slug]) == ON_TOPIC


def test_a_second_run_reads_nothing_and_changes_nothing(unread: Store) -> None:
    read(unread)
    before = (readings(unread), mentions(unread))
    assert count_unread(unread, TOPIC) == 0
    assert read(unread).amount("posts_read") == 0
    assert (readings(unread), mentions(unread)) == before


def test_the_quote_of_a_mention_stands_where_it_says(unread: Store) -> None:
    read(unread)
    posts = {row["post_key"]: row for row in table(unread.connection, "posts")}
    for mention in mentions(unread):
        text = posts[mention["post_key"]][mention["field"]]
        assert text[mention["quote_start"] : mention["quote_end"]] == mention["quote"]


def test_a_machine_translation_is_not_read(unread: Store) -> None:
    read(unread)
    assert not any("five times" in row["quote"] for row in mentions(unread))


def test_a_post_whose_text_changed_is_read_again(unread: Store, tmp_path: Path) -> None:
    read(unread)
    before = {row["mention"] for row in mentions(unread)}
    longer = VIDEO["caption"] + " and it burns more calories"
    bring_in(unread, [VIDEO | {"caption": longer}], tmp_path)
    assert count_unread(unread, TOPIC) == 1
    assert read(unread).amount("posts_read") == 1
    after = {row["mention"] for row in mentions(unread)}
    assert before < after


def test_counters_alone_are_no_reason_to_read_again(unread: Store, tmp_path: Path) -> None:
    read(unread)
    counters = {"platform": VIDEO["platform"], "id": VIDEO["id"], "views": 5_000_000}
    bring_in(unread, [counters | {"observed_at": "2026-11-09T12:00:00Z"}], tmp_path)
    assert read(unread).amount("posts_read") == 0


def test_other_code_reads_everything_again_and_keeps_the_keys(
    unread: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(unread)
    before = mentions(unread)
    monkeypatch.setattr("pipeline.extracting.extraction_version", lambda: "newer")
    assert read(unread).amount("posts_read") >= len(readings(unread))
    assert {row["extraction"] for row in readings(unread)} == {"newer"}
    assert [row | {"extraction": ""} for row in mentions(unread)] == [
        row | {"extraction": ""} for row in before
    ]


def test_a_mention_that_is_no_longer_found_goes(
    unread: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(unread)
    monkeypatch.setattr("pipeline.extracting.extraction_version", lambda: "newer")
    monkeypatch.setattr("pipeline.extracting.Extractor.reading", lambda self, post: Nothing())
    read(unread)
    assert mentions(unread) == []


class Nothing:
    """A reading that finds no claim."""

    outcome = "no_claim"
    frames = ()


def test_an_answer_to_a_post_of_the_topic_is_of_the_topic(unread: Store) -> None:
    read(unread)
    assert (outcome(unread, COMMENT), outcome(unread, ANSWER)) == ("claims", "claims")


def test_answers_that_came_first_are_read_again_once_their_post_is_there(
    store: Store, tmp_path: Path
) -> None:
    bring_in(store, [ANSWER, COMMENT], tmp_path)
    read(store)
    assert {outcome(store, COMMENT), outcome(store, ANSWER)} == {"not_in_topic"}
    bring_in(store, [VIDEO], tmp_path)
    read(store)
    assert {outcome(store, COMMENT), outcome(store, ANSWER)} == {"claims"}
    assert count_unread(store, TOPIC) == 0


def test_a_thread_that_bites_its_own_tail_comes_to_an_end(store: Store, tmp_path: Path) -> None:
    loop = {"kind": "comment", "caption": "so true", "views": None}
    rows = [line(1, parent_id="2", id="1", **loop), line(2, parent_id="1", id="2", **loop)]
    bring_in(store, rows, tmp_path)
    read(store)
    # As if one had been of the topic before: each now answers the other's earlier state.
    store.connection.execute("UPDATE readings SET outcome = 'no_claim' WHERE post_key = 'tiktok:1'")
    assert read(store).amount("posts_read") <= 2 * 100


@pytest.mark.parametrize("seed", [1, 2])
def test_neither_order_nor_batches_change_what_is_found(
    unread: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    read(unread)
    rows = [row for row in COLLECTION if row.get("kind") not in ("note", "coverage", "tag")]
    random.Random(seed).shuffle(rows)  # noqa: S311 - an order, not a secret
    monkeypatch.setattr("pipeline.extracting.BATCH_POSTS", 1 + seed)
    with write_store(tmp_path / "other") as other:
        for start in range(0, len(rows), 4):
            bring_in(other, rows[start : start + 4], tmp_path)
            read(other)
        assert mentions(other) == mentions(unread)
        assert readings(other) == readings(unread)


def test_an_import_that_was_cut_off_is_finished_first(unread: Store, tmp_path: Path) -> None:
    read(unread)
    longer = VIDEO["caption"] + " and it burns more calories"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.ingest.Ingest.finish", lambda self: None)
        bring_in(unread, [VIDEO | {"caption": longer}], tmp_path)
    assert len(table(unread.connection, "stale_posts")) == 1
    assert count_unread(unread, TOPIC) == 1
    assert read(unread).amount("posts_read") == 1
    assert table(unread.connection, "stale_posts") == []


def test_topics_are_read_apart(unread: Store) -> None:
    read(unread)
    other = load_topic("weighted-vest-walking")
    with ledger_run(unread, "extract", command="extract") as run:
        extract(unread, run, other)
    assert {row["topic"] for row in mentions(unread)} == {TOPIC.slug}
    assert count_of_topics(unread, [other.slug]) == 0
    assert count_of_topics(unread, [other.slug, TOPIC.slug]) == ON_TOPIC
