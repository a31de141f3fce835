"""The pieces that verdict sentences are made of: who was measured, how many, what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.evidence.case import Case
from claims.evidence.interval import Interval, envelope
from claims.evidence.match import Weighed
from claims.evidence.relation import Comparison
from claims.evidence.sizes import SAME_BASIS, Sized, ratio_of
from claims.evidence.subject import Activity, activity_measured
from claims.evidence.votes import Ballot
from claims.evidence.words import Phrases, Words, cite, listed, span, third_person, times
from claims.records import Certainty, Direction, Study

_NAMED = 3
_GRAVEST = ("OUTCOME", "BASIS", "CONTRAST", "EFFECT_KIND", "MODALITY", "POPULATION")


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of one comparison in the words of the words file."""

    found: Comparison
    words: Words

    @property
    def case(self) -> Case:
        return self.found.case

    @property
    def phrases(self) -> Phrases:
        claim = self.case.claim
        return self.words.phrases(claim.outcome, claim.outcome_text)

    def done(self) -> Activity | None:
        """What people of the deciding studies did, where the topic has a name for it."""
        speaking = self.found.speaking
        modalities = {one.evidence.finding.modality for one in speaking}
        if not modalities or self.case.modality in modalities:
            return self.case.activity
        if len(modalities) == 1:
            return activity_measured(modalities.pop(), self.case.topic)
        return None

    def subject(self) -> str:
        """Who the sentence is about: an activity, the topic at large, or "what was tested"."""
        done = self.done()
        if done is not None:
            return done.label
        if self.case.kind == "risk":
            return self.case.activity.label
        covers = [
            self.case.rules.modalities[one.evidence.finding.modality].covers
            for one in self.found.speaking
        ]
        known = {activity.modality for activity in self.case.topic.activities}
        if all(known.intersection(covered) for covered in covers):
            return self.case.topic.subject
        return self.words.say("sentence", "tested")

    @property
    def usual(self) -> str:
        return (self.done() or self.case.activity).usual_label

    def does(self, certainty: Certainty, base: str) -> str:
        """GRADE's form of "running backward uses more energy" for this certainty."""
        subject = self.subject()
        return self.words.say(
            "certainty",
            certainty,
            Subject=subject[0].upper() + subject[1:],
            subject=subject,
            do=base,
            does=third_person(base),
        )

    def change(self, direction: Direction | str) -> str:
        """The measured change in base form, compared where studies compared."""
        base = self.phrases.base(direction)
        usual = self.case.topic.usual_contrasts
        if not self.phrases.than or not all(
            one.evidence.finding.contrast in usual for one in self.found.speaking
        ):
            return base
        joint = "as" if direction == "no_difference" else "than"
        return f"{base} {joint} {self.usual}"

    def sized_change(self, size: Interval, sizes: Sequence[Sized]) -> str | None:
        """The measured change with its size, where the outcome has such a phrase."""
        stand_in = sizes[0].weighed.stand_in
        measured = sizes[0].weighed.evidence.finding.outcome
        other = stand_in is not None and stand_in.when in ("ratio", "always")
        phrases = self.words.phrases(measured) if other else self.phrases
        if phrases.sized is None:
            return None
        told = phrases.sized.replace("{size}", times(size)).replace("{usual}", self.usual)
        return told + self._basis(sizes)

    def _basis(self, sizes: Sequence[Sized]) -> str:
        if self.found.measured is not None and self.found.measured.per_time:
            return self.words.say("evidence", "own_speed")
        bases = {size.weighed.evidence.finding.basis for size in sizes}
        return self.words.say("evidence", "same_speed") if bases == {"same_speed"} else ""

    def evidence(self, counted: Sequence[Weighed]) -> str:
        """Which studies, and how many people, and what people where they were special."""
        studies = studies_of(counted)
        people = self.people(studies)
        if len(studies) == 1:
            told = self.words.say("evidence", "one", who=cite(studies[0]), people=people)
        else:
            who = listed([cite(study) for study in studies[:_NAMED]])
            key = "some" if len(studies) <= _NAMED else "many"
            told = self.words.say("evidence", key, who=who, people=people, count=len(studies))
        return told + self._groups(studies)

    def evidence_of_sizes(self, sizes: Sequence[Sized]) -> str:
        """Which studies, the one with the lowest and the one with the highest size by name."""
        studies = studies_of([size.weighed for size in sizes])
        if len(studies) <= 2:
            return self.evidence([size.weighed for size in sizes])
        ends = min(sizes, key=lambda s: s.printed.low), max(sizes, key=lambda s: s.printed.high)
        lowest, highest = (end.weighed.evidence.study for end in ends)
        told = self.words.say(
            "evidence",
            "sizes",
            count=len(studies),
            people=self.people(studies),
            first=span(ends[0].printed.low, ends[0].printed.low),
            last=span(ends[1].printed.high, ends[1].printed.high),
            lowest=cite(lowest),
            highest=cite(highest),
        )
        return told + self._groups(studies)

    def _groups(self, studies: Sequence[Study]) -> str:
        """Special groups of people, named where at least half of the studies had them."""
        found = Counter(study.population_group for study in studies)
        others = found.pop(None, 0)
        if not found or found.total() * 2 < len(studies):
            return ""
        said = listed([self.case.rules.populations[group].says for group in found if group])
        return self.words.say("evidence", "groups_in_part" if others else "groups", groups=said)

    def people(self, studies: Sequence[Study]) -> str:
        """How many people took part, as far as stated."""
        people = people_in(studies)
        if people is None:
            return self.words.say("evidence", "people_unknown")
        exact = all(study.people is not None for study in studies) and len(studies) == people.units
        return self.words.say(
            "evidence", "people" if exact else "people_at_least", n=f"{people.stated:,}"
        )

    def ballots(self, ballots: Iterable[Ballot]) -> str:
        """Who says yes, who finds nothing, who the reverse: each with people and size."""
        by_vote: dict[str, list[str]] = {}
        for ballot in ballots:
            by_vote.setdefault(self._vote(ballot), []).extend(self._voters(ballot))
        order = ("agrees", "no_difference", "opposes", "mixed")
        told = [
            self.words.say("vote", vote, who=listed(by_vote[vote]))
            for vote in order
            if vote in by_vote
        ]
        return "; ".join(told)

    def _vote(self, ballot: Ballot) -> str:
        if ballot.vote in ("no_difference", "mixed"):
            return ballot.vote
        return "agrees" if ballot in self.found.tally.agreeing else "opposes"

    def _voters(self, ballot: Ballot) -> list[str]:
        told = []
        for study in studies_of(ballot.findings):
            people = f"{self._amount(study, ballot)}{self.people([study])}"
            told.append(self.words.say("evidence", "in_brackets", who=cite(study), people=people))
        return told

    def _amount(self, study: Study, ballot: Ballot) -> str:
        """The sizes of one study behind its vote, where they are against the usual form."""
        usual, units = self.case.topic.usual_contrasts, self.case.rules.percent_units
        own = [one.evidence.finding for one in ballot.findings if one.evidence.study is study]
        ratios = [
            (ratio, finding.basis)
            for finding in own
            if finding.contrast in usual and finding.ratio and (ratio := ratio_of(finding, units))
        ]
        if not ratios:
            return ""
        matched = all(basis in SAME_BASIS for _, basis in ratios)
        speed = "" if matched else self.words.say("evidence", "unmatched")
        return f"{times(envelope([ratio for ratio, _ in ratios]))}{speed}, "

    def measured_instead(self) -> str:
        """What was measured in place of the claim: the end of "indirect: studies measured …"."""
        reasons = [r for one in self.found.speaking for r in one.reasons if r.measured]
        reasons.sort(key=lambda reason: _GRAVEST.index(reason.rule))
        said = [reason.measured for reason in reasons if reason.measured]
        held, measured = self.found.held, self.found.measured
        if measured and measured.per_time:
            said.insert(0, self.words.say("sentence", "one_speed"))
        if held and all(size.derived for size in held.measured.sizes):
            said.insert(0, self.words.say("sentence", "derived", usual=self.usual))
        return "; ".join(list(dict.fromkeys(said))[:3])


