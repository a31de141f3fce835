"""The worked cases on the shipped library, the verdict table, denials and bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.library import load_library
from claims.evidence.table import denied, flipped
from claims.evidence.verdict import judge, judge_modality
from claims.records import Claim, Verdict
from claims.topics import load_topic
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study, training

LIBRARY = load_library("backward-running")
BACKWARD = load_topic("backward-running")


def shipped(claim: Claim) -> Verdict:
    return judge(claim, LIBRARY, BACKWARD)


class TestWorkedCases:
    def test_eight_miles_equal_sixteen_to_twenty_four(self) -> None:
        claim = a_claim(ratio=(2.0, 3.0), magnitude_kind="equivalence", comparator="usual")
        verdict = shipped(claim)
        assert (verdict.verdict, verdict.relation) == ("exaggerated", "larger")
        assert (verdict.directness, verdict.certainty) == ("indirect", "low")
        assert verdict.measured_low == pytest.approx(1.15, abs=0.005)
        assert verdict.measured_high == pytest.approx(1.41)
        assert verdict.factor_low == pytest.approx(1.42, abs=0.01)
        assert verdict.factor_high == pytest.approx(2.13, abs=0.01)
        assert "nothing shows" in verdict.sentence

    def test_conditions_the_heart_two_to_three_times_more(self) -> None:
        claim = a_claim(
            "cardio_fitness",
            ratio=(2.0, 3.0),
            ratio_alternatives=((3.0, 4.0),),
            comparator="usual",
        )
        verdict = shipped(claim)
        assert (verdict.verdict, verdict.directness) == ("exaggerated", "indirect")
        assert "heart rate to 1.15 times" in verdict.sentence
        assert "Pournemati et al. 2023 (30 people) found no difference" in verdict.sentence
        counted = {match.finding for match in verdict.matches if match.role != "context"}
        assert counted == {"williford-1998.f4", "pournemati-2023.f4"}

    @pytest.mark.parametrize("part", ["back", "core"])
    def test_strengthens_back_and_core_two_to_three_times_more(self, part: str) -> None:
        claim = a_claim(f"muscle_strength:{part}", ratio=(2.0, 3.0), comparator="unspecified")
        verdict = shipped(claim)
        assert (verdict.verdict, verdict.relation) == ("no_direct_evidence", "untested")
        running = judge_modality(claim, LIBRARY, BACKWARD, modality="running")
        assert running.verdict == "no_direct_evidence"

    def test_back_extensor_activity_in_walking_is_shown_beside_it(self) -> None:
        verdict = shipped(a_claim("muscle_strength:back"))
        beside = {match.finding for match in verdict.matches}
        assert "lumbar-emg-2018.f1" in beside
        assert all(match.role == "context" for match in verdict.matches)

    def test_easier_on_the_knees(self) -> None:
        verdict = shipped(a_claim("knee_load", direction="decrease"))
        assert (verdict.verdict, verdict.relation) == ("partly_supported", "mixed")
        assert verdict.certainty == "low"
        assert "0.76 to 0.79 times" in verdict.sentence
        assert "no difference in a 1998 thesis" in verdict.sentence
        assert "sterzing-2016.f1" in {match.finding for match in verdict.matches}

    def test_builds_mental_fortitude(self) -> None:
        verdict = shipped(a_claim("mental_toughness"))
        assert (verdict.verdict, verdict.studies) == ("no_direct_evidence", 0)
        assert (verdict.directness, verdict.certainty) == (None, None)

    def test_makes_a_more_economical_forward_runner(self) -> None:
        verdict = shipped(a_claim("running_economy"))
        assert (verdict.verdict, verdict.certainty) == ("partly_supported", "low")
        assert "Ordway et al. 2016 (8 people) measured a change of 2.54 percent" in verdict.sentence

    def test_every_verdict_prints_its_chain_in_order(self) -> None:
        verdict = shipped(a_claim(ratio=2.0))
        rules = [step.rule for step in verdict.steps]
        chain = ["WORDS", "QUANTITIES", "FRAME", "OUTCOME", "FINDINGS", "COMPARISON", "TABLE"]
        assert [rule for rule in dict.fromkeys(rules) if rule in chain] == chain

    def test_the_same_claim_gives_the_same_verdict_to_the_letter(self) -> None:
        claim = a_claim(ratio=(2.0, 3.0))
        assert shipped(claim) == judge(claim, load_library("backward-running"), BACKWARD)


ENERGY = a_study("energy-2001", a_finding(low=15, high=41, ratio=1.3, unit="percent"))


class TestTable:
    """A row of the verdict table each, from a library of one or two studies."""

    def verdict(self, claim: Claim, *studies: object) -> str:
        return judge(claim, a_library(*(studies or (ENERGY,))), TOPIC).verdict  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("ratio", "relation"), [(1.3, "within"), ((1.3, 1.7), "overlaps"), (1.02, "smaller")]
    )
    def test_a_size_that_direct_evidence_covers_is_supported(
        self, ratio: float, relation: str
    ) -> None:
        found = judge(a_claim(ratio=ratio), a_library(ENERGY), TOPIC)
        assert (found.verdict, found.relation) == ("supported", relation)

    def test_a_size_that_mostly_reaches_beyond_is_supported_in_part(self) -> None:
        assert self.verdict(a_claim(ratio=(1.3, 4.0))) == "partly_supported"

    def test_a_size_beyond_is_exaggerated_with_its_factor(self) -> None:
        found = judge(a_claim(ratio=2.82), a_library(ENERGY), TOPIC)
        assert (found.verdict, found.relation) == ("exaggerated", "larger")
        assert found.factor_low == pytest.approx(2.0)

    def test_ten_percent_beyond_is_within_tolerance(self) -> None:
        assert self.verdict(a_claim(ratio=1.41 * 1.09)) == "supported"
        assert self.verdict(a_claim(ratio=1.41 * 1.11)) == "exaggerated"

    def test_a_size_that_only_another_modality_gives_is_not_exaggerated(self) -> None:
        walked = a_study("walk-2001", a_finding(modality="walking", ratio=1.3))
        assert self.verdict(a_claim(ratio=3.0), walked) == "partly_supported"
        assert self.verdict(a_claim(ratio=1.3), walked) == "partly_supported"

    def test_a_size_that_nobody_measured_is_never_more_than_partly_supported(self) -> None:
        unsized = a_study("unsized-2001", a_finding())
        assert self.verdict(a_claim(), unsized) == "supported"
        assert self.verdict(a_claim(ratio=3.0), unsized) == "partly_supported"
        absolute = a_claim(magnitude_kind="absolute", value_low=400, value_high=400, unit="kcal/h")
        assert self.verdict(absolute, ENERGY) == "partly_supported"

    def test_a_size_with_votes_that_disagree_is_supported_in_part(self) -> None:
        null = a_study("null-2001", a_finding(direction="no_difference"))
        assert self.verdict(a_claim(ratio=1.3), ENERGY, null) == "partly_supported"

    def test_one_direct_study_of_very_low_quality_supports_in_part(self) -> None:
        poor = a_study("poor-2001", a_finding(), quality="very_low")
        better = a_study("better-2001", a_finding())
        assert self.verdict(a_claim(), poor) == "partly_supported"
        assert self.verdict(a_claim(), poor, better) == "supported"

    def test_two_of_very_low_quality_are_no_single_study(self) -> None:
        poor = [a_study(f"poor-{n}", a_finding(), quality="very_low") for n in (1, 2)]
        assert self.verdict(a_claim(), *poor) == "supported"

    def test_a_study_on_another_topic_is_no_evidence(self) -> None:
        vest = a_study("vest-1", a_finding(), evidence_topic="weighted-vest")
        assert self.verdict(a_claim(), vest) == "no_direct_evidence"

    def test_a_gain_in_percent_is_no_ratio_to_the_usual_form(self) -> None:
        row = training("body_fat", direction="decrease", value=-20, unit="percent")
        claim = a_claim("body_fat", direction="decrease", ratio=0.8, comparator="usual")
        found = judge(claim, a_library(a_study("gain-1", row)), TOPIC)
        assert (found.relation, found.directness) == ("within", "indirect")
        assert "change against a control group" in found.sentence

    def test_a_finding_far_below_the_claimed_size_speaks_against_it(self) -> None:
        small = a_study("small-1", a_finding(ratio=1.1))
        large = a_study("large-1", a_finding(ratio=1.5))
        found = judge(a_claim(ratio=1.5), a_library(small, large), TOPIC)
        assert {m.study: m.role for m in found.matches} == {"small-1": "against", "large-1": "for"}

    def test_three_quarters_are_needed_to_agree(self) -> None:
        up = [a_study(f"up-{n}", a_finding()) for n in range(3)]
        down = a_study("down-1", a_finding(direction="decrease"))
        assert self.verdict(a_claim(), *up, down) == "supported"
        assert self.verdict(a_claim(), *up[:2], down) == "partly_supported"

    def test_the_other_direction_contradicts_if_direct(self) -> None:
        down = a_study("down-1", a_finding(direction="decrease"))
        assert self.verdict(a_claim(), down) == "contradicted"

    def test_the_other_direction_does_not_contradict_indirectly_or_from_one_poor_study(
        self,
    ) -> None:
        walked = a_study("walk-1", a_finding(direction="decrease", modality="walking"))
        poor = a_study("poor-1", a_finding(direction="decrease"), quality="very_low")
        assert self.verdict(a_claim(), walked) == "no_direct_evidence"
        assert self.verdict(a_claim(), poor) == "no_direct_evidence"

    def test_a_sized_claim_in_the_other_direction_is_contradicted_not_exaggerated(self) -> None:
        down = a_study("down-1", a_finding(direction="decrease", ratio=0.8))
        assert self.verdict(a_claim(ratio=2.0), down) == "contradicted"

    def test_mixed_votes_none_of_which_agrees_are_no_evidence(self) -> None:
        null = a_study("null-1", a_finding(direction="no_difference"))
        down = a_study("down-1", a_finding(direction="decrease"))
        assert self.verdict(a_claim(), null, down) == "no_direct_evidence"

    def test_nothing_measured_is_no_direct_evidence(self) -> None:
        assert self.verdict(a_claim("posture")) == "no_direct_evidence"

    @pytest.mark.parametrize("text", ["Aura", " everything ", None, ""])
    def test_what_cannot_be_measured_is_not_checkable(self, text: str | None) -> None:
        assert self.verdict(a_claim("other", outcome_text=text)) == "not_checkable"

    def test_what_is_only_off_the_list_is_untested(self) -> None:
        assert self.verdict(a_claim("other", outcome_text="sleep")) == "no_direct_evidence"

    def test_a_percent_against_a_control_group_counts_indirectly(self) -> None:
        row = training("body_fat", direction="decrease", value=-20, unit="percent")
        control = a_study("control-1", row | {"contrast": "backward_vs_no_training"})
        claim = a_claim("body_fat", direction="decrease", ratio=0.85)
        found = judge(claim, a_library(control), TOPIC)
        assert (found.measured_low, found.directness) == (0.8, "indirect")
        assert found.verdict == "partly_supported"

    def test_no_difference_from_the_usual_form_counts_as_one(self) -> None:
        null = a_study("null-1", training("balance", direction="no_difference"))
        found = judge(a_claim("balance", ratio=3.0, comparator="usual"), a_library(null), TOPIC)
        assert (found.measured_high, found.factor_low) == (1.0, 3.0)
        assert found.verdict == "exaggerated"

    def test_an_unstated_direction_asks_only_whether_studies_share_one(self) -> None:
        assert self.verdict(a_claim(direction="unspecified")) == "supported"


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
