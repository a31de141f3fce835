"""From a claim to its verdict, by rule: weigh, vote, compare, look up, say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from claims.evidence.case import Case, make_case
from claims.evidence.certainty import Grade, grade
from claims.evidence.change import would_change
from claims.evidence.interval import Interval
from claims.evidence.library import Library
from claims.evidence.match import Weighed, weigh
from claims.evidence.relation import Comparison, compare
from claims.evidence.sentences import sentence
from claims.evidence.steps import steps
from claims.evidence.subject import Topic
from claims.evidence.table import Row, denied, look_up
from claims.evidence.telling import people_in, studies_of
from claims.evidence.words import Words, load_words, times
from claims.records import Claim, Match, Stance, Step, Verdict

__all__ = ["judge", "judge_modality", "would_change"]
Role = Literal["for", "against", "context"]
_ROLES: dict[Role, Role] = {"for": "against", "against": "for", "context": "context"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """One reading of a claim, judged."""

    found: Comparison
    row: Row
    grade: Grade | None


def judge(claim: Claim, library: Library, topic: Topic, *, stance: Stance = "asserts") -> Verdict:
    """The verdict on a claim as asserted, or turned round where the stance denies it."""
    case = make_case(claim, topic)
    return _judge(case, weigh(case, library), library, stance=stance)


def judge_modality(claim: Claim, library: Library, topic: Topic, *, modality: str) -> Verdict:
    """The line for one modality: the verdict from that modality's findings alone."""
    case = make_case(claim, topic)
    alone = tuple(
        one
        for one in weigh(case, library)
        if modality in case.rules.modalities[one.evidence.finding.modality].covers
        and (one.evidence.finding.setting is None)
    )
    return _judge(case, alone, library, stance="asserts")


def _judge(
    case: Case, weighed: tuple[Weighed, ...], library: Library, *, stance: Stance
) -> Verdict:
    words = load_words()
    judged = _reading(case, weighed)
    others = [(size, _reading(case.with_size(size), weighed)) for size in case.readings]
    verdict = _verdict(judged, library, words)
    verdict = _with_readings(verdict, others, words)
    return _turned(verdict, case, words) if stance == "denies" else verdict


def _reading(case: Case, weighed: tuple[Weighed, ...]) -> _Judged:
    found = compare(case, weighed)
    return _Judged(found, look_up(found), grade(found))


def _verdict(judged: _Judged, library: Library, words: Words) -> Verdict:
    found, certainty = judged.found, judged.grade.certainty if judged.grade else None
    counted = found.counted
    studies = studies_of(counted)
    people = people_in(studies)
    printed = found.measured.printed if found.measured else None
    factor = found.held.factor if found.held else (None, None)
    return Verdict(
        verdict=judged.row[0],
        relation=found.relation,
        directness=found.directness,
        certainty=certainty,
        sentence=sentence(found, certainty, words),
        steps=steps(found, judged.row, judged.grade, library=library, words=words),
        matches=_matches(found),
        measured_low=printed.low if printed else None,
        measured_high=printed.high if printed else None,
        factor_low=factor[0],
        factor_high=factor[1],
        studies=len(studies),
        people=people.stated if people else 0,
    )


def _matches(found: Comparison) -> tuple[Match, ...]:
    counted = {id(one) for one in found.counted}
    return tuple(_match(found, one, counted=id(one) in counted) for one in found.weighed)


def _match(found: Comparison, one: Weighed, *, counted: bool) -> Match:
    return Match(
        finding=one.evidence.finding.id,
        study=one.evidence.study.key,
        role=_role(found, one) if counted else "context",
        direct=one.direct,
        reasons_for=one.reasons_for,
        reasons_against=tuple(f"{reason.rule}: {reason.text}" for reason in one.reasons),
    )


def _role(found: Comparison, one: Weighed) -> Role:
    """A size below the claimed one, or another direction, speaks against; mixed is context."""
    if found.held is not None:
        for size in found.held.measured.sizes:
            if size.weighed is one:
                edge = size.strength.widened(found.held.tolerance)
                return "against" if found.held.size.low > edge.high else "for"
    wanted: set[str] = {b.vote for b in found.tally.agreeing} or {found.case.direction}
    direction = one.evidence.finding.direction
    if direction in wanted:
        return "for"
    return "context" if direction == "mixed" else "against"


def _with_readings(
    verdict: Verdict, others: list[tuple[Interval, _Judged]], words: Words
) -> Verdict:
    """Both readings are judged; where they differ the page says that it depends."""
    for size, other in others:
        word = words.say("verdict", other.row[0]).lower()
        same = other.row[0] == verdict.verdict
        text = f"the words may also mean {times(size)}: then {word}"
        told = text + ("" if same else ", so the verdict depends on the reading")
        verdict = replace(verdict, steps=(*verdict.steps, Step("READING", told)))
        if not same:
            more = words.say("sentence", "reading", other=times(size), verdict=word)
            verdict = replace(verdict, sentence=f"{verdict.sentence} {more}")
    return verdict


def _turned(verdict: Verdict, case: Case, words: Words) -> Verdict:
    """The verdict on a denial: joined to the claim it denies, and judged turned round."""
    any_effect = "denies_effect" in case.claim.flags
    turned = denied(verdict.verdict, any_effect=any_effect)
    before, after = (words.say("verdict", word).lower() for word in (verdict.verdict, turned))
    key = "denies_size" if verdict.verdict == "exaggerated" and not any_effect else "denies"
    return replace(
        verdict,
        verdict=turned,
        sentence=f"{words.say('sentence', key)} {verdict.sentence}",
        steps=(*verdict.steps, Step("DENIAL", f"the claim is {before}; its denial is {after}")),
        matches=tuple(replace(match, role=_ROLES[match.role]) for match in verdict.matches),
    )
