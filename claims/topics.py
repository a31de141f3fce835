"""Topics: which posts belong to one, which activities it speaks of, what its usual form is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from typing import Any

from claims.errors import ClaimsError
from claims.language.rows import data_folder, read_toml, texts
from claims.records import TextFields

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"#(\w+)")
# "run the whole thing backwards": at most this many words between verb and manner.
_BETWEEN = 5
_ANY = "any"


@dataclass(frozen=True)
class Activity:
    """One form of the topic's activity, and the words that name it."""

    key: str
    label: str
    usual_label: str
    modality: str
    # The claim sentence of an equivalence, with {size}; empty where nobody equates amounts.
    worth: str = ""
    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """One file of data/topics."""

    slug: str
    name: str
    subject: str
    hashtags: frozenset[str]
    default_activity: str
    usual: str
    evidence_topics: tuple[str, ...]
    usual_contrasts: tuple[str, ...]
    caution: str
    activities: tuple[Activity, ...]
    other_meanings: tuple[str, ...] = ()
    usual_words: tuple[str, ...] = ()
    usual_after_than: tuple[str, ...] = ()

    def holds(self, post: TextFields) -> bool:
        """Whether the post bears a hashtag of the topic or names one of its activities."""
        if any(tag.casefold().lstrip("#") in self.hashtags for tag in post.hashtags):
            return True
        return any(self.names(text) for text in post.fields.values())

    def names(self, text: str) -> bool:
        """Whether a text bears a hashtag of the topic or names one of its activities."""
        folded = text.casefold()
        if "#" in folded and any(tag in self.hashtags for tag in _TAG.findall(folded)):
            return True
        if not self._names_activity(folded):
            return False
        meant = self._elsewhere.sub(" ", folded) if self.other_meanings else folded
        return meant == folded or self._names_activity(meant)

    def _names_activity(self, folded: str) -> bool:
        words = _WORD.findall(folded)
        if self._roots.isdisjoint(words):
            return False
        begun = [index for index, word in enumerate(words) if word in self._openings]
        return any(self._starts_at(words, index) for index in begun)

    def activity(self, key: str) -> Activity:
        """The activity of that key."""
        for activity in self.activities:
            if activity.key == key:
                return activity
        known = ", ".join(activity.key for activity in self.activities)
        raise ClaimsError(f"topic {self.slug} has no activity {key!r}", f"known: {known}")

    @property
    def unnamed_activity(self) -> str:
        """The activity of a post that names none: the one of any modality, else the default."""
        open_ones = [activity.key for activity in self.activities if activity.modality == _ANY]
        return open_ones[0] if open_ones else self.default_activity

    @cached_property
    def _elsewhere(self) -> re.Pattern[str]:
        phrases = "|".join(re.escape(phrase.casefold()) for phrase in self.other_meanings)
        return re.compile(rf"\b(?:{phrases})\b")

    @cached_property
    def _phrases(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for activity in self.activities:
            for phrase in activity.words:
                parts = tuple(_WORD.findall(phrase.casefold()))
                found.setdefault(parts[0], []).append(parts)
        return {first: tuple(phrases) for first, phrases in found.items()}

    @cached_property
    def _verbs(self) -> dict[str, frozenset[tuple[str, ...]]]:
        found: dict[str, frozenset[tuple[str, ...]]] = {}
        for activity in self.activities:
            manner = frozenset(tuple(phrase.split()) for phrase in activity.manner)
            found |= {verb: manner | found.get(verb, frozenset()) for verb in activity.verbs}
        return found

    @cached_property
    def _roots(self) -> frozenset[str]:
        # The last word of every way to name an activity: none of them there, none named.
        phrases = [phrase for phrases in self._phrases.values() for phrase in phrases]
        manners = [phrase for manner in self._verbs.values() for phrase in manner]
        return frozenset(phrase[-1] for phrase in phrases + manners)

    @cached_property
    def _openings(self) -> frozenset[str]:
        # The first word of every way to name an activity.
        return frozenset((*self._phrases, *self._verbs))

    def _starts_at(self, words: list[str], index: int) -> bool:
        for phrase in self._phrases.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return True
        manner = self._verbs.get(words[index], frozenset())
        return any(
            tuple(words[at : at + len(phrase)]) == phrase
            for phrase in manner
            for at in range(index + 1, index + 2 + _BETWEEN)
        )


def topic_slugs() -> tuple[str, ...]:
    """The slugs of the shipped topics."""
    return tuple(file.name.removesuffix(".toml") for file in data_folder("topics", ".toml"))


@cache
def load_topic(slug: str) -> Topic:
    """The topic of that slug."""
    for file in data_folder("topics", ".toml"):
        if file.name == f"{slug}.toml":
            return read_topic(file)
    known = topic_slugs()
    near = get_close_matches(slug, known, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}? " if near else ""
    raise ClaimsError(f"unknown topic {slug!r}", f"{hint}known topics: {', '.join(known)}")


def read_topic(file: Traversable) -> Topic:
    """One topic file, checked: every key it needs, and a default that is one of its activities."""
    table, place = read_toml(file), f"data/topics/{file.name}"
    activities = tuple(_activity(row, place) for row in table.get("activity", ()))
    named: dict[str, Any] = {key: _text(table, key, place) for key in _TEXTS}
    lists: dict[str, Any] = {key: texts(table, key, place) for key in _LISTS}
    hashtags = frozenset(tag.casefold() for tag in texts(table, "hashtags", place))
    topic = Topic(hashtags=hashtags, activities=activities, **named, **lists)
    topic.activity(topic.default_activity)
    return topic


_TEXTS = ("slug", "name", "subject", "default_activity", "usual", "caution")
_LISTS = ("evidence_topics", "usual_contrasts", "other_meanings", "usual_words", "usual_after_than")


def _activity(row: dict[str, Any], place: str) -> Activity:
    texts_of: dict[str, Any] = {key: texts(row, key, place) for key in ("words", "verbs", "manner")}
    named: dict[str, Any] = {
        key: _text(row, key, place) for key in ("key", "label", "usual_label", "modality")
    }
    return Activity(worth=str(row.get("worth", "")), **named, **texts_of)


def _text(table: dict[str, Any], key: str, place: str) -> str:
    given = table.get(key)
    if not isinstance(given, str) or not given:
        raise ClaimsError(f"{place}: {key} = {given!r}", f'add {key} = "…"')
    return given
