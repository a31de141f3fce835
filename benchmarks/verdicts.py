"""How often the rules agree with the tables of verdicts that an exercise scientist would give.

Run `python -m benchmarks.verdicts`: each table once from its frames, so that judging is measured
alone, and once from its sentences, read and judged. The second table was judged blind by one of
the project's own writers, not by an outside expert. `--say` prints each sentence with its verdict;
`--smoke` leaves the reading out.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claims.check import check_sentence
from claims.evidence.library import load_library
from claims.evidence.verdict import judge
from claims.language.extract import Extractor
from claims.records import Claim, Stance, Verdict, VerdictWord
from claims.topics import Topic, load_topic

OWN = "verdict_cases.toml"
BLIND = "verdict_cases_blind.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of the table: the claim it makes, its stance, and what is expected of it."""

    text: str
    claim: Claim
    stance: Stance
    expected: dict[str, Any]
    why: str
    also_accepted: tuple[VerdictWord, ...] = ()
    records: tuple[str, ...] = ()

    def accepts(self, verdict: str | None) -> bool:
        """Whether the writer of the table would sign this verdict too."""
        return verdict == self.expected["verdict"] or verdict in self.also_accepted


def read_cases(table: str = OWN) -> tuple[Case, ...]:
    """The cases of a table in data/."""
    text = (files("data") / table).read_text("utf-8")
    return tuple(_case(row) for row in tomllib.loads(text)["case"])


def _case(row: dict[str, Any]) -> Case:
    kept = ("verdict", "directness", "certainty", "relation", "factor")
    expected: dict[str, Any] = {key: row.pop(key) for key in kept if key in row}
    accepted, records = tuple(row.pop("also_accepted", ())), tuple(row.pop("records", ()))
    text, stance, why = row.pop("text"), row.pop("stance", "asserts"), row.pop("why")
    low, high = row.pop("ratio", (None, None))
    alternatives = tuple((first, last) for first, last in row.pop("alternatives", ()))
    flags = tuple(row.pop("flags", ()))
    claim = Claim(
        slug="",
        sentence=text,
        ratio_low=low,
        ratio_high=high,
        ratio_alternatives=alternatives,
        flags=flags,
        **row,
    )
    return Case(text, claim, stance, expected, why, accepted, records)


@cache
def topic_of(slug: str) -> Topic:
    """The shipped topic of a case."""
    return load_topic(slug)


def verdict_of(case: Case) -> Verdict:
    """What the rules say of a case, from all studies of the library."""
    topic = topic_of(case.claim.topic)
    return judge(case.claim, load_library(), topic, stance=case.stance)


@cache
def _reader(slug: str) -> Extractor:
    return Extractor(topic_of(slug))


def read_and_judged(case: Case) -> str | None:
    """The verdict on the sentence itself; None where not just one claim on its outcome is read.

    Words in which nothing is read are not checkable; of a personal result the related verdict
    counts.
    """
    slug = case.claim.topic
    checked = check_sentence(case.text, topic_of(slug), load_library(slug), _reader(slug))
    if not checked:
        return "not_checkable"
    wanted = case.claim.outcome, case.claim.outcome_text
    found = [
        one
        for one in checked
        if wanted in ((one.claim.outcome, one.claim.outcome_text), (one.claim.outcome, None))
    ]
    return found[0].shown.verdict if len(found) == 1 else None


def unsafe(case: Case, verdict: str | None) -> bool:
    """Whether a claim is judged supported that the table would not call so."""
    return verdict == "supported" and not case.accepts(verdict)


def score(table: str, *, say: bool = False, read: bool = True) -> int:
    """Print how a table is met, every difference first; how many claims are wrongly supported."""
    cases = read_cases(table)
    started = time.perf_counter()
    judged = [(case, verdict_of(case)) for case in cases]
    milliseconds = (time.perf_counter() - started) * 1000 / len(cases)
    for case, verdict in judged:
        if say:
            print(f"{case.text}\n  {verdict.verdict}: {verdict.sentence}\n")
        elif verdict.verdict != case.expected["verdict"]:
            _print_difference(case, verdict)
    print(f"{table}: {len(cases)} claims, {milliseconds:.2f} ms each")
    wrong = _print_agreement("judged", [(case, verdict.verdict) for case, verdict in judged])
    if read:
        told = [(case, read_and_judged(case)) for case in cases]
        wrong += _print_agreement("read and judged", told)
    print("  expected:", dict(Counter(case.expected["verdict"] for case in cases)))
    return wrong


def _print_difference(case: Case, verdict: Verdict) -> None:
    accepted = " (accepted)" if case.accepts(verdict.verdict) else ""
    print(f"{case.text}\n  expected {case.expected['verdict']}, judged {verdict.verdict}{accepted}")
    print(f"  {case.why}\n  {verdict.sentence}\n")


def _print_agreement(how: str, told: list[tuple[Case, str | None]]) -> int:
    exact = sum(verdict == case.expected["verdict"] for case, verdict in told)
    accepted = sum(case.accepts(verdict) for case, verdict in told)
    wrong = [case for case, verdict in told if unsafe(case, verdict)]
    shares = f"{exact}/{len(told)} agree ({exact / len(told):.0%})"
    print(
        f"  {how}: {shares}, {accepted} ({accepted / len(told):.0%}) with accepted alternatives; "
        f"wrongly supported: {len(wrong)}"
    )
    for case in wrong:
        print(f"    supported, but {case.expected['verdict']}: {case.text}")
    return len(wrong)


def main() -> int:
    """Print the agreement with both tables; 1 if a claim is wrongly supported."""
    say, read = "--say" in sys.argv, "--smoke" not in sys.argv
    return 1 if sum(score(table, say=say, read=read) for table in (OWN, BLIND)) else 0


if __name__ == "__main__":
    sys.exit(main())
