"""The project's own table of verdicts, and what may never happen whatever the table says."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from benchmarks.verdicts import BLIND, Case, main, read_cases, unsafe, verdict_of
from claims.evidence.library import load_library
from claims.evidence.outcomes import load_outcomes
from claims.evidence.verdict import judge, would_change
from claims.topics import load_topic
from tests.claims.evidence.build import a_claim

CASES = read_cases()
BLIND_CASES = read_cases(BLIND)
# How many claims of the blind table may be judged otherwise than its writer did first.
MOST_OTHERWISE = 0.1


def test_the_table_has_forty_sentences_over_two_topics_with_reasons() -> None:
    assert len(CASES) >= 40
    assert len({case.claim.topic for case in CASES}) == 2
    assert all(len(case.why) > 10 for case in CASES)
    assert len({case.text for case in CASES}) >= len(CASES) - 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:50])
def test_the_verdict_is_the_one_an_expert_would_give(case: Case) -> None:
    verdict = verdict_of(case)
    for field, expected in case.expected.items():
        assert getattr(verdict, field) == expected, (field, verdict.sentence)


def test_the_blind_table_is_met_as_its_writer_would_sign() -> None:
    otherwise = [
        (case.text, verdict)
        for case in BLIND_CASES
        if not case.accepts(verdict := verdict_of(case).verdict)
    ]
    assert otherwise == []


def test_the_blind_table_is_met_exactly_but_for_one_in_ten() -> None:
    agreed = [verdict_of(case).verdict == case.expected["verdict"] for case in BLIND_CASES]
    assert agreed.count(False) <= MOST_OTHERWISE * len(BLIND_CASES)


def test_no_claim_of_the_blind_table_is_wrongly_supported() -> None:
    wrong = [case.text for case in BLIND_CASES if unsafe(case, verdict_of(case).verdict)]
    assert wrong == []


def test_the_blind_table_names_records_of_the_library() -> None:
    findings = load_library().findings
    named = {record for case in BLIND_CASES for record in case.records}
    assert named <= set(findings)
    assert len(named) > 100


def test_the_benchmark_prints_the_agreement(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["verdicts", "--smoke"])
    assert main() == 0
    told = capsys.readouterr().out
    assert f"/{len(CASES)} agree" in told
    assert f"/{len(BLIND_CASES)} agree" in told
    assert told.count("wrongly supported: 0") == 2


EVERYTHING = [
    (outcome, direction, comparator)
    for outcome in [*load_outcomes().by_key, "muscle_strength:core", "other"]
    for direction, comparator in product(
        ("increase", "decrease", "no_difference", "unspecified"),
        ("usual", "unspecified", "none", "other"),
    )
]


SIZES: tuple[dict[str, Any], ...] = (
    {},
    {"ratio": 3.0},
    {"ratio": 0.3},
    {"ratio": 2.0, "magnitude_kind": "equivalence", "bound": "upper"},
    {"ratio": (1.5, 4.0), "flags": ("per_time",), "ratio_alternatives": ((2.5, 5.0),)},
    {"flags": ("per_time",)},
    {"magnitude_kind": "absolute", "unit": "kg", "value_low": 5, "value_high": 5},
)


@pytest.mark.parametrize("topic", ["backward-running", "weighted-vest-walking", "12-3-30"])
def test_whatever_is_claimed_gets_a_sentence_that_may_be_printed(topic: str) -> None:
    subject, library = load_topic(topic), load_library(topic)
    for (outcome, direction, comparator), size in product(EVERYTHING, SIZES):
        claim = a_claim(
            outcome,
            topic=topic,
            activity=subject.default_activity,
            direction=direction,
            comparator=comparator,
            **size,
        )
        verdict = judge(claim, library, subject)
        _printable(verdict.sentence)
        _printable(would_change(claim, verdict, subject))
        if verdict.directness == "indirect":
            assert "indirect: studies measured " in verdict.sentence
        if size.get("magnitude_kind") == "absolute":
            assert verdict.verdict != "supported"
        assert verdict.steps[-1].rule in ("TABLE", "READING")


@pytest.mark.parametrize("text", ["{size} {0} {x.__class__}", "%s %d", "a\nb", "x" * 500])
def test_the_words_of_a_post_are_never_a_template(text: str) -> None:
    topic, library = load_topic("backward-running"), load_library("backward-running")
    claim = a_claim("other", outcome_text=text, ratio=2.0)
    verdict = judge(claim, library, topic)
    assert text in verdict.sentence
    assert text in would_change(claim, verdict, topic)


def _printable(sentence: str) -> None:
    assert sentence[0].isupper() or sentence[0] == "“"
    assert sentence.endswith(".")
    assert not {"{", "}", "_"} & set(sentence)
    assert "None" not in sentence
    assert not re.search(r"(?i)\b(false|debunked|proves|scientists say)\b", sentence)
