"""What a sentence speaks of: named outcomes and parts, joined with their nouns and into lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.language.classes import word_class
from claims.language.loads import is_weight_shared
from claims.language.noun_phrases import DETERMINERS, IN_LIST, JOINING, NounPhrases, Target
from claims.language.parse import Mark, longest
from claims.language.rows import Sense

_OWNERS = word_class("targets.owners")
_ACTING: frozenset[Sense] = frozenset(
    ("strengthens", "works", "fixes", "spares", "loads", "loosens")
)
_LINKING = word_class("targets.linking")
_SUFFERERS = word_class("targets.sufferers")
_BETWEEN = JOINING | IN_LIST
_AMOUNTS = frozenset(("more", "less", "extra", "much"))
_OWNING = frozenset(("your", "my", "his", "her", "ur"))
_STRONG = frozenset(
    ("strong", "stronger", "bulletproof", "happy", "happier", "healthy", "healthier", "bigger")
)


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


def groups_in(words: list[str], end: int, marked: Mapping[str, list[Mark]]) -> list[Group]:
    """The lists of targets among the marks of a sentence that ends at a token, in order."""
    marks = marked.get("target")
    if not marks:
        return []
    directions, others = marked.get("direction", []), marked.get("other_activity", ())
    wide = [(other.start, other.end) for other in others if other.end - other.start > 1]
    marks = [mark for mark in marks if not any(_swallows(span, mark) for span in wide)]
    marks = [mark for mark in marks if not _is_aside(words, mark, end)]
    kept = _outside_of(longest(marks), directions, words)
    targets = NounPhrases(words, kept, end).targets()
    return _accepted(_joined(words, targets), words, directions)


def _is_aside(words: list[str], mark: Mark, end: int) -> bool:
    """ "stroke patients" says who, "10 % of your bodyweight" how much is carried."""
    if mark.end < end and words[mark.end] in _SUFFERERS:
        return True
    return _is_verb(words, mark) or is_weight_shared(words, mark.start)


def _is_verb(words: list[str], mark: Mark) -> bool:
    """ "saw tidal volume fall 7%": what falls, and no fall."""
    behind = words[mark.end : mark.end + 1]
    falls = words[mark.start : mark.end] == ["fall"] and bool(behind)
    return falls and (behind[0][:1].isdigit() or behind[0] == "by")


def _outside_of(marks: list[Mark], directions: list[Mark], words: list[str]) -> list[Mark]:
    """The marks that no longer words of direction swallow: the "stress" of "put stress on"."""
    wide = [(d.start, d.end) for d in directions if d.end - d.start > 1 and not _is_noun(d, words)]
    if not wide:
        return marks
    return [mark for mark in marks if not any(_swallows(span, mark) for span in wide)]


def _is_noun(mark: Mark, words: list[str]) -> bool:
    """ "20 % more work on a steep hill" works nothing."""
    return mark.concept.tense == "base" and mark.start > 0 and words[mark.start - 1] in _AMOUNTS


def _swallows(span: tuple[int, int], mark: Mark) -> bool:
    longer = span[1] - span[0] > mark.end - mark.start
    return longer and span[0] <= mark.start and mark.end <= span[1]


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
    if not gap or len(gap) > 5 or not _BETWEEN.issuperset(gap):
        return ""
    joints = JOINING.intersection(gap)
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
    before = words[member.start - 1] if member.start else ""
    owned = words[member.start - 2] in _OWNING if member.start > 1 else False
    return before in _OWNERS or before in _STRONG or member.start in acted_on or owned
