"""Times are aware UTC or nothing; ids tell theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.fields import Unmapped
from scrapers.times import id_time, posted_at, stated_time, time_in_name, unix_time

NOW = datetime(2026, 11, 1, tzinfo=UTC)
MORNING = datetime(2026, 8, 3, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-08-03T10:15:00Z",
        "2026-08-03T10:15:00+00:00",
        "2026-08-03T12:15:00+02:00",
        "2026-08-03 10:15:00",
        "20260803T101500Z",
        "2026-08-03T10:15:00.000000Z",
        "1785752100",
        1785752100,
        1785752100.0,
    ],
)
def test_one_moment_has_many_spellings(written: object) -> None:
    moment = stated_time(written, "created_at")
    assert moment == MORNING
    assert moment is not None
    assert moment.tzinfo is UTC


def test_a_bare_day_is_its_midnight_in_utc() -> None:
    assert stated_time("2026-08-03", "t") == datetime(2026, 8, 3, tzinfo=UTC)
    assert stated_time("20260803", "t") == datetime(2026, 8, 3, tzinfo=UTC)


@pytest.mark.parametrize("missing", [None, ""])
def test_no_time_is_no_time(missing: object) -> None:
    assert stated_time(missing, "t") is None
    assert unix_time(missing, "t") is None


@pytest.mark.parametrize(
    "slip",
    [
        "0000-10-14T15:06:10.730Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "12026-01-01T00:00:00Z",
        "-2026-01-01",
        1785752100000,
        10**400,
        -5,
        0,
        "99999999999999999999",
    ],
)
def test_an_impossible_time_is_not_believed(slip: object) -> None:
    assert stated_time(slip, "t") is None


@pytest.mark.parametrize("wrong", ["yesterday", "2026-02-30", "2026-08-03T25:00Z", "3. August"])
def test_what_is_no_time_names_path_and_value(wrong: str) -> None:
    with pytest.raises(Unmapped) as caught:
        stated_time(wrong, "created_at")
    assert caught.value.problem.startswith(f'created_at: "{wrong}" is not a time in ISO 8601')


@pytest.mark.parametrize("wrong", [True, [], {}, "12.5", "x"])
def test_what_is_no_unix_time_names_its_path(wrong: object) -> None:
    with pytest.raises(Unmapped, match=r"data\.createTime"):
        unix_time(wrong, "data.createTime")


def test_milliseconds_are_said_to_be_such() -> None:
    found = unix_time(1785752100250, "last_updated", per_second=1000)
    assert found == MORNING + timedelta(milliseconds=250)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30), timezones=st.timezones()))
def test_any_zone_comes_out_as_the_same_moment_in_utc(moment: datetime) -> None:
    # Zones of long ago have offsets of seconds, which ISO 8601 cannot say.
    offset = moment.utcoffset() or timedelta()
    whole = timedelta(minutes=offset // timedelta(minutes=1))
    moment = moment.replace(tzinfo=timezone(whole))
    assert stated_time(moment.isoformat(), "t") == moment


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_a_complaint(written: str) -> None:
    try:
        found = stated_time(written, "t")
    except Unmapped:
        return
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("platform", "native_id", "expected"),
    [
        ("tiktok", "7320768196569599275", datetime(2024, 1, 5, 23, 59, 31, tzinfo=UTC)),
        (
            "mastodon",
            "113000000000000001",
            datetime(2024, 8, 21, 12, 26, 4, 62_000, tzinfo=UTC),
        ),
    ],
)
def test_an_id_tells_its_time(platform: str, native_id: str, expected: datetime) -> None:
    assert id_time(platform, native_id, NOW) == expected


def test_an_instagram_shortcode_tells_its_time() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    milliseconds = int(MORNING.timestamp() * 1000)
    number, code = (milliseconds - 1_314_220_021_721) << 23 | 77, ""
    while number:
        number, place = divmod(number, 64)
        code = alphabet[place] + code
    assert id_time("instagram", code, NOW) == MORNING


def test_a_bluesky_record_key_tells_its_time_inside_an_address_too() -> None:
    alphabet = "234567abcdefghijklmnopqrstuvwxyz"
    number, key = int(MORNING.timestamp() * 1_000_000) << 10 | 5, ""
    while number:
        number, place = divmod(number, 32)
        key = alphabet[place] + key
    assert id_time("bluesky", key, NOW) == MORNING
    assert id_time("bluesky", f"at://did:plc:x/app.bsky.feed.post/{key}", NOW) == MORNING


@pytest.mark.parametrize(
    ("platform", "native_id"),
    [
        ("tiktok", "12"),
        ("tiktok", "demo-1"),
        ("tiktok", "٧٣٢٠٧٦٨١٩٦٥٦٩٥٩٩٢٧٥"),
        ("tiktok", "9" * 19),
        ("tiktok", "9" * 4000),
        ("youtube", "dQw4w9WgXcQ"),
        ("mastodon", "42"),
        ("instagram", "short"),
        ("instagram", "no spaces!!"),
        ("bluesky", "notbase32!!!!"),
        ("bluesky", "2222222222222"),
        ("reddit", "t3_1abcde"),
    ],
)
def test_an_id_without_a_believable_time_tells_none(platform: str, native_id: str) -> None:
    assert id_time(platform, native_id, NOW) is None


def test_an_id_from_after_it_was_seen_tells_no_time() -> None:
    native_id = str(int((NOW + timedelta(days=2)).timestamp()) << 32)
    assert id_time("tiktok", native_id, NOW) is None
    assert id_time("tiktok", native_id, NOW + timedelta(days=2)) == NOW + timedelta(days=2)


def test_the_platforms_word_comes_before_the_ids() -> None:
    assert posted_at(MORNING, "tiktok", "7320768196569599275", NOW) == (MORNING, "platform")
    inside = datetime(2024, 1, 5, 23, 59, 31, tzinfo=UTC)
    assert posted_at(None, "tiktok", "7320768196569599275", NOW) == (inside, "id")
    assert posted_at(None, "reddit", "x", NOW) == (None, None)


@given(st.sampled_from(["tiktok", "instagram", "mastodon", "bluesky", "x"]), st.text(max_size=40))
def test_any_id_is_safe_to_ask(platform: str, native_id: str) -> None:
    found = id_time(platform, native_id, NOW)
    assert found is None or found <= NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "dataset_tiktok-scraper_2026-08-03_10-15-00-969.jsonl",
            MORNING + timedelta(milliseconds=969),
        ),
        ("zeeschuimer-export-tiktok.com-2026-08-03T101500.ndjson", MORNING),
        ("posts 2026-08-03 10.15.00.json", MORNING),
        ("posts-2026-08-03.ndjson", None),
        ("posts-2026-13-03_10-15-00.ndjson", None),
        ("1234-56-78_90-12-34.json", None),
        ("posts.ndjson", None),
    ],
)
def test_a_full_time_in_a_file_name_counts(name: str, expected: datetime | None) -> None:
    assert time_in_name(name) == expected
