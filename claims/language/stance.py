"""Who stands behind a claim and how firmly: denial, question, source, hedge, own result, joke."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.asking import is_asked
from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.denial import is_denied
from claims.language.events import Event
from claims.language.parse import Mark
from claims.language.personal import is_personal, speaks_of_self
from claims.language.reporting import is_reported
from claims.records import Stance

# "do anything for" is said to deny or to ask; else it is no claim.
_ANY = "doing-anything-for"


# "If your knees hurt, walk backwards" speaks of a complaint, not of an effect.
_CONDITIONS = frozenset(("if", "when", "because", "where", "who", "whose", "for"))


class Standing(NamedTuple):
    """What of a claim concerns its speaker."""

    stance: Stance = "asserts"
    hedged: bool = False
    personal: bool = False


def is_blocked(sentence: Sentence, event: Event) -> bool:
    """Whether the words are advice, a wish, a joke or told in passing, instead of a claim."""
    if sentence.marks("joke"):
        return True
    if any(_touches(mark, event) for mark in sentence.marks("story")):
        return True
    if event.rule == _ANY and not (is_denied(sentence, event) or is_asked(sentence, event)):
        return True
    before = sentence.words[max(event.start - 4, sentence.start) : event.start]
    if event.sense == "hurts" and not _CONDITIONS.isdisjoint(before):
        return True
    for mark in sentence.marks("wish"):
        if mark.start <= event.at and "but" not in sentence.words[mark.end : event.at]:
            return True
    if _is_told_to(sentence, event) or _is_done(sentence, event):
        return True
    return any(_instructs(sentence, mark, event) for mark in sentence.marks("instruction"))


def _is_told_to(sentence: Sentence, event: Event) -> bool:
    """ "she told me to strengthen my quads": an order, not an effect."""
    words = sentence.words
    start = event.at - (words[event.at - 1] == "not")
    return (
        start - 3 >= sentence.start
        and words[start - 1] == "to"
        and words[start - 2] in _ORDERED
        and words[start - 3] in _ORDERING
    )


def _is_done(sentence: Sentence, event: Event) -> bool:
    """ "I never stretch my calves": what the speaker does, not what it does."""
    words = sentence.words
    at = event.at - (words[event.at - 1] in _HABITS)
    subject = words[at - 1] if at > sentence.start else ""
    return event.tense == "base" and event.sense in _DONE and subject in ("i", "we")


def _touches(mark: Mark, event: Event) -> bool:
    """Whether a mark and an event share words; a pattern row that holds the mark means its words."""
    if event.sense is None and event.start <= mark.start and mark.end <= event.end:
        return False
    return mark.start < event.end and event.start < mark.end


def _instructs(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """An imperative right where its clause begins: "keep your core engaged"."""
    if not mark.start <= event.start <= mark.end + 1 or _is_its_target(mark, event):
        return False
    before = sentence.words[mark.start - 1] if mark.start > sentence.start else ""
    if before == "to":
        return sentence.words[mark.start - 2] in _ADVISING
    return before in _CLAUSE_EDGES or not before[:1].isalpha()


def _is_its_target(mark: Mark, event: Event) -> bool:
    """ "so lean mass went up" tells nobody to lean."""
    return event.target is not None and event.from_left and mark.start == event.target[0]


_ORDERING = frozenset(("told", "tells", "asked", "asks", "advised", "want", "wants", "telling"))
_ORDERED = frozenset(("me", "us", "him", "her", "them", "you", "people", "patients", "clients"))
_HABITS = frozenset(("never", "always", "also", "still", "usually", "rarely", "sometimes"))
_DONE = frozenset(("loosens", "strengthens", "works", "tightens"))
_ADVISING = frozenset(("remember", "try", "want", "need", "sure", "have", "forget", "got"))
_CLAUSE_EDGES = word_class("stance.clause_edges")


def standing(sentence: Sentence, event: Event) -> Standing:
    """The standing of an event from the words of its own sentence."""
    hedged = _is_hedged(sentence, event)
    personal = is_personal(sentence, event)
    if is_denied(sentence, event):
        return Standing("denies", hedged, personal and not is_reported(sentence, event))
    if is_asked(sentence, event):
        return Standing("questions", hedged)
    if is_reported(sentence, event):
        return Standing("reports", hedged, speaks_of_self(sentence, event))
    return Standing("asserts", hedged, personal)


def _is_hedged(sentence: Sentence, event: Event) -> bool:
    return any(
        not mark.concept.weak
        and mark.start <= event.end
        and sentence.words[max(mark.start - 1, 0)] not in _BEFORE_A_MONTH
        and not _could_not(sentence, mark)
        and _near(sentence, mark, event)
        for mark in sentence.marks("hedge")
    )


def _could_not(sentence: Sentence, mark: Mark) -> bool:
    """ "couldn't find a study" hedges nothing."""
    return sentence.words[mark.start : mark.end + 1] == ["could", "not"]


# A hedge reaches so many words: "two it may halve the load three it sharpens your hearing".
_HEDGES_ON = 9
# "since May" is no hedge.
_BEFORE_A_MONTH = frozenset(("in", "since", "last", "this", "by", "of", "until"))


def _near(sentence: Sentence, mark: Mark, event: Event) -> bool:
    if event.start - mark.end > _HEDGES_ON:
        return False
    return mark.end > event.start or not any(
        mark.end <= other.start < event.start
        and sentence.words[other.start] in ("but", "however", "although", "so", "because", "since")
        for other in sentence.marks("terminator")
    )
