"""What yt-dlp writes: each site puts its names elsewhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.records import Broken, Reading, Skipped
from tests.scrapers.fixtures.exports import playlist, youtube_info, ytdlp_info
from tests.scrapers.fixtures.invent import HOUR, START, WORDS, tiktok_id, web_video
from tests.scrapers.fixtures.sites import media_code, x_id
from tests.scrapers.reads import (
    capture_of,
    captures,
    only_sighting,
    post_of,
    problem_of,
    read_all,
    read_item,
)

TIKTOK = ytdlp_info(web_video(0))
SEEN = datetime.fromtimestamp(START + 60 * HOUR, UTC)


def written(folder: Path, *documents: Any, indent: int | None = None) -> list[Reading]:
    """What a file of these documents holds."""
    path = folder / "videos.info.json"
    path.write_text("\n".join(json.dumps(each, indent=indent) for each in documents))
    return read_all(path, format_name="ytdlp")


def test_a_video_of_tiktok_is_read_whole() -> None:
    capture = capture_of("ytdlp", TIKTOK)
    post = capture.post
    assert post is not None
    assert (post.key, post.kind) == (f"tiktok:{tiktok_id(START)}", "video")
    assert post.url == f"https://www.tiktok.com/@invented.walker0/video/{post.id}"
    assert (post.caption, post.duration_s) == (WORDS[0], 41.0)
    assert post.hashtags == ("runningbackwards", "fitness")
    assert capture.author is not None
    assert (capture.author.id, capture.author.handle) == ("invented.walker0", "invented.walker0")
    assert capture.author.display_name == "Invented Walker 🏃"
    assert (capture.observed_at, capture.observed_at_source) == (SEEN, "platform")
    (seen,) = capture.sightings
    assert (seen.views, seen.likes, seen.comments) == (258_000, 47_000, 1_234)
    assert (seen.shares, seen.saves, seen.count_quantum) == (87, None, 100)


def test_tiktoks_captions_may_be_translations_and_are_not_read() -> None:
    post = post_of("ytdlp", TIKTOK)
    assert (post.transcript, post.transcript_source) == (None, None)


def test_on_youtube_the_name_is_the_uploader_and_the_handle_its_id() -> None:
    capture = capture_of("ytdlp", youtube_info(0))
    assert capture.author is not None
    assert capture.author.key == "youtube:UCinvented000000000000"
    assert (capture.author.handle, capture.author.display_name) == (
        *("inventedrunner", "Invented Runner"),
    )
    assert capture.author.followers == 4_560
    assert capture.post is not None
    assert capture.post.caption == (
        "I ran backwards for 30 days\n\nHere is what happened. #RunningBackwards"
    )
    # What a creator files a video under is no hashtag.
    assert capture.post.hashtags == ("runningbackwards",)
    assert (capture.post.lang, capture.sightings[0].count_quantum) == ("en", 1)


def test_of_youtubes_captions_only_those_in_the_language_spoken_are_words() -> None:
    post = post_of("ytdlp", youtube_info(0))
    assert (post.transcript, post.transcript_source) == ("I ran eight miles backward", "asr")
    subtitles = {"en": [{"ext": "vtt", "data": "Eight miles, backward."}]}
    post = post_of("ytdlp", youtube_info(0, subtitles=subtitles))
    assert (post.transcript, post.transcript_source) == ("Eight miles, backward.", "creator")
    assert post_of("ytdlp", youtube_info(0, language=None)).transcript is None
    assert post_of("ytdlp", youtube_info(0, language="fr")).transcript is None


def test_instagram_and_x_have_their_own_places() -> None:
    reel = {
        "id": media_code(START),
        "extractor_key": "Instagram",
        "uploader": "Invented Reels",
        "channel": "invented.reels",
        "like_count": 3,
    }
    capture = capture_of("ytdlp", reel)
    assert capture.author is not None
    assert (capture.author.id, capture.author.display_name) == ("invented.reels", "Invented Reels")
    assert capture.post is not None
    assert capture.post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    film = {"id": "1", "display_id": x_id(START), "extractor_key": "Twitter", "tags": ["A"]}
    post = post_of("ytdlp", film | {"uploader": "Name", "uploader_id": "handle"})
    assert (post.key, post.author, post.hashtags) == (f"x:{x_id(START)}", "handle", ("a",))


def test_a_day_without_an_hour_yields_to_the_time_in_the_id() -> None:
    post = post_of("ytdlp", TIKTOK | {"timestamp": None})
    assert (post.created_at, post.created_at_source) == (
        *(datetime(2026, 8, 3, 10, 15, tzinfo=UTC), "id"),
    )
    post = post_of("ytdlp", youtube_info(0, timestamp=None, upload_date="20260803"))
    assert (post.created_at, post.created_at_source) == (
        *(datetime(2026, 8, 3, tzinfo=UTC), "platform"),
    )


def test_what_was_not_looked_up_is_missing() -> None:
    item = {"_type": "url", "ie_key": "TikTok", "id": str(tiktok_id(START)), "title": "8 miles"}
    capture = capture_of("ytdlp", item)
    assert capture.sightings == ()
    assert capture.post is not None
    assert (capture.post.caption, capture.post.author) == ("8 miles", None)
    assert capture.observed_at_source == "import"


@pytest.mark.parametrize("indent", [None, 1])
def test_a_list_gives_its_videos(tmp_path: Path, indent: int | None) -> None:
    videos = [ytdlp_info(web_video(n)) for n in range(3)]
    found = written(tmp_path, playlist([*videos]), indent=indent)
    assert [c.post.id for c in captures(found) if c.post] == [video["id"] for video in videos]
    assert [json.loads(c.payload) for c in captures(found)] == videos


@pytest.mark.parametrize("indent", [None, 1])
def test_a_list_of_lists_gives_all_their_videos(tmp_path: Path, indent: int | None) -> None:
    tabs = [playlist([youtube_info(n), youtube_info(n + 1)]) for n in (0, 2)]
    found = written(tmp_path, playlist([*tabs]), indent=indent)
    assert [c.post.id for c in captures(found) if c.post] == [f"inventedV0{n}" for n in range(4)]
    assert len(found) == 4


def test_several_documents_in_one_file_are_all_read(tmp_path: Path) -> None:
    found = written(tmp_path, TIKTOK, playlist([youtube_info(0)]), youtube_info(1))
    assert [capture.post.platform for capture in captures(found) if capture.post] == [
        *("tiktok", "youtube", "youtube"),
    ]


def test_a_video_of_a_list_that_could_not_be_fetched_is_counted(tmp_path: Path) -> None:
    found = written(tmp_path, playlist([None, TIKTOK, None]))
    assert len(captures(found)) == 1
    skipped = [reading.reason for reading in found if isinstance(reading, Skipped)]
    assert skipped == ["a video of the list that could not be fetched"] * 2


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (playlist([]) | {"entries": None}, "a list without its videos"),
        (TIKTOK | {"extractor_key": "Vimeo"}, 'a video of "Vimeo", which is not read'),
    ],
)
def test_what_is_no_post_has_a_reason(item: dict[str, Any], reason: str) -> None:
    assert read_item("ytdlp", item) == Skipped("ytdlp", 1, reason)


def test_a_broken_video_costs_no_other(tmp_path: Path) -> None:
    found = written(
        tmp_path, playlist([TIKTOK | {"id": 5.5}, TIKTOK | {"view_count": "x"}, TIKTOK])
    )
    assert len(captures(found)) == 1
    assert [r.problem.split(":")[0] for r in found if isinstance(r, Broken)] == ["id", "view_count"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": None}, "id: missing"),
        ({"extractor_key": None}, "extractor_key: missing"),
        ({"epoch": "x"}, 'epoch: "x" is not a unix time'),
        ({"description": 5}, "description: 5 is not text"),
    ],
)
def test_what_does_not_map_names_its_path(changes: dict[str, Any], problem: str) -> None:
    assert problem_of("ytdlp", TIKTOK | changes).startswith(problem)


def test_youtubes_numbers_are_exact() -> None:
    assert only_sighting("ytdlp", youtube_info(0, view_count=1_200_000)).count_quantum == 1
