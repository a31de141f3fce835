"""Who does what to which outcome: words of direction joined with the targets they act on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.language.gaps import BREAKS, FREE, JOINING, PRONOUN_SUBJECTS, TIES
from claims.language.parse import Mark, Parsed, longest
from claims.language.quantities import Quantity
from claims.language.rows import Cue, Sense
from claims.language.targets import Group, Target, groups_in
from claims.language.vocabulary import Effect, Measure, Part

_RIGHT_UNKNOWN = 3
_LEFT_UNKNOWN = 2
_ATTRIBUTIVE_UNKNOWN = 2
_REACH = 14
_TAKING_AWAY: frozenset[Sense] = frozenset(("less", "fixes", "spares", "burns", "works"))
_ADDING: frozenset[Sense] = frozenset(("more", "great", "strengthens"))
_NOTHING = frozenset(("zero", "no", "none"))
# "at the same speed", "for the same volume": what is held equal, not what comes out equal.
_HELD = frozenset(("at", "for", "with", "in"))
# Where rows rival on the same words, the sense that is most particular to the target wins.
_ORDER: tuple[Sense, ...] = (
    "burns",
    "spares",
    "fixes",
    "strengthens",
    "loosens",
    "works",
    "loads",
    "hurts",
    "less",
    "more",
    "gains",
    "same",
    "great",
    "better",
    "worse",
)


@dataclass(slots=True)
class Event:
    """One thing said to happen: its effect, and the tokens of the words that say so."""

    effect: Effect
    start: int
    end: int
    # Where the words of direction stand.
    at: int
    rule: str
    sense: Sense | None = None
    tense: str = ""
    no_effect: bool = False
    from_left: bool = False
    quantity: Quantity | None = None
    # The tokens of the size, where one was found.
    sized: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class Sentence:
    """Tokens `start:end` of a field, with the targets and words of direction among them."""

    def __init__(self, parsed: Parsed, start: int, end: int) -> None:
        self.parsed, self.start, self.end = parsed, start, end
        self.words = parsed.words
        self.groups = groups_in(parsed, start, end)
        self._at = {group.start: group for group in self.groups}
        self._ends = {group.end: group for group in self.groups}
        self.predicates = self._predicates()
        self._starts = {mark.start: mark for mark in self.predicates}

    def add(self, group: Group) -> None:
        """Take in a group that the word lists did not find."""
        self.groups.append(group)
        self._at[group.start] = group
        self._ends[group.end] = group

    def marks(self, kind: str) -> list[Mark]:
        """The marks of one kind in this sentence."""
        marks = self.parsed.marks.get(kind)
        if not marks:
            return []
        return [mark for mark in marks if self.start <= mark.start < self.end]

    def _predicates(self) -> list[Mark]:
        if not self.groups:
            return []
        marks = longest(self.marks("direction") + self.marks("no_effect"))
        inside = [(member.start, member.end) for group in self.groups for member in group.members]
        return [mark for mark in marks if not any(_within(mark, span) for span in inside)]

    def right_of(self, end: int, *, attributive: bool) -> tuple[Group | None, Mark | None]:
        """The group that words ending at `end` act on, and an adjective found on the way."""
        unknown, adjective = 0, None
        allowed = _ATTRIBUTIVE_UNKNOWN if attributive else _RIGHT_UNKNOWN
        index = end
        while index < min(self.end, end + _REACH):
            if index in self._at:
                return self._at[index], adjective
            mark, word = self._starts.get(index), self.words[index]
            if mark:
                if is_verb(mark) and word not in FREE:
                    return None, None
                adjective = adjective or (None if is_verb(mark) else mark)
                index = mark.end
                continue
            if word in JOINING:
                return self._shared(index, end), adjective
            if _stops(word) or (attributive and word in TIES):
                return None, None
            unknown += word not in FREE
            if unknown > allowed:
                return None, None
            index += 1
        return None, None

    def _shared(self, index: int, end: int) -> Group | None:
        """The object of the next verb, where two verbs share it: "protects and strengthens"."""
        following = self._starts.get(index + 1)
        if index > end + 1 or following is None:
            return None
        return self.right_of(following.end, attributive=not is_verb(following))[0]

    def left_of(self, start: int) -> Group | None:
        """The group that words starting at `start` are said of."""
        unknown = 0
        for index in range(start, max(self.start, start - _REACH), -1):
            if index in self._ends:
                return self._ends[index]
            word = self.words[index - 1]
            if _stops(word) or word in JOINING:
                return None
            unknown += word not in FREE
            if unknown > _LEFT_UNKNOWN:
                return None
        return None


def _stops(word: str) -> bool:
    return word in BREAKS or word in PRONOUN_SUBJECTS or word.startswith("\n")


def _within(mark: Mark, span: tuple[int, int]) -> bool:
    """Whether a target covers the mark; a mark as long as its target is a rival, not a part."""
    return span[0] <= mark.start and mark.end <= span[1] and span[1] - span[0] > mark.end - mark.start


def cue_of(mark: Mark) -> Cue:
    """The row behind a mark of direction."""
    cue = mark.concept.meaning
    if not isinstance(cue, Cue):
        raise TypeError(f"{mark.concept.name} is no cue")
    return cue


def is_verb(mark: Mark) -> bool:
    """Whether the mark is a verb that takes an object."""
    return cue_of(mark).form == "verb"


def lexical_events(sentence: Sentence) -> list[Event]:
    """The events that words of direction and targets make together."""
    found: list[Event] = []
    for marks in _by_span(sentence.predicates):
        found += _of_predicate(sentence, marks)
    return _settled(found)


def _by_span(marks: list[Mark]) -> list[list[Mark]]:
    """The marks on the same words: rows that give one phrase several senses."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.start, mark.end), []).append(mark)
    return list(found.values())


