"""Marks every known phrase of a topic: outcomes, parts, cues and activities, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from claims.language.classes import word_class
from claims.language.inflection import ceased_forms, verb_forms
from claims.language.pattern_matcher import PatternMatcher
from claims.language.rows import Cue, cues
from claims.language.vocabulary import Measure, Noun, Part, vocabulary
from claims.language.words import Tokenizer, spaced, tokenizer
from claims.topics import Topic

# Where the object stands inside a phrase: "give … a workout".
_AROUND = " … "
PARTICLES = word_class("lexicon.particles")


@dataclass(frozen=True, slots=True)
class Concept:
    """What a marked phrase is: its kind, the row it comes from, and the tense of a verb form."""

    kind: str
    name: str
    meaning: Measure | Part | Noun | Cue | None = None
    weak: bool = False
    tense: str = ""
    # The words that end a verb around its object: "up" of "wakes the glutes up".
    tail: tuple[str, ...] = ()


class Mark(NamedTuple):
    """A marked phrase: tokens `start:end` and what they are."""

    start: int
    end: int
    concept: Concept


@dataclass(slots=True)
class _Place:
    """Where a phrase has come to, word by word: what it may go on with, and what ends here."""

    onward: dict[str, _Place] = field(default_factory=dict)
    concepts: list[Concept] = field(default_factory=list)
    # Those that need further words behind: "wakes … up".
    parted: list[Concept] = field(default_factory=list)

    def ended(self, held: set[str]) -> list[Concept]:
        """What ends here in a text that holds those words."""
        return self.concepts + [one for one in self.parted if held.issuperset(one.tail)]


class Lexicon:
    """Every phrase of the word lists, by its first word and those behind it."""

    def __init__(self, tokens: Tokenizer) -> None:
        self._tokens = tokens
        self._root = _Place()

    def add(self, concept: Concept, phrases: list[str]) -> None:
        """Add the phrases of one concept."""
        for form in (form for phrase in phrases for form in _spoken(phrase)):
            place = self._root
            for word in self._tokens.words(spaced(form)).forms:
                place = place.onward.setdefault(word, _Place())
            ending = place.parted if concept.tail else place.concepts
            if concept not in ending:
                ending.append(concept)

    def marks(self, words: list[str]) -> dict[str, list[Mark]]:
        """The marks by kind: in the order of their starts, then their ends."""
        found: dict[str, list[Mark]] = {}
        first, size, held = self._root.onward, len(words), set(words)
        for start, word in enumerate(words):
            place, end = first.get(word), start + 1
            while place:
                for concept in place.ended(held) if place.parted else place.concepts:
                    found.setdefault(concept.kind, []).append(Mark(start, end, concept))
                place = place.onward.get(words[end]) if end < size else None
                end += 1
        if "activity" in found and "other_activity" in found:
            found["other_activity"] = _of_others(found["other_activity"], found["activity"])
        return found


def _of_others(others: list[Mark], own: list[Mark]) -> list[Mark]:
    """The marks of other activities that do not name the topic's own: the sled of sled pulling."""
    covered = {token for mark in own for token in range(mark.start, mark.end)}
    return [mark for mark in others if mark.start not in covered or mark.end - 1 not in covered]


def _spoken(phrase: str) -> set[str]:
    """The phrase, and as thumbs type it: without apostrophes."""
    return {phrase, phrase.replace("'", "")}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What reads the tokens of a topic: the tokenizer, the phrases and the pattern rows."""

    tokens: Tokenizer
    lexicon: Lexicon
    patterns: PatternMatcher


@cache
def pipeline(topic: Topic) -> Pipeline:
    """The pipeline of a topic, built once."""
    lexicon = Lexicon(tokenizer())
    for concept, phrases in _concepts(topic):
        lexicon.add(concept, phrases)
    return Pipeline(tokenizer(), lexicon, PatternMatcher())


def _concepts(topic: Topic) -> Iterator[tuple[Concept, list[str]]]:
    for named in vocabulary():
        strong = [word for word in named.words if word not in named.weak]
        weak = [word for word in named.words if word in named.weak]
        if strong:
            yield Concept("target", type(named.meaning).__name__, named.meaning), strong
        if weak:
            yield Concept("target", "weak", named.meaning, weak=True), weak
    for cue in cues():
        yield from _cue_concepts(cue)
    yield from _topic_concepts(topic)


def _cue_concepts(cue: Cue) -> Iterator[tuple[Concept, list[str]]]:
    if cue.form == "ceased":
        yield Concept(cue.kind, cue.id, cue), [f for word in cue.words for f in ceased_forms(word)]
        return
    if cue.form != "verb":
        strong = [word for word in cue.words if word not in cue.weak]
        yield Concept(cue.kind, cue.id, cue), strong
        if cue.weak:
            yield Concept(cue.kind, cue.id, cue, weak=True), sorted(cue.weak)
        return
    tenses: dict[str, list[str]] = {}
    for phrase in cue.words:
        for form, tense in {} if _AROUND in phrase else verb_forms(phrase).items():
            tenses.setdefault(tense, []).append(form)
    for tense, forms in tenses.items():
        yield Concept(cue.kind, cue.id, cue, tense=tense), forms
    if cue.kind == "direction" and cue.side != "left":
        yield from _parted_concepts(cue)


def _parted_concepts(cue: Cue) -> Iterator[tuple[Concept, list[str]]]:
    """The verbs of a cue that can stand around their object."""
    for phrase in cue.words:
        verb, _, tail = phrase.partition(_AROUND if _AROUND in phrase else " ")
        if _AROUND in phrase or tail in PARTICLES:
            for form, tense in verb_forms(verb).items():
                yield Concept("parted", cue.id, cue, tense=tense, tail=tuple(tail.split())), [form]


def _topic_concepts(topic: Topic) -> Iterator[tuple[Concept, list[str]]]:
    for activity in topic.activities:
        joined = [word.replace(" ", "") for word in activity.words if " " in word]
        yield Concept("activity", activity.key), [*activity.words, *joined]
        if activity.verbs:
            yield Concept("activity_verb", activity.key), list(activity.verbs)
            yield Concept("activity_manner", activity.key), list(activity.manner)
    yield Concept("usual", "usual"), _plainly(topic.usual_words)
    yield Concept("usual_after_than", "usual"), _plainly(topic.usual_after_than)
    if topic.other_meanings:
        yield Concept("other_meaning", "other"), list(topic.other_meanings)


def _plainly(phrases: tuple[str, ...]) -> list[str]:
    """The phrases; "a normal walk" stands for a regular, an ordinary and my usual one as well."""
    found = dict.fromkeys(phrases)
    for phrase in phrases:
        words = phrase.split()
        for place, word in enumerate(words):
            if word == _PLAIN:
                heads = _OWNERS if words[:place] == ["a"] else (" ".join(words[:place]),)
                tail = " ".join(words[place + 1 :])
                spoken = (f"{h} {p} {tail}".strip() for h in heads for p in _PLAIN_WORDS)
                found |= dict.fromkeys(spoken)
    return list(found)


_PLAIN = "normal"
_PLAIN_WORDS = sorted(word_class("setting.plain"))
_OWNERS = ("a", "an", "your", "my", "the")
