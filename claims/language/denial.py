"""Denial: where a negation or a debunking reaches, and what an answer does to the claim before it."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.mocking import is_mocked, jeers_at_last
from claims.language.parse import Mark, Parsed
from claims.records import Stance

# A negation reaches this many tokens to the words it denies.
_REACH = 9
# Words behind a claim deny it within so many.
_BACK = 14
_ASIDE = frozenset(("which", "or"))
_BRIEF = 3
_YES = word_class("denial.yes")
_NO = word_class("denial.no")
_SHORT = 5
_FILLER = word_class("denial.filler")
_ANSWERING = word_class("denial.answering")
# "It's not." denies, "it's not magic" does not; "it doesn't melt anything" does.
_BEING = frozenset(("is", "'s", "are", "was", "'re"))
_SMALL_TALK = word_class("denial.small_talk")
# Verbs and nouns whose denial denies what follows: "don't think it helps", "no evidence it does".
_RAISING = word_class("denial.raising")
_NEW_SUBJECTS = word_class("denial.new_subjects")
_PRONOUNS = frozenset(("it", "they", "that", "this"))
_STOPS = frozenset((",", ".", ";", ":", "!", "?", "("))


def is_denied(sentence: Sentence, event: Event) -> bool:
    """Whether the words of an event are denied in their own sentence."""
    if event.no_effect or is_mocked(sentence, event):
        return True
    if any(_turns_back(sentence, mark, event) for mark in sentence.marks("negation_post")):
        return True
    answers = [mark for mark in _live(sentence, "debunk_post") if _closes(sentence, mark)]
    if any(
        _turns_back(sentence, mark, event) and _is_nearest(sentence, mark, event)
        for mark in answers
    ):
        return True
    if any(mark.end <= event.start + 1 for mark in _live(sentence, "debunk_pre")):
        return True
    if event.quantity is not None and "two_levels" in event.quantity.flags:
        # "couldn't get above 95 before, now it's 112"
        return False
    return any(_denies(sentence, mark, event) for mark in _live(sentence, "negation_pre"))


def _turns_back(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """Whether words behind an event deny it: not "…, which is absurd", not "… or is it a myth"."""
    if not event.end <= mark.start < event.end + _BACK:
        return False
    return _ASIDE.isdisjoint(sentence.words[max(mark.start - 4, event.end) : mark.start])


def _is_nearest(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """Whether nothing else is spoken of between an event and its answer."""
    return not any(event.end <= group.start < mark.start for group in sentence.groups)


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
    if mark.end - mark.start > 3 and sentence.words[mark.start] in _NO:
        return True
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
    first = start + 2 if sentence.words[start] in _TURNED else start
    if _new_subject(sentence, first, event) and _RAISING.isdisjoint(
        sentence.words[max(start - 2, sentence.start) : end]
    ):
        return True
    if event.from_left and _is_own_subject(sentence, event, start):
        return True
    if any(start <= mark.start < end for mark in _terminators(sentence)):
        return True
    return not _STOPS.isdisjoint(sentence.words[start:end])


def _new_subject(sentence: Sentence, start: int, event: Event) -> bool:
    """Whether a clause of its own begins: "not hard, it burns", unlike "won't give you stronger"."""
    words = sentence.words
    return any(
        words[index] in _NEW_SUBJECTS and words[index - 1] not in _MAKING
        for index in range(start, event.start)
    )


def _terminators(sentence: Sentence) -> list[Mark]:
    """The words that end a reach; "no trial in which", "no evidence it does" go on."""
    words = sentence.words
    return [
        mark
        for mark in sentence.marks("terminator")
        if not (words[mark.start] == "which" and words[mark.start - 1] in _TIED)
        and not (words[mark.start] == "it" and words[mark.start - 1] in _RAISING)
    ]


def _is_own_subject(sentence: Sentence, event: Event, start: int) -> bool:
    """ "don't know about that my feet are wrecked": the target opens a clause of its own."""
    before = sentence.words[max(start, event.start - 2) : event.start]
    if before[-1:] not in (["my"], ["your"]):
        return False
    return before[0] not in _MAKING and _RAISING.isdisjoint(sentence.words[start : event.start])


# "Never once did it help": verb and subject change places behind what denies them.
_TURNED = frozenset(("did", "does", "do", "has", "have", "will", "would", "is", "was", "can"))
_TIED = frozenset(("in", "for", "by", "of"))
_MAKING = word_class("denial.making")


def corrected(parsed: Parsed, sentence: Sentence) -> Stance | None:
    """What a sentence that answers the one before makes of its claim: denied, or confirmed."""
    if jeers_at_last(parsed, sentence):
        return "denies"
    start = _answer(sentence)
    if parsed.words[start] in _PRONOUNS and parsed.words[start + 2 : start + 3] == ["nothing"]:
        # "It blasts nothing."
        return "denies"
    if any(_answers(sentence, mark, start) for mark in sentence.marks("debunk_post")):
        return "denies"
    words = [word for word in parsed.words[start : sentence.end] if word[:1].isalnum()]
    while len(words) > 1 and words[0] in _FILLER:
        del words[0]
    if words[-1:] == ["no"] and len(words) <= _SHORT:
        # "my physio says no"
        return "denies"
    if words and words[0] in _YES:
        return "asserts"
    if words and words[0] in _NO and _ELLIPSIS.issuperset(words[1:]):
        return "denies"
    return None


def _answers(sentence: Sentence, mark: Mark, start: int) -> bool:
    """ "It doesn't.", "It does not melt anything." """
    if mark.start > start + 2:
        return False
    words = sentence.words
    being = words[mark.end - 1] == "not" and words[mark.end - 2] in _BEING
    open_to_more = mark.end - mark.start > 1 and not being
    return _closes(sentence, mark) or (open_to_more and sentence.end - mark.end <= _BRIEF)


def _answer(sentence: Sentence) -> int:
    """Where the answer itself begins: "short answer: no", "A: yes"."""
    words = sentence.words[sentence.start : sentence.start + 4]
    if ":" in words and not _ANSWERING.isdisjoint(words[: words.index(":")]):
        return sentence.start + words.index(":") + 1
    return sentence.start


# "No, it doesn't." takes all of its meaning from what was said before; "No diet." does not.
_ELLIPSIS = word_class("denial.ellipsis")
