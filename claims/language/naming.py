"""Clauses that name an effect without a word of direction: "is a core workout", "= stronger heart",
"the posture of a ballerina"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.noun_phrases import Target
from claims.language.rows import Sense
from claims.language.targets import Group
from claims.language.vocabulary import Measure, Part

_COPULAS = word_class("naming.copulas")
_ARTICLES = word_class("naming.articles")
_AMOUNTS = word_class("naming.amounts")
_SUBJECTS = word_class("naming.subjects")
_OWNING = word_class("naming.owning")
_BEINGS = word_class("naming.beings")
_FRAIL = word_class("naming.frail")
_ADJECTIVES = 3
_DESCRIBED = 6
_EQUATED = 6


def named_effects(sentence: Sentence, events: list[Event]) -> list[Event]:
    """The events of targets that the sentence only names, of which `events` say nothing."""
    taken = [event.target for event in events if event.target]
    groups = [group for group in sentence.groups if not group.is_amount]
    free = [g for g in groups if not any(g.start <= start < g.end for start, _ in taken)]
    found: list[Event] = []
    for group in free:
        found += _as_workout(sentence, group)
        found += _as_equal(sentence, group)
        found += _as_possession(sentence, group)
    return found


def _as_workout(sentence: Sentence, group: Group) -> Iterator[Event]:
    """ "running backwards is a core workout in disguise"."""
    member = group.members[0]
    praised = isinstance(member.meaning, Measure) and member.meaning.praised
    if praised and _is_predicate(sentence, group.start):
        yield from _events([member], ("great",), "is-a-workout")


def _is_predicate(sentence: Sentence, start: int) -> bool:
    """Whether a form of "to be" and an article stand before, with a few adjectives between."""
    words = sentence.words
    for index in range(start - 1, max(sentence.start, start - 1 - _ADJECTIVES), -1):
        if words[index] in _ARTICLES:
            return words[index - 1] in _COPULAS
        if not words[index].isalpha():
            return False
    return False


def _as_equal(sentence: Sentence, group: Group) -> Iterator[Event]:
    """ "skip a step = glutes", "it's all calves"."""
    words, index = sentence.words, group.start
    while index > sentence.start and words[index - 1] in _AMOUNTS:
        index -= 1
    behind = words[group.end] if group.end < sentence.end else ""
    if index == sentence.start or (behind[:1].isalnum() and behind not in _AFTER):
        return
    alone = index == group.start
    if _is_equated(sentence, index) or _is_said_to_be(sentence, index):
        said = [m for m in group.members if isinstance(m.meaning, Part) or _is_wanted(m)]
        wanted = [m for m in said if words[index - 1] == "=" or not alone or not _is_praise(m)]
        yield from _events(wanted, ("better", "works"), "is-named")


def _is_equated(sentence: Sentence, index: int) -> bool:
    if sentence.words[index - 1] != "=" or index - 1 - sentence.start > _EQUATED:
        return False
    usual = any(mark.end == index - 1 for mark in sentence.marks("usual"))
    return not usual or any(mark.end == index - 1 for mark in sentence.marks("activity"))


def _is_said_to_be(sentence: Sentence, index: int) -> bool:
    opening = sentence.words[max(index - 2, sentence.start) : index]
    return len(opening) == 2 and opening[0] in _SUBJECTS and opening[1] in _COPULAS


def _is_praise(member: Target) -> bool:
    """ "babes, it's cardio" names a kind of training; "it's all cardio" says what is trained."""
    return isinstance(member.meaning, Measure) and member.meaning.praised


_AFTER = word_class("naming.after")


def _is_wanted(member: Target) -> bool:
    meaning = member.meaning
    return isinstance(meaning, Measure) and meaning.good == "increase" and meaning.sign > 0


def _as_possession(sentence: Sentence, group: Group) -> Iterator[Event]:
    """ "91 with the posture of a ballerina", "gives you the lungs of a horse"."""
    words, start, end = sentence.words, group.start, group.end
    if start - sentence.start < 2 or words[end : end + 1] != ["of"] or words[start - 1] != "the":
        return
    whose = words[end + 1 : min(end + 1 + _DESCRIBED, sentence.end)]
    owned = not _OWNING.isdisjoint(words[max(start - 3, sentence.start) : start - 1])
    if owned and not _BEINGS.isdisjoint(whose) and _FRAIL.isdisjoint(whose):
        yield from _events(group.members, ("strengthens", "better"), "possession")


def _events(members: list[Target], senses: tuple[Sense, ...], rule: str) -> Iterator[Event]:
    for member in members:
        effects = [effect for sense in senses if (effect := member.meaning.effect(sense))]
        if effects:
            span = (member.start, member.end)
            yield Event(effects[0], *span, member.start, rule, sense=senses[0], target=span)
