"""Claims held up to be laughed at: quoted words with a jeer behind them, "oh yeah sure" before."""

from __future__ import annotations

from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.parse import Parsed

_QUOTE = '"'
# Quotation marks around fewer words only point at them.
_QUOTED_WORDS = 3
# How far behind the quoted words a jeer at them stands.
_BEHIND = 12


def is_quoted(sentence: Sentence, event: Event) -> bool:
    """Whether an event stands between quotation marks, in somebody's words."""
    return _behind_quote(sentence, event) is not None


def is_mocked(sentence: Sentence, event: Event) -> bool:
    """Whether the speaker plainly means the opposite of what is said."""
    if any(_leads_to(sentence, mark.start, mark.end, event) for mark in sentence.marks("mock_pre")):
        return True
    behind = _behind_quote(sentence, event)
    if behind is None:
        return False
    return any(behind <= mark.start < behind + _BEHIND for mark in sentence.marks("mock_post"))


def jeers_at_last(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a sentence begins with a jeer at the quoted or questioned words before it."""
    marks = parsed.marks_in("mock_post", sentence.start, sentence.start + 1)
    if all(mark.concept.weak for mark in marks):
        return False
    before = parsed.words[max(sentence.start - 2, 0) : sentence.start]
    return _QUOTE in before or "?" in before


def _leads_to(sentence: Sentence, start: int, end: int, event: Event) -> bool:
    """Whether words open the sentence that an event stands in, as "oh yeah sure" does."""
    head = sentence.words[sentence.start : start]
    return end <= event.at and len(head) <= 1 and not any(word[:1].isdigit() for word in head)


def _behind_quote(sentence: Sentence, event: Event) -> int | None:
    """The token behind the quotation marks that an event stands in."""
    if _QUOTE not in sentence.words[sentence.start : sentence.end]:
        return None
    places = [i for i in range(sentence.start, sentence.end) if sentence.words[i] == _QUOTE]
    for first, last in zip(places[::2], places[1::2], strict=False):
        if first < event.at < last and last - first > _QUOTED_WORDS:
            return last + 1
    return None
