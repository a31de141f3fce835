"""The verdict table, a row each, from a library of one or two studies."""

from __future__ import annotations

import pytest

from claims.evidence.verdict import judge
from claims.records import Claim
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study, training

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
