"""Topic files: the commented skeleton of a new one, and what is wrong with those that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from claims.errors import ClaimsError
from claims.evidence.library import load_library
from claims.language.rows import data_file, data_folder
from claims.topics import Topic, read_topic

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNFILLED = "# FILL IN"


def topic_skeleton(slug: str) -> str:
    """The text of a topic file for a new slug, its guesses marked."""
    if not _SLUG.fullmatch(slug):
        raise ClaimsError(
            f"{slug!r} cannot be the name of a topic.",
            "use small letters, digits and hyphens, such as jump-rope",
        )
    words = slug.replace("-", " ")
    text = data_file("topic.template.toml").read_text(encoding="utf-8")
    for name, value in (
        ("slug", slug),
        ("name", words.capitalize()),
        ("words", words),
        ("joined", slug.replace("-", "")),
        ("key", slug.replace("-", "_")),
    ):
        text = text.replace(f"{{{name}}}", value)
    return text


def topic_faults() -> tuple[ClaimsError, ...]:
    """Every fault of every topic file, each with its fix."""
    found: list[ClaimsError] = []
    topics: list[Topic] = []
    for file in data_folder("topics", ".toml"):
        try:
            topics.append(read_topic(file))
        except ClaimsError as fault:
            found.append(fault)
        found += _unfilled(file)
    owners: dict[str, str] = {}
    for topic in topics:
        found += [*_of_topic(topic), *_shared(topic, owners)]
    return tuple(found)


def _unfilled(file: Traversable) -> Iterator[ClaimsError]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.rstrip().endswith(_UNFILLED) and not line.startswith("#"):
            yield ClaimsError(
                f"data/topics/{file.name} line {number}: {line.split('=')[0].strip()} is a guess.",
                f'write what holds for this topic and take "{_UNFILLED}" away',
            )


def _of_topic(topic: Topic) -> Iterator[ClaimsError]:
    place = f"data/topics/{topic.slug}.toml"
    if not topic.hashtags:
        yield ClaimsError(f"{place}: no hashtags", 'add hashtags = ["…"]')
    silent = [one.key for one in topic.activities if not one.words and not one.verbs]
    for key in silent:
        yield ClaimsError(f"{place}: nothing names the activity {key!r}", 'add words = ["…"]')
    studies = load_library(None).studies.values()
    known = {study.evidence_topic for study in studies}
    contrasts = {finding.contrast for study in studies for finding in study.findings}
    for key, given, there in (
        ("evidence_topics", topic.evidence_topics, known),
        ("usual_contrasts", topic.usual_contrasts, contrasts),
    ):
        for name in given:
            # A topic without studies names the contrast that its first study will have.
            if name not in there and topic.evidence_topics:
                yield ClaimsError(
                    f"{place}: {key} names {name!r}, which no study has.",
                    f"known: {', '.join(sorted(there))}",
                )


def _shared(topic: Topic, owners: dict[str, str]) -> Iterator[ClaimsError]:
    for tag in sorted(topic.hashtags):
        other = owners.setdefault(tag, topic.slug)
        if other != topic.slug:
            yield ClaimsError(
                f"data/topics/{topic.slug}.toml: #{tag} belongs to {other} too.",
                "leave it to one of them",
            )
