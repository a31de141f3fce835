"""One study, one vote; one group of overlapping studies, one vote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from claims.evidence.match import Weighed
from claims.records import Direction

Vote = Literal["increase", "decrease", "no_difference", "mixed"]
Leaning = Literal["agrees", "opposite", "mixed", "no_effect_found", "untested"]
_VOTES: dict[str | None, Vote] = {
    "increase": "increase",
    "decrease": "decrease",
    "no_difference": "no_difference",
}
_OPPOSITE: dict[str, Vote] = {"increase": "decrease", "decrease": "increase"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote and the findings behind it: of one study, or of one overlap group."""

    name: str
    vote: Vote
    findings: tuple[Weighed, ...]

    @property
    def direct(self) -> bool:
        """Whether a finding that says what the vote says is direct; of a mixed vote, any."""
        return any(w.direct for w in self.findings if self.vote in ("mixed", _vote(w)))

    @property
    def grouped(self) -> bool:
        """Whether several studies share this vote."""
        return len({w.evidence.study.key for w in self.findings}) > 1


def _vote(one: Weighed) -> Vote:
    return _VOTES.get(one.evidence.finding.direction, "mixed")


@dataclass(frozen=True, slots=True)
class Tally:
    """How the votes lie to the claim's direction, and which votes say what."""

    leaning: Leaning
    ballots: tuple[Ballot, ...]
    agreeing: tuple[Ballot, ...]
    opposing: tuple[Ballot, ...]
    nulls: tuple[Ballot, ...]


def voters_of(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The findings that vote: the first sort, or failing that the second, or the stand-ins."""
    by_sort = defaultdict(list)
    for one in weighed:
        by_sort[one.sort].append(one)
    return tuple(by_sort["first"] or by_sort["second"] or by_sort["stand_in"])


def cast(voters: Sequence[Weighed]) -> tuple[Ballot, ...]:
    """The ballots: studies first, then one for each overlap group."""
    groups: dict[str, dict[str, list[Weighed]]] = defaultdict(lambda: defaultdict(list))
    for one in voters:
        study = one.evidence.study
        groups[study.overlap or study.key][study.key].append(one)
    return tuple(_ballot(name, studies) for name, studies in groups.items())


def _ballot(name: str, studies: dict[str, list[Weighed]]) -> Ballot:
    votes = {_study_vote(findings) for findings in studies.values()}
    shared = votes.pop() if len(votes) == 1 else "mixed"
    together = tuple(one for findings in studies.values() for one in findings)
    return Ballot(name, shared, together)


def _study_vote(findings: Sequence[Weighed]) -> Vote:
    """The direction of more than half of a study's voting findings, else mixed."""
    vote, count = Counter(map(_vote, findings)).most_common(1)[0]
    return vote if count * 2 > len(findings) else "mixed"


def tally(ballots: tuple[Ballot, ...], direction: Direction, agreement: float) -> Tally:
    """Three quarters of the votes agree or oppose, all find no effect, or they are mixed.

    A study that found no difference keeps the others from agreeing, but does not shield a claim:
    those that found one oppose it if they are more than half of all.
    """
    wanted = _wanted(ballots, direction)
    against = _against(wanted)
    agreeing = tuple(b for b in ballots if b.vote == wanted)
    opposing = tuple(b for b in ballots if b.vote in against)
    nulls = tuple(b for b in ballots if b.vote == "no_difference")
    enough = agreement * len(ballots)
    leaning: Leaning = "mixed" if ballots else "untested"
    if ballots and len(agreeing) >= enough:
        leaning = "agrees"
    elif _oppose(ballots, opposing, agreement, shielded=wanted == "no_difference"):
        leaning = "opposite"
    elif ballots and len(nulls) == len(ballots):
        leaning = "no_effect_found"
    return Tally(leaning, ballots, agreeing, opposing, nulls)


def _oppose(
    ballots: tuple[Ballot, ...], opposing: tuple[Ballot, ...], agreement: float, *, shielded: bool
) -> bool:
    differing = [b for b in ballots if shielded or b.vote != "no_difference"]
    share = agreement * len(differing)
    return len(opposing) * 2 > len(ballots) and len(opposing) >= share


def _wanted(ballots: tuple[Ballot, ...], direction: Direction) -> str:
    """A claim without a direction asks only whether studies share one."""
    if direction != "unspecified":
        return direction
    counted = Counter(ballot.vote for ballot in ballots)
    up, down = counted["increase"], counted["decrease"]
    return "increase" if up >= down else "decrease"


def _against(wanted: str) -> frozenset[str]:
    if wanted == "no_difference":
        return frozenset({"increase", "decrease"})
    return frozenset({_OPPOSITE[wanted]})
