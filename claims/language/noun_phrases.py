"""Nouns joined with the parts beside them: "knee joint stress", "strength in your calves"."""

from __future__ import annotations

from dataclasses import dataclass

from claims.language.classes import word_class
from claims.language.parse import Mark
from claims.language.vocabulary import Measure, Noun, Part, facet_nouns

DETERMINERS = word_class("targets.determiners")
JOINING = word_class("targets.joining")
# Words that may stand between the members of a list without ending it.
IN_LIST = DETERMINERS | word_class("targets.in_list")
_PREPOSITIONS = word_class("targets.prepositions")
_AILING = word_class("noun_phrases.ailing")
_NEAR = 9
_PASSING = frozenset(("going", "passing", "coming", "travelling", "traveling", "sent", "placed"))
_COMPARED = frozenset(
    ("more", "less", "extra", "the", "of", "most", "double", "twice", "additional")
)
_OF_A = frozenset(("of", "a", "an", "the"))
_KEEPING = frozenset(("for", "with", "in"))
_HOLDING = frozenset(("with", "in"))
_PLACES = frozenset(("in", "at", "under", "of", "around", "through", "across"))
_SAME = frozenset(("same", "given"))


@dataclass(slots=True)
class Target:
    """Tokens that name an outcome or a part of the body."""

    start: int
    end: int
    meaning: Measure | Part
    weak: bool = False


