"""Falls, bounds and denials: claims that are compared turned round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.table import denied, flipped
from claims.evidence.verdict import judge
from claims.records import Claim, Verdict
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study, training

ENERGY = a_study("energy-2001", a_finding(low=15, high=41, ratio=1.3, unit="percent"))


class TestDecreases:
    KNEE = a_study("knee-1", a_finding("knee_load", direction="decrease", ratio=0.76))

    @pytest.mark.parametrize(
        ("ratio", "relation"),
        [(0.76, "within"), (0.5, "larger"), (0.95, "smaller"), ((0.6, 0.8), "overlaps")],
    )
    def test_a_stronger_fall_is_a_larger_claim(self, ratio: float, relation: str) -> None:
        claim = a_claim("knee_load", direction="decrease", ratio=ratio)
        assert judge(claim, a_library(self.KNEE), TOPIC).relation == relation

    def test_its_factor_is_that_of_the_fall(self) -> None:
        claim = a_claim("knee_load", direction="decrease", ratio=0.38)
        assert judge(claim, a_library(self.KNEE), TOPIC).factor_low == pytest.approx(2.0)

    def test_twice_less_is_half_whichever_way_it_is_written(self) -> None:
        half, twice = (a_claim("knee_load", direction="decrease", ratio=r) for r in (0.5, 2.0))
        library = a_library(self.KNEE)
        assert judge(half, library, TOPIC).factor_low == judge(twice, library, TOPIC).factor_low

    def test_a_better_economy_is_a_lower_cost(self) -> None:
        row = training("running_economy", value=-10, unit="percent VO2 at fixed load")
        study = a_study("cost-1", row | {"contrast": "backward_vs_no_training"})
        claim = a_claim("running_economy", direction="decrease", ratio=0.9)
        found = judge(claim, a_library(study), TOPIC)
        assert found.relation == "within"
        assert "SIGN" in {step.rule for step in found.steps}

    def test_a_walk_test_that_takes_less_time_is_a_better_gait(self) -> None:
        study = a_study("gait-1", training("gait", modality="running"))
        sized = {"magnitude_kind": "absolute", "value_low": 3, "value_high": 3, "unit": "s"}
        faster = a_claim("gait", direction="decrease", ratio=0.79, **sized)
        assert judge(faster, a_library(study), TOPIC).relation == "agrees"
        shorter = a_claim("gait", direction="decrease")
        assert judge(shorter, a_library(study), TOPIC).relation == "opposite"


class TestBounds:
    @pytest.mark.parametrize(
        ("bound", "ratio", "verdict"),
        [
            ("upper", 1.3, "supported"),
            ("upper", 3.0, "exaggerated"),
            ("upper", (1.1, 3.0), "exaggerated"),
            ("lower", 1.2, "supported"),
            ("lower", 2.0, "exaggerated"),
            ("lower", (1.3, 3.0), "supported"),
        ],
    )
    def test_a_bound_puts_one_end_forward(self, bound: str, ratio: float, verdict: str) -> None:
        found = judge(a_claim(ratio=ratio, bound=bound), a_library(ENERGY), TOPIC)
        assert found.verdict == verdict
        assert "BOUND" in {step.rule for step in found.steps}

    def test_an_approximate_size_is_widened_by_ten_percent_and_stays_as_stated(self) -> None:
        ratio = 1.41 * 1.15
        exact, about = (a_claim(ratio=ratio, approximate=flag) for flag in (False, True))
        library = a_library(ENERGY)
        assert judge(exact, library, TOPIC).verdict == "exaggerated"
        found = judge(about, library, TOPIC)
        assert found.verdict == "supported"
        assert found.factor_low == judge(exact, library, TOPIC).factor_low

    def test_ends_written_the_wrong_way_round_are_one_size(self) -> None:
        right, wrong = a_claim(ratio=(2.0, 3.0)), a_claim(ratio=(3.0, 2.0))
        library = a_library(ENERGY)
        assert judge(right, library, TOPIC).factor_low == judge(wrong, library, TOPIC).factor_low

    def test_a_hundred_percent_less_is_a_size_that_cannot_be_compared(self) -> None:
        claim = a_claim("knee_load", direction="decrease", ratio=0.0)
        found = judge(claim, a_library(TestDecreases.KNEE), TOPIC)
        assert (found.verdict, found.relation) == ("partly_supported", "agrees")


class TestDenials:
    def turned(self, claim: Claim, *studies: object) -> tuple[Verdict, Verdict]:
        library = a_library(*(studies or (ENERGY,)))  # type: ignore[arg-type]
        return judge(claim, library, TOPIC), judge(claim, library, TOPIC, stance="denies")

    def test_the_denial_of_a_supported_claim_is_contradicted(self) -> None:
        said, denial = self.turned(a_claim())
        assert (said.verdict, denial.verdict) == ("supported", "contradicted")
        assert denial.sentence.startswith("The post denies the claim.")
        assert "DENIAL" in {step.rule for step in denial.steps}

    def test_of_a_contradicted_one_supported(self) -> None:
        said, denial = self.turned(a_claim(direction="decrease"))
        assert (said.verdict, denial.verdict) == ("contradicted", "supported")

    def test_of_an_exaggerated_one_supported_where_it_denies_the_size(self) -> None:
        said, denial = self.turned(a_claim(ratio=5.0))
        assert (said.verdict, denial.verdict) == ("exaggerated", "supported")
        assert denial.sentence.startswith("The post denies the size.")

    def test_and_in_part_where_it_denies_any_effect(self) -> None:
        _, denial = self.turned(a_claim(ratio=5.0, flags=("denies_effect",)))
        assert denial.verdict == "partly_supported"

    @pytest.mark.parametrize("outcome", ["posture", "other"])
    def test_what_nobody_measured_stays_so(self, outcome: str) -> None:
        said, denial = self.turned(a_claim(outcome))
        assert said.verdict == denial.verdict

    def test_findings_for_the_claim_are_against_its_denial(self) -> None:
        said, denial = self.turned(a_claim())
        assert [match.role for match in said.matches] == ["for"]
        assert [match.role for match in denial.matches] == ["against"]

    def test_a_report_is_judged_as_said(self) -> None:
        library = a_library(ENERGY)
        assert judge(a_claim(), library, TOPIC, stance="reports") == judge(
            a_claim(), library, TOPIC
        )

    @given(st.sampled_from(["asserts", "denies"]), st.sampled_from([1.2, 1.5, 3.0, None]))
    def test_the_denial_of_a_denial_is_the_claim(self, stance: str, ratio: float | None) -> None:
        claim, library = a_claim(ratio=ratio), a_library(ENERGY)
        twice = flipped(flipped(stance))  # type: ignore[arg-type]
        assert flipped(stance) != stance  # type: ignore[arg-type]
        assert judge(claim, library, TOPIC, stance=twice) == judge(
            claim,
            library,
            TOPIC,
            stance=stance,  # type: ignore[arg-type]
        )

    @pytest.mark.parametrize(
        "verdict",
        ["supported", "contradicted", "partly_supported", "no_direct_evidence", "not_checkable"],
    )
    def test_turning_twice_is_turning_back(self, verdict: str) -> None:
        assert denied(denied(verdict)) == verdict  # type: ignore[arg-type]


@given(
    st.floats(0.2, 6),
    st.floats(1, 4),
    st.floats(1, 3),
    st.floats(1, 3),
)
def test_widening_a_claim_never_turns_within_into_larger(
    low: float, length: float, down: float, up: float
) -> None:
    library = a_library(ENERGY)
    narrow = judge(a_claim(ratio=(low, low * length)), library, TOPIC)
    wide = judge(a_claim(ratio=(low / down, low * length * up)), library, TOPIC)
    if narrow.relation == "within":
        assert wide.relation in ("within", "overlaps")
