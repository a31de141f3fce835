"""Claims passed on: a source named before or behind them in their own sentence."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.mocking import is_quoted
from claims.language.parse import Mark

# A source speaks within this many words, and no further than so many behind it.
_SAYS_WITHIN = 5
_SPEAKS_ON = 45
# A source named behind a claim closes its sentence.
_CLOSING = 4
_LEFT_BEHIND = 6
_SAID_SOON = 14
_SAYING = word_class("stance.saying")
_STUDIES = word_class("sources.studies")
_TOLD_BY = word_class("reporting.told_by")
_NOBODY = word_class("reporting.nobody")
_LINKING = word_class("reporting.linking")
# "I keep hearing" has a source, "I swear" has none.
_HEARING = frozenset(("keep", "keeps", "been", "being", "was", "heard", "read", "saw"))
_OFTEN = frozenset(("always", "often", "just", "still", "never", "would", "can", "could", "do"))
_GROUPS = frozenset(("group", "groups", "arm", "arms", "participants", "walkers", "controls"))
_PEOPLE = frozenset(("people", "those", "women", "men", "adults", "students", "volunteers"))
_GROUPED = word_class("reporting.grouped")
_OWN = frozenset(("i", "my", "i'm", "i've", "im", "ive"))
_JOINING = frozenset(("and", "but", "so", "plus", "then", "because", "cause"))
_BEING = frozenset(("is", "'s", "are", "was", "were", "be", "'re", "being"))


def is_reported(sentence: Sentence, event: Event) -> bool:
    """Whether an event is told in another's name."""
    if any(
        mark.start <= event.at < mark.end + _SPEAKS_ON and not _own_words(sentence, mark.end, event)
        for mark in _sources(sentence)
    ):
        return True
    if event.tense == "past" and (
        _tells_of_group(sentence)
        or any(_is_study(sentence, mark, event) for mark in _named(sentence))
    ):
        return True
    return _said_behind(sentence, event) or is_quoted(sentence, event)


def _tells_of_group(sentence: Sentence) -> bool:
    """ "the backward group improved", "people who walked backwards remembered": only a study has
    its people in groups."""
    words = sentence.words
    return any(
        (words[index] in _GROUPS and words[index - 1] in _GROUPED)
        or (words[index] == "who" and words[index - 1] in _PEOPLE)
        for index in range(sentence.start + 1, sentence.end)
    )


def _is_study(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """ "in that study people … lost 1.4 %": what is told of a study is its result."""
    inside = mark.start <= event.start < mark.end + _SPEAKS_ON
    named = not _STUDIES.isdisjoint(sentence.words[mark.start : mark.end])
    return inside and named and not _own_words(sentence, mark.end, event)


def _said_behind(sentence: Sentence, event: Event) -> bool:
    """ "…, says the piece": a source named afterwards closes the sentence."""
    if any(
        mark.start >= event.end - 1
        and (mark.end >= sentence.end - _CLOSING or _is_over(sentence, mark))
        and mark.start < event.end + _SAID_SOON
        for mark in sentence.marks("attribution_post")
    ):
        return True
    return any(
        mark.start >= event.end
        and sentence.end - mark.end <= _LEFT_BEHIND
        and _is_linked(sentence, mark.start)
        and (not mark.concept.weak or _says(sentence, mark))
        for mark in sentence.marks("attribution")
    )


def _is_linked(sentence: Sentence, start: int) -> bool:
    """Whether what stands before a source ties it to the words before: ", ", "is what", "or so"."""
    return not _LINKING.isdisjoint(sentence.words[max(start - 3, sentence.start) : start])


def _own_words(sentence: Sentence, start: int, event: Event) -> bool:
    """Whether the speaker takes over again: "she said it's low impact and my pain is gone"."""
    words = sentence.words
    return any(
        words[index] in _OWN and words[index - 1] in _JOINING
        for index in range(start + 1, event.start + 1)
    )


def _sources(sentence: Sentence) -> list[Mark]:
    """Sources that say something: a weak one ("my PT") needs a verb of saying beside it."""
    return [
        mark
        for mark in _named(sentence)
        if (not mark.concept.weak or _says(sentence, mark)) and not _is_over(sentence, mark)
    ]


def _is_over(sentence: Sentence, mark: Mark) -> bool:
    """ "it burns fat they say and …": what was said stands before."""
    return sentence.words[mark.end : mark.end + 1] in (["and"], [","], ["so"], ["but"])


def _named(sentence: Sentence) -> list[Mark]:
    return [mark for mark in sentence.marks("attribution") if not _is_nobody(sentence, mark)]


def _says(sentence: Sentence, mark: Mark) -> bool:
    words = sentence.words[mark.start : min(mark.end + _SAYS_WITHIN, sentence.end)]
    if not _SAYING.isdisjoint(words):
        return True
    if "like" in words[1:] and words[words.index("like") - 1] in _BEING:
        # "the ads are like 'burn triple'"
        return True
    behind = words[mark.end - mark.start :]
    return not _STUDIES.isdisjoint(words[: mark.end - mark.start]) and (
        behind[:1] == [":"] or not _TOLD_BY.isdisjoint(behind[:2])
    )


def _is_nobody(sentence: Sentence, mark: Mark) -> bool:
    """ "I swear it works", "nobody believes me", "whatever anyone says": no source speaks."""
    before = sentence.words[max(mark.start - 2, sentence.start) : mark.start]
    if not before or sentence.words[mark.start] in _HEARING:
        return False
    # "I always say"
    return before[-1] in _NOBODY or (before[-1] in _OFTEN and before[0] in _NOBODY)


def agrees(sentence: Sentence) -> bool:
    """Whether a sentence is a source's yes to a question: "some researchers think so"."""
    words = sentence.words[sentence.start : sentence.end]
    return len(words) <= _ANSWER and not _YES.isdisjoint(words) and bool(_sources(sentence))


_ANSWER = 9
_YES = frozenset(("so", "yes", "yep", "yeah", "aye", "absolutely", "definitely"))
