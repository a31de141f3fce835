"""TikTok's public pages: counters of hashtags, single videos, captions; nothing solved or signed."""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers import tiktok_pages
from scrapers.platform import Answer, Outcome
from scrapers.platforms import tiktok_web as platform
from scrapers.records import Broken, Capture, Skipped, TagSighting
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.tiktok_web import (
    CAPTIONS,
    EARLIER,
    ID,
    VTT,
    earlier_video_page,
    html,
    later,
    read,
    tag_page,
    track,
    video,
    video_page,
)


def captured(came: Answer, purpose: str = "video") -> Capture:
    page = read(purpose, came)
    assert page.outcome is Outcome.OK, page.reason
    (reading,) = page.readings
    assert isinstance(reading, Capture), reading
    return reading


def counters(came: Answer) -> TagSighting:
    (seen,) = captured(came, "tag").tag_sightings
    return seen


# Hashtags


def test_each_hashtag_has_one_page_and_named_posts_have_theirs() -> None:
    named = (ID, f"https://www.tiktok.com/@ada/video/{ID}?lang=en", "https://example.org/", "x1")
    asked = platform.first_requests(replace(plan("a", "laufen/rückwärts"), posts=named))
    assert [one.url for one in asked] == [
        f"{SERVER}/tag/a",
        f"{SERVER}/tag/laufen%2Fr%C3%BCckw%C3%A4rts",
        f"{SERVER}/@_/video/{ID}",
    ]
    assert platform.CARD.delay_seconds >= 5
    assert platform.CARD.obeys_robots
    assert platform.sign_in(plan()) is None


def test_counters_of_a_hashtag_carry_the_step_that_they_are_rounded_to() -> None:
    assert counters(tag_page()) == TagSighting(
        "tiktok", "runningbackwards", NOW, "tiktok_web", 1_200_000, 4321, 100_000
    )
    hundreds = {"videoCount": "87", "viewCount": "737500"}
    seen = counters(tag_page(statsV2=hundreds))
    assert (seen.views, seen.posts, seen.count_quantum) == (737_500, 87, 100)


def test_an_earlier_page_of_a_hashtag_says_the_same() -> None:
    info = {"challenge": {"title": "RunningBackwards"}, "stats": {"viewCount": 950}}
    seen = counters(html(EARLIER, {"ChallengePage": {"statusCode": 0, "challengeInfo": info}}))
    assert (seen.tag, seen.views, seen.posts, seen.count_quantum) == (
        "runningbackwards", 950, None, 1
    )  # fmt: skip


def test_a_hashtag_that_does_not_exist_is_told_and_one_without_counters_is_set_aside() -> None:
    none = read("tag", later("webapp.challenge-detail", {"statusCode": 10205}))
    assert (none.outcome, none.readings) == (Outcome.REFUSED, ())
    assert "10205" in none.reason
    assert read("tag", answer(b"<html></html>", 404)).outcome is Outcome.REFUSED
    page = read("tag", tag_page(stats={}, statsV2={}))
    assert [type(one) for one in page.readings] == [Broken]


# Videos


@pytest.mark.parametrize("came", [video_page(), earlier_video_page()], ids=["later", "earlier"])
def test_a_video_is_read_from_pages_of_either_generation(came: Answer) -> None:
    capture = captured(came)
    post, (seen,) = capture.post, capture.sightings
    assert post is not None
    assert (post.key, post.author) == (f"tiktok:{ID}", "invented.walker0")
    assert post.hashtags == ("runningbackwards", "fitness")
    assert post.screen_text == "8 miles\nbackwards\nwow"
    assert capture.author is not None
    assert capture.author.display_name == "Invented Walker 🏃"
    assert (seen.source, seen.views, seen.comments, seen.count_quantum) == (
        "tiktok_web", 258_000, 1_234, 100
    )  # fmt: skip


def test_the_payload_is_the_item_alone_and_no_address_in_it_is_signed() -> None:
    payload = captured(video_page()).payload
    assert json.loads(payload)["id"] == ID
    assert "5up3rs3cr3t" not in payload


def test_a_video_that_is_not_the_one_asked_for_is_not_taken_for_it() -> None:
    page = read("video", video_page(video(id="7320768196569599275")))
    assert (page.outcome, page.readings) == (Outcome.BROKEN, ())
    assert "was asked for" in page.reason


def test_what_is_only_for_people_who_have_signed_in_is_left_out() -> None:
    page = read("video", video_page(video(isContentClassified=True)))
    assert [type(one) for one in page.readings] == [Skipped]


@pytest.mark.parametrize("code", [10216, 10222])
def test_what_was_made_private_is_gone(code: int) -> None:
    for purpose in ("video", "look"):
        page = read(purpose, video_page(code=code))
        assert (page.outcome, page.gone) == (Outcome.GONE, (f"tiktok:{ID}",))


def test_what_is_not_shown_here_may_still_be_shown_elsewhere() -> None:
    page = read("video", video_page(code=10204))
    assert (page.outcome, page.gone) == (Outcome.GONE, ())
    # oEmbed, which has no country, has said before that it is not there.
    assert read("look", video_page(code=10204)).gone == (f"tiktok:{ID}",)


def test_a_page_that_is_not_found_is_not_tiktok_saying_that_a_video_is_gone() -> None:
    for status in (404, 410):
        page = read("look", answer(b"<html>nginx</html>", status))
        assert (page.outcome, page.gone) == (Outcome.GONE, ())


