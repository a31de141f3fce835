"""Our own format: every field, every kind of line, every slip of the pen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from scrapers.records import Author, Coverage, Post, Sighting, Skipped, TagSighting
from tests.scrapers.fixtures.invent import retrograde_lines, tiktok_id
from tests.scrapers.reads import NOW, capture_of, post_of, problem_of, read_item

SEEN = datetime(2026, 8, 10, 6, tzinfo=UTC)
VIDEO = retrograde_lines()[0]
LEAST = {"platform": "tiktok", "id": "1"}


def test_every_field_of_a_post_is_read() -> None:
    capture = capture_of("retrograde", VIDEO)
    assert capture.post == Post(
        platform="tiktok",
        id=VIDEO["id"],
        kind="video",
        url=VIDEO["url"],
        author="invented.coach",
        created_at=datetime(2026, 8, 3, 10, 15, tzinfo=UTC),
        created_at_source="platform",
        caption=VIDEO["caption"],
        transcript=VIDEO["transcript"],
        transcript_source="asr",
        screen_text="8 miles",
        lang="en",
        hashtags=("fitness", "runningbackwards"),
        duration_s=41.5,
    )
    assert capture.author == Author(
        platform="tiktok",
        id="invented.coach",
        handle="invented.coach",
        display_name="Invented Coach",
        followers=30_300,
        credential="personal trainer",
        observed_at=SEEN,
    )
    assert capture.sightings == (
        Sighting(
            post=f"tiktok:{VIDEO['id']}",
            observed_at=SEEN,
            source="retrograde",
            views=258_000,
            likes=47_000,
            comments=0,
            count_quantum=1_000,
        ),
    )
    assert (capture.observed_at, capture.observed_at_source) == (SEEN, "platform")


def test_platform_and_id_are_enough() -> None:
    capture = capture_of("retrograde", LEAST)
    assert capture.post == Post(platform="tiktok", id="1", kind="video")
    assert (capture.author, capture.sightings) == (None, ())
    assert (capture.observed_at, capture.observed_at_source) == (NOW, "import")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"platform": "tiktok"}, "video"),
        ({"platform": "youtube"}, "video"),
        ({"platform": "mastodon"}, "post"),
        ({"platform": "tiktok", "parent_id": "9"}, "comment"),
        ({"platform": "tiktok", "parent_id": "9", "kind": "video"}, "video"),
        ({"platform": "tiktok", "kind": "post"}, "post"),
    ],
)
def test_a_kind_that_is_not_said_follows_from_the_rest(fields: dict[str, Any], kind: str) -> None:
    assert post_of("retrograde", {"id": "1"} | fields).kind == kind


@pytest.mark.parametrize("platform", ["TikTok", " tiktok ", "TIKTOK"])
def test_a_platform_has_one_spelling(platform: str) -> None:
    assert post_of("retrograde", LEAST | {"platform": platform}).key == "tiktok:1"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/@x/1?a=b", "https://example.org/@x/1?a=b"),
        (" HTTP://EXAMPLE.ORG ", "HTTP://EXAMPLE.ORG"),
        ("javascript:alert(1)", None),
        ("www.example.org/x", None),
        ('https://example.org/" onclick="x', None),
        ("https://example.org/" + "x" * 5000, None),
    ],
)
def test_only_an_address_of_the_web_is_one(url: str, kept: str | None) -> None:
    assert post_of("retrograde", LEAST | {"url": url}).url == kept


def test_a_note_of_the_files_author_is_no_post() -> None:
    found = read_item("retrograde", {"kind": "note", "text": "all of this is invented"})
    assert found == Skipped("retrograde", 1, "a note of whoever wrote the file")


def test_a_text_is_kept_as_given_so_that_offsets_hold() -> None:
    post = post_of("retrograde", LEAST | {"caption": "  two spaces\n", "transcript": " x "})
    assert post.caption == "  two spaces\n"
    assert post.transcript == " x "


def test_a_translation_is_kept_and_said_to_be_one() -> None:
    fields = {"transcript": "words", "transcript_source": "machine_translation"}
    assert post_of("retrograde", LEAST | fields).transcript_source == "machine_translation"


def test_an_origin_without_a_transcript_is_none() -> None:
    assert post_of("retrograde", LEAST | {"transcript_source": "asr"}).transcript_source is None


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["#A", "b", "A"], ("a", "b", "c")),
        ("#A, b", ("a", "b", "c")),
        ("", ("c",)),
        (None, ("c",)),
        ([], ("c",)),
    ],
)
def test_tags_come_from_the_list_and_from_the_caption(
    tags: object, expected: tuple[str, ...]
) -> None:
    item = LEAST | {"hashtags": tags, "caption": "see #C"}
    assert post_of("retrograde", item).hashtags == expected


@pytest.mark.parametrize(
    ("author", "handle"),
    [("coach", "coach"), ("@coach", "coach"), ("did:plc:abc", None), (12345, "12345")],
)
def test_an_author_is_kept_as_given(author: object, handle: str | None) -> None:
    capture = capture_of("retrograde", LEAST | {"author": author})
    assert capture.author is not None
    assert capture.author.id == str(author)
    assert capture.author.handle == handle
    assert capture.post is not None
    assert capture.post.author == str(author)


def test_a_time_in_the_id_stands_in_for_a_missing_or_impossible_one() -> None:
    native_id = tiktok_id(int(datetime(2026, 8, 3, 10, 15, tzinfo=UTC).timestamp()))
    for stated in (None, "0000-10-14T15:06:10Z", "9999-12-31", 1785752100000):
        post = post_of("retrograde", LEAST | {"id": native_id, "created_at": stated})
        assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
        assert post.created_at_source == "id"


def test_a_time_without_an_offset_is_utc() -> None:
    post = post_of("retrograde", LEAST | {"created_at": "2026-08-03T10:15:00"})
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)


def test_an_impossible_moment_of_seeing_is_the_imports() -> None:
    capture = capture_of("retrograde", LEAST | {"observed_at": "0000-01-01", "views": 1})
    assert (capture.observed_at, capture.observed_at_source) == (NOW, "import")
    assert capture.sightings[0].observed_at == NOW


def test_an_invented_post_says_so() -> None:
    assert post_of("retrograde", LEAST | {"invented": True}).invented
    assert not post_of("retrograde", LEAST).invented


def test_a_large_id_survives_as_number_and_as_text() -> None:
    for native_id in (7320768196569599275, "7320768196569599275"):
        assert post_of("retrograde", LEAST | {"id": native_id}).id == "7320768196569599275"


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        (
            {"id": "#RunningBackwards", "views": "1.2M"},
            {"tag": "runningbackwards", "views": 1_200_000, "count_quantum": 100_000},
        ),
        (
            {"id": "reverserunning", "views": "112.4K"},
            {"tag": "reverserunning", "views": 112_400, "count_quantum": 100},
        ),
        (
            {"id": "runbackwards", "views": "471K", "posts": 900},
            {"tag": "runbackwards", "views": 471_000, "posts": 900, "count_quantum": 1_000},
        ),
        (
            {"id": "runbackwards", "views": 471_000, "count_quantum": 1_000},
            {"tag": "runbackwards", "views": 471_000, "count_quantum": 1_000},
        ),
    ],
)
def test_a_tag_line_is_a_sighting_of_a_hashtag(fields: dict[str, Any], tag: dict[str, Any]) -> None:
    item = {"kind": "tag", "platform": "tiktok", "observed_at": "2026-08-10T06:00:00Z"} | fields
    capture = capture_of("retrograde", item)
    assert capture.tag_sightings == (
        TagSighting(platform="tiktok", observed_at=SEEN, source="retrograde", **tag),
    )
    assert (capture.post, capture.sightings) == (None, ())
    assert capture.observed_at == SEEN


def test_a_coverage_line_says_whether_a_day_was_collected() -> None:
    capture = capture_of("retrograde", retrograde_lines()[-1])
    assert capture.coverage == (Coverage("tiktok", date(2026, 8, 3), "off", "x"),)
    assert capture.post is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"platform": None}, "platform: missing"),
        ({"platform": 5}, "platform: 5 is not text"),
        ({"platform": "a b"}, 'platform: "a b" is not the name of a platform'),
        ({"id": ""}, "id: missing"),
        ({"id": 1.23e18}, "id: 1.23e+18 is an id that came as a rounded number"),
        ({"id": True}, "id: true is not an id"),
        ({"kind": "reel"}, 'kind: "reel" is none of video, post, comment'),
        ({"kind": 5}, "kind: 5 is not text"),
        ({"views": -1}, "views: -1 is not a count"),
        ({"views": True}, "views: true is not a count"),
        ({"views": 1.5}, "views: 1.5 is not a count"),
        ({"likes": "a few"}, 'likes: "a few" is not a count such as 1200000 or 1.2M'),
        ({"views": 10**400}, "views: a number of 401 digits is not a count"),
        ({"views": 5, "count_quantum": 0}, "count_quantum: 0 is not a step of counting"),
        ({"author": "x", "author_followers": "many"}, 'author_followers: "many" is not a count'),
        ({"created_at": "yesterday"}, 'created_at: "yesterday" is not a time'),
        ({"observed_at": []}, "observed_at: a list is not a unix time"),
        ({"caption": ["x"]}, "caption: a list is not text"),
        ({"hashtags": [1]}, "hashtags[0]: 1 is not text"),
        ({"hashtags": {"a": 1}}, "hashtags: an object is not a list"),
        ({"duration_s": -1}, "duration_s: -1 is not a length in seconds"),
        ({"transcript_source": "whisper"}, 'transcript_source: "whisper" is none of asr, creator'),
        ({"invented": "yes"}, 'invented: "yes" is neither true nor false'),
        ({"kind": "tag"}, "views or posts: missing"),
        ({"kind": "tag", "id": "#", "views": 1}, 'id: "#" is not a hashtag'),
        ({"kind": "coverage", "id": "monday", "status": "off"}, 'id: "monday" is not a day'),
        ({"kind": "coverage", "id": "2026-08-03"}, "status: missing"),
        (
            {"kind": "coverage", "id": "2026-08-03", "status": "on"},
            'status: "on" is none of collected, partial, off',
        ),
    ],
)
def test_a_slip_names_its_path_and_value(fields: dict[str, Any], problem: str) -> None:
    assert problem_of("retrograde", LEAST | fields).startswith(problem)


def test_two_sightings_of_a_post_are_one_post() -> None:
    first = capture_of("retrograde", VIDEO)
    later = SEEN + timedelta(days=1)
    second = capture_of("retrograde", VIDEO | {"views": "300K", "observed_at": later.isoformat()})
    assert first.post == second.post
    assert second.sightings[0].observed_at == later
    assert first.sha256 != second.sha256
