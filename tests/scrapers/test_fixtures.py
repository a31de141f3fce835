"""The sample files are what the generator invents, and their ids tell the time."""

from __future__ import annotations

import json

import pytest

from scrapers.times import id_time
from tests.scrapers.fixtures.files import FILES, FOLDER
from tests.scrapers.fixtures.invent import START, tiktok_id
from tests.scrapers.reads import NOW


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_fixture_is_what_the_generator_writes(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == FILES[name]()


def test_every_fixture_has_its_generator() -> None:
    kept = {path.name for path in FOLDER.iterdir() if path.suffix not in (".py", "")}
    assert kept == set(FILES)


def test_invented_ids_embed_the_time_of_posting() -> None:
    inside = id_time("tiktok", str(tiktok_id(START, 7)), NOW)
    assert inside is not None
    assert inside.timestamp() == START


def test_ids_are_too_large_for_a_float() -> None:
    page = json.loads((FOLDER / "research_api_page.json").read_text())
    assert all(video["id"] > 2**53 for video in page["data"]["videos"])
