"""Own results: told with "I" and "my", or as bare figures and fragments that are nobody else's."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.gaps import FREE
from claims.language.noun_phrases import DETERMINERS
from claims.language.parse import Mark

_FUTURE = frozenset(("will", "'ll", "ll", "gonna", "would"))
# "me" and "for me" stand within this many words behind, "my" before.
_BEHIND = 8
_BESIDE = 3
_POSSESSIVES = frozenset(("my", "mine", "me", "myself", "our"))
_OTHER_SUBJECTS = word_class("stance.other_subjects")
_SUBJECT_STARTS = _OTHER_SUBJECTS | DETERMINERS
_CLAUSE_BREAKS = word_class("stance.clause_breaks")
_OTHERS = word_class("frames.others")
_THIRD = word_class("frames.third_persons")
_SPANS = word_class("setting.spans")
_FIRST = frozenset(("i", "my", "i'm", "i've", "me"))
_LATER = frozenset(("after", "later", "since"))
_SUMMING = _LATER | {"total", "overall", "result", "results", "still", "net", "far"}
# The words of a field that date all of it: "Day 30.", "6 weeks of walking backwards:".
_HEAD = 14
_THIRD_BEFORE = 14
_DAYS = frozenset(("yesterday", "today", "tonight", "morning", "sunday", "saturday", "monday"))
_NUMBER_WORDS = word_class("idioms.number_words")
_BARE = FREE | _SPANS | _SUMMING
_FRAGMENT_MARKS = frozenset((",", ":", "-", "+", "?", "and", "so", "also", "plus", "but"))
_STATES = frozenset(
    ("less-states", "more-states", "up-states", "unchanged", "same-as", "pain-gone")
)
_STATED = _STATES | {"hurting-less", "same-as-the-last", "looser-adjectives"}


def is_personal(sentence: Sentence, event: Event) -> bool:
    """Whether an event is told as the speaker's own result, not as a prediction."""
    words = sentence.words
    before = words[max(sentence.start, event.at - 4) : event.at]
    if not _FUTURE.isdisjoint(before) or "going to" in " ".join(before):
        return False
    own = _own_marks(sentence)
    after = words[event.end : min(event.end + _BEHIND, sentence.end)]
    if "me" in after[:2] or "for me" in " ".join(after) or "on my" in " ".join(after[:4]):
        return True
    if any(_is_beside(sentence, mark, event) for mark in own):
        return True
    if any(words[mark.start : mark.end][-1:] in (["for"], ["this"]) for mark in own):
        # "did this for 2 months, knee pain gone"
        theirs = not _THIRD.isdisjoint(words[sentence.start : event.at])
        return not theirs and (event.from_left or event.tense == "past")
    return _first_person_subject(sentence, event, own) or _elided_subject(sentence, event)


def is_own_result(sentence: Sentence, event: Event) -> bool:
    """ "resting HR 79 → 70", "no more pain after 3 weeks": where no other is named, the speaker's."""
    words, flags = sentence.words, event.quantity.flags if event.quantity else ()
    if "two_levels" in flags:
        return _are_own_levels(sentence, event, compared="compared" in flags)
    if words[event.start] in ("down", "up", "minus") and _is_amount(event):
        return _is_fragment(sentence, event)
    own, dated = "personal" in sentence.parsed.marks, _is_dated(sentence, event)
    if not own and not dated:
        return False
    told = event.tense == "past" or not _STATED.isdisjoint((event.rule, *event.also))
    if event.from_left and told and not sentence.marks("activity"):
        return _OTHERS.isdisjoint(words[sentence.start : event.end])
    if not _can_be_fragment(event) or not _is_fragment(sentence, event):
        return False
    gone = words[event.start : event.start + 2] == ["no", "more"]
    return dated or gone or _speaks_on(sentence, event)


def _are_own_levels(sentence: Sentence, event: Event, *, compared: bool) -> bool:
    first = max(event.start - _THIRD_BEFORE, 0)
    if not _THIRD.isdisjoint(sentence.words[first : event.end]):
        return False
    # "calories 300 vs 390" are anyone's, "yesterday 338" the speaker's.
    field = sentence.parsed.words
    return not compared or "personal" in sentence.parsed.marks or not _DAYS.isdisjoint(field)


