"""What judging needs to know of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from claims.errors import ClaimsError


class Activity(Protocol):
    """One thing that people of a topic do, such as running backward."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def usual_label(self) -> str: ...
    @property
    def modality(self) -> str: ...


class Topic(Protocol):
    """A topic as judging sees it."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def activities(self) -> Sequence[Activity]: ...
    @property
    def default_activity(self) -> str: ...
    @property
    def usual(self) -> str: ...
    @property
    def evidence_topics(self) -> Sequence[str]: ...
    @property
    def usual_contrasts(self) -> Sequence[str]: ...
    @property
    def caution(self) -> str: ...


ANY_MODALITY = "any"


def activity_judged(key: str, topic: Topic) -> Activity:
    """The activity whose modality counts; one that names none is judged as the topic's default."""
    by_key = {activity.key: activity for activity in topic.activities}
    named = by_key.get(key)
    if named is None or named.modality == ANY_MODALITY:
        named = by_key.get(topic.default_activity)
    if named is None:
        known = ", ".join(by_key)
        raise ClaimsError(
            f"data/topics/{topic.slug}.toml: default_activity = {topic.default_activity!r} is not "
            "one of its activities.",
            f"use one of: {known}",
        )
    return named


def activity_measured(modality: str, topic: Topic) -> Activity | None:
    """The topic's activity that a study of this modality looked at, if it has one."""
    return next((a for a in topic.activities if a.modality == modality), None)
