"""The contract of an import format: every module in scrapers/formats keeps it."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from typing import Any

import pytest

from scrapers.fields import Item
from scrapers.format import Format, known_formats
from scrapers.reading import ItemReader
from scrapers.records import Capture, Post, Skipped
from scrapers.redaction import redact
from tests.scrapers.fixtures.files import FILES
from tests.scrapers.reads import FIXTURES, NOW, capture_of, captures, read_all

# Of each format: the file of this name, and the least item that it reads.
LEAST: dict[str, tuple[str, Any]] = {
    "retrograde": ("retrograde.ndjson", {"platform": "tiktok", "id": "7669746869855911936"}),
    "research_api": ("research_api_page.json", {"id": 7669746869855911936}),
    "zeeschuimer": (
        "zeeschuimer.ndjson",
        {"source_platform": "tiktok.com", "data": {"id": "7669746869855911936"}},
    ),
    "zeeschuimer_csv": ("zeeschuimer_tiktok.csv", {"id": "7669746869855911936", "tiktok_url": "x"}),
    "fourcat": (
        "fourcat.ndjson",
        {"id": "7669746869855911936", "__import_meta": {"source_platform": "tiktok.com"}},
    ),
    "fourcat_csv": ("fourcat_tiktok.csv", {"id": "7669746869855911936", "tiktok_url": "x"}),
    "ytdlp": ("ytdlp.info.json", {"id": "7669746869855911936", "extractor_key": "TikTok"}),
    "apify_tiktok": (
        "dataset_tiktok-scraper_2026-08-05_10-15-00-250.json",
        {"id": "7669746869855911936"},
    ),
    "apify_instagram": ("apify_instagram.json", {"shortCode": "DbkwEJjhe7Q"}),
    "pyktok": ("pyktok.csv", {"video_id": "7669746869855911936"}),
}
# Whose ids are large numbers; those of Instagram are short codes.
NUMBERED = ("tiktok", "x")
FORMATS = list(known_formats().values())
every_format = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)


def sample(known: Format) -> list[Capture]:
    """What a format reads in its own fixture."""
    return captures(read_all(FIXTURES / LEAST[known.name][0]))


def posts_of(known: Format) -> list[Post]:
    """The posts in a format's fixture."""
    return [capture.post for capture in sample(known) if capture.post]


def test_every_format_is_in_this_contract() -> None:
    assert sorted(LEAST) == sorted(known_formats())
    assert {name for name, _ in LEAST.values()} <= set(FILES)


@every_format
def test_a_card_says_what_a_reader_must_know(known: Format) -> None:
    card = known.card
    assert card.title
    assert card.limits.endswith(".")
    assert card.retention.endswith(".")
    assert all(extension.startswith(".") for extension in card.extensions)


@every_format
def test_a_format_claims_its_own_file_and_no_other(known: Format) -> None:
    for name, (fixture, _) in LEAST.items():
        claim = known.module.claims_file((FIXTURES / fixture).read_bytes(), fixture)
        assert (not claim.missing) is (name == known.name) or known.name == "retrograde"
        assert 0 <= claim.found <= len(claim.required)


@every_format
def test_sources_are_named_after_their_module(known: Format) -> None:
    assert {capture.source for capture in sample(known)} == {known.name}
    for capture in sample(known):
        assert {seen.source for seen in capture.sightings} <= {known.name}


@every_format
def test_payloads_are_as_received_less_secrets(known: Format) -> None:
    path = FIXTURES / LEAST[known.name][0]
    whole = redact(path.read_text(encoding="utf-8"))
    assert sample(known)
    for capture in sample(known):
        if path.suffix == ".csv":
            assert all(cell in whole for cell in json.loads(capture.payload).values())
        else:
            assert capture.payload in whole


@every_format
def test_mapping_changes_no_payload(known: Format) -> None:
    for capture in sample(known):
        item: Item = json.loads(capture.payload)

        def mapped(seen: Item, received: Any) -> Capture:
            before = json.dumps(seen)
            found = known.module.read_item(seen, received)
            assert json.dumps(seen) == before
            return found

        reader = ItemReader(known.name, mapped, NOW, "import")
        assert isinstance(reader.read_one(1, json.dumps(item).encode()), Capture)


@every_format
def test_times_are_aware_utc(known: Format) -> None:
    for capture in sample(known):
        moments = [capture.observed_at, *(seen.observed_at for seen in capture.sightings)]
        if capture.post and capture.post.created_at:
            moments.append(capture.post.created_at)
        if capture.author and capture.author.observed_at:
            moments.append(capture.author.observed_at)
        assert all(moment.tzinfo is UTC for moment in moments)


@every_format
def test_reading_twice_gives_the_same_identities(known: Format) -> None:
    path = FIXTURES / LEAST[known.name][0]
    later = captures(read_all(path, now=NOW + timedelta(days=3)))
    assert [c.sha256 for c in later] == [c.sha256 for c in sample(known)]
    assert [c.post.key for c in later if c.post] == [post.key for post in posts_of(known)]


@every_format
def test_a_moment_that_only_the_import_knows_is_called_so(known: Format) -> None:
    for capture in sample(known):
        assert (capture.observed_at == NOW) is (capture.observed_at_source == "import")


@every_format
def test_tags_are_casefolded_and_bare(known: Format) -> None:
    tags = [tag for post in posts_of(known) for tag in post.hashtags]
    assert tags
    for tag in tags:
        assert tag == tag.casefold()
        assert not tag.startswith("#")
    for post in posts_of(known):
        assert len(set(post.hashtags)) == len(post.hashtags)


@every_format
def test_ids_are_text_and_whole(known: Format) -> None:
    for post in posts_of(known):
        assert isinstance(post.id, str)
        assert post.id in json.dumps(json.loads(capture_text(known, post)))
        if post.platform in NUMBERED and known.name != "retrograde":
            assert int(post.id) > 2**53


def capture_text(known: Format, post: Post) -> str:
    """The payload that a post was read from."""
    return next(capture.payload for capture in sample(known) if capture.post == post)


@every_format
def test_missing_counters_are_none_and_not_zero(known: Format) -> None:
    capture = capture_of(known.name, LEAST[known.name][1])
    assert capture.sightings == ()
    assert capture.post is not None
    assert capture.post.id in ("7669746869855911936", "DbkwEJjhe7Q")
    assert capture.post.created_at_source == "id"


@every_format
def test_a_sighting_belongs_to_the_post_of_its_capture(known: Format) -> None:
    for capture in sample(known):
        for seen in capture.sightings:
            assert capture.post is not None
            assert seen.post == capture.post.key
            assert seen.observed_at == capture.observed_at
        if capture.author and capture.post:
            assert capture.author.id == capture.post.author


@every_format
def test_what_is_skipped_has_a_reason(known: Format) -> None:
    for reading in read_all(FIXTURES / LEAST[known.name][0]):
        assert not isinstance(reading, Skipped) or reading.reason
