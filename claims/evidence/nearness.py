"""Which verdicts hang on a limit: judged again with each limit of the rules moved a little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.evidence.case import make_case
from claims.evidence.library import Library
from claims.evidence.match import weigh
from claims.evidence.relation import compare
from claims.evidence.rules import Rules, load_rules
from claims.evidence.subject import Topic
from claims.evidence.table import look_up
from claims.records import Claim, VerdictWord


@dataclass(frozen=True, slots=True)
class Nearness:
    """A limit, where it stands, and the verdict that another place near it would give."""

    limit: str
    stands_at: float
    moved_to: float
    verdict: VerdictWord


def near_limits(
    claim: Claim, library: Library, topic: Topic, *, rules: Rules | None = None
) -> tuple[Nearness, ...]:
    """Every limit that decides the verdict on a claim by no more than the rules call near."""
    rules = rules or load_rules()
    stated = _verdict(claim, library, topic, rules)
    return tuple(
        Nearness(name, getattr(rules, name), place, other)
        for name, place, moved in _moved(rules)
        if (other := _verdict(claim, library, topic, moved)) != stated
    )


def _moved(rules: Rules) -> Iterator[tuple[str, float, Rules]]:
    for name, places in rules.near.items():
        for place in places:
            limit: dict[str, float] = {name: place}
            yield name, place, replace(rules, **limit)  # type: ignore[arg-type]


def _verdict(claim: Claim, library: Library, topic: Topic, rules: Rules) -> VerdictWord:
    case = make_case(claim, topic, rules=rules)
    return look_up(compare(case, weigh(case, library)))[0]
