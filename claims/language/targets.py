"""What a sentence speaks of: named outcomes and parts, joined with their nouns and into lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.language.classes import word_class
from claims.language.parse import Mark, Parsed, longest
from claims.language.rows import Sense
from claims.language.vocabulary import Measure, Noun, Part, facet_nouns

_PREPOSITIONS = word_class("targets.prepositions")
DETERMINERS = word_class("targets.determiners")
_OWNERS = word_class("targets.owners")
_JOINING = word_class("targets.joining")
# Words that may stand between the members of a list without ending it.
_IN_LIST = DETERMINERS | word_class("targets.in_list")
_ACTING: frozenset[Sense] = frozenset(
    ("strengthens", "works", "fixes", "spares", "loads", "loosens")
)
_NEAR = 9
_LINKING = word_class("targets.linking")
_COMPARED = frozenset(
    ("more", "less", "extra", "the", "of", "most", "double", "twice", "additional")
)
_KEEPING = frozenset(("for", "with", "in"))
_SAME = frozenset(("same", "given"))


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
    # Whether the last member begins a clause of its own: "more focus and my posture is better".
    last_is_subject: bool = False
    # An amount ("lost 12 lbs") can be gained or lost, but nothing is said of it.
    is_amount: bool = False

    @property
    def acted_on(self) -> list[Target]:
        """The members that a verb before the list acts on."""
        return self.members[:-1] if self.last_is_subject else self.members


def groups_in(parsed: Parsed, start: int, end: int) -> list[Group]:
    """The lists of targets among tokens `start:end`, in order."""
    marks = parsed.marks_in("target", start, end)
    if not marks:
        return []
    directions = parsed.marks_in("direction", start, end)
    others = parsed.marks_in("other_activity", start, end)
    marks = [mark for mark in marks if not any(_swallows((o.start, o.end), mark) for o in others)]
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
        if isinstance(meaning, Measure) and self.words[mark.end - 1] in facet_nouns():
            self._parts_before(mark, facet_nouns()[self.words[mark.end - 1]])
        if isinstance(meaning, (Measure, Part)) and not self._is_held(mark):
            self.found.append(Target(mark.start, mark.end, meaning, mark.concept.weak))

    def _is_held(self, mark: Mark) -> bool:
        """ "at the same heart rate", "at full speed": a condition, not what changes."""
        before = self.words[max(mark.start - 4, 0) : mark.start]
        if "at" not in before[-3:] and not _KEEPING.intersection(before):
            return False
        speed = getattr(mark.concept.meaning, "outcome", "") == "agility_speed"
        return speed or not _SAME.isdisjoint(before[-2:])

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
        return self.words[mark.start] in ("work", "pump") and before.endswith("s")

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
        before = self.found[-1] if self.found else None
        if noun.facet == "load" and before and mark.start - before.end <= _NEAR:
            # "the forefoot takes twice the pressure": the part is the subject.
            self._compose(noun, before.meaning, mark.start, mark.end)
            if self.found[-1] is not before:
                return mark.end
        compared = noun.facet == "activity" and self.words[mark.start - 1] in _COMPARED
        if compared and before and mark.start - before.end <= _NEAR:
            # "the quads do a third more work"
            self._compose(noun, before.meaning, mark.start, mark.end)
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
    if not joints and gap[:3] == ["as", "well", "as"]:
        return "and"
    if not joints:
        # Speech without commas: "works your quads your calves".
        return "comma" if DETERMINERS.intersection(gap) else ""
    return "comma" if joints == {","} else "and"


def _accepted(groups: list[Group], words: list[str], directions: list[Mark]) -> list[Group]:
    """Drop the weak members that nothing shows to be a part of the body."""
    acted_on = {mark.end for mark in directions if mark.concept.tense and _acts(mark)}
    kept = []
    for group in groups:
        strong = any(not member.weak for member in group.members)
        members = [m for m in group.members if not m.weak or strong or _shown(m, words, acted_on)]
        if members:
            kept.append(_with_members(group, members, words))
    return kept


def _with_members(group: Group, members: list[Target], words: list[str]) -> Group:
    end = max(member.end for member in members)
    following = words[end] if end < len(words) else ""
    return Group(
        members[0].start,
        end,
        members,
        tied_from=min(group.tied_from, len(members) - 1),
        last_is_subject=len(members) > 1 and following in _LINKING,
    )


def _acts(mark: Mark) -> bool:
    cue = mark.concept.meaning
    return not _ACTING.isdisjoint(getattr(cue, "senses", ()))


def _shown(member: Target, words: list[str], acted_on: set[int]) -> bool:
    return words[member.start - 1 : member.start][:1] != [] and (
        words[member.start - 1] in _OWNERS or member.start in acted_on
    )
