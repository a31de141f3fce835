"""Who does what to which outcome: words of direction joined with the targets they act on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.language.classes import word_class
from claims.language.clauses import Sentence, cue_of, is_verb
from claims.language.gaps import FINITE, FREE
from claims.language.noun_phrases import Target
from claims.language.parse import Mark
from claims.language.passives import passive
from claims.language.quantities import Quantity
from claims.language.rows import Sense
from claims.language.targets import Group
from claims.language.vocabulary import Effect, Part

# "gives you better balance" may hold this much between; "got measured … oxygen" does not gain.
_GAINED = 2
_TAKING_AWAY: frozenset[Sense] = frozenset(("less", "fixes", "spares", "burns", "works"))
_ADDING: frozenset[Sense] = frozenset(("more", "great", "strengthens"))
_NOTHING = frozenset(("zero", "no", "none", "0"))
_DENIED_BY_NOTHING: frozenset[Sense] = frozenset(("burns", "works", "strengthens", "spares"))
_DIFFERING = word_class("events.differing")
_TURNED_BY_LESS: frozenset[Sense] = frozenset(("works", "loads", "hurts", "burns"))
# "at the same speed", "for the same volume": what is held equal, not what comes out equal.
_ALIKE = frozenset(("same", "equal", "identical", "similar", "comparable", "equivalent"))
_LIKENING = word_class("events.likening")
_HELD = frozenset(("at", "for", "with", "in", "on", "over", "around", "along"))
# Where rows rival on the same words, the sense that is most particular to the target wins.
_ORDER: tuple[Sense, ...] = (
    "burns",
    "spares",
    "fixes",
    "strengthens",
    "loosens",
    "tightens",
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
    # The row that reads it, and others that say the same of the same words.
    rule: str
    also: tuple[str, ...] = ()
    sense: Sense | None = None
    tense: str = ""
    no_effect: bool = False
    from_left: bool = False
    quantity: Quantity | None = None
    # The tokens of the size, where one was found.
    sized: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


def lexical_events(sentence: Sentence) -> list[Event]:
    """The events that words of direction and targets make together."""
    found: list[Event] = []
    for marks in by_span(sentence.predicates):
        found += _of_predicate(sentence, marks)
    found = [_refused(sentence, _done_less(sentence, event)) for event in found]
    return [_ended(sentence, event) for event in found]


def by_span(marks: list[Mark]) -> list[list[Mark]]:
    """The marks on the same words: rows that give one phrase several senses."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.start, mark.end), []).append(mark)
    return list(found.values())


def _of_predicate(sentence: Sentence, marks: list[Mark]) -> list[Event]:
    if "same" in cue_of(marks[0]).senses and not _says_same(sentence, marks[0]):
        return []
    acting = [mark for mark in marks if cue_of(mark).side != "left"]
    if acting:
        found = _acting(sentence, acting)
        if found is not None:
            return found
    described = [state for mark in marks if (state := _as_state(sentence, mark))]
    if _is_adverb(sentence, marks[0]):
        described = []
    group = None
    if described:
        group = sentence.left_of(marks[0].start) or sentence.antecedent(marks[0].start)
    if group is None and described and described[0].concept.name == "pain-gone":
        # "that crunchy pain on the left and it's gone"
        group = sentence.last_measure(marks[0].start)
    return said_of(group, described, from_left=True) if group else []


def _as_state(sentence: Sentence, mark: Mark) -> Mark | None:
    """The mark as something that can be said of what stands before it."""
    return mark if cue_of(mark).side != "right" else passive(sentence, mark)


def _is_adverb(sentence: Sentence, mark: Mark) -> bool:
    """ "speed matters more": the amount is of the verb before it."""
    before = sentence.words[mark.start - 1] if mark.start > sentence.start else ""
    amount = {"more", "less"}.intersection(cue_of(mark).senses) and cue_of(mark).side == "either"
    ends = any(group.end == mark.start for group in sentence.groups)
    # "4 cm smaller" says how much.
    ends = ends or sentence.words[max(mark.start - 2, 0)][:1].isdigit()
    return (
        bool(amount) and not is_verb(mark) and before.isalpha() and before not in FREE and not ends
    )


def _says_same(sentence: Sentence, mark: Mark) -> bool:
    """Whether "the same" compares: not "at the same speed", not "same park, same heart rate"."""
    words = sentence.words
    if mark.start > sentence.start and words[mark.start - 1] in _HELD:
        return False
    if words[mark.end - 1] not in _ALIKE:
        return True
    before, after = words[sentence.start : mark.end], words[mark.end : sentence.end]
    return not FINITE.isdisjoint(before) or not _LIKENING.isdisjoint(after)


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
        said = said_of(group, marks, from_left=False)
        none = group.is_amount and sentence.words[group.start] in _NOTHING
        return [_unchanged(event) for event in said] if none else said or None
    if sentence.words[adjective.start] in _NOTHING:
        return [_unchanged(event) for event in said_of(group, marks, from_left=False)]
    found = said_of(group, marks, from_left=False)
    return [event for event in found if event.sense in _TAKING_AWAY]


