"""Sources that speak for more than their own sentence: a study told at length, a quoted list."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.frames import Draft

_STUDIES = word_class("sources.studies")
_OWN = word_class("sources.own")
_SPANS = word_class("setting.spans")
# A study is told in no more sentences than this after it was last named.
_LASTS = 4
_GOING_ON = word_class("sources.going_on")
_SAME_IN_PAST = frozenset(("cut", "hit", "shed", "put"))
_BULLETS = frozenset("-•*–✅✔☑▪◦👉➡️→")


class Sources:
    """Follows a text sentence by sentence and passes its source on where it goes on speaking."""

    def __init__(self) -> None:
        self._study_left = 0
        self._lasted = False
        self._listing = False
        # The last sentence ended in a source's words, without a stop.
        self._said_on = False

    def apply(self, sentence: Sentence, found: list[Draft]) -> None:
        """Let a source named before stand behind claims that are told as its results."""
        self._follow_study(sentence)
        if not (self._listing and _is_item(sentence)):
            self._listing = not found and _announces_list(sentence)
        goes_on = self._said_on and _continues(sentence)
        for one in found:
            told = self._study_left > 0 and _is_result(sentence, one.event)
            listed = self._listing and _is_item(sentence)
            carried = goes_on and not one.personal
            if one.stance == "asserts" and (told or listed or carried):
                one.stance, one.personal = "reports", False
            sized = one.event.quantity is not None and one.comparator == "unspecified"
            if told and sized and self._lasted:
                one.comparator = "none"
        self._said_on = bool(found) and found[-1].stance == "reports" and not _is_closed(sentence)

    def _follow_study(self, sentence: Sentence) -> None:
        words = sentence.words[sentence.start : sentence.end]
        if not _STUDIES.isdisjoint(words) and sentence.marks("attribution"):
            self._study_left = _LASTS
            self._lasted = False
        elif not _OWN.isdisjoint(words):
            self._study_left = 0
        else:
            self._study_left -= 1
        self._lasted = self._lasted or (self._study_left > 0 and not _SPANS.isdisjoint(words))


def _is_result(sentence: Sentence, event: Event) -> bool:
    """Whether an event is told as what came out: in the past, of nobody addressed."""
    unmarked = sentence.words[event.at] in _SAME_IN_PAST
    past = event.tense == "past" or event.from_left or unmarked
    levels = event.quantity is not None and "two_levels" in event.quantity.flags
    return (past or levels) and _OWN.isdisjoint(sentence.words[sentence.start : event.end])


def _continues(sentence: Sentence) -> bool:
    """ "she says it burns fat and um it also builds muscle": speech cut in the middle."""
    words = sentence.words[sentence.start : sentence.start + 4]
    return words[0] in _GOING_ON and _OWN.isdisjoint(words)


def _is_closed(sentence: Sentence) -> bool:
    parsed = sentence.parsed
    end = parsed.ends[sentence.end - 1]
    new_line = "\n" in parsed.text.cleaned[end : end + 2]
    return new_line or not parsed.words[sentence.end - 1][:1].isalnum()


def _announces_list(sentence: Sentence) -> bool:
    """ "What the ads say:" puts a source before the list that follows."""
    closed = sentence.words[sentence.end - 1 : sentence.end] in ([":"], ["👇"], ["⬇"])
    return closed and bool(sentence.marks("attribution"))


def _is_item(sentence: Sentence) -> bool:
    first = sentence.words[sentence.start]
    return first in _BULLETS or first.rstrip(".)").isdigit()
