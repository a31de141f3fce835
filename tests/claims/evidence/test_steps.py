"""The chain from words to verdict as a reader follows it, and what must hold for any library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.library import load_library
from claims.evidence.verdict import judge
from claims.records import Claim, Study, Verdict
from claims.topics import load_topic
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study

LIBRARY, BACKWARD = load_library("backward-running"), load_topic("backward-running")
MILES = a_claim(ratio=(2.0, 3.0), magnitude_kind="equivalence", comparator="usual")


def step(verdict: Verdict, rule: str) -> str:
    return " | ".join(one.text for one in verdict.steps if one.rule == rule)


def test_the_headline_example_can_be_followed_step_by_step() -> None:
    verdict = judge(MILES, LIBRARY, BACKWARD)
    assert step(verdict, "QUANTITIES") == "2 to 3 times, stated as equivalence"
    frame = "running backward, energy_cost, increase, against running forward"
    assert step(verdict, "FRAME") == frame
    assert "12 findings in the library on it" in step(verdict, "OUTCOME")
    assert "energy cost, not training worth" in step(verdict, "OUTCOME")
    assert step(verdict, "FINDINGS") == "9 votes: 8 increase, 1 no difference"
    compared = step(verdict, "COMPARISON")
    assert "claimed 2 to 3 times, measured 1.15 to 1.41" in compared
    assert "wright-weyand-2001.f1 1.29 to 1.41 mean +/- 1 SEM" in compared
    assert "1.42 to 2.13; relation: larger" in compared
    assert step(verdict, "TABLE").startswith("larger, indirect → exaggerated")


def test_every_certainty_step_is_named() -> None:
    told = step(judge(MILES, LIBRARY, BACKWARD), "CERTAINTY")
    assert told.startswith("low: starts high: at best a laboratory comparison")
    assert "one step down: precision: 38 people in all" in told
    assert "one step down: directness" in told


def test_every_rule_that_speaks_names_its_findings() -> None:
    verdict = judge(MILES, LIBRARY, BACKWARD)
    ids = set(LIBRARY.findings)
    for rule in ("MODALITY", "POPULATION", "CONTRAST", "EFFECT_KIND", "GROSS_NET", "HABITUATION"):
        assert any(finding in step(verdict, rule) for finding in ids), rule


def test_every_match_gives_its_reasons_for_and_against() -> None:
    verdict = judge(MILES, LIBRARY, BACKWARD)
    reasons = {match.finding: match for match in verdict.matches}
    wright = reasons["wright-weyand-2001.f1"]
    assert "MODALITY: the same" in wright.reasons_for
    assert any(reason.startswith("OUTCOME: stands in") for reason in wright.reasons_against)
    walked = reasons["compendium-2011.f1"]
    assert "MODALITY: measured in walking" in walked.reasons_against
    assert walked.role == "context"


def test_what_is_stated_in_a_unit_is_shown_in_it() -> None:
    claim = a_claim(magnitude_kind="absolute", value_low=300, value_high=400, unit="kcal/h")
    verdict = judge(claim, LIBRARY, BACKWARD)
    assert step(verdict, "QUANTITIES") == "300 to 400 kcal/h, stated as absolute"
    assert (
        "no study gives a figure to hold against the claimed 300 to 400 kcal/h" in verdict.sentence
    )


DIRECTIONS = st.sampled_from(["increase", "decrease", "no_difference", "mixed", None])
ROWS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "direction": DIRECTIONS,
        "modality": st.sampled_from(["running", "walking", "walking+running", "stepping"]),
        "contrast": st.sampled_from(["backward_vs_forward", "pre_post", "backward_vs_no_training"]),
        "effect_kind": st.sampled_from(["acute", "training", "level"]),
        "ratio": st.one_of(st.none(), st.floats(0.3, 4)),
        "basis": st.sampled_from(["same_speed", "self_selected_speed", None]),
    }
)


@st.composite
def libraries(draw: st.DrawFn) -> list[Study]:
    rows = draw(st.lists(st.lists(ROWS, min_size=1, max_size=3), max_size=6))
    return [
        a_study(
            f"study-{number}",
            *[a_finding(**found) for found in findings],
            people=draw(st.one_of(st.none(), st.integers(1, 300))),
            quality=draw(st.sampled_from(["very_low", "low", "moderate"])),
            design_class=draw(st.sampled_from(["rct", "crossover_lab", "pre_post"])),
            overlap=draw(st.sampled_from([None, "a-group"])),
        )
        for number, findings in enumerate(rows)
    ]


CLAIMS = st.builds(
    a_claim,
    st.just("energy_cost"),
    direction=st.sampled_from(["increase", "decrease", "no_difference", "unspecified"]),
    comparator=st.sampled_from(["usual", "unspecified", "none", "other"]),
    ratio=st.one_of(st.none(), st.floats(0.2, 6)),
    bound=st.sampled_from(["exact", "upper", "lower"]),
)


@given(libraries(), CLAIMS)
def test_any_library_gives_any_claim_a_whole_verdict(
    studies: Sequence[Study], claim: Claim
) -> None:
    verdict = judge(claim, a_library(*studies), TOPIC)
    assert verdict.sentence.endswith(".")
    assert verdict.steps[-1].rule == "TABLE"
    assert (verdict.directness is None) == (verdict.relation == "untested")
    assert (verdict.factor_low is None) == (
        verdict.relation not in ("within", "overlaps", "larger", "smaller")
    )
    if verdict.directness == "indirect":
        assert "indirect: studies measured" in verdict.sentence
        assert verdict.verdict != "supported"


@given(libraries(), CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_no_verdict(
    studies: list[Study], claim: Claim, shuffle: Any
) -> None:
    shuffled = list(studies)
    shuffle.shuffle(shuffled)
    first, second = (judge(claim, a_library(*order), TOPIC) for order in (studies, shuffled))
    for name in ("verdict", "relation", "directness", "certainty", "people", "measured_high"):
        assert getattr(first, name) == getattr(second, name), name


@given(libraries(), CLAIMS)
def test_a_supported_claim_rests_on_a_direct_finding_for_it(
    studies: Sequence[Study], claim: Claim
) -> None:
    verdict = judge(claim, a_library(*studies), TOPIC)
    if verdict.verdict == "supported":
        assert any(match.direct and match.role == "for" for match in verdict.matches)


@given(libraries(), st.floats(1.2, 6))
def test_no_claim_far_beyond_every_measured_size_is_supported(
    studies: Sequence[Study], beyond: float
) -> None:
    sizes = [f.ratio for study in studies for f in study.findings if f.ratio]
    top = max([1.0, *sizes, *(1 / size for size in sizes)])
    verdict = judge(a_claim(ratio=top * beyond), a_library(*studies), TOPIC)
    assert verdict.verdict != "supported"


@pytest.mark.parametrize("stance", ["asserts", "denies", "reports", "questions"])
def test_every_stance_can_be_judged(stance: Any) -> None:
    assert judge(MILES, LIBRARY, BACKWARD, stance=stance).steps