class NounPhrases:
    """Joins nouns with the parts beside them: "knee joint stress", "strength in your calves"."""

    def __init__(self, words: list[str], marks: list[Mark], end: int) -> None:
        self.words = words
        self.end = end
        self.at: dict[int, list[Mark]] = {}
        for mark in marks:
            self.at.setdefault(mark.start, []).append(mark)
        self.found: list[Target] = []

    def targets(self) -> list[Target]:
        index = 0
        starts = sorted(self.at)
        for start in starts:
            if start >= index:
                index = self._read(start)
        return self.found

    def _read(self, start: int) -> int:
        marks = self.at[start]
        noun = next((m for m in marks if isinstance(m.concept.meaning, Noun)), None)
        if noun:
            end = self._noun(noun)
            if end:
                return end
        plain = [m for m in marks if not isinstance(m.concept.meaning, Noun)]
        plain.sort(key=lambda mark: isinstance(mark.concept.meaning, Part))
        return self._add(plain[0]) if plain else marks[0].end

    def _add(self, mark: Mark) -> int:
        """Take an outcome or a part as it stands; the token behind it."""
        meaning = mark.concept.meaning
        last = facet_nouns().get(self.words[mark.end - 1]) if mark.end - mark.start > 1 else None
        if isinstance(meaning, Measure) and last:
            # "knee and hip pain"
            self._parts_before(mark, last)
        if not isinstance(meaning, (Measure, Part)) or self._is_held(mark):
            return mark.end
        target = self._ailing(mark, meaning)
        if isinstance(meaning, Measure):
            target.end = self._place_behind(mark.end)
        self.found.append(target)
        return target.end

    def _ailing(self, mark: Mark, meaning: Measure | Part) -> Target:
        """The target, with the complaint that stands before a part: "achy hips", "my bad back"."""
        before = self.words[mark.start - 1] if mark.start else ""
        if isinstance(meaning, Part) and before in _AILING:
            return Target(mark.start - 1, mark.end, meaning.ailing())
        return Target(mark.start, mark.end, meaning, mark.concept.weak)

    def _place_behind(self, end: int) -> int:
        """ "bone density in the hip": where an outcome lies belongs to its name."""
        if end >= self.end or self.words[end] not in _PLACES:
            return end
        parts = self._parts_behind(end)
        return parts[-1].end if len(parts) == 1 else end

    def _is_held(self, mark: Mark) -> bool:
        """ "at the same heart rate", "at full speed": a condition, not what changes."""
        before = self.words[max(mark.start - 4, 0) : mark.start]
        if "at" not in before[-3:] and not _KEEPING.intersection(before):
            return False
        if not _SAME.isdisjoint(before[-2:]):
            return True
        speed = getattr(mark.concept.meaning, "outcome", "") == "agility_speed"
        return speed and ("at" in before[-3:] or not _HOLDING.isdisjoint(before))

    def _noun(self, mark: Mark) -> int:
        """Join a noun with its part or stand it alone; the token behind it, 0 if neither."""
        noun = mark.concept.meaning
        if not isinstance(noun, Noun) or self._is_verb(mark):
            return 0
        if self._parts_before(mark, noun):
            return mark.end
        behind = self._parts_behind(mark.end)
        if behind:
            for part in behind:
                self._compose(noun, part.concept.meaning, mark.start, part.end)
            return behind[-1].end
        return self._alone(mark, noun)

    def _is_verb(self, mark: Mark) -> bool:
        """ "quads work" is a clause, "quad work" a noun."""
        before = self.words[mark.start - 1] if mark.start else ""
        return self.words[mark.start] in ("work", "pump", "burn") and before.endswith("s")

    def _parts_before(self, mark: Mark, noun: Noun) -> bool:
        """Turn the parts right before the noun into what it says of them."""
        edge, turned = mark.start, 0
        for place in range(len(self.found) - 1, -1, -1):
            target = self.found[place]
            gap = self.words[target.end : edge]
            allowed = (
                JOINING
                if turned
                else frozenset(("joint", "muscle", "-", "'s", "tendon", "and", "stability"))
            )
            if not isinstance(target.meaning, Part) or len(gap) > 1 or not allowed.issuperset(gap):
                break
            part, edge = target.meaning, target.start
            self.found[place] = Target(target.start, mark.end, part.measure(noun.facet, noun.sign))
            turned += 1
        return bool(turned)

    def _parts_behind(self, index: int) -> list[Mark]:
        """The parts that "in your calves and shins" names behind a noun."""
        # "force going through the knee"
        index += index + 1 < self.end and self.words[index] in _PASSING
        if index >= self.end or self.words[index] not in _PREPOSITIONS:
            return []
        found: list[Mark] = []
        index += 1
        while index < self.end:
            part = next(
                (m for m in self.at.get(index, ()) if isinstance(m.concept.meaning, Part)), None
            )
            if part:
                found.append(part)
                index = part.end
            elif self.words[index] in IN_LIST or (found and self.words[index] in JOINING):
                index += 1
            else:
                break
        return found

    def _compose(self, noun: Noun, part: object, start: int, end: int) -> None:
        if isinstance(part, Part):
            self.found.append(Target(start, end, part.measure(noun.facet, noun.sign)))

    def _alone(self, mark: Mark, noun: Noun) -> int:
        before = self.found[-1] if self.found else None
        if noun.facet == "load" and before and mark.start - before.end <= _NEAR:
            # "the forefoot takes twice the pressure": the part is the subject.
            self._compose(noun, before.meaning, mark.start, mark.end)
            if self.found[-1] is not before:
                return mark.end
        compared = noun.facet == "activity" and self._is_compared(mark.start)
        if compared and before and mark.start - before.end <= _NEAR:
            # "the quads do a third more work"
            self._compose(noun, before.meaning, mark.start, mark.end)
            if self.found[-1] is not before:
                return mark.end
        if any(isinstance(m.concept.meaning, Measure) for m in self.at[mark.start]):
            return 0
        if noun.facet in ("pain", "injury"):
            meaning = self._near(mark.end, noun.facet) or self._pain_before(mark.start)
            if meaning:
                self.found.append(Target(mark.start, mark.end, meaning))
                return mark.end
        if noun.alone:
            self.found.append(Target(mark.start, mark.end, noun.alone))
        return mark.end

    def _is_compared(self, start: int) -> bool:
        """ "more work", "more of a workout", "a bit less of the graft"."""
        place = start - 1
        while place > 0 and self.words[place] in _OF_A:
            place -= 1
        return self.words[place] in _COMPARED

    def _pain_before(self, index: int) -> Measure | None:
        """ "people with knee arthritis found a bit less pain"."""
        for target in reversed(self.found):
            meaning = target.meaning
            near = index - target.end <= _NEAR
            if near and isinstance(meaning, Measure) and meaning.outcome.startswith("pain:"):
                return meaning
        return None

    def _near(self, index: int, facet: str) -> Measure | None:
        """The pain that words a little further on name: "pain in people with knee arthritis"."""
        for place in range(index, min(index + _NEAR, self.end)):
            for mark in self.at.get(place, ()):
                meaning = mark.concept.meaning
                if isinstance(meaning, Measure) and meaning.outcome.startswith("pain:"):
                    return meaning
                if isinstance(meaning, Part) and not mark.concept.weak and facet == "pain":
                    return meaning.measure(facet)
        return None