def test_a_code_that_is_not_known_deletes_nothing() -> None:
    for purpose in ("video", "look"):
        page = read(purpose, video_page(code=10999))
        assert (page.outcome, page.gone) == (Outcome.BROKEN, ())


# Captions


def test_captions_are_fetched_in_the_language_that_was_spoken() -> None:
    (asked,) = read("video", video_page()).next
    assert (asked.url, asked.about, asked.purpose) == (CAPTIONS, ID, "captions")
    # The address is signed and expires: it is asked at once, and not written down.
    assert not asked.kept
    page = platform.read_page(plan(), asked, answer(VTT, content_type="text/vtt"))
    (post,) = posts(page.readings)
    assert (post.key, post.transcript_source) == (f"tiktok:{ID}", "asr")
    assert post.transcript == "Running backwards burns twice as much."
    (reading,) = page.readings
    assert isinstance(reading, Capture)
    assert reading.sightings == ()
    assert post.created_at == datetime(2026, 8, 3, 10, 15, tzinfo=UTC)


def subtitles(*tracks: dict[str, Any], spoken: str | None = "eng-US") -> Answer:
    """The page of a video with these tracks."""
    film = {"duration": 41, "subtitleInfos": list(tracks)}
    if spoken:
        film["claInfo"] = {"originalLanguageInfo": {"language": spoken}}
    return video_page(video(video=film))


def test_what_the_creator_wrote_is_preferred_to_what_a_machine_heard() -> None:
    heard, written = track("ASR", "eng-US"), track("LC", "eng-US", Url="https://v.example/lc")
    (asked,) = read("video", subtitles(heard, written)).next
    assert asked.url == "https://v.example/lc"
    page = platform.read_page(plan(), asked, answer(VTT))
    assert [post.transcript_source for post in posts(page.readings)] == ["creator"]


@pytest.mark.parametrize(
    "tracks",
    [
        [],
        [track("MT", "eng-US")],
        [track("ASR", "deu-DE")],
        [track("ASR", "eng-US", UrlExpire="1793000000")],
        [track("ASR", "eng-US", Url="javascript:alert(1)")],
        [track("ASR", "eng-US", Url=None)],
        [track("ASR", "eng-US", Format="creator_caption")],
    ],
)
def test_a_translation_or_what_has_expired_is_not_fetched(tracks: list[dict[str, Any]]) -> None:
    page = read("video", subtitles(*tracks))
    assert (len(page.readings), page.next) == (1, ())


def test_without_a_language_that_was_spoken_no_track_is_the_original() -> None:
    assert read("video", subtitles(track("ASR", "eng-US"), spoken=None)).next == ()


@pytest.mark.parametrize(
    ("came", "outcome"),
    [
        (answer(b"", 403), Outcome.GONE),
        (answer(b"gone", 404), Outcome.GONE),
        (answer(b"", 502), Outcome.RETRY),
        (answer(b""), Outcome.CHALLENGED),
        (answer(b"<html>Please wait...</html>"), Outcome.CHALLENGED),
        (answer({"utterances": []}), Outcome.BROKEN),
    ],
)
def test_captions_that_do_not_come_cost_no_video(came: Answer, outcome: Outcome) -> None:
    (asked,) = read("video", video_page()).next
    page = platform.read_page(plan(), asked, came)
    assert (page.outcome, page.gone, page.readings) == (outcome, (), ())


def test_captions_without_a_word_are_no_transcript() -> None:
    (asked,) = read("video", video_page()).next
    came = answer(b"WEBVTT\n\n00:00.000 --> 00:01.000\n \n")
    page = platform.read_page(plan(), asked, came)
    assert [type(one) for one in page.readings] == [Skipped]


# Never


def test_no_request_is_signed() -> None:
    asked = [
        *platform.first_requests(plan()),
        *platform.recheck(plan(), [ID]),
        *read("oembed", answer({}, 404)).next,
    ]
    for one in asked:
        parts = urlsplit(one.url)
        assert not parts.path.startswith("/api/")
        assert set(parse_qs(parts.query)) <= {"url"}
        assert (one.method, one.headers, one.secrets, one.body) == ("GET", (), (), None)
    for module in (platform, tiktok_pages):
        imported = [
            node.module
            for node in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(node, ast.ImportFrom)
        ]
        assert not {"hmac", "hashlib", "secrets", "playwright"} & {str(name) for name in imported}


def fieldmap(shared: Any, source: str) -> Any:
    file = shared / "fieldmap.json"
    if not file.exists():
        pytest.skip("no fieldmap.json in ../shared")
    return json.loads(file.read_text(encoding="utf-8"))["sources"][source]


def test_our_pages_have_the_paths_of_the_document(shared: Any) -> None:
    tag = fieldmap(shared, "tiktok_web_tag")
    assert platform.first_requests(plan("x"))[0].url == tag["request"]["url"].format(
        tag="x"
    ).replace("https://www.tiktok.com", SERVER)
    embed = fieldmap(shared, "tiktok_oembed")
    (asked,) = platform.recheck(plan(), [ID])
    assert urlsplit(asked.url).path == urlsplit(embed["request"]["url"]).path
    assert {told["http"] for told in embed["errors"]} == {400, 404}
    item = fieldmap(shared, "tiktok_web_item")
    codes = {code: read("video", video_page(code=int(code))) for code in item["status_codes"]}
    assert {code: page.outcome for code, page in codes.items() if code != "0"} == {
        "10204": Outcome.GONE, "10216": Outcome.GONE, "10222": Outcome.GONE
    }  # fmt: skip
