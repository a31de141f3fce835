"""Claims over sentences: what one sentence says is kept, denied, sized or sourced by another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from claims.language.clauses import Sentence
from claims.language.denial import corrected
from claims.language.events import Event, lexical_events, settled
from claims.language.frames import Draft, draft
from claims.language.heads import Heads
from claims.language.idioms import pattern_events
from claims.language.inheritance import inherited
from claims.language.listing import Listing
from claims.language.naming import named_effects
from claims.language.parse import Mark, Parsed
from claims.language.pattern_matcher import Match
from claims.language.reporting import agrees
from claims.language.rivals import without_rivals
from claims.language.setting import Activities
from claims.language.sizes import (
    Sized,
    amounts_of,
    give_sizes,
    quantities_in,
    size_events,
    sized_event,
    without_contradicted,
)
from claims.language.sources import Sources
from claims.language.stance import is_blocked
from claims.language.subjects import is_of_others, stands_alone
from claims.language.vocabulary import Effect, Measure, Part

Placed = TypeVar("Placed", Sized, Match)

_CONVERTED = 0.05
_BACK = 20
_VERSUS = frozenset(("vs", "vs.", "versus", "compared", "against", "relative", "than", "v"))
_ALL = frozenset(("all", "both", "each", "everything", "these", "figures", "numbers"))
_OPENING = 4


class Discourse:
    """Reads the sentences of a post's fields in order, and remembers what they spoke of."""

    def __init__(self, activities: Activities) -> None:
        self.activities = activities
        self.pain: Measure | None = None
        self._heads = Heads()

    def read(self, parsed: Parsed) -> list[Draft]:
        """The drafts of all claims of a field."""
        drafts: list[Draft] = []
        previous: list[Draft] = []
        field_usual = False
        listing, sources = Listing(), Sources()
        for sentence, sizes, matches in sentences_of(parsed):
            last = drafts[-1].event if drafts else None
            events = self._events(sentence, sizes, matches, last)
            events += listing.continued(sentence, events)
            found = [
                draft(
                    sentence,
                    event,
                    self.activities,
                    _own(events, event, sentence),
                    field_usual=field_usual,
                )
                for event in events
                if not is_blocked(sentence, event)
                and not is_of_others(sentence, event)
                and (self.activities.on_topic or stands_alone(sentence, event))
            ]
            if not found:
                field_usual = field_usual or _announces_comparison(sentence)
                _correct(parsed, sentence, previous, drafts)
            sources.apply(sentence, found)
            _drop_answered(drafts, previous, found)
            drafts += found
            previous = found
        return drafts

    def _events(
        self,
        sentence: Sentence,
        sizes: list[Sized],
        matches: list[Match],
        last: Event | None,
    ) -> list[Event]:
        holds = sentence.groups or sizes or matches
        events = self._said(sentence, sizes, matches) if holds else []
        judged = self._heads.judged(sentence, events)
        give_sizes(judged, sizes)
        events += judged
        self._note_pain(sentence)
        last = events[-1] if events else last
        return events + inherited(sentence, sizes, events, last) if last else events

    def _said(self, sentence: Sentence, sizes: list[Sized], matches: list[Match]) -> list[Event]:
        sized = lexical_events(sentence) + size_events(sentence, sizes)
        lexical = settled(without_contradicted(sized))
        rows = pattern_events(sentence, matches, sizes)
        events = without_rivals(lexical, rows)
        give_sizes(events, sizes)
        events = [self._with_known_pain(event) for event in events] + _equivalences(sentence, sizes)
        return events + named_effects(sentence, events)

    def _note_pain(self, sentence: Sentence) -> None:
        for group in sentence.groups:
            for member in group.members:
                meaning = member.meaning
                if isinstance(meaning, Part) and meaning.facets["pain"].startswith("pain:"):
                    self.pain = self.pain or meaning.measure("pain")
                if isinstance(meaning, Measure) and meaning.outcome.startswith("pain:"):
                    self.pain = meaning

    def _with_known_pain(self, event: Event) -> Event:
        """ "pain dropped" in a post on knee arthritis is knee pain."""
        if event.effect.text != "pain" or self.pain is None:
            return event
        return replace(event, effect=Effect(self.pain.outcome, event.effect.direction))


