"""How often the rules agree with the table of verdicts that an exercise scientist would give.

Run `python -m benchmarks.verdicts`: once from the frames in the table, so that judging is measured
alone, and once from the sentences, read and judged. `--say` prints each sentence with its verdict;
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
from claims.records import Claim, Stance, Verdict
from claims.topics import Topic, load_topic


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of the table: the claim it makes, its stance, and what is expected of it."""

    text: str
    claim: Claim
    stance: Stance
    expected: dict[str, Any]
    why: str


def read_cases(text: str | None = None) -> tuple[Case, ...]:
    """The cases of data/verdict_cases.toml."""
    text = text or (files("data") / "verdict_cases.toml").read_text("utf-8")
    return tuple(_case(row) for row in tomllib.loads(text)["case"])


def _case(row: dict[str, Any]) -> Case:
    kept = ("verdict", "directness", "certainty")
    expected: dict[str, Any] = {key: row.pop(key) for key in kept if key in row}
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
    return Case(text, claim, stance, expected, why)


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
    """The verdict on the sentence itself; None where not just one claim is read in it."""
    slug = case.claim.topic
    checked = check_sentence(case.text, topic_of(slug), load_library(slug), _reader(slug))
    return checked[0].shown.verdict if len(checked) == 1 else None


def main() -> int:
    """Print the agreement, every difference, and the time a claim takes; 1 if one is unsafe."""
    cases = read_cases()
    started = time.perf_counter()
    judged = [(case, verdict_of(case)) for case in cases]
    milliseconds = (time.perf_counter() - started) * 1000 / len(cases)
    differences = [(c, v) for c, v in judged if v.verdict != c.expected["verdict"]]
    if "--say" in sys.argv:
        for case, verdict in judged:
            print(f"{case.text}\n  {verdict.verdict}: {verdict.sentence}\n")
    for case, verdict in differences:
        print(f"{case.text}\n  expected {case.expected['verdict']}, judged {verdict.verdict}")
        print(f"  {case.why}\n  {verdict.sentence}\n")
    agreed = len(cases) - len(differences)
    unsafe = [c for c, v in differences if v.verdict == "supported"]
    print(f"{agreed}/{len(cases)} agree ({agreed / len(cases):.0%}); {milliseconds:.2f} ms a claim")
    if "--smoke" not in sys.argv:
        read = sum(read_and_judged(case) == case.expected["verdict"] for case in cases)
        print(
            f"{read}/{len(cases)} agree when the sentences are read as well ({read / len(cases):.0%})"
        )
    print("expected:", dict(Counter(case.expected["verdict"] for case in cases)))
    print(f"judged supported against the table: {len(unsafe)}")
    return 1 if unsafe else 0


if __name__ == "__main__":
    sys.exit(main())
