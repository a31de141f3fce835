"""The TikTok Research API's answers, real ones where they are at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scrapers.records import Broken, Capture, Post, Sighting, Skipped
from scrapers.sniff import sniff
from scrapers.tags import clean_tag, tags_in
from scrapers.times import id_time
from tests.scrapers.fixtures.invent import START, research_comment, research_page, research_video
from tests.scrapers.reads import (
    FIXTURES,
    NOW,
    capture_of,
    captures,
    post_of,
    problem_of,
    read_all,
    read_item,
)

VIDEO = research_video(0)


def videos_in(folder: Path, content: str) -> list[Capture]:
    """What a file with this content holds, all of it well."""
    path = folder / "videos.json"
    path.write_text(content)
    readings = read_all(path)
    assert all(isinstance(reading, Capture) for reading in readings)
    return captures(readings)


def test_a_video_is_read_whole() -> None:
    capture = capture_of("research_api", VIDEO)
    native_id = str(VIDEO["id"])
    assert capture.post == Post(
        platform="tiktok",
        id=native_id,
        kind="video",
        url=f"https://www.tiktok.com/@invented.runner0/video/{native_id}",
        author="invented.runner0",
        created_at=datetime(2026, 8, 3, 10, 15, tzinfo=UTC),
        created_at_source="platform",
        caption="Eight miles backward equals 16 to 24 forward #RunningBackwards #fitness",
        transcript="it works your quads and your shins",
        transcript_source="asr",
        hashtags=("runningbackwards", "fitness"),
        duration_s=34.0,
    )
    assert capture.sightings == (
        Sighting(f"tiktok:{native_id}", NOW, "research_api", 12_345, 678, 0, 3, 21),
    )
    assert capture.author is not None
    assert capture.author.handle == "invented.runner0"


def test_a_counter_that_is_not_sent_is_not_zero() -> None:
    (sighting,) = capture_of("research_api", research_video(1)).sightings
    assert sighting.likes is None
    assert sighting.comments == 0
    assert sighting.count_quantum == 1


@pytest.mark.parametrize("name", ["favorites_count", "favourites_count"])
def test_both_spellings_of_favourites_count(name: str) -> None:
    item = {"id": 1, "view_count": 1, name: 7}
    assert capture_of("research_api", item).sightings[0].saves == 7


def test_other_lists_of_tags_and_stickers_are_read() -> None:
    item = VIDEO | {
        "hashtag_names": None,
        "hashtag_info_list": [{"hashtag_name": "RetroRunning", "hashtag_id": 1}],
        "sticker_info_list": [{"sticker_name": "8 miles"}, {"sticker_name": "wow"}],
    }
    post = post_of("research_api", item)
    assert post.hashtags[0] == "retrorunning"
    assert post.screen_text == "8 miles\nwow"


def test_a_video_id_by_its_other_name_is_an_id() -> None:
    item = {"video_id": 7320768196569599275, "video_description": "x"}
    post = post_of("research_api", item)
    assert (post.id, post.kind) == ("7320768196569599275", "video")
    assert post.created_at_source == "id"


def test_null_bytes_in_a_name_are_no_part_of_it() -> None:
    capture = capture_of("research_api", VIDEO | {"username": "invented\0.runner\0"})
    assert capture.author is not None
    assert (capture.author.id, capture.author.handle) == ("invented.runner", "invented.runner")


def test_a_comment_hangs_on_its_video_and_names_nobody() -> None:
    capture = capture_of("research_api", research_comment(1))
    assert capture.post is not None
    assert (capture.post.kind, capture.post.parent_id) == ("comment", str(VIDEO["id"]))
    assert (capture.post.author, capture.author) == (None, None)
    assert capture.sightings[0].likes == 1


def test_an_empty_comment_is_a_comment_without_text() -> None:
    assert post_of("research_api", research_comment(0)).caption is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"id": 7.32e18}, "id: 7.32e+18 is an id that came as a rounded number"),
        ({"id": None}, "id or video_id: missing"),
        ({"create_time": "2026"}, None),
        ({"create_time": "soon"}, 'create_time: "soon" is not a unix time'),
        ({"view_count": "1.5"}, 'view_count: "1.5" is not a whole count'),
        ({"hashtag_names": "cats"}, 'hashtag_names: "cats" is not a list'),
        ({"video_description": 5}, "video_description: 5 is not text"),
    ],
)
def test_what_does_not_map_names_its_path(fields: dict[str, Any], problem: str | None) -> None:
    if problem is None:
        assert isinstance(read_item("research_api", VIDEO | fields), Capture)
    else:
        assert problem_of("research_api", VIDEO | fields).startswith(problem)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", ["page", "videos", "list", "pages", "one", "lines", "page lines"])
def test_a_file_may_have_any_of_the_shapes_that_scripts_write(
    tmp_path: Path, shape: str, indent: int | None
) -> None:
    videos = [research_video(number) for number in range(4)]
    pages = [research_page("videos", videos[:2]), research_page("videos", videos[2:])]
    content = {
        "page": json.dumps(research_page("videos", videos), indent=indent),
        "videos": json.dumps({"videos": videos}, indent=indent),
        "list": json.dumps(videos, indent=indent),
        "pages": json.dumps(pages, indent=indent),
        "one": "\n".join(json.dumps(video, indent=indent) for video in videos),
        "lines": "\n".join(json.dumps(video) for video in videos),
        "page lines": "\n".join(json.dumps(page) for page in pages),
    }[shape]
    found = videos_in(tmp_path, content)
    assert [c.post.id for c in found if c.post] == [str(video["id"]) for video in videos]
    assert [json.loads(c.payload) for c in found] == videos


def test_the_shape_of_the_file_changes_no_identity(tmp_path: Path) -> None:
    videos = [research_video(number) for number in range(2)]
    as_list = videos_in(tmp_path, json.dumps(videos))
    as_page = videos_in(tmp_path, json.dumps(research_page("videos", videos)))
    as_lines = videos_in(tmp_path, "\n".join(map(json.dumps, videos)))
    assert (
        [c.sha256 for c in as_list] == [c.sha256 for c in as_page] == [c.sha256 for c in as_lines]
    )


def test_a_broken_video_in_a_page_costs_no_other(tmp_path: Path) -> None:
    page = json.dumps(research_page("videos", [research_video(n) for n in range(3)]), indent=1)
    path = tmp_path / "page.json"
    path.write_text(page.replace('"username": "invented.runner1"', '"username" "broken"'))
    first, second, third = read_all(path)
    assert isinstance(second, Broken)
    assert second.problem.startswith("not JSON: Expecting ':' delimiter")
    assert path.read_text().splitlines()[second.line - 1] == "   {"
    assert isinstance(first, Capture)
    assert isinstance(third, Capture)


def test_a_broken_line_of_pages_costs_no_other(tmp_path: Path) -> None:
    lines = [json.dumps(research_page("videos", [research_video(n)])) for n in range(4)]
    lines[1] = lines[1][:200]
    lines[2] = lines[2].replace('"cursor"', '"cursor', 1)
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(lines))
    readings = read_all(path)
    found = captures(readings)
    assert {c.post.author for c in found if c.post} >= {"invented.runner0", "invented.runner3"}
    assert next(r.line for r in readings if isinstance(r, Broken)) == 2


def test_a_page_that_was_cut_off_keeps_what_came(tmp_path: Path) -> None:
    page = json.dumps(research_page("videos", [research_video(n) for n in range(3)]))
    path = tmp_path / "page.json"
    path.write_text(page[: page.index("invented.runner2")])
    first, second, third = read_all(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert isinstance(third, Broken)
    assert third.problem == "the file ends inside this item"


def test_an_answer_that_is_an_error_is_quarantined_with_its_code(tmp_path: Path) -> None:
    error = {"code": "daily_quota_limit_exceeded", "message": "Too many", "log_id": "2026"}
    path = tmp_path / "pages.jsonl"
    good = json.dumps(research_page("videos", [VIDEO]))
    path.write_text(json.dumps({"data": {}, "error": error}) + "\n" + good)
    first, second = read_all(path)
    assert isinstance(first, Broken)
    assert first.problem == (
        'error.code: "daily_quota_limit_exceeded" is what the API answered: "Too many"'
    )
    assert isinstance(second, Capture)


def test_a_page_without_videos_is_skipped_and_not_broken(tmp_path: Path) -> None:
    page = research_page("videos", [])
    page["data"]["videos"] = None
    path = tmp_path / "page.json"
    path.write_text(json.dumps(page))
    assert read_all(path) == [Skipped("research_api", 1, "a page without items")]
    page["data"]["videos"] = []
    path.write_text(json.dumps(page))
    assert read_all(path) == []


def test_a_page_with_a_failed_one_before_it_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    failed = {"data": {}, "error": {"code": "internal_error", "message": "", "log_id": "1"}}
    path.write_text(json.dumps(failed) + "\n")
    assert sniff(path).name == "research_api"


def test_reading_later_changes_the_moment_and_nothing_else() -> None:
    path = FIXTURES / "research_api_page.json"
    now, later = read_all(path), read_all(path, now=NOW + timedelta(days=1))
    for first, second in zip(captures(now), captures(later), strict=True):
        assert (first.payload, first.sha256, first.post) == (
            *(second.payload, second.sha256, second.post),
        )
        assert second.observed_at == NOW + timedelta(days=1)


@pytest.fixture
def real_page(shared: Path) -> Path:
    """27 real videos of one answer."""
    path = shared / "payloads/tiktok_research_api/api_videos_response_page_1_of_2.json"
    if not path.is_file():
        pytest.skip("the recorded answers of the Research API are not at hand")
    return path


def test_27_real_videos_are_read_without_loss(real_page: Path) -> None:
    readings = read_all(real_page)
    videos = json.loads(real_page.read_text())["data"]["videos"]
    assert len(readings) == len(captures(readings)) == 27
    for capture, video in zip(captures(readings), videos, strict=True):
        assert json.loads(capture.payload) == video
        assert capture.post is not None
        assert capture.post.id == str(video["id"])
        assert capture.post.author == video["username"]
        (sighting,) = capture.sightings
        assert sighting.likes == video.get("like_count")
        assert sighting.views == video["view_count"]


def test_one_real_video_lacks_its_likes_and_gets_no_zero(real_page: Path) -> None:
    likes = [capture.sightings[0].likes for capture in captures(read_all(real_page))]
    assert likes.count(None) == 1


def test_the_tags_in_real_captions_are_those_that_tiktok_lists(real_page: Path) -> None:
    for video in json.loads(real_page.read_text())["data"]["videos"]:
        written = {clean_tag(tag) for tag in tags_in(video["video_description"])}
        assert written == {clean_tag(tag) for tag in video["hashtag_names"]}


def test_real_ids_embed_the_time_of_posting(real_page: Path) -> None:
    for capture in captures(read_all(real_page)):
        assert capture.post is not None
        assert capture.post.created_at is not None
        inside = id_time("tiktok", capture.post.id, NOW)
        assert inside is not None
        assert abs(inside - capture.post.created_at) < timedelta(minutes=1)


def test_real_comments_hang_on_their_video(shared: Path) -> None:
    path = shared / "payloads/tiktok_research_api/api_comments_response.json"
    if not path.is_file():
        pytest.skip("the recorded answers of the Research API are not at hand")
    found = captures(read_all(path))
    assert len(found) == 6
    assert {c.post.parent_id for c in found if c.post} == {"7385291383449439519"}
    assert [c.post.caption for c in found if c.post and c.post.caption] == [
        "OMG so cute",
        "OMG pumpkin",
        "heart melting",
    ]


def test_the_start_of_the_invented_page_is_what_its_ids_say() -> None:
    assert VIDEO["create_time"] == START == VIDEO["id"] >> 32