def sentences_of(parsed: Parsed) -> Iterator[tuple[Sentence, list[Sized], list[Match]]]:
    """The sentences of a field with the sizes and the pattern matches in each."""
    sizes = by_sentence(parsed, quantities_in(parsed))
    matches = by_sentence(parsed, parsed.matches)
    marks = parsed.marks_by_sentence()
    for place, span in enumerate(parsed.sentences):
        sentence = Sentence(parsed, span, marks[place], amounts_of(sizes[place]))
        yield sentence, sizes[place], matches[place]


def _own(events: list[Event], event: Event, sentence: Sentence) -> tuple[int, int]:
    """The tokens between the claim before in the sentence and the claim after."""
    later = [other.at for other in events if other.at > event.at and other.start >= event.end]
    first = not any(other.at < event.at and other.end <= event.start for other in events)
    return sentence.start if first else event.start, min(later, default=sentence.end)


def by_sentence(parsed: Parsed, found: list[Placed]) -> list[list[Placed]]:
    """What was found in a field, sentence by sentence; each item holds its token span."""
    starts = [start for start, _ in parsed.sentences]
    rooms: list[list[Placed]] = [[] for _ in starts]
    for item in found:
        place = bisect_right(starts, item.start) - 1
        if place >= 0 and item.start < parsed.sentences[place][1]:
            rooms[place].append(item)
    return rooms


def _drop_answered(drafts: list[Draft], previous: list[Draft], found: list[Draft]) -> None:
    """Drop a question that the speaker answers at once: question and answer are one claim."""
    answers = [one.event.effect for one in found if one.stance != "questions"]
    for one in previous:
        if one.stance == "questions" and one.event.effect in answers:
            drafts[:] = [draft for draft in drafts if draft is not one]


def _equivalences(sentence: Sentence, sizes: list[Sized]) -> list[Event]:
    """ "8 miles backward equals 16 forward"; "1 mile = 1.6 km" is a conversion and says nothing."""
    found = []
    for first, last, quantity in sizes:
        low, high = quantity.ratio_low, quantity.ratio_high
        if quantity.kind != "equivalence" or low is None or high is None:
            continue
        units = {side.unit for side in quantity.sides}
        if max(abs(low - 1), abs(high - 1)) < _CONVERTED and len(units) > 1:
            continue
        effect = Effect("energy_cost", "increase" if high > 1 else "decrease")
        found.append(sized_event(effect, Sized(first, last, quantity), "equivalence"))
    return found


def _announces_comparison(sentence: Sentence) -> bool:
    """ "Retro walking vs regular walking:" sets the comparison for what follows."""
    heads = sentence.words[sentence.end - 1] == ":"
    if not (sentence.marks("activity") or heads) or not sentence.marks("usual"):
        return False
    return not _VERSUS.isdisjoint(sentence.words[sentence.start : sentence.end])


def _compare(sentence: Sentence, previous: list[Draft], drafts: list[Draft]) -> None:
    """Let "vs. normal running" compare the sentence before, "all vs. …" the list before."""
    opening = sentence.words[sentence.start : sentence.start + _OPENING]
    if _VERSUS.isdisjoint(opening) or not sentence.marks("usual"):
        return
    for one in previous if _ALL.isdisjoint(opening) else drafts[-_BACK:]:
        if one.comparator == "unspecified":
            one.comparator = "usual"


def _closes(sentence: Sentence, mark: Mark) -> bool:
    """Whether a source named in a sentence of its own stands for what was said before it."""
    following = sentence.words[mark.end : min(mark.end + 1, sentence.end)]
    return not following or not following[0][:1].isalnum()


def _correct(
    parsed: Parsed, sentence: Sentence, previous: list[Draft], drafts: list[Draft]
) -> None:
    """Let a sentence without a claim of its own deny, confirm, compare or source those before it."""
    stance = corrected(parsed, sentence)
    _compare(sentence, previous, drafts)
    for one in previous:
        if stance == "denies" or (stance == "asserts" and one.stance == "questions"):
            one.stance = stance
        elif one.stance == "questions" and agrees(sentence):
            one.stance = "reports"
    if stance is None and any(
        _closes(sentence, mark) for mark in sentence.marks("attribution_post")
    ):
        for one in drafts[-_BACK:]:
            one.stance = "reports" if one.stance == "asserts" else one.stance
