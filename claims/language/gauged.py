"""Sizes whose own words say what they are the size of: "burns 12% more", "twice as likely to fall",
"40 seconds off my 5k", and sizes that stand far behind the thing they measure."""

from __future__ import annotations

from dataclasses import replace

from claims.language.classes import word_class, word_lists
from claims.language.clauses import Sentence, is_verb
from claims.language.events import Event
from claims.language.gaps import BREAKS, FREE
from claims.language.levels import is_level_of
from claims.language.quantities import Quantity
from claims.language.rows import Sense
from claims.language.timed import girth_in, timed_in
from claims.language.vocabulary import Effect, Measure, Part
from claims.records import Direction

_VERBS = word_lists("sized_verbs")
_COMPARED = word_lists("sized_adjectives")
_LIKELY = word_lists("likely")
_TAKING = word_class("taken_off.verbs")
_SHORTER = frozenset(("off", "faster", "quicker", "shorter"))
_BETTERED = word_class("taken_off.bettered")
_SCANNED = word_class("scanned.words")
_BONES = frozenset(("hips", "back", "legs_total"))
_KEPT = word_lists("kept_effort")
_NEAR = 4
_FAR = 12
_GIRTHS = frozenset(("in", "cm"))


def gauged(
    sentence: Sentence, span: tuple[int, int], quantity: Quantity, sense: Sense
) -> Event | None:
    """The event of a relative size, tokens `span`, that no target stands right beside."""
    direction: Direction = "decrease" if sense == "less" else "increase"
    tied = _beyond_tie(sentence, span[1], sense)
    if tied:
        return _event(tied, span, quantity, span)
    likely = _likely(sentence, span)
    if likely:
        event = _event(Effect(likely[0], direction), (span[0], likely[1]), quantity, span)
        return replace(event, at=likely[1])
    outcome = _by_verb(sentence, *span)
    if outcome is None and not _works_a_part(sentence, span[0]):
        outcome = _by_comparative(sentence, *span)
    if outcome:
        # "thrice as tough as"
        more = 2 * (sentence.words[span[1] : min(span[1] + 1, sentence.end)] == ["as"])
        wide = (span[0], min(span[1] + more, sentence.end))
        return _event(Effect(outcome, direction), wide, quantity, span)
    return _far_before(sentence, span, quantity, sense)


