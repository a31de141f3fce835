"""What a release is about: its topics, the names of its outcomes, the platforms in it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.source import Source, columns


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as a release has it."""

    topic: str
    name: str
    subject: str
    usual: str
    caution: str
    hashtags: list[str]


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    label: str


def topics(source: Source) -> list[Topic]:
    """The topics of the release, in its order."""
    return source.ask(Topic, f"SELECT {columns(Topic)} FROM topics")


def outcome_labels(source: Source) -> dict[str, str]:
    """Outcome key to name."""
    named = source.ask(_Name, "SELECT outcome, label FROM outcomes")
    return {name.key: name.label for name in named}


def platforms(source: Source, topic: str) -> list[str]:
    """Platforms with posts of the topic, in order of their names."""
    return source.ask(
        str, "SELECT DISTINCT platform FROM topic_days WHERE topic = $topic ORDER BY 1", topic=topic
    )
