"""Pattern rows that match become events, where their conditions hold in the sentence."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.pattern_matcher import Match
from claims.language.patterns import Pattern
from claims.language.sizes import Sized, is_relative
from claims.language.vocabulary import Effect

_AROUND = 4
_STEP_BACK = 7
_FUTURE = word_class("idioms.future")
_NEGATIONS = word_class("idioms.negations")
_PERSONS = word_class("idioms.persons")
_STANDING_IN = word_class("idioms.standing_in")
_COMPARING = word_class("idioms.comparing")
_CHANGED = word_class("idioms.changed")
_BREAKS = word_class("idioms.breaks")
# What stands between a subject and its predicate without being another subject.
_COMMON_SUBJECT_GAP = 6


def pattern_events(
    sentence: Sentence,
    matches: list[Match],
    sizes: list[Sized],
) -> list[Event]:
    """The events of the rows that match inside the sentence."""
    found = []
    for pattern, start, end in matches:
        if (
            sentence.start <= start
            and end <= sentence.end
            and not unmet(pattern, sentence, (start, end), sizes)
        ):
            effect = Effect(
                pattern.outcome, pattern.direction, _text(pattern, sentence, start, end)
            )
            found.append(Event(effect, start, end, start, pattern.id))
    return found


def _text(pattern: Pattern, sentence: Sentence, start: int, end: int) -> str | None:
    if pattern.outcome != "other":
        return None
    return (pattern.text or pattern.id).replace("{word}", sentence.words[end - 1])


def unmet(pattern: Pattern, sentence: Sentence, span: tuple[int, int], sizes: list[Sized]) -> str:
    """The condition that keeps a row from reading tokens it matches; empty where all hold."""
    start, end = span
    words = sentence.words
    if end < sentence.end and words[end] in pattern.not_before:
        return f'it is "not_before" {words[end]!r}'
    near = words[max(sentence.start, start - _AROUND) : min(sentence.end, end + _AROUND)]
    if kept_away := pattern.not_words.intersection(near):
        return f'{min(kept_away)!r} is among its "not_words"'
    if pattern.needs_words and pattern.needs_words.isdisjoint(near):
        return 'none of its "needs_words" stands near'
    if pattern.subject and not _about_activity(sentence, start):
        return "the activity is not what it is said of"
    lacking = (need for need in sorted(pattern.needs) if not _met(need, sentence, span, sizes))
    return next((f"it needs a {need}" for need in lacking), "")


def _met(need: str, sentence: Sentence, span: tuple[int, int], sizes: list[Sized]) -> bool:
    start, end = span
    words = sentence.words
    before = words[max(sentence.start, start - _STEP_BACK) : start]
    if need in ("size", "ratio"):
        near = [q for first, _, q in sizes if start - _STEP_BACK <= first <= end + _STEP_BACK]
        return bool(near) and (need == "size" or any(is_relative(quantity) for quantity in near))
    if need == "number":
        return any(word[:1].isdigit() or word in _NUMBER_WORDS for word in before)
    if need in ("comparison", "change"):
        telling = _COMPARING if need == "comparison" else _CHANGED
        return not telling.isdisjoint(words[sentence.start : sentence.end])
    if need == "future":
        return not _FUTURE.isdisjoint(before)
    if need == "negation":
        return not _NEGATIONS.isdisjoint(words[max(sentence.start, start - _AROUND) : end])
    return start == sentence.start or not _PERSONS.isdisjoint(words[sentence.start : end])


_NUMBER_WORDS = word_class("idioms.number_words")


def _about_activity(sentence: Sentence, start: int) -> bool:
    """Whether the words at `start` are said of the activity, by name or by a word for it."""
    if any(mark.end <= start for mark in sentence.marks("activity")):
        return True
    for index in range(start, max(sentence.start, start - _COMMON_SUBJECT_GAP), -1):
        word = sentence.words[index - 1]
        if word in _STANDING_IN:
            return True
        if word in _BREAKS:
            return False
    return start - sentence.start <= 3 and _no_subject(sentence, start)


def _no_subject(sentence: Sentence, start: int) -> bool:
    """A fragment ("way harder than it looks"): nothing but small words before it."""
    return all(
        len(word) < 7 and word not in _PERSONS for word in sentence.words[sentence.start : start]
    )