def same_effort(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Event:
    """ "the same heart rate at 60% of the speed": what is kept the same is what there is more of."""
    near = sentence.words[max(sentence.start, first - _FAR) : min(sentence.end, last + _FAR)]
    outcome = next((name for name, words in _KEPT.items() if not words.isdisjoint(near)), "rpe")
    same = next((i for i in range(first, sentence.start - 1, -1) if _is_same(sentence, i)), first)
    event = _event(Effect(outcome, "increase"), (same, last), quantity, (first, last))
    return replace(event, rule="same-effort")


def _is_same(sentence: Sentence, index: int) -> bool:
    return sentence.words[index] == "same"


def _works_a_part(sentence: Sentence, first: int) -> bool:
    """ "your glutes work 20% harder" is no effort of the whole."""
    groups = [g for g in sentence.groups if first - _FAR <= g.end <= first]
    return any(isinstance(member.meaning, Part) for g in groups for member in g.members)


def _beyond_tie(sentence: Sentence, last: int, sense: Sense) -> Effect | None:
    """ "15% quicker on attention tests"."""
    if last >= sentence.end or sentence.words[last] not in _TIES:
        return None
    group, _ = sentence.right_of(last + 1, attributive=True)
    meaning = group.members[0].meaning if group else None
    return meaning.effect(sense) if isinstance(meaning, Measure) else None


def feels_harder(sentence: Sentence, first: int, last: int) -> bool:
    """ "my vest feels 20% harder": the effort, whatever is named before."""
    before = sentence.words[max(first - _NEAR, sentence.start) : first]
    said = sentence.words[max(last - 1, first) : min(last + 1, sentence.end)]
    return not _COMPARED["rpe"].isdisjoint(said) and not _FEELING.isdisjoint(before)


_FEELING = frozenset(("feels", "feel", "felt", "feeling", "seems"))


def spent(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Event | None:
    """ "burns between 600 and 700 calories an hour"."""
    if not (quantity.dimension or "").startswith("energy"):
        return None
    verbs = sentence.words[max(first - _NEAR, sentence.start) : first]
    if _VERBS["energy_cost"].isdisjoint(verbs) or not _PASSED_OR_FREE.issuperset(
        verbs[1 + max(i for i, word in enumerate(verbs) if word in _VERBS["energy_cost"]) :]
    ):
        return None
    return _event(Effect("energy_cost", "increase"), (first, last), quantity, (first, last))


def _by_verb(sentence: Sentence, first: int, last: int) -> str | None:
    """ "burns three times what a walk does", "remembered twenty percent more"."""
    if sentence.right_of(last, attributive=True)[0]:
        return None
    for index in range(first - 1, max(first - 1 - _NEAR, sentence.start - 1), -1):
        word = sentence.words[index]
        for outcome, words in _VERBS.items():
            if word in words:
                return outcome
        if word not in FREE and word not in _PASSED:
            return None
    return None


_PASSED = frozenset(("maybe", "something", "somewhere", "an", "between", "nearly", "like", "close"))
_PASSED_OR_FREE = _PASSED | FREE


def _by_comparative(sentence: Sentence, first: int, last: int) -> str | None:
    """ "20% harder", "15% more efficient"."""
    words = sentence.words[max(last - 1, first) : min(last + 2, sentence.end)]
    end = min(last + 3, sentence.end)
    tied = sentence.words[last : min(last + 2, sentence.end)]
    if (
        tied[:1] == ["as"]
        and not _EFFORTS.isdisjoint(tied)
        and "on" not in sentence.words[last:end]
    ):
        return "rpe"
    if not _TIES.isdisjoint(tied):
        return None
    return next((key for key, said in _COMPARED.items() if not said.isdisjoint(words)), None)


def _likely(sentence: Sentence, span: tuple[int, int]) -> tuple[str, int] | None:
    """ "four times less likely to get hurt": the mishap, and the token behind it."""
    words, last = sentence.words, span[1]
    end = min(last + 2 * _NEAR, sentence.end)
    if "likely" not in words[max(last - 1, span[0]) : min(last + 2, sentence.end)]:
        return None
    for index in range(last, end):
        for outcome, said in _LIKELY.items():
            if words[index] in said:
                return outcome, index + 1
    return None


_EFFORTS = frozenset(("hard", "tough", "tiring", "brutal", "exhausting", "demanding"))
_TIES = frozenset(("on", "for", "at"))


def _far_before(
    sentence: Sentence, span: tuple[int, int], quantity: Quantity, sense: Sense
) -> Event | None:
    """ "plantar pressure under the forefoot may be up by 15%": the thing named first is measured."""
    if quantity.trend is None:
        return None
    first = span[0]
    for group in reversed([g for g in sentence.groups if g.end <= first and not g.is_amount]):
        between = sentence.words[group.end : first]
        if len(between) > _FAR or not _BREAKS.isdisjoint(between):
            return None
        if any(is_verb(m) and group.end <= m.start < first - _NEAR for m in sentence.predicates):
            return None
        meaning = _measured(sentence, group.members[-1].meaning)
        effect = meaning.effect(sense) if meaning else None
        if effect:
            return _event(effect, (group.start, span[1]), quantity, span)
    return None


_BREAKS = BREAKS - {":", "(", ")", "because", "after", "since", '"'}


def _measured(sentence: Sentence, meaning: Measure | Part) -> Measure | None:
    """ "hip up 1.3%" on a scan is bone."""
    if isinstance(meaning, Measure):
        return meaning
    if meaning.key in _BONES and not _SCANNED.isdisjoint(sentence.parsed.words):
        return Measure("bone_density")
    return None


def taken_off(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Event | None:
    """ "shaved 40 seconds off my 5k", "3 inches off my thighs", "0.2 s faster over 40 yards"."""
    words = sentence.words
    ahead = words[max(first - _NEAR, sentence.start) : first]
    behind = words[last : min(last + 2, sentence.end)]
    if quantity.dimension in ("mass", "size"):
        return _lighter(quantity, (first, last), ahead, behind)
    if quantity.kind == "points" or quantity.dimension in ("pressure", "heart_rate"):
        return _off_a_level(sentence, (first, last), quantity)
    bettered = "by" in ahead and not _BETTERED.isdisjoint(ahead)
    if _TAKING.isdisjoint(ahead) and _SHORTER.isdisjoint(behind) and not bettered:
        return None
    end = min(last + 2 * _NEAR, sentence.end)
    if quantity.dimension == "time" and quantity.unit in ("s", "min", "h"):
        named = timed_in(words, last, end, nearest="first") or timed_in(
            words, sentence.start, first
        )
    elif quantity.unit in _GIRTHS:
        named = girth_in(words, last, end)
    else:
        return None
    if named is None:
        return None
    span = (min(first, named[0]), max(last, named[1]))
    event = _event(Effect(named[2].outcome, "decrease"), span, quantity, (first, last))
    return replace(event, rule="taken-off", tense="past", at=last)


def _off_a_level(sentence: Sentence, span: tuple[int, int], quantity: Quantity) -> Event | None:
    """ "knocked 11 points off my systolic"."""
    if sentence.words[span[1] : min(span[1] + 1, sentence.end)] != ["off"]:
        return None
    group, _ = sentence.right_of(span[1] + 1, attributive=False)
    meaning = group.members[0].meaning if group else None
    effect = meaning.effect("less") if isinstance(meaning, Measure) else None
    if group is None or effect is None:
        return None
    event = _event(effect, (span[0], group.end), quantity, span)
    return replace(event, rule="taken-off", tense="past")


def tenths_off(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Event | None:
    """ "shaved two tenths off my 40": tenths of a second, not of the whole."""
    words = sentence.words
    said = words[first:last]
    if quantity.kind != "ratio" or _TENTHS.isdisjoint(said):
        return None
    named = timed_in(words, last, min(last + 2 * _NEAR, sentence.end), nearest="first") or timed_in(
        words, max(sentence.start, first - 2 * _NEAR), first
    )
    if named is None:
        return None
    part = round(abs(1.0 - quantity.low), 6)
    size = replace(
        quantity,
        kind="absolute",
        low=part,
        high=part,
        unit="s",
        dimension="time",
        ratio_low=None,
        ratio_high=None,
    )
    span = (min(first, named[0]), max(last, named[1]))
    event = _event(Effect(named[2].outcome, "decrease"), span, size, (first, last))
    return replace(event, rule="taken-off", tense="past", at=last)


_TENTHS = frozenset(("tenth", "tenths", "hundredth", "hundredths"))


def _lighter(
    quantity: Quantity, span: tuple[int, int], ahead: list[str], behind: list[str]
) -> Event | None:
    """ "I'm 3 kg lighter", "down two belt notches"."""
    if behind[:1] == ["lighter"] or (quantity.dimension == "size" and "down" in ahead):
        event = _event(Effect("body_weight", "decrease"), span, quantity, span)
        return replace(event, rule="taken-off", tense="past")
    return None


def signed(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Event | None:
    """ "Leg lean mass +0.4 kg": an amount with its sign right behind what it is of."""
    apart = first > sentence.start and sentence.words[first - 1] in ("+", "-")
    sign = sentence.words[first - apart][:1]
    if sign not in ("+", "-") or quantity.kind not in ("absolute", "points"):
        return None
    group = sentence.left_of(first - apart)
    meaning = group.members[-1].meaning if group else None
    if not group or not isinstance(meaning, Measure) or not is_level_of(meaning, quantity):
        return None
    effect = meaning.effect("more" if sign == "+" else "less")
    if effect is None:
        return None
    ends = sorted((abs(quantity.low), abs(quantity.high)))
    size = replace(quantity, low=ends[0], high=ends[1])
    return replace(_event(effect, (group.start, last), size, (first, last)), tense="past")


def _event(
    effect: Effect, span: tuple[int, int], quantity: Quantity, sized: tuple[int, int]
) -> Event:
    return Event(effect, *span, sized[0], "size", quantity=quantity, sized=sized)
