"""The same captures give the same post, whatever order and batches they came in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engine import connect
from pipeline.ingest import Ingest, batches, capture_identity
from pipeline.ledger import Run
from pipeline.store import SCHEMA_VERSION, Store
from scrapers.records import Capture
from tests.pipeline.making import SEEN, Row, author, capture, post, sighting, table
from tests.scrapers.fixtures.invent import START, tiktok_id
from tests.scrapers.fixtures.sites import bluesky_key, media_code, x_id

WHEN = st.sampled_from([SEEN, SEEN + timedelta(hours=1), SEEN + timedelta(days=3)])
WORDS = st.sampled_from([None, "run", "run backwards", "back run #a", "rückwärts 🏃"])
CREATED = datetime(2026, 10, 20, 8, tzinfo=UTC)
RESULTS = ("posts", "post_tags", "authors", "sightings")


@cache
def empty_store() -> Store:
    connection = connect()
    connection.execute((Path("pipeline") / "schema.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO schema_versions VALUES (?, now(), '')", [SCHEMA_VERSION])
    return Store(Path("nowhere"), connection)


def merged(captures: list[Capture], *, size: int = 100) -> dict[str, list[Row]]:
    """What the store holds after these captures came in, in batches of this size."""
    store = empty_store()
    for name in ("payloads", "captures", "stale_posts", "quarantine", *RESULTS):
        store.connection.execute(f"DELETE FROM {name}")
    run = Run("2026-11-01T12-00-00Z-import", "import", SEEN)
    ingest = Ingest(store, run, "posts.ndjson", SEEN)
    for batch in batches(captures, size):
        ingest.add(batch)
    ingest.finish()
    assert table(store.connection, "stale_posts") == []
    return {name: table(store.connection, name) for name in RESULTS}


def only_post(*captures: Capture) -> Row:
    (row,) = merged(list(captures))["posts"]
    return row


@st.composite
def made_captures(draw: st.DrawFn) -> list[Capture]:
    """Some captures of three posts by two people, each field from a few values."""
    found = []
    for place in range(draw(st.integers(1, 7))):
        spoken = draw(WORDS)
        said = post(
            draw(st.sampled_from(["1", "2", "3"])),
            kind=draw(st.sampled_from(["video", "post", "comment"])),
            url=draw(st.sampled_from([None, "https://x.example/1", "https://x.example/2"])),
            author=draw(st.sampled_from([None, "a", "b"])),
            created_at=draw(st.sampled_from([None, CREATED, CREATED + timedelta(days=1)])),
            created_at_source=draw(st.sampled_from([None, "platform", "id"])),
            caption=draw(WORDS),
            transcript=spoken,
            transcript_source=draw(st.sampled_from([None, "asr", "machine_translation"]))
            if spoken
            else None,
            screen_text=draw(WORDS),
            lang=draw(st.sampled_from([None, "en", "de"])),
            hashtags=tuple(draw(st.lists(st.sampled_from("abc"), unique=True))),
            duration_s=draw(st.sampled_from([None, 3.5, 9.0])),
            parent_id=draw(st.sampled_from([None, "1"])),
            invented=draw(st.booleans()),
        )
        who = said.author and author(said.author, followers=draw(st.sampled_from([None, 7])))
        found.append(
            capture(
                said,
                author=who or None,
                observed_at=draw(WHEN),
                observed_at_source=draw(st.sampled_from(["platform", "file", "import"])),
                sightings=(sighting(said, views=place),),
            )
        )
    return found


@settings(max_examples=40)
@given(made_captures(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_captures_and_the_size_of_batches_change_nothing(
    captures: list[Capture], shuffling: Any, size: int
) -> None:
    shuffled = captures.copy()
    shuffling.shuffle(shuffled)
    assert merged(shuffled, size=size) == merged(captures)


@settings(max_examples=20)
@given(made_captures(), st.integers(1, 4))
def test_captures_that_come_in_again_change_nothing(captures: list[Capture], size: int) -> None:
    assert merged([*captures, *reversed(captures)], size=size) == merged(captures)


@settings(max_examples=30)
@given(made_captures())
def test_a_post_has_no_field_that_no_capture_has(captures: list[Capture]) -> None:
    for row in merged(captures)["posts"]:
        of_post = [c.post for c in captures if c.post and c.post.key == row["post_key"]]
        for name in ("kind", "url", "caption", "screen_text", "lang", "duration_s"):
            assert row[name] in [getattr(one, name) for one in of_post]
        spoken = [(one.transcript, one.transcript_source) for one in of_post]
        assert (row["transcript"], row["transcript_source"]) in spoken
        posted = [(one.created_at, one.created_at_source) for one in of_post]
        assert row["created_at"] is None or (row["created_at"], row["created_at_source"]) in posted


def later(said: Any, hours: int = 1, **fields: Any) -> Capture:
    return capture(said, observed_at=SEEN + timedelta(hours=hours), **fields)


def test_the_longest_text_and_the_newest_other_fields_stand() -> None:
    whole = capture(post(caption="the whole caption", url="https://old.example", lang="de"))
    cut = later(post(caption="the whole", url="https://new.example"))
    row = only_post(whole, cut)
    assert (row["caption"], row["url"], row["lang"]) == (
        "the whole caption",
        "https://new.example",
        "de",
    )
    assert (row["first_observed_at"], row["last_observed_at"]) == (SEEN, cut.observed_at)


def test_a_machine_translation_stands_only_where_nothing_better_came() -> None:
    translated = post(transcript="a long translation", transcript_source="machine_translation")
    spoken = post(transcript="short", transcript_source="asr")
    assert only_post(capture(translated))["transcript"] == "a long translation"
    assert only_post(capture(spoken), later(translated))["transcript"] == "short"


def test_no_text_is_given_the_source_of_another() -> None:
    unknown = post(transcript="the longer transcript")
    heard = post(transcript="shorter", transcript_source="asr")
    row = only_post(capture(unknown), later(heard))
    assert (row["transcript"], row["transcript_source"]) == ("the longer transcript", None)


@pytest.mark.parametrize("source", ["id", None])
def test_a_time_that_the_platform_states_beats_any_other(source: str | None) -> None:
    stated = post(created_at=CREATED, created_at_source="platform")
    other = post(created_at=CREATED + timedelta(days=9), created_at_source=source)
    row = only_post(capture(stated), later(other))
    assert (row["created_at"], row["created_at_source"]) == (CREATED, "platform")


def test_the_time_of_import_says_nothing_of_what_is_newer() -> None:
    stated = capture(post(lang="en"))
    imported = later(post(lang="de"), hours=999, observed_at_source="import")
    assert only_post(stated, imported)["lang"] == "en"


def test_a_line_of_counters_does_not_turn_a_comment_into_a_video() -> None:
    said = capture(post(kind="comment", caption="so true", parent_id="1"))
    counted = later(post(kind="video"))
    assert only_post(said, counted)["kind"] == "comment"
    photos = capture(post(kind="post", caption="five photos"))
    assert only_post(photos, counted)["kind"] == "post"


def test_tags_are_united_in_order_of_their_place() -> None:
    one, two = post(hashtags=("retro", "run")), post(hashtags=("walk", "retro", "miles"))
    tags = merged([capture(one), later(two)])["post_tags"]
    assert [(row["tag"], row["place"]) for row in tags] == [
        ("miles", 4),
        ("retro", 1),
        ("run", 3),
        ("walk", 2),
    ]


def test_the_hash_of_what_is_read_changes_with_each_part_of_it() -> None:
    plain = {"caption": "a", "transcript": "b", "transcript_source": "asr", "screen_text": "c"}
    changes: list[Row] = [
        {},
        {"caption": "ab"},
        {"transcript": "bc"},
        {"transcript_source": "machine_translation"},
        {"screen_text": None},
        {"lang": "en"},
        {"hashtags": ("x",)},
    ]
    hashes = [only_post(capture(post(**plain | change)))["text_sha256"] for change in changes]
    assert len(set(hashes)) == len(changes)
    seen_later = only_post(later(post(**plain, url="https://x.example")))
    assert seen_later["text_sha256"] == hashes[0]


def test_a_showing_keeps_the_last_time_it_was_seen() -> None:
    few, many = author(followers=10), author(followers=20)
    said = post(author="runner")
    shown = [
        later(said, hours=0, author=few),
        later(said, hours=1, author=many),
        later(said, hours=2, author=few),
    ]
    rows = merged(shown)["authors"]
    assert [(row["followers"], row["observed_at"]) for row in rows if row["followers"] == 10] == [
        (10, SEEN + timedelta(hours=2))
    ]
    assert len(rows) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_a_showing_that_only_an_import_dates_is_no_newer_than_a_stated_one(turned: bool) -> None:
    few, many = author(followers=10), author(followers=20)
    said = post(author="runner")
    shown = [
        later(said, hours=1, author=many),
        later(said, hours=2, author=few),
        later(said, hours=99, author=many, observed_at_source="import"),
    ]
    rows = merged(shown[::-1] if turned else shown, size=1)["authors"]
    known = {row["followers"]: (row["observed_at"], row["observed_at_source"]) for row in rows}
    assert known == {
        10: (SEEN + timedelta(hours=2), "platform"),
        20: (SEEN + timedelta(hours=1), "platform"),
    }


def test_a_live_capture_is_known_by_its_moment_and_an_imported_one_by_its_payload() -> None:
    def identity(source: str, hours: int) -> str:
        payload = {"payload": "{}", "observed_at_source": source}
        return capture_identity(later(post(), hours=hours, **payload))

    assert identity("import", 0) == identity("import", 5)
    assert identity("platform", 0) != identity("platform", 5)


IDS = {
    "tiktok": str(tiktok_id(START)),
    "instagram": media_code(START),
    "mastodon": f"https://social.example/users/a/statuses/{START * 1000 << 16}",
    "bluesky": f"at://did:plc:a/app.bsky.feed.post/{bluesky_key(START)}",
    "x": x_id(START),
}


@pytest.mark.parametrize("platform", sorted(IDS))
@pytest.mark.parametrize(("days", "differs"), [(0, False), (6.9, False), (7.1, True), (-30, True)])
def test_a_time_that_the_id_belies_is_flagged(platform: str, days: float, differs: bool) -> None:
    inside = datetime.fromtimestamp(START, UTC)
    stated = inside + timedelta(days=days)
    said = post(IDS[platform], platform=platform, created_at=stated, created_at_source="platform")
    row = only_post(capture(said))
    assert (row["id_at"], row["id_time_differs"]) == (inside, differs)
    assert row["created_at"] == stated


@pytest.mark.parametrize(
    ("native_id", "source"), [(IDS["tiktok"], "id"), (IDS["tiktok"], None), ("12", "platform")]
)
def test_where_there_is_nothing_to_compare_there_is_no_flag(
    native_id: str, source: str | None
) -> None:
    said = post(native_id, created_at=CREATED - timedelta(days=90), created_at_source=source)
    assert only_post(capture(said))["id_time_differs"] is None
    elsewhere = post("dQw4w9WgXcQ", platform="youtube", created_at=CREATED)
    row = only_post(capture(elsewhere))
    assert (row["id_at"], row["id_time_differs"]) == (None, None)
