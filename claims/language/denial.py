"""Denial: where a negation or a debunking reaches, and what an answer does to the claim before it."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.parse import Mark, Parsed
from claims.records import Stance

# A negation reaches this many tokens to the words it denies.
_REACH = 9
_BRIEF = 3
_YES = word_class("denial.yes")
_NO = frozenset(("no", "nope", "nah"))
_SMALL_TALK = word_class("denial.small_talk")
# Verbs and nouns whose denial denies what follows: "don't think it helps", "no evidence it does".
_RAISING = word_class("denial.raising")
_NEW_SUBJECTS = word_class("denial.new_subjects")
_STOPS = frozenset((",", ".", ";", ":", "!", "?", "("))


def is_denied(sentence: Sentence, event: Event) -> bool:
    """Whether the words of an event are denied in their own sentence."""
    if event.no_effect:
        return True
    after = [mark for mark in sentence.marks("debunk_post") if _closes(sentence, mark)]
    if any(mark.start >= event.end for mark in sentence.marks("negation_post") + after):
        return True
    if any(mark.end <= event.start + 1 for mark in _live(sentence, "debunk_pre")):
        return True
    return any(_denies(sentence, mark, event) for mark in _live(sentence, "negation_pre"))


def _denies(sentence: Sentence, mark: Mark, event: Event) -> bool:
    if (
        sentence.words[mark.start] == "nothing"
        and "like" in sentence.words[event.end : sentence.end]
    ):
        # "nothing strengthens the quads like it"
        return False
    return _before(mark, event) and not _ended(sentence, mark.end, event)


def _closes(sentence: Sentence, mark: Mark) -> bool:
    """Whether nothing but small talk follows: "burns ten times more no it does not okay"."""
    following = sentence.words[mark.end : min(mark.end + 1, sentence.end)]
    return not following or following[0] in _SMALL_TALK or not following[0][:1].isalnum()


def _before(mark: Mark, event: Event) -> bool:
    """Whether a negation stands before the words of direction, or between them and their target."""
    if mark.end <= event.at:
        return event.at - mark.end < _REACH
    if event.rule == "equivalence":
        return event.start < mark.start < event.end
    return event.start < mark.start and mark.end <= event.end and event.at >= mark.end


def _live(sentence: Sentence, kind: str) -> list[Mark]:
    """The marks of a kind that no pseudo-negation covers."""
    marks = sentence.marks(kind)
    if not marks:
        return []
    pseudo = sentence.marks("negation_pseudo")
    return [m for m in marks if not any(p.start <= m.start and m.end <= p.end for p in pseudo)]


def _ended(sentence: Sentence, start: int, event: Event) -> bool:
    """Whether the reach of a negation ends before the words of direction."""
    end = event.at
    between = sentence.words[start : max(event.start, start)]
    if not _NEW_SUBJECTS.isdisjoint(between) and _RAISING.isdisjoint(
        sentence.words[max(start - 2, sentence.start) : end]
    ):
        return True
    if event.from_left and _is_own_subject(sentence, event, start):
        return True
    if any(start <= mark.start < end for mark in sentence.marks("terminator")):
        return True
    return not _STOPS.isdisjoint(sentence.words[start:end])


def _is_own_subject(sentence: Sentence, event: Event, start: int) -> bool:
    """ "don't know about that my feet are wrecked": the target opens a clause of its own."""
    before = sentence.words[max(start, event.start - 2) : event.start]
    if before[-1:] not in (["my"], ["your"]):
        return False
    return before[0] not in _MAKING and _RAISING.isdisjoint(sentence.words[start : event.start])


_MAKING = frozenset(("make", "made", "get", "keep", "leave", "have", "help", "let", "give"))


def corrected(parsed: Parsed, sentence: Sentence) -> Stance | None:
    """What a sentence that answers the one before makes of its claim: denied, or confirmed."""
    for mark in sentence.marks("debunk_post"):
        # "It doesn't.", "It does not melt anything."
        brief = _closes(sentence, mark) or sentence.end - mark.end <= _BRIEF
        if mark.start <= sentence.start + 2 and brief:
            return "denies"
    words = [word for word in parsed.words[sentence.start : sentence.end] if word[:1].isalnum()]
    if words and words[0] in _YES:
        return "asserts"
    if words and words[0] in _NO and _ELLIPSIS.issuperset(words[1:]):
        return "denies"
    return None


# "No, it doesn't." takes all of its meaning from what was said before; "No diet." does not.
_ELLIPSIS = word_class("denial.ellipsis")