def _is_amount(event: Event) -> bool:
    return event.quantity is not None and event.quantity.kind == "absolute"


def _can_be_fragment(event: Event) -> bool:
    relative = event.quantity is not None and event.quantity.ratio_low is not None
    praise = event.sense in ("great", "works", "burns", "loads")
    return event.tense in ("", "past") and not relative and not praise


def _speaks_on(sentence: Sentence, event: Event) -> bool:
    """ "Stronger core, less back ache, and I can do a push up": the speaker joins in behind."""
    words = sentence.words
    return any(
        words[index] in _FIRST and words[index - 1] in ("and", ",", "plus", "now", "so")
        for index in range(event.end + 1, sentence.end)
    )


def _own_marks(sentence: Sentence) -> list[Mark]:
    pseudo = sentence.marks("personal_pseudo")
    marks = sentence.marks("personal")
    return [m for m in marks if not any(p.start <= m.start < p.end for p in pseudo)]


def _is_beside(sentence: Sentence, mark: Mark, event: Event) -> bool:
    """ "my" inside the words of an event or right before them, "I" where they begin."""
    word = sentence.words[mark.start]
    if word == "i":
        return event.start <= mark.start <= event.at
    if word not in _POSSESSIVES or event.rule == "equivalence":
        return False
    first = max(sentence.start, event.start - _BESIDE)
    return first <= mark.start < event.end + (event.tense == "past")


def _first_person_subject(sentence: Sentence, event: Event, own: list[Mark]) -> bool:
    """Whether "I" or "my …" is the nearest subject before the words of direction."""
    starts = {mark.start for mark in own}
    named = {mark.start for mark in sentence.marks("activity")}
    past = event.tense == "past"
    for index in range(min(event.at, sentence.end - 1), sentence.start - 1, -1):
        word = sentence.words[index]
        if word in _OTHER_SUBJECTS or index in named or word in _CLAUSE_BREAKS:
            return False
        if index in starts and (word == "i" or (word == "my" and past)):
            return True
    return False


def _elided_subject(sentence: Sentence, event: Event) -> bool:
    """ "tried it, lost 10 lbs": a past verb that opens its clause leaves out "I"."""
    if event.tense != "past" or event.at != event.start or event.from_left:
        return False
    before = sentence.words[event.at - 1] if event.at > sentence.start else ""
    opens = before in ("and", "then") or not (before[:1].isalnum() or before[:1] == "'")
    if not opens or _names_activity_first(sentence, event):
        return False
    # "tried it today, burned 250": the "it" is an object; a subject would open the sentence.
    return sentence.words[sentence.start] not in _SUBJECT_STARTS


def _names_activity_first(sentence: Sentence, event: Event) -> bool:
    return any(sentence.start <= mark.start < event.at for mark in sentence.marks("activity"))


def _is_fragment(sentence: Sentence, event: Event) -> bool:
    """Whether no subject stands before an event in its clause: "Stronger core, less back ache"."""
    words = sentence.words
    if words[event.end : event.end + 1] == ["?"] or _names_activity_first(sentence, event):
        return False
    for index in range(event.start - 1, sentence.start - 1, -1):
        word = words[index]
        if word in _FRAGMENT_MARKS or (not word[:1].isalnum() and word[:1] != "'"):
            return True
        if word in _OTHER_SUBJECTS or word in _THIRD:
            return False
        if word not in _BARE and not _is_number(word):
            return False
    return True


def _is_dated(sentence: Sentence, event: Event) -> bool:
    """ "… after 3 weeks", "four months later …", "Day 30. …": a time since something was begun."""
    words = sentence.words
    for index in range(max(event.start - _BEHIND, sentence.start), sentence.end):
        if words[index] in _LATER:
            near = words[max(index - 3, sentence.start) : min(index + 4, sentence.end)]
            return not _SPANS.isdisjoint(near)
    return any(
        words[index] in _SPANS
        and any(_is_number(word) for word in words[max(index - 1, 0) : index + 2])
        for index in range(min(_HEAD, len(words)))
    )


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBER_WORDS


def speaks_of_self(sentence: Sentence, event: Event) -> bool:
    """Whether a source speaks of the speaker: "my wife says I'm steadier"."""
    return event.from_left and is_personal(sentence, event)
