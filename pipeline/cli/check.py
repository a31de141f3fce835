"""`retrograde check`: a sentence in, verdicts out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import DEFAULT_TOPIC, json_option, store_option
from pipeline.cli.terminal import plain, say

if TYPE_CHECKING:
    from claims.check import Checked
    from claims.evidence.library import Library
    from claims.records import Verdict
    from claims.topics import Topic
    from pipeline.publish.standing import Decision


@click.command(short_help="a sentence in, verdicts out")
@click.argument("sentence", required=False)
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="Sentences from a file, one a line; - is standard input.",
)
@click.option("--topic", default=DEFAULT_TOPIC, show_default=True, help="Topic to judge by.")
@json_option
@store_option
def command(
    sentence: str | None, *, path: Path | None, topic: str, as_json: bool, store: Path
) -> None:
    """Read the claims in SENTENCE (or - for standard input) and hold each against the studies.

    Says for each claim: the verdict, how claimed and measured lie to each other, which findings
    were counted, and every step. Text that holds no claim is no error. No store is needed; where
    there is one, it says too what persons decided on the claim in its newest release.
    """
    from claims.check import as_json as checked_json
    from claims.check import check_sentence
    from claims.evidence.library import load_library
    from claims.language.extract import Extractor
    from claims.topics import load_topic

    texts = _texts(sentence, path)
    subject = load_topic(topic)
    library, extractor = load_library(subject.slug), Extractor(subject)
    person = Person(_decisions(store), library, subject)
    found = 0
    for text in texts:
        checked = check_sentence(text, subject, library, extractor)
        found += len(checked)
        if as_json:
            row = checked_json(text, checked)
            for claim, one in zip(row["claims"], checked, strict=True):
                claim["review"] = person.as_json(one)
            click.echo(json.dumps(row, ensure_ascii=False))
        elif text.strip():
            click.echo(plain("\n".join(_told(text, checked, person))))
    if not found:
        say(
            "no claim found. What counts as one: an effect of the activity, stated, denied or asked"
        )


def _texts(sentence: str | None, path: Path | None) -> Iterator[str]:
    if (sentence is None) == (path is None):
        raise click.UsageError('give one SENTENCE, or --file FILE: retrograde check "8 miles …"')
    if sentence is not None and sentence != "-":
        return iter((sentence,))
    return _lines(path if path and str(path) != "-" else None)


def _lines(path: Path | None) -> Iterator[str]:
    """The lines of a file or of standard input; a byte that is not UTF-8 names its line."""
    from pipeline.errors import PipelineError

    name = "standard input" if path is None else str(path)
    raw = sys.stdin.buffer.read() if path is None else path.read_bytes()
    for number, line in enumerate(raw.removesuffix(b"\n").split(b"\n"), 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").removesuffix("\r")
        except UnicodeDecodeError as error:
            problem = f"{name}: line {number}: byte {error.start + 1} is not UTF-8."
            raise PipelineError(problem, "save the file as UTF-8 and check it again") from error


@dataclass(frozen=True, slots=True)
class Person:
    """What persons decided on claims, and what it takes to see whether that still holds."""

    decisions: Mapping[str, Decision]
    library: Library
    topic: Topic

    def as_json(self, one: Checked) -> dict[str, Any] | None:
        """The decision on a claim as data; None where there is none."""
        decision = self.decisions.get(one.claim.slug)
        return None if decision is None else decision.as_json(self._asserted(one))

    def words(self, one: Checked) -> str:
        """Who looked, and what they decided."""
        decision = self.decisions.get(one.claim.slug)
        if decision is None:
            return "worked out by rule; not yet read by a person"
        return f"worked out by rule; {self._decided(decision, one)}"

    def _decided(self, decision: Decision, one: Checked) -> str:
        from claims.evidence.words import load_words

        signed = f"{decision.by} on {decision.on}"
        if decision.decision not in ("agree", "override"):
            into = f" with {decision.merged_into}" if decision.merged_into else ""
            return f"{decision.decision.replace('_', ' ')}{into}, says {signed}"
        if not decision.holds(self._asserted(one)):
            return f"changed since {signed} judged it"
        if decision.decision == "agree":
            return f"reviewed by {signed}"
        other = load_words().say("verdict", decision.verdict or "").lower()
        return f"{signed} judges the claim otherwise: {other}, because {decision.reason}"

    def _asserted(self, one: Checked) -> Verdict:
        """A person judged the claim itself, not its denial nor a question about it."""
        from claims.evidence.verdict import judge

        return judge(one.claim, self.library, self.topic)


def _decisions(store: Path) -> Mapping[str, Decision]:
    if not (store / "releases").is_dir():
        return {}
    from pipeline.publish.standing import standing_decisions

    return standing_decisions(store)


def _told(text: str, checked: list[Checked], person: Person) -> Iterator[str]:
    yield f"“{text.strip()}”"
    if not checked:
        yield "  no claim found\n"
    for one in checked:
        yield from _one(one, person)
    if checked:
        yield f"Caution: {checked[0].caution}\n"


def _one(one: Checked, person: Person) -> Iterator[str]:
    from claims.evidence.verdict import would_change
    from claims.evidence.words import load_words

    words, shown = load_words(), one.shown
    headline = "Related evidence" if one.verdict is None else words.say("verdict", shown.verdict)
    said = {"denies": ", where the text denies that", "questions": ", where the text asks whether"}
    yield f"\n{headline}{said.get(one.frame.stance, '')}: {one.claim.sentence}"
    yield f"  {' · '.join(_facts(one, person))}"
    yield f"  {words.say('relation', shown.relation)}"
    yield f"  {shown.sentence}"
    yield f"  What would change this: {would_change(one.claim, shown)}"
    yield from _findings(one, person.library)
    yield from _related(one)
    yield "  Steps"
    yield from (f"    {step.rule}: {step.text}" for step in shown.steps)
    yield ""


def _facts(one: Checked, person: Person) -> Iterator[str]:
    from claims.evidence.certainty import word

    shown = one.shown
    yield shown.relation.replace("_", " ")
    if shown.directness is not None:
        yield shown.directness
    if shown.certainty is not None:
        yield f"{word(shown.certainty)} certainty"
    if shown.studies:
        studies = "1 study" if shown.studies == 1 else f"{shown.studies} studies"
        yield f"{studies}, {shown.people:,} people as far as stated"
    yield person.words(one)


def _findings(one: Checked, library: Library) -> Iterator[str]:
    from claims.evidence.listing import finding_line

    matches = one.shown.matches
    counted = [match for match in matches if match.role != "context"] or matches[:6]
    if counted:
        yield "  Findings"
    for match in counted:
        study, finding = library.studies[match.study], library.findings[match.finding]
        direct = "direct" if match.direct else "indirect"
        yield f"    {match.role}, {direct}: {finding_line(study, finding)}"
    if len(matches) > len(counted):
        yield f"    and {len(matches) - len(counted)} more that speak neither for nor against, with --json"


def _related(one: Checked) -> Iterator[str]:
    from claims.evidence.listing import read_as
    from claims.evidence.words import cite

    if one.related:
        yield "  Related, not matched: near in words or meaning, counted neither for nor against"
    for near in one.related:
        study = near.study
        why = f"shares {', '.join(near.words)}" if near.words else "near in meaning"
        gone = " · RETRACTED" if study.retracted else ""
        told = f"{study.key}: “{study.title}” ({cite(study)}){gone} · {read_as(study)}"
        yield f"    {told} · {why}"