def _of_predicate(sentence: Sentence, marks: list[Mark]) -> list[Event]:
    if "same" in cue_of(marks[0]).senses and sentence.words[marks[0].start - 1] in _HELD:
        return []
    acting = [mark for mark in marks if cue_of(mark).side != "left"]
    if acting:
        found = _acting(sentence, acting)
        if found is not None:
            return found
    described = [mark for mark in marks if cue_of(mark).side != "right"]
    group = sentence.left_of(marks[0].start) if described else None
    return _on(group, described, from_left=True) if group else []


def _acting(sentence: Sentence, marks: list[Mark]) -> list[Event] | None:
    """The events on what stands to the right; None if nothing stands there."""
    end = marks[0].end
    attributive = not any(is_verb(mark) for mark in marks)
    group, adjective = sentence.right_of(end, attributive=attributive)
    if group is None or group.start < end:
        return None
    if adjective and sentence.words[adjective.start] not in _NOTHING:
        marks = [mark for mark in marks if _outweighs(mark, adjective)]
    if not marks:
        return []
    if adjective is None:
        return _on(group, marks, from_left=False) or None
    if sentence.words[adjective.start] in _NOTHING:
        return [_unchanged(event) for event in _on(group, marks, from_left=False)]
    found = _on(group, marks, from_left=False)
    return [event for event in found if event.sense in _TAKING_AWAY]


def _unchanged(event: Event) -> Event:
    """ "lost zero pounds": the verb says what stayed the same."""
    if event.sense not in ("less", "gains"):
        return event
    return replace(event, effect=replace(event.effect, direction="no_difference"))


def _outweighs(mark: Mark, adjective: Mark) -> bool:
    """Whether a verb keeps its say before an adjective: "prevents more injuries" does."""
    return is_verb(mark) and bool(_ADDING.intersection(cue_of(adjective).senses))


def _on(group: Group, marks: list[Mark], *, from_left: bool) -> list[Event]:
    """One event a member, by the row whose sense fits it best."""
    members = group.members[group.tied_from :] if from_left else group.members
    gap = marks[0].start - group.end if from_left else group.start - marks[0].end
    found = (_best(member, marks, gap, from_left=from_left) for member in members)
    return [event for event in found if event]


def _best(member: Target, marks: list[Mark], gap: int, *, from_left: bool) -> Event | None:
    choices = []
    for mark in marks:
        for sense in cue_of(mark).senses:
            effect = member.meaning.effect(sense)
            if effect and not _strained(member, sense, gap, from_left=from_left):
                choices.append((_ORDER.index(sense), mark, sense, effect))
                break
    if not choices:
        return None
    _, mark, sense, effect = min(choices, key=lambda choice: choice[0])
    return Event(
        effect,
        min(mark.start, member.start),
        max(mark.end, member.end),
        mark.start,
        mark.concept.name,
        sense,
        mark.concept.tense,
        no_effect=mark.concept.kind == "no_effect",
        from_left=from_left,
        target=(member.start, member.end),
    )


def _strained(member: Target, sense: Sense, gap: int, *, from_left: bool) -> bool:
    """Readings that grammar allows and nobody means."""
    if isinstance(member.meaning, Part):
        # "more enduring base": the amount is of the word between.
        return sense in ("more", "less", "same") and (gap > 0 or from_left)
    return isinstance(member.meaning, Measure) and sense == "works" and from_left


def _settled(events: list[Event]) -> list[Event]:
    """Where a target is acted on and described at once, the stronger word of the two is kept."""
    acted = {event.target for event in events if not event.from_left and event.sense != "gains"}
    described = {event.target for event in events if event.from_left}
    kept = []
    for event in events:
        if event.from_left and event.target in acted and event.sense in ("more", "less", "better", "same"):
            continue
        if event.sense == "gains" and not event.from_left and event.target in described:
            continue
        kept.append(event)
    return kept