@dataclass(frozen=True, slots=True)
class People:
    """People of several studies: overlapping ones count once, with the largest."""

    stated: int
    units: int


def people_in(studies: Iterable[Study]) -> People | None:
    """How many different people took part at least, or None where no study says."""
    largest: dict[str, int] = {}
    stated = False
    for study in studies:
        unit = study.overlap or study.key
        stated |= study.people is not None
        largest[unit] = max(largest.get(unit, 0), study.people or 0)
    return People(sum(largest.values()), len(largest)) if stated else None


def studies_of(counted: Iterable[Weighed]) -> tuple[Study, ...]:
    """The studies behind findings, each once, largest first."""
    studies = {one.evidence.study.key: one.evidence.study for one in counted}
    return tuple(sorted(studies.values(), key=lambda study: (-(study.people or 0), study.key)))


def claimed_size(case: Case) -> str:
    """The claimed size in the claim's own numbers, with its bound and "about"."""
    claim = case.claim
    bound = {"upper": "up to ", "lower": "at least "}.get(claim.bound, "")
    about = "about " if claim.approximate else ""
    if claim.ratio_low and claim.ratio_high:
        return f"{bound}{about}{span(claim.ratio_low, claim.ratio_high)} times"
    if claim.value_low is not None and claim.value_high is not None:
        amount = span(claim.value_low, claim.value_high)
        return f"{bound}{about}{amount} {claim.unit or ''}".strip()
    return f"{bound}{about}a size"
