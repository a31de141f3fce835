"""Claims over sentences: what one sentence says is kept, denied, sized or sourced by another."""

from __future__ import annotations

from claims.language.events import Event, Sentence, lexical_events
from claims.language.frames import Draft, draft
from claims.language.idioms import pattern_events
from claims.language.parse import Parsed
from claims.language.patterns import PatternMatcher
from claims.language.setting import Activities
from claims.language.sizes import (
    Sized,
    amount_targets,
    give_sizes,
    is_relative,
    quantities_in,
    size_events,
)
from claims.language.stance import corrected, is_blocked
from claims.language.vocabulary import Effect

_CONVERTED = 0.05
_INHERITING = frozenset("it it's its that that's more closer like about around roughly not".split())


class Discourse:
    """Reads the sentences of a field in order."""

    def __init__(self, activities: Activities, patterns: PatternMatcher) -> None:
        self.activities = activities
        self.patterns = patterns

    def read(self, parsed: Parsed) -> list[Draft]:
        """The drafts of all claims of a field."""
        sizes = quantities_in(parsed)
        matches = self.patterns.matches(parsed)
        drafts: list[Draft] = []
        previous: list[Draft] = []
        field_usual = False
        for start, end in parsed.sentences:
            sentence = Sentence(parsed, start, end)
            own = [size for size in sizes if start <= size[0] < end]
            events = _events(sentence, own, matches)
            events += self._inherited(sentence, own, events, drafts)
            found = [
                draft(sentence, event, self.activities, until=_next(events, event, end), field_usual=field_usual)
                for event in events
                if not is_blocked(sentence, event) and not _of_another(sentence, event)
            ]
            if not found:
                field_usual = field_usual or _announces_comparison(sentence)
                _correct(parsed, sentence, previous, drafts)
            drafts = _answered(drafts, previous, found) + found
            previous = found
        return drafts

    def _inherited(
        self, sentence: Sentence, sizes: list[Sized], events: list[Event], drafts: list[Draft]
    ) -> list[Event]:
        """A size that compares but names no outcome speaks of the last one: "it's more like 1.3x"."""
        owned = [event.quantity for event in events]
        last = events[-1] if events else (drafts[-1].event if drafts else None)
        if last is None:
            return []
        found = []
        for first, end, quantity in sizes:
            if not is_relative(quantity) or quantity in owned:
                continue
            near = sentence.words[max(sentence.start, first - 5) : first]
            if sentence.marks("usual") or not _INHERITING.isdisjoint(near):
                effect = Effect(last.effect.outcome, last.effect.direction, last.effect.text)
                found.append(
                    Event(
                        effect,
                        first,
                        end,
                        first,
                        "size-of-the-last",
                        quantity=quantity,
                        sized=(first, end),
                    )
                )
        return found


def _next(events: list[Event], event: Event, end: int) -> int:
    """Where the words of the next claim of the sentence begin."""
    later = [other.at for other in events if other.at > event.at and other.start >= event.end]
    return min(later, default=end)


def _answered(drafts: list[Draft], previous: list[Draft], found: list[Draft]) -> list[Draft]:
    """Drop a question that the speaker answers at once: question and answer are one claim."""
    said = {(one.event.effect.outcome, one.event.effect.direction) for one in found if one.stance != "questions"}
    asked = [
        one
        for one in previous
        if one.stance == "questions" and (one.event.effect.outcome, one.event.effect.direction) in said
    ]
    return [one for one in drafts if not any(one is question for question in asked)]


def _events(sentence: Sentence, sizes: list[Sized], matches: list) -> list[Event]:
    amount_targets(sentence, sizes)
    lexical = lexical_events(sentence) + size_events(sentence, sizes)
    rows = pattern_events(sentence, matches, sizes)
    events = _without_rivals(lexical, rows)
    give_sizes(events, sizes)
    return events + _equivalences(sentence, sizes)


def _without_rivals(lexical: list[Event], rows: list[Event]) -> list[Event]:
    """Of two readings of the same words the wider one stays; of one outcome twice, the first."""
    wide = [row for row in rows if not any(_inside(row, other) for other in (*rows, *lexical))]
    kept = [event for event in lexical if not any(_inside(event, row) for row in wide)]
    found: list[Event] = []
    for event in sorted((*kept, *wide), key=lambda event: (event.start, event.end)):
        if not any(_repeats(event, other) for other in found):
            found.append(event)
    return found


def _inside(event: Event, other: Event) -> bool:
    if event is other:
        return False
    return (
        other.start <= event.start
        and event.end <= other.end
        and (event.end - event.start) < (other.end - other.start)
    )


def _repeats(event: Event, other: Event) -> bool:
    return (
        event.effect == other.effect
        and event.start < other.end
        and event.quantity is other.quantity
    )


def _equivalences(sentence: Sentence, sizes: list[Sized]) -> list[Event]:
    """ "8 miles backward equals 16 forward"; "1 mile = 1.6 km" is a conversion and says nothing."""
    found = []
    for first, last, quantity in sizes:
        low, high = quantity.ratio_low, quantity.ratio_high
        if quantity.kind != "equivalence" or low is None or high is None:
            continue
        units = {side.unit for side in quantity.sides}
        if abs(low - 1) < _CONVERTED and abs(high - 1) < _CONVERTED and len(units) > 1:
            continue
        effect = Effect("energy_cost", "increase" if high > 1 else "decrease")
        found.append(
            Event(effect, first, last, first, "equivalence", quantity=quantity, sized=(first, last))
        )
    return found


def _of_another(sentence: Sentence, event: Event) -> bool:
    """Whether another activity does the acting: "squats strengthen your glutes"."""
    others = [mark for mark in sentence.marks("other_activity") if mark.end <= event.at]
    if not others:
        return False
    own = [mark for mark in sentence.marks("activity") if mark.start <= event.end]
    return not own and others[-1].end >= event.at - 4


def _announces_comparison(sentence: Sentence) -> bool:
    """ "Retro walking vs regular walking:" sets the comparison for what follows."""
    if not sentence.marks("activity") or not sentence.marks("usual"):
        return False
    return not {"vs", "vs.", "versus", "compared"}.isdisjoint(
        sentence.words[sentence.start : sentence.end]
    )


def _correct(
    parsed: Parsed, sentence: Sentence, previous: list[Draft], drafts: list[Draft]
) -> None:
    """Let a sentence without a claim of its own deny, confirm or source those before it."""
    stance = corrected(parsed, sentence)
    for one in previous:
        if stance == "denies" or (stance == "asserts" and one.stance == "questions"):
            one.stance = stance
    if stance is None and sentence.marks("attribution_post"):
        for one in drafts:
            one.stance = "reports" if one.stance == "asserts" else one.stance
