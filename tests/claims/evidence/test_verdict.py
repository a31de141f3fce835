"""The worked cases, on the shipped library."""

from __future__ import annotations

import pytest

from claims.evidence.library import load_library
from claims.evidence.verdict import judge, judge_modality
from claims.records import Claim, Verdict
from claims.topics import load_topic
from tests.claims.evidence.build import a_claim

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
