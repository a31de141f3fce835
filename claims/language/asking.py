"""Questions: a claim asked, not made; "did you know" and "want stronger legs?" are made all the same."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event

_QUESTION_WORDS = word_class("asking.question_words")
_ASKERS = frozenset(("how", "why", "what", "which"))
_OPENERS = word_class("asking.openers")
_SUBJECTS = word_class("asking.subjects")
_ANSWERED_BY = word_class("asking.answered_by")
# A question without a mark asks about so many words.
_ASKS_ON = 14
_PRESENT = word_class("asking.present")
# "Have stronger knees?" offers, "have any of you" asks.
_HAVING = frozenset(("have", "do"))
_PRONOUNS = frozenset(("it", "it's", "this", "that"))
_DO_SUBJECTS = frozenset(("you", "u", "we", "they", "i", "people"))


def is_asked(sentence: Sentence, event: Event) -> bool:
    """Whether the event is put as a question."""
    marks = [mark for mark in sentence.marks("question") if mark.start <= event.at]
    plain = any(not mark.concept.weak for mark in marks)
    if not plain and any(mark.start <= event.at for mark in sentence.marks("question_pseudo")):
        return False
    if plain or _inverted(sentence, event):
        return True
    if _last_word(sentence) != "?":
        return False
    before = sentence.words[sentence.start : event.at]
    subject = bool(sentence.marks("activity")) or not _PRONOUNS.isdisjoint(before)
    stated = subject and event.start > sentence.start and _has_finite_verb(sentence, event)
    return bool(marks) or stated


def _inverted(sentence: Sentence, event: Event) -> bool:
    """ "does it burn", "is walking backwards good": a verb before its subject opens the clause."""
    return any(
        mark.start <= event.at
        and mark.start + 1 < sentence.end
        and _opens(sentence, mark.start)
        and _asks(sentence, mark.start, event)
        and not _answered(sentence, mark.start, event)
        for mark in sentence.marks("question_start")
    )


def _asks(sentence: Sentence, index: int, event: Event) -> bool:
    word, following = sentence.words[index], sentence.words[index + 1]
    closed = _last_word(sentence) == "?"
    if word in _ASKERS:
        return following in _QUESTION_WORDS and (closed or word in ("why", "how"))
    if following not in _SUBJECTS and not _activity_at(sentence, index + 1):
        return closed and word not in _HAVING
    if word == "did" and following != "you":
        # "did this for 2 months" is told, "did it help?" is asked.
        return closed or (event.tense == "base" and following in _PRONOUNS)
    return word != "do" or following in _DO_SUBJECTS


def _answered(sentence: Sentence, index: int, event: Event) -> bool:
    """Whether a question asked without a mark is over before the event."""
    if _last_word(sentence) == "?":
        return False
    between = sentence.words[index + 1 : event.start]
    return len(between) > _ASKS_ON or not _ANSWERED_BY.isdisjoint(between)


def _opens(sentence: Sentence, index: int) -> bool:
    before = sentence.words[sentence.start : index]
    return all(word in _OPENERS or not word[:1].isalpha() for word in before[-3:])


def _activity_at(sentence: Sentence, index: int) -> bool:
    return any(mark.start == index for mark in sentence.marks("activity"))


def _last_word(sentence: Sentence) -> str:
    for word in reversed(sentence.words[sentence.start : sentence.end]):
        if word == "?":
            return word
        if word[:1].isalnum():
            return word
    return ""


def _has_finite_verb(sentence: Sentence, event: Event) -> bool:
    return event.tense in ("s", "base") or not _PRESENT.isdisjoint(
        sentence.words[sentence.start : event.end]
    )
