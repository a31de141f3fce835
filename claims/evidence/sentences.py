"""The one or two sentences that a verdict prints: numbers first, what is indirect always said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claims.evidence.amounts import Amounts
from claims.evidence.interval import Interval, envelope
from claims.evidence.match import Weighed
from claims.evidence.relation import Comparison, Held
from claims.evidence.sizes import Sized
from claims.evidence.telling import Teller, claimed_size, studies_of
from claims.evidence.votes import Ballot
from claims.evidence.words import Words, cite, listed, number, span, third_person, times
from claims.records import Certainty, Finding, Study


def sentence(found: Comparison, certainty: Certainty | None, words: Words) -> str:
    """What a journalist could print, for one reading of the claim."""
    teller = Teller(found, words)
    told = _told(teller, certainty or "very_low")
    text = f"{told[0].upper()}{told[1:]}."
    if found.directness != "indirect":
        return text
    more = [part for part in (_indirect(teller), _worth(teller), _besides(teller)) if part]
    return f"{text} {'; '.join(more)}." if more else text


def _told(teller: Teller, certainty: Certainty) -> str:
    found = teller.found
    if found.refuting is not None:
        return _refuted(teller)
    if found.held is not None:
        return _sized(teller, certainty, found.held)
    if found.amounts is not None:
        return _amount(teller, certainty, found.amounts)
    if found.measured is not None and found.measured.per_time:
        return _per_time(teller, certainty, found.measured.printed)
    return _BY_RELATION[found.relation](teller, certainty)


def _indirect(teller: Teller) -> str | None:
    instead = teller.measured_instead()
    return teller.words.say("sentence", "indirect", measured=instead) if instead else None


def _worth(teller: Teller) -> str | None:
    """Of so much being worth so much, nobody measured a thing, and the sentence says so."""
    claim, activity = teller.case.claim, teller.case.activity
    if claim.magnitude_kind != "equivalence":
        return None
    size = claimed_size(teller.case)
    return teller.words.say(
        "sentence", "worth", size=size, activity=activity.label, usual=activity.usual_label
    )


def _besides(teller: Teller) -> str | None:
    """Studies of just this activity that have no vote beside a mixed programme's."""
    found, modality = teller.found, teller.case.modality
    counted = {id(one) for one in found.counted}
    own = [
        one
        for one in found.weighed
        if id(one) not in counted
        and one.sort == "second"
        and one.evidence.finding.modality == modality
        and {reason.rule for reason in one.reasons if reason.breaks} == {"CONTRAST"}
    ]
    if not own or found.relation != "agrees":
        return None
    finding, study = own[0].evidence.finding, own[0].evidence.study
    says = teller.case.rules.contrasts[finding.contrast].says
    amount = _percent(teller, finding)
    key = "besides_null" if finding.direction == "no_difference" else "besides"
    if amount and key == "besides":
        key = "besides_amount"
    return teller.words.say("sentence", key, who=_named(teller, study), says=says, amount=amount)


def _percent(teller: Teller, finding: Finding) -> str:
    if not finding.value or finding.unit not in teller.case.rules.percent_units:
        return ""
    return f"{number(abs(finding.value))} {finding.unit}"


def _named(teller: Teller, *studies: Study) -> str:
    """ "Ordway et al. 2016 (8 people)"."""
    names = listed([cite(study) for study in studies])
    people = teller.people(studies)
    return teller.words.say("evidence", "in_brackets", who=names, people=people)


def _sized(teller: Teller, certainty: Certainty, held: Held) -> str:
    nulls = [size.weighed for size in held.measured.sizes if _is_null(size)]
    real = [size for size in held.measured.sizes if not _is_null(size)]
    told = [_measured(teller, certainty, real)] if real else []
    if nulls:
        told.append(_null_too(teller, nulls))
    return "; ".join((*told, _closing(teller, held)))


def _is_null(size: Sized) -> bool:
    """A finding without a difference that counts as 1.00 has no size to tell."""
    return size.derived and size.weighed.evidence.finding.direction == "no_difference"


def _measured(teller: Teller, certainty: Certainty, real: Sequence[Sized]) -> str:
    measured = teller.found.measured
    own_speed = measured is not None and measured.per_time
    printed = measured.printed if measured and own_speed else envelope([s.printed for s in real])
    told = teller.sized_change(printed, real) or teller.change(teller.case.direction)
    return f"{teller.does(certainty, told)} ({teller.evidence_of_sizes(real)})"


def _closing(teller: Teller, held: Held) -> str:
    falls = teller.case.direction == "decrease" and held.relation == "larger"
    key = "larger_fall" if falls else held.relation
    factor = f"{span(*held.factor)} times"
    return teller.words.say("sentence", key, size=claimed_size(teller.case), factor=factor)


def _null_too(teller: Teller, nulls: Sequence[Weighed]) -> str:
    who = _named(teller, *studies_of(nulls))
    return teller.words.say("sentence", "null_too", who=who, noun=teller.phrases.noun)


