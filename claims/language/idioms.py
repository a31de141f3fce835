"""Pattern rows that match become events, where their conditions hold in the sentence."""

from __future__ import annotations

from claims.language.events import Event, Sentence
from claims.language.patterns import Pattern
from claims.language.quantities import Quantity
from claims.language.vocabulary import Effect

_AROUND = 4
_STEP_BACK = 7
_FUTURE = frozenset(
    "will 'll ll gonna going can could might may would easy way if always never risk bound likely to you u people end ends".split()
)
_NEGATIONS = frozenset("not n't no never cannot can't cant barely hardly literally".split())
_PERSONS = frozenset(
    "you u me i us we they them people athletes runners kids players your my their our everyone he she him her seniors clients patients wanna want folks wan".split()
)
_STANDING_IN = frozenset(
    "it its it's this that these they them thing doing stuff workout exercise one drill movement trick method treadmill going which".split()
)
_COMPARING = frozenset("than vs versus compared since as now after anymore finally".split())
_BREAKS = frozenset(". ! ? ; : but because although while".split())
# What stands between a subject and its predicate without being another subject.
_COMMON_SUBJECT_GAP = 6


def pattern_events(
    sentence: Sentence,
    matches: list[tuple[Pattern, int, int]],
    sizes: list[tuple[int, int, Quantity]],
) -> list[Event]:
    """The events of the rows that match inside the sentence."""
    found = []
    for pattern, start, end in matches:
        if (
            sentence.start <= start
            and end <= sentence.end
            and _holds(pattern, sentence, (start, end), sizes)
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


def _holds(
    pattern: Pattern,
    sentence: Sentence,
    span: tuple[int, int],
    sizes: list[tuple[int, int, Quantity]],
) -> bool:
    start, end = span
    words = sentence.words
    if end < sentence.end and words[end] in pattern.not_before:
        return False
    near = words[max(sentence.start, start - _AROUND) : min(sentence.end, end + _AROUND)]
    if pattern.not_words and not pattern.not_words.isdisjoint(near):
        return False
    if pattern.needs_words and pattern.needs_words.isdisjoint(near):
        return False
    if pattern.subject and not _about_activity(sentence, start):
        return False
    return all(_met(need, sentence, span, sizes) for need in pattern.needs)


def _met(
    need: str, sentence: Sentence, span: tuple[int, int], sizes: list[tuple[int, int, Quantity]]
) -> bool:
    start, end = span
    words = sentence.words
    before = words[max(sentence.start, start - _STEP_BACK) : start]
    if need == "size":
        return any(start - _STEP_BACK <= first <= end for first, _, _ in sizes)
    if need == "number":
        return any(word[:1].isdigit() or word in _NUMBER_WORDS for word in before)
    if need == "comparison":
        return not _COMPARING.isdisjoint(words[sentence.start : sentence.end])
    if need == "future":
        return not _FUTURE.isdisjoint(before)
    if need == "negation":
        return not _NEGATIONS.isdisjoint(words[max(sentence.start, start - _AROUND) : end])
    return start == sentence.start or not _PERSONS.isdisjoint(words[sentence.start : end])


_NUMBER_WORDS = frozenset(
    "a one two three four five six seven eight nine ten fifteen twenty thirty forty fifty sixty minute minutes seconds second few couple".split()
)


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
