"""The door: a post in, the frames of its claims out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from claims.language.discourse import Discourse
from claims.language.frames import frame_of, merged
from claims.language.identify import ENGLISH, UNKNOWN, language_of, stated_language
from claims.language.lexicon import pipeline
from claims.language.parse import Parsed, parse
from claims.language.prefilter import Prefilter
from claims.language.quantities import may_hold_number
from claims.language.setting import Activities
from claims.records import FieldName, Frame, TextFields
from claims.topics import Topic

Outcome = Literal["claims", "no_claim", "off_topic", "other_language"]

_FIELDS: tuple[FieldName, ...] = ("caption", "transcript", "screen_text")
# Hashtags in a row are labels, not speech; one inside a sentence is a word of it.
_TAGS = re.compile(r"(?:#\w+\s*){2,}|#\w+\s*$")
_SOURCES = ("language", "topics.py", "records.py")
_DATA = (".toml", ".jsonl", ".json", ".npz", ".npy")


@dataclass(frozen=True, slots=True)
class Reading:
    """The frames of a post, and why there are none where there are none."""

    frames: tuple[Frame, ...]
    outcome: Outcome


class Extractor:
    """Reads the claims of one topic; the same text always gives the same frames."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self._pipeline = pipeline(topic)
        self._prefilter = Prefilter(topic)

    def read(self, post: TextFields) -> tuple[Frame, ...]:
        """The frames of a post, ordered by field, then place."""
        return self.reading(post).frames

    def reading(self, post: TextFields) -> Reading:
        """The frames of a post and what became of it."""
        stated = stated_language(post.lang)
        if stated not in (ENGLISH, UNKNOWN):
            return Reading((), "other_language")
        texts = [(name, post.fields[name]) for name in _FIELDS if post.fields.get(name)]
        if not self._may_claim(post, texts):
            return self._without_claim(post)
        if stated == UNKNOWN and not _may_be_english(texts):
            return Reading((), "other_language")
        frames = self._frames(post, [(name, self.parsed(text)) for name, text in texts])
        return Reading(frames, "claims") if frames else self._without_claim(post)

    def _may_claim(self, post: TextFields, texts: list[tuple[FieldName, str]]) -> bool:
        """The cheap look in front: what holds no word a claim could rest on is not tokenized."""
        if any(self._prefilter.passes(text) for _, text in texts):
            return True
        # A post on the topic may state a size and leave it to its readers what of.
        return any(may_hold_number(text) for _, text in texts) and self.topic.holds(post)

    def _without_claim(self, post: TextFields) -> Reading:
        return Reading((), "no_claim" if self.topic.holds(post) else "off_topic")

    def parsed(self, text: str) -> Parsed:
        """A text with its tokens, marks and sentences, rows of hashtags blanked."""
        if "#" not in text:
            return parse(text, self._pipeline)
        parsed = parse(_TAGS.sub(_blank, text), self._pipeline)
        parsed.text = replace(parsed.text, original=text)
        return parsed

    def _frames(
        self, post: TextFields, fields: list[tuple[FieldName, Parsed]]
    ) -> tuple[Frame, ...]:
        activities = Activities(self.topic, post)
        for _, parsed in fields:
            activities.read(parsed)
        if _is_elsewhere(fields, activities):
            return ()
        found: list[Frame] = []
        discourse = Discourse(activities)
        for name, parsed in fields:
            drafts = discourse.read(parsed)
            found += merged([frame_of(one, name) for one in drafts])
        return tuple(found)


def _may_be_english(texts: list[tuple[FieldName, str]]) -> bool:
    """Whether a post that states no language can be English; what is too short to say can."""
    together = "\n".join(text for _, text in texts)
    return language_of(together).code in (ENGLISH, UNKNOWN)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _is_elsewhere(fields: list[tuple[FieldName, Parsed]], activities: Activities) -> bool:
    """A post that names another meaning of the topic's words, and never the topic itself."""
    if activities.named or activities.tagged:
        return False
    return any("other_meaning" in parsed.marks for _, parsed in fields)


@cache
def extraction_version() -> str:
    """A hash of the code and words that reading rests on: other words, other version."""
    digest = hashlib.sha256()
    for root, names, suffixes in (
        (files("claims"), _SOURCES, (".py",)),
        (files("data"), _WORDS, _DATA),
    ):
        for name in names:
            for file in _walk(root.joinpath(name), suffixes):
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


_WORDS = (
    "cues",
    "models",
    "patterns",
    "topics",
    "grammar.toml",
    "outcomes.toml",
    "other_outcomes.toml",
    "parts.toml",
    "quantities.toml",
    "spellings.toml",
    "units.toml",
)


def _walk(place: Traversable, suffixes: tuple[str, ...]) -> list[Traversable]:
    if not place.is_dir():
        return [place] if place.is_file() and place.name.endswith(suffixes) else []
    inside = sorted(place.iterdir(), key=lambda file: file.name)
    return [file for entry in inside for file in _walk(entry, suffixes)]
