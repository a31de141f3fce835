"""The demo collection is what its README says: believable, marked as invented, hostile once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise

import pytest

from tests.demo import (
    COVERAGE,
    DEMO,
    EXPECTED,
    LINES,
    POSTS,
    SIGHTINGS,
    TAGS,
    TEXTS,
    Row,
    at,
    captures,
    counters,
    on,
    whole_text,
)

FIRST_DAY, LAST_DAY = date(2026, 7, 12), date(2026, 11, 8)
GAP = {date(2026, 9, 21) + timedelta(days=n) for n in range(7)}
PLATFORMS = {"tiktok", "youtube", "bluesky", "mastodon"}
SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
TID = re.compile(r"at://did:plc:[a-z2-7]{24}/app\.bsky\.feed\.post/([2-7a-j][2-7a-z]{12})")
EIGHT_MILES = re.compile(
    r"16\s?(?:to|–|or|-)\s?24|sixteen to twenty.four|two (?:to|or) three (?:miles|times as|the|normal"
    r"|ones|of)|\b8 to 12|eight to twelve|10 to 15K|double or triple|counts as three",
    re.IGNORECASE,
)


def number(shown: str) -> float:
    return float(shown[:-1]) * {"K": 1_000, "M": 1_000_000}[shown[-1]]


def hostile() -> Row:
    (post,) = (post for post in POSTS.values() if "evil.example" in whole_text(post))
    return post


def test_the_first_line_says_that_the_posts_are_invented() -> None:
    assert LINES[0] == {"kind": "note", "text": "Invented posts for demonstration. Do not quote."}
    assert all(row["invented"] is True for row in [*SIGHTINGS, *TAGS])


def test_there_are_about_two_hundred_posts_on_four_platforms() -> None:
    by_platform = Counter(platform for platform, _ in POSTS)
    assert 195 <= len(POSTS) <= 210
    assert 60 <= len(SIGHTINGS) - len(POSTS) <= 80
    assert by_platform.keys() == PLATFORMS
    assert by_platform["tiktok"] >= 85
    assert min(by_platform.values()) >= 33


def test_every_capture_of_a_post_follows_its_first() -> None:
    for seen in captures().values():
        assert "kind" in seen[0]
        assert "created_at" in seen[0]
        assert all("kind" not in row for row in seen[1:])


def test_a_dozen_posts_are_in_five_other_languages() -> None:
    languages = Counter(post.get("lang", "unset") for post in POSTS.values())
    other = {key: n for key, n in languages.items() if key not in ("en", "unset")}
    assert other.keys() == {"es", "de", "fr", "pt", "ja"}
    assert 12 <= sum(other.values()) <= 15
    assert languages["unset"] >= 5


def test_people_recur_and_some_say_who_they_are() -> None:
    people = Counter((post["platform"], post["author"]) for post in POSTS.values())
    assert 120 <= len(people) <= 160
    assert sum(n > 1 for n in people.values()) >= 30
    assert sum("author_credential" in post for post in POSTS.values()) >= 40
    assert any("author_followers" not in post for post in POSTS.values())


@pytest.mark.parametrize("field", TEXTS)
def test_words_stand_in_every_field(field: str) -> None:
    assert sum(field in post for post in POSTS.values()) >= 15


def test_transcripts_name_their_source_and_read_as_speech() -> None:
    spoken = [post for post in POSTS.values() if "transcript" in post]
    assert {post["transcript_source"] for post in spoken} == {
        "asr",
        "creator",
        "local",
        "machine_translation",
    }
    assert all(not re.search(r"[.!?;]", post["transcript"]) for post in spoken)


def test_posts_lie_in_120_days_and_rise_with_the_viral_video() -> None:
    days = sorted(at(post["created_at"]).date() for post in POSTS.values())
    assert (days[0], days[-1]) == (FIRST_DAY, LAST_DAY)
    assert (LAST_DAY - FIRST_DAY).days + 1 == 120
    weeks = Counter((day - FIRST_DAY).days // 7 for day in days)
    assert weeks.most_common(1)[0][0] == (date(2026, 9, 1) - FIRST_DAY).days // 7
    assert max(weeks[week] for week in range(5)) < max(weeks.values()) / 3


def test_tiktok_ids_embed_their_time() -> None:
    for post in on("tiktok"):
        assert int(post["id"]) >> 32 == at(post["created_at"]).timestamp()
        assert post["id"] in post["url"]


def test_mastodon_ids_embed_their_time() -> None:
    for post in on("mastodon"):
        assert int(post["id"]) >> 16 == round(at(post["created_at"]).timestamp() * 1000)
        assert re.fullmatch(r"https://\w+\.example/@[\w.]+/\d+", post["url"])


def test_bluesky_ids_embed_their_time() -> None:
    for post in on("bluesky"):
        match = TID.fullmatch(post["id"])
        assert match, post["id"]
        value = 0
        for letter in match[1]:
            value = value << 5 | SORTABLE.index(letter)
        created = at(post["created_at"])
        embedded = datetime.fromtimestamp((value >> 10) / 1_000_000, UTC)
        assert abs(embedded - created) < timedelta(milliseconds=1)
        assert post["url"] == f"https://bsky.app/profile/{post['author']}/post/{match[1]}"


def test_youtube_ids_have_the_platforms_shape() -> None:
    for post in on("youtube"):
        shape = r"Ug[\w-]{24}" if post["kind"] == "comment" else r"[\w-]{11}"
        assert re.fullmatch(shape, post["id"])
        assert post["url"].startswith("https://www.youtube.com/")
        assert post["id"] in post["url"]


def test_comments_answer_posts_of_the_collection() -> None:
    comments = [post for post in POSTS.values() if post["kind"] == "comment"]
    assert len(comments) >= 20
    for post in comments:
        parent = POSTS[post["platform"], post["parent_id"]]
        assert at(parent["created_at"]) < at(post["created_at"])


def test_counters_never_fall() -> None:
    for seen in captures().values():
        for before, after in pairwise(seen):
            assert at(before["observed_at"]) < at(after["observed_at"])
            assert all(after.get(name, before[name]) >= before[name] for name in counters(before))


def test_no_post_is_seen_before_it_was_made() -> None:
    for key, seen in captures().items():
        assert at(seen[0]["observed_at"]) > at(POSTS[key]["created_at"])
        assert at(seen[-1]["observed_at"]).date() <= LAST_DAY


def test_tiktok_counters_are_rounded_as_its_pages_round_them() -> None:
    shown = [
        row[name] for row in SIGHTINGS if row["platform"] == "tiktok" for name in counters(row)
    ]
    assert all(count % 100 == 0 for count in shown if 10_000 <= count < 1_000_000)
    assert all(count % 100_000 == 0 for count in shown if count >= 1_000_000)
    assert sum(count % 100 != 0 for count in shown) > 100


def test_rounded_counters_state_their_step() -> None:
    for row in SIGHTINGS:
        rounded = row["platform"] == "tiktok" and max(row[name] for name in counters(row)) >= 10_000
        assert row.get("count_quantum") == (100 if rounded else None)


def test_a_missing_counter_is_left_out_and_never_zero_or_null() -> None:
    for row in SIGHTINGS:
        assert all(row[name] is not None for name in counters(row))
        assert row.get("views") != 0
        assert not (row["platform"] in ("bluesky", "mastodon") and "views" in row)
    videos = [post for post in POSTS.values() if post["kind"] == "video"]
    assert all("views" in post for post in videos)
    assert any("likes" not in post for post in videos)


def test_tag_counters_grow_to_the_figures_of_the_seed_story() -> None:
    shown = defaultdict(list)
    for row in TAGS:
        shown[row["id"]].append(row["views"])
    assert {tag: views[-1] for tag, views in shown.items()} == {
        "runningbackwards": "1.2M",
        "reverserunning": "112.4K",
        "backwardrunning": "102.1K",
        "runbackwards": "471K",
    }
    for views in shown.values():
        assert all(number(a) < number(b) for a, b in pairwise(views))


@pytest.mark.parametrize("row", TAGS, ids=lambda row: f"{row['id']}-{row['observed_at'][:10]}")
def test_a_tag_counts_at_least_the_views_of_its_own_posts(row: Row) -> None:
    views: dict[str, int] = {}
    for seen in SIGHTINGS:
        tagged = row["id"] in POSTS[seen["platform"], seen["id"]].get("hashtags", ())
        if seen["platform"] == "tiktok" and tagged and seen["observed_at"] <= row["observed_at"]:
            views[seen["id"]] = seen.get("views", 0)
    assert sum(views.values()) <= number(row["views"])


def test_coverage_has_a_row_a_day_and_platform_with_one_gap() -> None:
    days = Counter((row["platform"], row["id"]) for row in COVERAGE)
    assert set(days.values()) == {1}
    assert len(days) == 120 * len(PLATFORMS)
    off = [row for row in COVERAGE if row["status"] == "off"]
    assert {date.fromisoformat(row["id"]) for row in off} == GAP
    assert {(row["platform"], row["note"]) for row in off} == {("mastodon", "collector was off")}
    assert sum(row["status"] == "partial" and "note" in row for row in COVERAGE) == 1


def test_nothing_was_collected_while_the_collector_was_off() -> None:
    for row in SIGHTINGS:
        if row["platform"] == "mastodon":
            assert at(row["observed_at"]).date() not in GAP
            assert at(str(row.get("created_at", row["observed_at"]))).date() not in GAP


def test_the_trainer_of_the_seed_story_is_there() -> None:
    (post,) = (post for post in POSTS.values() if post.get("author_followers") == 30_300)
    last = captures()[post["platform"], post["id"]][-1]
    assert (post["author_credential"], last["views"], last["likes"]) == (
        "personal trainer",
        258_000,
        47_000,
    )
    assert "eight miles backward is equivalent to sixteen to twenty four" in post["transcript"]
    (expected,) = (row for row in EXPECTED if row["id"] == post["id"])
    assert len(expected["claims"]) == 11


def test_the_eight_mile_claim_spreads_and_is_disputed_later() -> None:
    said = [post for post in POSTS.values() if EIGHT_MILES.search(whole_text(post))]
    english = sorted(
        (p for p in said if p.get("lang", "en") == "en"), key=lambda p: p["created_at"]
    )
    assert len(english) >= 12
    assert {post["platform"] for post in english} == PLATFORMS
    assert english[0]["author_followers"] == 30_300
    denied = [p for p in english if "not equivalent" in whole_text(p)]
    assert denied[0]["created_at"] > english[0]["created_at"]


def test_the_hostile_post_tries_everything() -> None:
    text = hostile()["caption"]
    assert text.startswith("=")
    assert len(text) == 10_000
    for trick in ("![", "<img src=x onerror=", "](javascript:", ":red[", "$x$", "\u202e", "\x1b["):
        assert trick in text


def test_no_post_names_a_host_that_could_exist() -> None:
    for post in POSTS.values():
        hosts = re.findall(
            r"\b(?:https?://)?([\w-]+\.(?:com|org|net|io|example|test))\b", whole_text(post)
        )
        assert all(host.endswith(".example") for host in hosts), hosts


def test_the_removed_post_is_in_the_file_with_a_reason() -> None:
    key, reason = (DEMO / "removed.txt").read_text(encoding="utf-8").split()
    platform, _, native = key.partition(":")
    assert (platform, native) in POSTS
    assert reason == "deleted_on_platform"


def shingles(post: Row) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", whole_text(post).casefold())
    return set(zip(*(words[n:] for n in range(4)), strict=False))


def test_no_post_is_a_near_copy_of_another() -> None:
    texts = [shingles(post) for post in POSTS.values()]
    pairs = ((a, b) for a, b in combinations(texts, 2) if min(len(a), len(b)) >= 4)
    assert max(len(a & b) / min(len(a), len(b)) for a, b in pairs) < 0.45
    phrases = Counter(shingle for text in texts for shingle in text)
    assert max(phrases.values()) <= 12
