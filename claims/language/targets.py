"""What a sentence speaks of: named outcomes and parts, joined with their nouns and into lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.language.parse import Mark, Parsed, longest
from claims.language.rows import Sense
from claims.language.vocabulary import Effect, Measure, Noun, Part

_PREPOSITIONS = frozenset(
    "in on of to from off at around through for across within over under behind with".split()
)
DETERMINERS = frozenset(
    "the a an your my our his her their its this that these those both all any some yours entire whole".split()
)
_OWNERS = frozenset(
    "your my our his her their the ya his entire whole both them those y'all people's ur".split()
)
_JOINING = frozenset((",", "and", "&", "+", "/", "or", "plus", "n", "nor"))
# Words that may stand between the members of a list without ending it.
_IN_LIST = DETERMINERS | frozenset(
    "even especially also as well too obviously then maybe um uh like deep inner outer front upper anterior posterior surrounding with "
    "overall general single leg joint muscle muscles tendon area".split()
)
_ACTING: frozenset[Sense] = frozenset(
    ("strengthens", "works", "fixes", "spares", "loads", "loosens")
)
_NEAR = 9


@dataclass(slots=True)
class Target:
    """Tokens that name an outcome or a part of the body."""

    start: int
    end: int
    meaning: Measure | Part
    weak: bool = False


@dataclass(slots=True)
class Group:
    """Targets that share what is said of them: "your quads, glutes and calves"."""

    start: int
    end: int
    members: list[Target] = field(default_factory=list)
    # Index of the first member that an "and" ties to those behind it.
    tied_from: int = 0

    def effects(
        self, senses: tuple[Sense, ...], *, from_left: bool = True
    ) -> list[tuple[Target, Effect]]:
        """What the first fitting sense says of each member."""
        members = self.members if from_left else self.members[self.tied_from :]
        found = ((member, _effect(member, senses)) for member in members)
        return [(member, effect) for member, effect in found if effect]


def _effect(member: Target, senses: tuple[Sense, ...]) -> Effect | None:
    found = (member.meaning.effect(sense) for sense in senses)
    return next((effect for effect in found if effect), None)


def groups_in(parsed: Parsed, start: int, end: int) -> list[Group]:
    """The lists of targets among tokens `start:end`, in order."""
    marks = [mark for mark in parsed.marks.get("target", ()) if start <= mark.start < end]
    if not marks:
        return []
    directions = [mark for mark in parsed.marks.get("direction", ()) if start <= mark.start < end]
    kept = _outside_of(longest(marks), directions)
    targets = _Reader(parsed.words, kept, end).targets()
    return _accepted(_joined(parsed.words, targets), parsed.words, directions)


def _outside_of(marks: list[Mark], directions: list[Mark]) -> list[Mark]:
    """The marks that no longer words of direction swallow: the "stress" of "put stress on"."""
    wide = [(d.start, d.end) for d in directions if d.end - d.start > 1]
    if not wide:
        return marks
    return [mark for mark in marks if not any(_swallows(span, mark) for span in wide)]


def _swallows(span: tuple[int, int], mark: Mark) -> bool:
    longer = span[1] - span[0] > mark.end - mark.start
    return longer and span[0] <= mark.start and mark.end <= span[1]


class _Reader:
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
        for mark in sorted(plain, key=lambda mark: isinstance(mark.concept.meaning, Part))[:1]:
            self._add(mark)
        return marks[0].end

    def _add(self, mark: Mark) -> None:
        meaning = mark.concept.meaning
        if isinstance(meaning, (Measure, Part)):
            self.found.append(Target(mark.start, mark.end, meaning, mark.concept.weak))

    def _noun(self, mark: Mark) -> int:
        """Join a noun with its part or stand it alone; the token behind it, 0 if neither."""
        noun = mark.concept.meaning
        if not isinstance(noun, Noun):
            return 0
        if self._parts_before(mark, noun):
            return mark.end
        behind = self._parts_behind(mark.end)
        if behind:
            for part in behind:
                self._compose(noun, part.concept.meaning, mark.start, part.end)
            return behind[-1].end
        return self._alone(mark, noun)

    def _parts_before(self, mark: Mark, noun: Noun) -> bool:
        """Turn the parts right before the noun into what it says of them."""
        edge, turned = mark.start, 0
        for place in range(len(self.found) - 1, -1, -1):
            target = self.found[place]
            gap = self.words[target.end : edge]
            allowed = (
                _JOINING
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
            elif self.words[index] in _IN_LIST or (found and self.words[index] in _JOINING):
                index += 1
            else:
                break
        return found

    def _compose(self, noun: Noun, part: object, start: int, end: int) -> None:
        if isinstance(part, Part):
            self.found.append(Target(start, end, part.measure(noun.facet, noun.sign)))

    def _alone(self, mark: Mark, noun: Noun) -> int:
        if any(isinstance(m.concept.meaning, Measure) for m in self.at[mark.start]):
            return 0
        if noun.facet in ("pain", "injury"):
            meaning = self._near(mark.end, noun.facet)
            if meaning:
                self.found.append(Target(mark.start, mark.end, meaning))
                return mark.end
        if noun.alone:
            self.found.append(Target(mark.start, mark.end, noun.alone))
        return mark.end

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


def _joined(words: list[str], targets: list[Target]) -> list[Group]:
    groups: list[Group] = []
    for target in targets:
        last = groups[-1] if groups else None
        joint = _joint(words[last.end : target.start]) if last and target.start >= last.end else ""
        if last and (joint or target.start < last.end):
            if joint == "comma":
                last.tied_from = len(last.members)
            last.members.append(target)
            last.end = max(last.end, target.end)
            last.tied_from = 0 if joint == "and" else last.tied_from
        else:
            groups.append(Group(target.start, target.end, [target]))
    return groups


def _joint(gap: list[str]) -> str:
    """What joins two targets into one list: "and" or "comma"; empty if nothing does."""
    if not gap or len(gap) > 5 or not (_JOINING | _IN_LIST).issuperset(gap):
        return ""
    joints = _JOINING.intersection(gap)
    if not joints:
        return "and" if gap[:3] == ["as", "well", "as"] else ""
    return "comma" if joints == {","} else "and"


def _accepted(groups: list[Group], words: list[str], directions: list[Mark]) -> list[Group]:
    """Drop the weak members that nothing shows to be a part of the body."""
    acted_on = {mark.end for mark in directions if _acts(mark)}
    kept = []
    for group in groups:
        strong = any(not member.weak for member in group.members)
        members = [m for m in group.members if not m.weak or strong or _shown(m, words, acted_on)]
        if members:
            kept.append(
                Group(members[0].start, max(m.end for m in members), members, _tied(group, members))
            )
    return kept


def _tied(group: Group, members: list[Target]) -> int:
    return min(group.tied_from, len(members) - 1)


def _acts(mark: Mark) -> bool:
    cue = mark.concept.meaning
    return not _ACTING.isdisjoint(getattr(cue, "senses", ()))


def _shown(member: Target, words: list[str], acted_on: set[int]) -> bool:
    return words[member.start - 1 : member.start][:1] != [] and (
        words[member.start - 1] in _OWNERS or member.start in acted_on
    )
