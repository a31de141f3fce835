"""Votes, certainty and what would change a verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.verdict import judge, would_change
from claims.records import Claim, Study, Verdict
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study, training


def judged(claim: Claim, *studies: Study) -> Verdict:
    return judge(claim, a_library(*studies), TOPIC)


class TestVotes:
    def test_a_study_votes_as_more_than_half_of_its_findings(self) -> None:
        rows = [a_finding(), a_finding(), a_finding(direction="no_difference")]
        assert judged(a_claim(), a_study("two-1", *rows)).relation == "agrees"
        even = [a_finding(), a_finding(direction="no_difference")]
        assert judged(a_claim(), a_study("even-1", *even)).relation == "mixed"

    def test_many_findings_of_one_study_are_one_vote(self) -> None:
        many = a_study("many-1", *[a_finding() for _ in range(9)])
        down = a_study("down-1", a_finding(direction="decrease"))
        assert judged(a_claim(), many, down).relation == "mixed"

    def test_a_finding_without_a_direction_has_no_vote(self) -> None:
        silent = a_study("silent-1", a_finding(direction=None))
        assert judged(a_claim(), silent).relation == "untested"

    def test_a_mixed_finding_leaves_the_claim_open_unless_others_point_away(self) -> None:
        open_ = a_study("open-1", a_finding(direction="mixed"))
        down = a_study("down-1", a_finding(direction="decrease"))
        assert judged(a_claim(), open_).verdict == "partly_supported"
        assert judged(a_claim(), open_, down).verdict == "no_direct_evidence"

    def test_a_study_at_odds_with_itself_is_as_direct_as_what_it_measured(self) -> None:
        rows = [a_finding(), a_finding(direction="decrease")]
        verdict = judged(a_claim(comparator="usual"), a_study("torn-1", *rows))
        assert (verdict.relation, verdict.directness) == ("mixed", "direct")

    def test_no_effect_is_found_only_where_every_vote_says_so(self) -> None:
        nulls = [a_study(f"null-{n}", a_finding(direction="no_difference")) for n in range(3)]
        claim = a_claim(comparator="usual")
        assert judged(claim, *nulls).relation == "no_effect_found"
        assert judged(claim, *nulls, a_study("up-1", a_finding())).relation == "mixed"

    def test_no_difference_shields_no_claim_that_the_others_point_away_from(self) -> None:
        null = a_study("null-1", a_finding(direction="no_difference", significant=False))
        down = [a_study(f"down-{n}", a_finding(direction="decrease")) for n in range(2)]
        verdict = judged(a_claim(), *down, null)
        assert (verdict.relation, verdict.verdict) == ("opposite", "contradicted")
        (said,) = [s.text for s in verdict.steps if s.rule == "NULL" and "shields" in s.text]
        assert "2 of the 2 votes that found one" in said
        assert judged(a_claim(direction="decrease"), *down, null).relation == "mixed"

    def test_no_difference_outweighs_as_many_that_point_away(self) -> None:
        nulls = [a_study(f"null-{n}", a_finding(direction="no_difference")) for n in range(2)]
        down = [a_study(f"down-{n}", a_finding(direction="decrease")) for n in range(2)]
        assert judged(a_claim(), *down, *nulls).relation == "mixed"
        assert judged(a_claim(direction="no_difference"), *down, *nulls).relation == "mixed"

    @given(st.permutations(range(6)))
    def test_the_order_of_the_studies_changes_nothing(self, order: list[int]) -> None:
        directions = ("increase", "increase", "decrease", "no_difference", "mixed", "increase")
        studies = [a_study(f"s-{n}", a_finding(direction=directions[n])) for n in range(6)]
        verdict = judged(a_claim(), *(studies[n] for n in order))
        assert (verdict.verdict, verdict.relation) == ("partly_supported", "mixed")

    @given(st.integers(1, 12), st.integers(0, 12))
    def test_three_quarters_agree(self, agreeing: int, opposing: int) -> None:
        up = [a_study(f"up-{n}", a_finding()) for n in range(agreeing)]
        down = [a_study(f"down-{n}", a_finding(direction="decrease")) for n in range(opposing)]
        share = agreeing / (agreeing + opposing)
        relation = judged(a_claim(), *up, *down).relation
        expected = "agrees" if share >= 0.75 else "opposite" if share <= 0.25 else "mixed"
        assert relation == expected


class TestCertainty:
    def graded(self, *studies: Study, claim: Claim | None = None) -> tuple[str | None, str]:
        verdict = judged(claim or a_claim("agility_speed"), *studies)
        text = " ".join(step.text for step in verdict.steps if step.rule == "CERTAINTY")
        return verdict.certainty, text

    def test_a_large_randomised_trial_read_in_full_is_high(self) -> None:
        trial = a_study("a-1", training(), design_class="rct", people=200, read_as="fulltext")
        assert self.graded(trial)[0] == "high"

    def test_read_in_the_abstract_only_it_is_not_above_moderate(self) -> None:
        certainty, why = self.graded(a_study("a-1", training(), design_class="rct", people=200))
        assert certainty == "moderate"
        assert "no study was read beyond its abstract" in why

    @pytest.mark.parametrize(
        ("fields", "certainty", "why"),
        [
            ({"people": 50}, "moderate", "precision: 50 people"),
            ({"people": 12}, "low", "two steps down: precision: only 12 people"),
            ({"people": None}, "moderate", "how many people took part is not stated"),
            ({"design_class": "controlled_trial"}, "moderate", "not known to be randomised"),
            ({"design_class": "review"}, "low", "a narrative review"),
            ({"quality": "very_low"}, "moderate", "judged of very low quality"),
            ({"population_group": "children"}, "moderate", "all in special groups"),
        ],
    )
    def test_each_step_down_is_named(
        self, fields: dict[str, object], certainty: str, why: str
    ) -> None:
        base = {"design_class": "rct", "people": 200, "read_as": "fulltext"}
        found, text = self.graded(a_study("a-1", training(), **(base | fields)))
        assert found == certainty
        assert why in text

    def test_disagreement_costs_a_step(self) -> None:
        down = a_study("b-1", training(direction="decrease"), people=200, read_as="fulltext")
        up = a_study("a-1", training(), people=200, read_as="fulltext")
        certainty, why = self.graded(up, down)
        assert (certainty, "the studies do not agree" in why) == ("moderate", True)

    def test_what_was_measured_elsewhere_costs_a_step(self) -> None:
        walked = a_study("a-1", training(modality="walking"), people=200, read_as="fulltext")
        certainty, why = self.graded(walked)
        assert (certainty, "nothing measured just what is claimed" in why) == ("moderate", True)

    def test_it_never_falls_below_very_low(self) -> None:
        poor = a_study(
            "a-1",
            training(modality="walking", contrast="pre_post"),
            design_class="pre_post",
            people=5,
            quality="very_low",
        )
        assert self.graded(poor)[0] == "very_low"

    def test_the_words_follow_the_certainty(self) -> None:
        forms = []
        for people, read in ((200, "fulltext"), (50, "abstract"), (12, "abstract")):
            study = a_study("a-1", training("balance"), people=people, read_as=read)
            forms.append(judged(a_claim("balance"), study).sentence.partition("balance")[0])
        assert forms == [
            "Running backward improves ",
            "Running backward probably improves ",
            "Running backward may improve ",
        ]
        poor = a_study("a-1", training("balance"), people=12, quality="very_low")
        sentence = judged(a_claim("balance"), poor).sentence
        assert sentence.startswith("We are very uncertain whether running backward improves")


class TestWouldChange:
    def told(self, claim: Claim, *studies: Study) -> str:
        return would_change(claim, judged(claim, *studies), TOPIC)

    def test_worth_in_training_needs_a_trial_of_equal_distances(self) -> None:
        claim = a_claim(ratio=2.0, magnitude_kind="equivalence", comparator="usual")
        told = self.told(claim, a_study("a-1", a_finding(ratio=1.3)))
        assert told.startswith("A trial that compares the training effects of equal amounts")

    @pytest.mark.parametrize(
        ("claim", "row", "missing"),
        [
            (a_claim("balance"), training("balance", modality="walking"), "in people running"),
            (
                a_claim("balance", comparator="usual"),
                training("balance", contrast="backward_vs_no_training"),
                "compares running backward with running forward",
            ),
            (a_claim("balance"), training("balance", contrast="pre_post"), "a control group"),
            (a_claim("cognition"), a_finding("cognition"), "several weeks"),
            (a_claim("lactate"), a_finding("lactate", effect_kind="training"), "during running"),
            (a_claim(flags=("per_time",)), a_finding(ratio=1.3), "per minute or per workout"),
            (a_claim(ratio=2.0), a_finding(), "the size of the change"),
            (a_claim(ratio=2.0), a_finding(ratio=1.3), "at 2 times the usual form"),
            (a_claim(), a_finding(), "so far 40 people"),
            (a_claim(comparator="usual"), a_finding(direction="no_difference"), "large enough"),
            (a_claim(), a_finding(direction="mixed"), "when, and in whom"),
            (a_claim(comparator="other"), a_finding(), "with what the claim names"),
            (a_claim("posture"), a_finding(), "A controlled study that measures posture"),
            (a_claim("other", outcome_text="karma"), a_finding(), "until the claim names"),
        ],
    )
    def test_the_rule_that_missed_names_the_study_that_is_missing(
        self, claim: Claim, row: dict[str, object], missing: str
    ) -> None:
        assert missing in self.told(claim, a_study("a-1", row))

    def test_patients_call_for_people_in_general(self) -> None:
        study = a_study("a-1", training("balance"), population_group="patients")
        assert "not only in people with a complaint" in self.told(a_claim("balance"), study)

    def test_one_poor_study_calls_for_a_better_one(self) -> None:
        study = a_study("a-1", a_finding(), quality="very_low", people=10)
        assert "A second, better study" in self.told(a_claim(), study)

    def test_people_not_stated_is_what_is_missing(self) -> None:
        assert "says how many took part" in self.told(
            a_claim(), a_study("a-1", a_finding(), people=None)
        )
