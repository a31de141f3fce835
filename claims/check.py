"""A sentence in, verdicts out: reading and judging in one, without a store."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from claims.evidence.library import Library
from claims.evidence.outcomes import load_outcomes
from claims.evidence.retrieval import Related, related
from claims.evidence.verdict import judge
from claims.evidence.words import load_words
from claims.keys import claim_of
from claims.records import Claim, Frame, Match, Stance, Step, TextFields, Verdict
from claims.topics import Topic

# How many studies are offered beside a claim that none was matched with.
MOST_RELATED = 5


class Reader(Protocol):
    """Whatever reads the frames of a text."""

    def read(self, post: TextFields) -> tuple[Frame, ...]: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim found in a text; `shown` is its verdict, or what is known where it gets none.

    `related` are studies near to a claim that no study was matched with; they decide nothing.
    """

    frame: Frame
    claim: Claim
    shown: Verdict
    caution: str
    related: tuple[Related, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """A personal result has no verdict of its own, only related evidence."""
        return None if self.frame.personal else self.shown


def check_sentence(text: str, topic: Topic, library: Library, extractor: Reader) -> list[Checked]:
    """Every claim in the text, judged as it is said; none gives an empty list."""
    frames = extractor.read(TextFields(id="check", fields={"caption": text}))
    return [check_frame(frame, topic, library) for frame in frames]


def check_frame(frame: Frame, topic: Topic, library: Library) -> Checked:
    """One claim, judged as it is said: a denial turned round, a question and a result not at all."""
    claim = claim_of(frame, topic)
    stance: Stance = "denies" if frame.stance == "denies" else "asserts"
    verdict = _with_words(judge(claim, library, topic, stance=stance), frame)
    if frame.personal:
        text = f"{load_words().say('sentence', 'personal')} {verdict.sentence}"
        verdict = replace(verdict, sentence=text, matches=_as_context(verdict))
    elif frame.stance == "questions":
        verdict = _asked(verdict)
    beside = _beside(claim, verdict, library, text=frame.quote, topic=topic)
    return Checked(frame, claim, verdict, topic.caution, beside)


def _beside(
    claim: Claim, shown: Verdict, library: Library, *, text: str, topic: Topic
) -> tuple[Related, ...]:
    """Studies near to a claim on something outside the outcome list, or that nobody tested."""
    if claim.outcome != "other" and shown.relation != "untested":
        return ()
    outcome = load_outcomes().by_key.get(claim.outcome)
    named = claim.outcome_text or (outcome.label if outcome else "")
    labels = (f"{one.label} {one.usual_label}" for one in topic.activities)
    subject = " ".join((topic.name, topic.subject, topic.usual, *labels))
    matched = {match.study for match in shown.matches}
    found = related(f"{text} {named}", library, MOST_RELATED + len(matched), subject=subject)
    return tuple(one for one in found if one.study.key not in matched)[:MOST_RELATED]


def _with_words(verdict: Verdict, frame: Frame) -> Verdict:
    """The chain starts at the words themselves, with the rules that read them."""
    rules = f", read by {', '.join(frame.rules)}" if frame.rules else ""
    words = f"“{frame.quote}” ({frame.field}, characters {frame.start} to {frame.end}{rules})"
    first, *rest = verdict.steps
    return replace(verdict, steps=(Step("WORDS", words), Step("CLAIM", first.text), *rest))


def _asked(verdict: Verdict) -> Verdict:
    """A question asserts nothing; what is known of the claim it asks about is context."""
    word = load_words().say("verdict", verdict.verdict).lower()
    step = Step("STANCE", f"a question claims nothing; the claim it asks about is {word}")
    return replace(
        verdict,
        verdict="not_checkable",
        sentence=f"{load_words().say('sentence', 'asks')} {verdict.sentence}",
        steps=(*verdict.steps, step),
        matches=_as_context(verdict),
    )


def _as_context(verdict: Verdict) -> tuple[Match, ...]:
    return tuple(replace(match, role="context") for match in verdict.matches)


def as_json(text: str, checked: Iterable[Checked]) -> dict[str, Any]:
    """One text with its claims as plain data, the frame's keys first."""
    return {"text": text, "claims": [_claim_json(one) for one in checked]}


def _claim_json(checked: Checked) -> dict[str, Any]:
    frame = dataclasses.asdict(checked.frame)
    del frame["rules"]
    data = {
        **frame,
        "claim": checked.claim.slug,
        "claim_sentence": checked.claim.sentence,
        **_verdict_json(checked.shown),
        "caution": checked.caution,
        "related_studies": [_related_json(one) for one in checked.related],
    }
    if checked.verdict is None:
        # What is known of the proposition moves aside; the person's own result has no verdict.
        names = ("verdict", "relation", "directness", "certainty")
        data["related"] = {name: data[name] for name in names}
        data |= dict.fromkeys(names)
    return data


def _related_json(one: Related) -> dict[str, Any]:
    study = one.study
    return {
        "study": study.key,
        "title": study.title,
        "year": study.year,
        "doi": study.doi,
        "retracted": study.retracted,
        "words": list(one.words),
        "role": "related, not matched",
    }


def _verdict_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": verdict.verdict,
        "relation": verdict.relation,
        "directness": verdict.directness,
        "certainty": verdict.certainty,
        "sentence": verdict.sentence,
        "measured": _ends(verdict.measured_low, verdict.measured_high),
        "factor": _ends(verdict.factor_low, verdict.factor_high),
        "studies": verdict.studies,
        "people": verdict.people,
        "findings": [dataclasses.asdict(match) for match in verdict.matches],
        "steps": [dataclasses.asdict(step) for step in verdict.steps],
    }


def _ends(low: float | None, high: float | None) -> list[float] | None:
    return None if low is None or high is None else [round(low, 4), round(high, 4)]
