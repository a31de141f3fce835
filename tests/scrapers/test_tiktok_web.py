"""What TikTok's pages show of a video and of a comment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers.fields import Unmapped, Unwanted
from scrapers.shown import Shown
from scrapers.tiktok_web import comment, video
from tests.scrapers.fixtures.invent import START, WORDS, tiktok_id, web_comment, web_video
from tests.scrapers.reads import NOW


def shown(**changes: Any) -> Shown:
    """The invented video, with changes."""
    return video(web_video(0, **changes), source="test", seen_at=NOW, under="data.")


def breaks(**changes: Any) -> str:
    """What is wrong with the invented video after these changes."""
    with pytest.raises(Unmapped) as caught:
        shown(**changes)
    return caught.value.problem


def test_a_video_is_read_whole() -> None:
    post, author, sighting = shown()
    assert post.key == f"tiktok:{tiktok_id(START)}"
    assert post.kind == "video"
    assert post.url == f"https://www.tiktok.com/@invented.walker0/video/{post.id}"
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert post.created_at_source == "platform"
    assert post.caption == WORDS[0]
    assert post.screen_text == "8 miles\nbackwards\nwow"
    assert post.hashtags == ("runningbackwards", "fitness")
    assert post.lang == "en"
    assert post.duration_s == 41.0
    assert author is not None
    assert (author.id, author.handle) == ("invented.walker0", "invented.walker0")
    assert author.display_name == "Invented Walker 🏃"
    assert author.followers == 30_300
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.comments) == (258_000, 47_000, 1_234)
    assert (sighting.shares, sighting.saves) == (87, 3_210)
    assert sighting.count_quantum == 100


def test_an_author_may_be_a_text_with_the_name_beside_it() -> None:
    post, author, _ = shown(author="embedded", nickname="The Name")
    assert author is not None
    assert (author.id, author.display_name) == ("embedded", "The Name")
    assert post.author == "embedded"


@pytest.mark.parametrize("missing", [None, "", {}, {"uniqueId": None}, {"nickname": "only"}])
def test_without_an_author_there_is_no_address_either(missing: Any) -> None:
    post, author, _ = shown(author=missing)
    assert author is None
    assert post.author is None
    assert post.url is None


def test_a_hostile_handle_cannot_leave_its_place_in_the_address() -> None:
    post = shown(author={"uniqueId": '../"><x'}).post
    assert post.url == f"https://www.tiktok.com/@..%2F%22%3E%3Cx/video/{post.id}"


def test_pictures_are_a_post_with_an_address_of_their_own_and_no_length() -> None:
    post = shown(imagePost={"images": [1]}, video={"duration": 0}).post
    assert post.kind == "post"
    assert post.url is not None
    assert f"/photo/{post.id}" in post.url
    assert post.duration_s is None


def test_a_language_that_tiktok_does_not_know_is_none() -> None:
    assert shown(textLanguage="un").post.lang is None


def test_a_caption_in_parts_is_joined() -> None:
    parts = [{"desc": "one "}, {"desc": ""}, {"desc": "two #three"}]
    post = shown(desc="", contents=parts).post
    assert post.caption == "one\ntwo #three"
    assert "three" in post.hashtags


def test_newer_counters_come_before_older_ones() -> None:
    item = {"playCount": 10, "diggCount": 5}
    sighting = shown(stats=item, statsV2={"playCount": "1200000"}).sighting
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.shares) == (1_200_000, 5, None)
    assert sighting.count_quantum == 100_000


def test_no_counter_shown_is_no_sighting() -> None:
    assert shown(stats={}, statsV2=None).sighting is None


@pytest.mark.parametrize("value", ["0", 0])
def test_a_page_behind_a_login_is_no_post(value: Any) -> None:
    assert breaks(createTime=value).startswith("data.createTime: ")
    assert "asked for a login" in breaks(createTime=value)


def test_a_missing_time_is_read_from_the_id() -> None:
    post = shown(createTime=None).post
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    assert post.created_at_source == "id"


def test_a_live_room_is_no_post() -> None:
    with pytest.raises(Unwanted, match="live room"):
        shown(liveRoomInfo={})


def captioned(*tracks: dict[str, Any], language: str | None = "eng-US") -> dict[str, Any]:
    """A film with these caption tracks."""
    return {"subtitleInfos": tracks, "claInfo": {"originalLanguageInfo": {"language": language}}}


def test_captions_count_only_with_text_in_the_language_spoken() -> None:
    speech = {"Source": "ASR", "LanguageCodeName": "eng-US", "text": "i run backwards"}
    translated = {"Source": "MT", "LanguageCodeName": "eng-US", "text": "no"}
    post = shown(video=captioned(translated, speech) | {"subtitleInfos": [translated, speech]}).post
    assert (post.transcript, post.transcript_source) == ("i run backwards", "asr")
    assert shown().post.transcript is None
    film = captioned(language="deu-DE") | {"subtitleInfos": [speech]}
    assert shown(video=film).post.transcript is None


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"id": 7.6e18}, "data.id: "),
        ({"id": "abc"}, "data.id: "),
        ({"id": None}, "data.id or itemId: "),
        ({"desc": 5}, "data.desc: "),
        ({"stats": 5}, "data.stats: "),
        ({"stats": {"diggCount": -1}}, "data.stats.diggCount: "),
        ({"statsV2": {"playCount": "many"}}, "data.statsV2.playCount: "),
        ({"textExtra": {}}, "data.textExtra: "),
        ({"textExtra": [{"hashtagName": 1}]}, "data.textExtra[].hashtagName: "),
        ({"stickersOnItem": [{"stickerText": "x"}]}, "data.stickersOnItem[].stickerText: "),
        ({"video": {"duration": "long"}}, "data.video.duration: "),
        ({"author": 5}, "data.author: "),
        ({"author": {"uniqueId": 5}}, "data.author.uniqueId: "),
        ({"authorStats": {"followerCount": True}}, "data.authorStats.followerCount: "),
        ({"createTime": "soon"}, "data.createTime: "),
        ({"challenges": [5]}, "data.challenges[0]: "),
    ],
)
def test_what_does_not_map_names_its_path(changes: dict[str, Any], path: str) -> None:
    assert breaks(**changes).startswith(path)


def test_a_comment_hangs_on_its_video() -> None:
    post, author, sighting = comment(web_comment(0), source="test", seen_at=NOW)
    assert post.kind == "comment"
    assert post.parent_id == str(tiktok_id(START))
    assert post.caption == "my PT says it saves the knees #knees"
    assert post.hashtags == ("knees",)
    assert post.lang == "en"
    assert post.url is None
    assert author is not None
    assert (author.id, author.display_name) == ("invented.reader", "Invented Reader")
    assert sighting is not None
    assert (sighting.views, sighting.likes, sighting.comments) == (None, 15, 2)


def test_a_comment_without_its_video_is_not_kept() -> None:
    item = web_comment(0)
    del item["aweme_id"]
    with pytest.raises(Unmapped, match=r"aweme_id: missing"):
        comment(item, source="test", seen_at=NOW)


def test_an_answer_counts_as_a_comment_to_the_video() -> None:
    item = web_comment(0) | {"reply_id": "7669777793620443000"}
    assert comment(item, source="test", seen_at=NOW).post.parent_id == str(tiktok_id(START))


def test_a_comment_of_nobody_is_still_a_comment() -> None:
    item = web_comment(0) | {"user": None, "comment_language": "un", "create_time": None}
    post, author, _ = comment(item, source="test", seen_at=NOW)
    assert (author, post.author, post.lang) == (None, None, None)
    assert post.created_at_source == "id"
