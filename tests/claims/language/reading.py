"""What the tests of reading share: the topic's extractor, and frames told in one line."""

from __future__ import annotations

from functools import cache
from typing import Any

from claims.language.extract import Extractor
from claims.language.parse import Parsed
from claims.records import Frame, TextFields
from claims.topics import Topic, load_topic

TAG = "runningbackwards"


def topic() -> Topic:
    """The first topic."""
    return load_topic("backward-running")


@cache
def extractor() -> Extractor:
    """One extractor for all tests; it keeps nothing of what it read."""
    return Extractor(topic())


def read(text: str, **options: Any) -> tuple[Frame, ...]:
    """The frames of a caption under a hashtag of the topic."""
    options.setdefault("hashtags", (TAG,))
    return extractor().read(TextFields("t", {"caption": text}, **options))


def one(text: str) -> Frame:
    """The only frame of a text."""
    frames = read(text)
    assert len(frames) == 1, [(frame.outcome, frame.quote) for frame in frames]
    return frames[0]


def said(text: str) -> list[tuple[str, str]]:
    """Outcome and direction of each frame, in order."""
    return [(frame.outcome, frame.direction) for frame in read(text)]


def parsed(text: str) -> Parsed:
    """A text with its marks."""
    return extractor().parsed(text)
