"""Who stands behind a claim and how firmly: denial, question, source, hedge, own result, joke."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.asking import is_asked
from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.denial import is_denied
from claims.language.events import Event
from claims.language.noun_phrases import DETERMINERS
from claims.language.parse import Mark
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
    if any(mark.start < event.end and event.start < mark.end for mark in sentence.marks("story")):
        return True
    if event.rule == _ANY and not (is_denied(sentence, event) or is_asked(sentence, event)):
        return True
    before = sentence.words[max(event.start - 4, sentence.start) : event.start]
    if event.sense == "hurts" and not _CONDITIONS.isdisjoint(before):
        return True
    for mark in sentence.marks("wish"):
        if mark.start <= event.at:
            return True
    return any(_instructs(sentence, mark, event) for mark in sentence.marks("instruction"))


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


_ADVISING = frozenset(("remember", "try", "want", "need", "sure", "have", "forget", "got"))
_CLAUSE_EDGES = word_class("stance.clause_edges")


def standing(sentence: Sentence, event: Event) -> Standing:
    """The standing of an event from the words of its own sentence."""
    hedged = _is_hedged(sentence, event)
    personal = _is_personal(sentence, event)
    if is_denied(sentence, event):
        return Standing("denies", hedged, personal)
    if is_asked(sentence, event):
        return Standing("questions", hedged)
    if is_reported(sentence, event):
        return Standing("reports", hedged)
    return Standing("asserts", hedged, personal)


def _is_hedged(sentence: Sentence, event: Event) -> bool:
    return any(
        not mark.concept.weak
        and mark.start <= event.end
        and sentence.words[max(mark.start - 1, 0)] not in _BEFORE_A_MONTH
        and _near(sentence, mark, event)
        for mark in sentence.marks("hedge")
    )


# "since May" is no hedge.
_BEFORE_A_MONTH = frozenset(("in", "since", "last", "this", "by", "of", "until"))


def _near(sentence: Sentence, mark: Mark, event: Event) -> bool:
    return mark.end > event.start or not any(
        mark.end <= other.start < event.start
        and sentence.words[other.start] in ("but", "however", "although", "so", "because", "since")
        for other in sentence.marks("terminator")
    )


def _is_personal(sentence: Sentence, event: Event) -> bool:
    """Told as the speaker's own result: "my", "me" or "I" where the claim stands, not a prediction."""
    words = sentence.words
    before = words[max(sentence.start, event.at - 4) : event.at]
    if not _FUTURE.isdisjoint(before) or "going to" in " ".join(before):
        return False
    first = max(sentence.start, event.start - _BESIDE)
    own = _own_marks(sentence)
    after = words[event.end : min(event.end + _BEHIND, sentence.end)]
    if after[:1] == ["me"] or after[1:2] == ["me"] or "for me" in " ".join(after):
        return True
    if any(first <= mark.start < event.end and words[mark.start] in _POSSESSIVES for mark in own):
        return True
    if any(words[mark.start : mark.end][-1:] in (["for"], ["this"]) for mark in own):
        # "did this for 2 months, knee pain gone"
        return event.from_left or event.tense == "past"
    return _first_person_subject(sentence, event, own) or _elided_subject(sentence, event)


_FUTURE = frozenset(("will", "'ll", "ll", "gonna", "would"))
_BEHIND = 8
_POSSESSIVES = frozenset(("my", "mine", "me", "myself", "our"))
_BESIDE = 3
_OTHER_SUBJECTS = word_class("stance.other_subjects")
_SUBJECT_STARTS = _OTHER_SUBJECTS | DETERMINERS


def _own_marks(sentence: Sentence) -> list[Mark]:
    pseudo = sentence.marks("personal_pseudo")
    marks = sentence.marks("personal")
    return [m for m in marks if not any(p.start <= m.start < p.end for p in pseudo)]


def _first_person_subject(sentence: Sentence, event: Event, own: list[Mark]) -> bool:
    """Whether "I" is the nearest subject before the words of direction."""
    starts = {mark.start for mark in own}
    named = {mark.start for mark in sentence.marks("activity")}
    for index in range(event.at - 1, sentence.start - 1, -1):
        word = sentence.words[index]
        if word == "i" and index in starts:
            return True
        if word in _OTHER_SUBJECTS or index in named or word in _CLAUSE_BREAKS:
            return False
    return False


_CLAUSE_BREAKS = word_class("stance.clause_breaks")


def _elided_subject(sentence: Sentence, event: Event) -> bool:
    """ "tried it, lost 10 lbs": a past verb that opens its clause leaves out "I"."""
    if event.tense != "past" or event.at != event.start or event.from_left:
        return False
    before = sentence.words[event.at - 1] if event.at > sentence.start else ""
    opens = before in ("", ",", "and", "then", "\n", "-") or not before[:1].isalnum()
    if not opens or _names_activity_first(sentence, event):
        return False
    # "tried it today, burned 250": the "it" is an object; a subject would open the sentence.
    return sentence.words[sentence.start] not in _SUBJECT_STARTS


def _names_activity_first(sentence: Sentence, event: Event) -> bool:
    return any(sentence.start <= mark.start < event.at for mark in sentence.marks("activity"))