def _agrees(teller: Teller, certainty: Certainty) -> str:
    found, say = teller.found, teller.words.say
    agreeing = [one for ballot in found.tally.agreeing for one in ballot.findings]
    told = _best_told(teller, _direction(teller))
    dissent = _otherwise(teller, found.tally.agreeing)
    text = f"{teller.does(certainty, told)} ({teller.evidence(agreeing)}{dissent})"
    if not teller.case.sized:
        return text
    key = "agrees_unsized" if teller.case.size else "agrees_absolute"
    return f"{text}; {say('sentence', key, size=claimed_size(teller.case))}"


def _amount(teller: Teller, certainty: Certainty, amounts: Amounts) -> str:
    told = teller.does(certainty, _best_told(teller, _direction(teller)))
    measured = f"{span(amounts.measured.low, amounts.measured.high)} {amounts.unit}"
    closing = teller.words.say(
        "sentence", "amount", size=claimed_size(teller.case), measured=measured
    )
    return f"{told} ({teller.evidence(amounts.findings)}); {closing}"


def _otherwise(teller: Teller, deciding: Sequence[Ballot]) -> str:
    """The votes that say something else, so that no dissent is left out."""
    others = [ballot for ballot in teller.found.tally.ballots if ballot not in deciding]
    if not others:
        return ""
    return teller.words.say("evidence", "otherwise", ballots=teller.ballots(others))


def _best_told(teller: Teller, direction: str) -> str:
    """With its size where the studies that voted give one for a claim without any."""
    measured, case = teller.found.measured, teller.case
    told = teller.change(direction)
    if measured is None or case.sized or measured.printed.low <= 1 <= measured.printed.high:
        return told
    return teller.sized_change(measured.printed, measured.sizes) or told


def _direction(teller: Teller) -> str:
    votes = {ballot.vote for ballot in teller.found.tally.agreeing}
    direction = teller.case.direction
    return votes.pop() if direction == "unspecified" and len(votes) == 1 else direction


def _opposite(teller: Teller, certainty: Certainty) -> str:
    opposing = teller.found.tally.opposing
    measured = [one for ballot in opposing for one in ballot.findings]
    told = _best_told(teller, opposing[0].vote)
    dissent = _otherwise(teller, opposing)
    text = f"{teller.does(certainty, told)} ({teller.evidence(measured)}{dissent})"
    return f"{text}; {teller.words.say('sentence', 'opposite')}"


def _mixed(teller: Teller, certainty: Certainty) -> str:
    found, say = teller.found, teller.words.say
    key = "mixed" if len(found.tally.ballots) > 1 else "open"
    text = say(
        "sentence",
        key if found.partly_agrees() else "none_agrees",
        subject=teller.subject(),
        does=third_person(teller.change(teller.case.direction)),
        ballots=teller.ballots(found.tally.ballots),
    )
    if teller.case.sized:
        text += f"; {say('sentence', 'claim_size', size=claimed_size(teller.case))}"
    return text


def _per_time(teller: Teller, certainty: Certainty, printed: Interval) -> str:
    case = teller.case
    speeds = (case.rules.own_speeds.get(contrast) for contrast in case.topic.usual_contrasts)
    source = next((speed.source for speed in speeds if speed), "")
    told = teller.words.say("sentence", "per_time", size=times(printed), source=source)
    return f"{teller.does(certainty, teller.change(case.direction))} {told}"


def _no_effect(teller: Teller, certainty: Certainty) -> str:
    nulls = teller.found.tally.nulls
    studies = studies_of(one for ballot in nulls for one in ballot.findings)
    return teller.words.say(
        "sentence",
        "no_effect",
        who=_named(teller, *studies),
        noun=teller.phrases.noun,
        otherwise=_otherwise(teller, nulls),
    )


def _refuted(teller: Teller) -> str:
    who = _named(teller, *studies_of(teller.found.speaking))
    return teller.words.say("sentence", "null_trial", who=who, noun=teller.phrases.noun)


def _untested(teller: Teller, certainty: Certainty) -> str:
    case, say = teller.case, teller.words.say
    if case.against == "other":
        text = say("sentence", "untested_other", activity=case.activity.label)
    else:
        text = say("sentence", "untested", noun=teller.phrases.noun, subject=case.topic.subject)
    for one in teller.found.weighed:
        if one.stand_in is not None and one.stand_in.when == "context":
            who = _named(teller, one.evidence.study)
            return f"{text}; {say('sentence', 'nearest', who=who, measured=one.stand_in.says)}"
    return text


def _unmeasurable(teller: Teller, certainty: Certainty) -> str:
    return teller.words.say("sentence", "unmeasurable")


_BY_RELATION: dict[str, Callable[[Teller, Certainty], str]] = {
    "agrees": _agrees,
    "opposite": _opposite,
    "mixed": _mixed,
    "no_effect_found": _no_effect,
    "untested": _untested,
    "unmeasurable": _unmeasurable,
}
