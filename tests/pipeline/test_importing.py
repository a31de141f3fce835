"""Files of posts through the whole of the import stage, as the store and a release hold them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.importing import import_source, preview, recognise
from pipeline.ledger import ledger_run
from pipeline.store import Store
from scrapers.errors import SourceError
from tests.pipeline.making import LONG_ID, Row, line, table, write_lines


def imported(store: Store, *files: Path) -> list[Row]:
    reports = []
    with ledger_run(store, "import", command="import") as run:
        for source in recognise(files):
            report = import_source(store, run, source, progress=lambda subject, done: None)
            reports.append(dict(report))
    return reports


def content(store: Store) -> dict[str, list[Row]]:
    """All that an import writes, less the run that wrote it and when."""
    columns = {
        "payloads": "* EXCLUDE (run, received_at)",
        "captures": "* EXCLUDE (run)",
        "posts": "*",
        "post_tags": "*",
        "sightings": "* EXCLUDE (run)",
        "tag_sightings": "* EXCLUDE (run)",
        "authors": "* EXCLUDE (run)",
        "coverage": "* EXCLUDE (run)",
        "quarantine": "* EXCLUDE (run)",
    }
    return {name: table(store.connection, name, chosen) for name, chosen in columns.items()}


def test_a_report_counts_posts_sightings_and_what_broke(store: Store, tmp_path: Path) -> None:
    rows = [line(1), "{broken", line(2), line(1, observed_at="2026-11-02T12:00:00Z", views=900)]
    file = write_lines(tmp_path / "posts.ndjson", rows)
    assert imported(store, file) == [
        {
            "file": str(file),
            "format": "retrograde",
            "posts_new": 2,
            "posts_seen": 1,
            "sightings_new": 3,
            "quarantined": 1,
        }
    ]
    assert table(store.connection, "quarantine", "file, line") == [
        {"file": "posts.ndjson", "line": 2}
    ]


def test_importing_twice_adds_nothing(store: Store, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [*map(line, range(30)), "{broken"])
    imported(store, file)
    before = content(store)
    (report,) = imported(store, file)
    assert (report["posts_new"], report["posts_seen"], report["sightings_new"]) == (0, 30, 0)
    assert content(store) == before


@pytest.mark.parametrize("size", [1, 7, 5000])
def test_the_order_of_lines_and_batches_changes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    rows = [
        line(number % 11, views=number, caption=f"{'long ' * (number % 5)}backwards #a{number}")
        | {"observed_at": f"2026-11-{1 + number % 28:02d}T12:00:00Z"}
        for number in range(60)
    ]
    imported(store, write_lines(tmp_path / "ordered.ndjson", rows))
    expected = content(store)
    for name in expected:
        store.connection.execute(f"DELETE FROM {name}")
    random.Random(size).shuffle(rows)  # noqa: S311 - an order, not a secret
    monkeypatch.setattr("pipeline.importing.BATCH_ITEMS", size)
    half = len(rows) // 2
    imported(store, write_lines(tmp_path / "a.ndjson", rows[:half]))
    imported(store, write_lines(tmp_path / "b.ndjson", rows[half:]))
    assert content(store) == expected


def test_long_ids_stay_what_they_are(store: Store, tmp_path: Path) -> None:
    as_number = {"platform": "tiktok", "id": int(LONG_ID), "caption": "a number in JSON"}
    imported(store, write_lines(tmp_path / "posts.ndjson", [as_number]))
    (row,) = table(store.connection, "posts", "id, post_key")
    assert row == {"id": LONG_ID, "post_key": f"tiktok:{LONG_ID}"}


def test_nul_and_half_characters_in_one_post_cost_neither_it_nor_another(
    store: Store, tmp_path: Path
) -> None:
    rows = [
        line(1),
        r'{"platform": "tiktok", "id": "7320768196569599999", "caption": "a\u0000b \ud83c!"}',
        line(2, caption="whole 🏃 \U0001f1ed\U0001f1f3"),
    ]
    (report,) = imported(store, write_lines(tmp_path / "posts.ndjson", rows))
    assert (report["posts_new"], report["quarantined"]) == (3, 0)
    captions = {row["id"]: row["caption"] for row in table(store.connection, "posts")}
    assert captions["7320768196569599999"] == "ab \ufffd!"
    assert "whole 🏃 🇭🇳" in captions.values()


def test_bytes_that_are_no_text_are_set_aside(store: Store, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [line(1), line(2)])
    with file.open("ab") as out:
        out.write(b'{"platform": "tiktok", "id": "3", "caption": "\xed\xa0\x80"}\n')
    (report,) = imported(store, file)
    assert (report["posts_new"], report["quarantined"]) == (2, 1)


def test_missing_counters_stay_missing_and_invented_posts_stay_marked(
    store: Store, tmp_path: Path
) -> None:
    rows = [line(1, views=None, likes=0, invented=True), line(2, views=7)]
    imported(store, write_lines(tmp_path / "posts.ndjson", rows))
    assert table(store.connection, "sightings", "views, likes") == [
        {"views": 7, "likes": None},
        {"views": None, "likes": 0},
    ]
    assert [row["invented"] for row in table(store.connection, "posts", "invented")] == [
        False,
        True,
    ]


def test_files_of_one_name_are_reported_apart(store: Store, tmp_path: Path) -> None:
    files = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = [line(n) for n in range(number * 10, number * 10 + number)]
        files.append(write_lines(folder / "posts.ndjson", [*rows, *["{broken"] * (2 - number)]))
    reports = imported(store, *files)
    assert [(r["posts_new"], r["quarantined"]) for r in reports] == [(1, 1), (2, 0)]


def test_a_file_that_nobody_knows_stops_all_before_any_is_read(
    store: Store, tmp_path: Path
) -> None:
    good = write_lines(tmp_path / "posts.ndjson", [line()])
    bad = tmp_path / "notes.txt"
    bad.write_text("dear diary\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"notes\.txt"):
        imported(store, good, bad)
    assert table(store.connection, "payloads") == []


def test_a_preview_counts_without_a_store(tmp_path: Path) -> None:
    rows = [line(1), "{broken", line(2, views=None)]
    (source,) = recognise([write_lines(tmp_path / "posts.ndjson", rows)])
    report = preview(source)
    assert (report["posts"], report["sightings"], report["quarantined"]) == (2, 1, 1)


def test_the_real_videos_of_the_research_api_go_in(store: Store, shared: Path) -> None:
    folder = shared / "payloads" / "tiktok_research_api"
    if not folder.is_dir():
        pytest.skip("no recorded answers of the Research API beside this clone")
    (report,) = imported(store, folder / "api_videos_response_page_1_of_2.json")
    assert (report["format"], report["posts_new"], report["quarantined"]) == ("research_api", 27, 0)
    likes = [row["likes"] for row in table(store.connection, "sightings", "likes")]
    assert likes.count(None) == 1
    assert 0 not in likes
