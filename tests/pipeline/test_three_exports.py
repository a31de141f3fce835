"""The same posts from several tools are the same posts, each field from whoever knows it best."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.importing import import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.publish.queries import CONTENT
from pipeline.store import Store, write_store
from tests.pipeline.making import Row, table
from tests.scrapers.fixtures import datasets, exports
from tests.scrapers.fixtures.files import table as as_table
from tests.scrapers.fixtures.invent import HOUR, START, captured, research_video, web_video

POSTS = 96
TOOLS = ("zeeschuimer", "fourcat_csv", "ytdlp")


def videos() -> list[dict[str, Any]]:
    """The same videos as each tool was shown them."""
    return [web_video(number) for number in range(POSTS)]


def written(folder: Path) -> dict[str, Path]:
    """The videos in a file of each tool."""
    folder.mkdir(parents=True, exist_ok=True)
    infos = [exports.ytdlp_info(item) for item in videos()]
    # By the time yt-dlp looked, each had been played some more.
    for info in infos:
        info["view_count"] = 259_000
    content = {
        "zeeschuimer": "\n".join(json.dumps(captured(v, n)) for n, v in enumerate(videos())),
        "fourcat_csv": as_table([exports.fourcat_row(item) for item in videos()]),
        "ytdlp": json.dumps(exports.playlist([*infos])),
    }
    names = {"zeeschuimer": "a.ndjson", "fourcat_csv": "b.csv", "ytdlp": "c.info.json"}
    for tool, text in content.items():
        (folder / names[tool]).write_text(text, encoding="utf-8")
    return {tool: folder / name for tool, name in names.items()}


def imported(store: Store, *files: Path) -> list[Row]:
    """Import files one by one; answer the reports."""
    reports = []
    for source in recognise(files):
        with ledger_run(store, "import", command="import") as run:
            report = import_source(store, run, source, progress=lambda subject, done: None)
            reports.append(dict(report))
    return reports


def latest(store: Store) -> dict[str, Row]:
    """The counters that a release shows, by post."""
    store.connection.execute("SET VARIABLE topics = ['t']")
    store.connection.execute(
        "INSERT INTO readings SELECT post_key, 't', 'x', 'x', true, 'no_claim', 0, 'r' FROM posts"
    )
    rows = table(store.connection, f"({CONTENT['posts']})")
    return {row["post_key"]: row for row in rows}


def test_96_videos_from_three_tools_are_96_posts(store: Store, tmp_path: Path) -> None:
    files = written(tmp_path / "files")
    reports = imported(store, *files.values())
    assert [report["format"] for report in reports] == list(TOOLS)
    assert [report["posts_new"] for report in reports] == [POSTS, 0, 0]
    assert [report["posts_seen"] for report in reports] == [0, POSTS, POSTS]
    assert [report["sightings_new"] for report in reports] == [POSTS] * 3
    assert [report["quarantined"] for report in reports] == [0] * 3
    assert len(table(store.connection, "posts")) == POSTS
    assert len(table(store.connection, "captures")) == 3 * POSTS


@pytest.mark.parametrize("order", list(itertools.permutations(TOOLS)), ids="-".join)
def test_each_field_is_from_whoever_knows_it_best(tmp_path: Path, order: tuple[str, ...]) -> None:
    files = written(tmp_path / "files")
    with write_store(tmp_path / "store") as store:
        imported(store, *(files[tool] for tool in order))
        post = next(iter(latest(store).values()))
    # Only the capture of the page has these.
    assert post["lang"] == "en"
    # The words stand in all three, the stickers in two.
    assert post["caption"] == web_video(0)["desc"]
    assert post["screen_text"] == "8 miles\nbackwards\nwow"
    assert post["duration_s"] == 41.0
    assert post["author_key"] == "tiktok:invented.walker0"
    assert (post["created_at"].timestamp(), post["created_at_source"]) == (START, "platform")
    # yt-dlp looked last; that 4CAT's table came in even later says nothing.
    assert (post["views"], post["counts_source"]) == (259_000, "ytdlp")
    assert post["counts_observed_at"].timestamp() == START + 60 * HOUR
    assert (post["count_quantum"], post["transcript"]) == (100, None)


def test_exact_counters_beat_rounded_ones_of_the_same_day(store: Store, tmp_path: Path) -> None:
    files = written(tmp_path / "files")
    exact = tmp_path / "videos_2026-08-05_23-00-00-000.json"
    first = web_video(0)
    video = research_video(0) | {"id": int(first["id"]), "view_count": 258_431}
    exact.write_text(json.dumps([video]))
    imported(store, files["ytdlp"], exact, files["zeeschuimer"])
    post = latest(store)[f"tiktok:{first['id']}"]
    assert (post["views"], post["count_quantum"], post["counts_source"]) == (
        *(258_431, 1, "research_api"),
    )


def test_apify_and_pyktok_speak_of_the_same_posts_too(store: Store, tmp_path: Path) -> None:
    files = written(tmp_path / "files")
    apify = tmp_path / "dataset_2026-08-05_10-15-00-250.csv"
    apify.write_text(
        "\ufeff" + as_table([datasets.flat(datasets.apify_video(n), "/") for n in range(POSTS)])
    )
    pyktok = tmp_path / "pyktok.csv"
    pyktok.write_text(as_table([datasets.pyktok_row(item) for item in videos()]))
    ndjson = tmp_path / "fourcat.ndjson"
    items = [exports.fourcat_item(captured(item, n)) for n, item in enumerate(videos())]
    ndjson.write_text("\n".join(map(json.dumps, items)))
    reports = imported(store, files["zeeschuimer"], apify, pyktok, ndjson)
    assert [(report["posts_new"], report["quarantined"]) for report in reports] == [
        *((POSTS, 0), (0, 0), (0, 0), (0, 0)),
    ]
    rows = table(store.connection, "posts", "created_at, created_at_source")
    assert {row["created_at_source"] for row in rows} == {"platform"}


@pytest.mark.parametrize("order", [("zeeschuimer", "fourcat_csv"), ("fourcat_csv", "zeeschuimer")])
def test_followers_are_those_of_the_stated_moment(tmp_path: Path, order: tuple[str, str]) -> None:
    files = written(tmp_path / "files")
    row = exports.fourcat_row(web_video(0)) | {"author_followers": 5}
    files["fourcat_csv"].write_text(as_table([row]))
    with write_store(tmp_path / "store") as store:
        imported(store, *(files[tool] for tool in order))
        store.connection.execute("CREATE TEMP VIEW released_posts AS SELECT * FROM posts")
        people = table(store.connection, f"({CONTENT['authors']})", "author_key, followers")
    assert {"author_key": "tiktok:invented.walker0", "followers": 30_300} in people


def test_what_an_export_says_of_a_hashtag_is_one_point(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "dataset_2026-08-05_10-15-00-250.json"
    items = [datasets.apify_video(number) for number in (0, 1, 0, 2)]
    file.write_text(json.dumps(items))
    (report,) = imported(store, file)
    assert (report["posts_new"], report["posts_seen"]) == (3, 1)
    (point,) = table(store.connection, "tag_sightings", "tag, views, count_quantum")
    assert point == {"tag": "runningbackwards", "views": 1_200_000, "count_quantum": 100_000}