def _unchanged(event: Event) -> Event:
    """ "lost zero pounds" says what stayed the same, "burns no more calories" denies."""
    if event.sense in _DENIED_BY_NOTHING:
        return replace(event, no_effect=True)
    if event.sense not in ("less", "gains"):
        return event
    return replace(event, effect=replace(event.effect, direction="no_difference"))


def _refused(sentence: Sentence, event: Event) -> Event:
    """ "zero extra impact", "no greater benefit": a difference that is not there."""
    words = sentence.words
    before = words[event.at - 1] if event.at > sentence.start else ""
    denied = before in ("no", "zero") and words[event.at] in _DIFFERING
    return replace(event, no_effect=True) if denied else event


def _ended(sentence: Sentence, event: Event) -> Event:
    """ "my knees used to ache": what used to hurt hurts no more."""
    used = sentence.words[max(event.at - 2, sentence.start) : event.at] == ["used", "to"]
    if not used or event.sense != "hurts" or event.effect.direction != "increase":
        return event
    return replace(event, effect=replace(event.effect, direction="decrease"))


def _done_less(sentence: Sentence, event: Event) -> Event:
    """ "loads the knee less", "uses your hamstrings less": the amount stands behind its object."""
    less = sentence.words[event.end : event.end + 1] == ["less"]
    if not less or event.from_left or event.sense not in _TURNED_BY_LESS:
        return event
    if event.effect.direction != "increase":
        return event
    turned = replace(event.effect, direction="decrease")
    return replace(event, effect=turned, end=event.end + 1)


def _outweighs(mark: Mark, adjective: Mark) -> bool:
    """Whether a verb keeps its say before an adjective: "prevents more injuries" does."""
    return is_verb(mark) and bool(_ADDING.intersection(cue_of(adjective).senses))


def said_of(group: Group, marks: list[Mark], *, from_left: bool) -> list[Event]:
    """One event a member, by the row whose sense fits it best."""
    members = group.members[group.tied_from :] if from_left else group.acted_on
    gap = marks[0].start - group.end if from_left else group.start - marks[0].end
    found = (_best(member, marks, gap, from_left=from_left) for member in members)
    return [event for event in found if event]


def _best(member: Target, marks: list[Mark], gap: int, *, from_left: bool) -> Event | None:
    choices = []
    for mark in marks:
        for sense in cue_of(mark).senses:
            effect = member.meaning.effect(sense)
            if (
                effect
                and _speaks_of(mark, effect)
                and not _strained(member, sense, gap, mark, from_left=from_left)
            ):
                choices.append((_rank(member, sense), mark, sense, effect))
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
        tuple(other.concept.name for _, other, _, said in choices if said == effect),
        sense,
        mark.concept.tense,
        no_effect=mark.concept.kind == "no_effect",
        from_left=from_left,
        target=(member.start, member.end),
    )


def _speaks_of(mark: Mark, effect: Effect) -> bool:
    """Whether the words may be said of the outcome: "longer" is of a stride, not of a pain."""
    outcomes = cue_of(mark).outcomes
    return not outcomes or effect.outcome in outcomes or effect.text in outcomes


def _rank(member: Target, sense: Sense) -> int:
    """How telling a sense is: a part lists its own by rank, for outcomes one order holds."""
    if isinstance(member.meaning, Part):
        return list(member.meaning.senses).index(sense)
    return _ORDER.index(sense)


def _strained(member: Target, sense: Sense, gap: int, mark: Mark, *, from_left: bool) -> bool:
    """Readings that grammar allows and nobody means."""
    if isinstance(member.meaning, Part):
        return _strains_part(sense, gap, mark, from_left=from_left)
    if sense == "better" and "strengthens" in cue_of(mark).senses:
        # "build up the weight" makes no weight better.
        return member.meaning.good == "decrease"
    return sense == "gains" and gap > _GAINED


def _strains_part(sense: Sense, gap: int, mark: Mark, *, from_left: bool) -> bool:
    """A part has no amount of its own: "arms up", "more enduring base", "get your legs"."""
    if sense in ("more", "less") and from_left:
        return sense == "less" or mark.concept.name not in ("more-states", "arrows-up")
    if sense in ("more", "less"):
        return gap > 0
    if sense == "gains":
        return mark.concept.name == "getting"
    return sense == "same" and gap > 0 and not from_left


def settled(events: list[Event]) -> list[Event]:
    """Where a target is acted on and described at once, the stronger word of the two is kept."""
    verbs = {event.target: event for event in events if event.tense and not event.from_left}
    acted = {event.target for event in events if not event.from_left and event.sense != "gains"}
    described = {event.target for event in events if event.from_left}
    kept = []
    for event in events:
        if (
            event.from_left
            and event.target in acted
            and event.sense in ("more", "less", "better", "same")
        ):
            continue
        if _overruled(event, verbs.get(event.target)):
            continue
        if event.sense == "gains" and not event.from_left and event.target in described:
            continue
        kept.append(event)
    return kept


def _overruled(event: Event, verb: Event | None) -> bool:
    """ "burns more fat": the adjective before the target gives way to the verb before both."""
    if verb is None or event.tense or event.from_left:
        return False
    return verb.at < event.at and verb.effect.direction != event.effect.direction
