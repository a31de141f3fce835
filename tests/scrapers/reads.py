"""Reading in tests: lines in, readings out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scrapers.again import read_again
from scrapers.records import Broken, Capture, Post, Reading, Sighting
from scrapers.sniff import read_file

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FIXTURES = Path(__file__).parent / "fixtures"


def read_item(source: str, item: object) -> Reading:
    """What a format makes of one item."""
    return read_line(source, json.dumps(item))


def read_line(source: str, line: str) -> Reading:
    """What a format makes of the text of one item."""
    kept = Broken(source, 1, "", line, "")
    return read_again(kept, file=Path("items"), met_at=NOW)


def capture_of(source: str, item: object) -> Capture:
    """The capture of an item that maps."""
    reading = read_item(source, item)
    assert isinstance(reading, Capture), reading
    return reading


def post_of(source: str, item: object) -> Post:
    """The post of an item that maps."""
    post = capture_of(source, item).post
    assert post is not None
    return post


def problem_of(source: str, item: object) -> str:
    """What is wrong with an item that does not map."""
    reading = read_item(source, item)
    assert isinstance(reading, Broken), reading
    return reading.problem


def read_all(path: Path, *, format_name: str | None = None, now: datetime = NOW) -> list[Reading]:
    """Everything in a file."""
    return list(read_file(path, format=format_name, now=now))


def captures(readings: Sequence[Reading]) -> list[Capture]:
    """The readings that went well."""
    return [reading for reading in readings if isinstance(reading, Capture)]


def only_sighting(source: str, item: object) -> Sighting:
    """The counters of an item that shows some."""
    (sighting,) = capture_of(source, item).sightings
    return sighting
