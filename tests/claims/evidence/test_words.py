"""Words and numbers as people write them, and the study lists of the command line."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from claims.evidence.interval import Interval
from claims.evidence.library import load_library
from claims.evidence.listing import finding_line, read_as, study_line, study_lines
from claims.evidence.outcomes import load_outcomes
from claims.evidence.rules import load_rules
from claims.evidence.words import Words, cite, listed, load_words, number, third_person, times
from claims.records import Certainty, Relation, VerdictWord
from tests.claims.evidence.build import a_finding, a_study

WORDS = load_words()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.154, "1.15"),
        (2.135, "2.14"),
        (2.0, "2"),
        (0.755, "0.76"),
        (1.5, "1.5"),
        (1234.5, "1,235"),
    ],
)
def test_numbers_are_rounded_as_people_round(value: float, written: str) -> None:
    assert number(value) == written


def test_a_range_that_reads_as_one_number_is_one_number() -> None:
    assert times(Interval(1.154, 1.151 + 0.004)) == "1.15 to 1.16 times"
    assert times(Interval(1.151, 1.154)) == "1.15 times"


@pytest.mark.parametrize(
    ("base", "third"),
    [("use more", "uses more"), ("reach it", "reaches it"), ("pass", "passes"), ("do", "does")],
)
def test_the_third_person(base: str, third: str) -> None:
    assert third_person(base) == third


def test_lists_end_in_and() -> None:
    assert [listed(list("abc"[:n])) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("fields", "cited"),
    [
        ({"authors": ("Wright S", "Weyand PG")}, "Wright and Weyand 2001"),
        ({"authors": ("Roos PE", "Barton N", "van Deursen RWM")}, "Roos et al. 2001"),
        ({"authors": ("Laufer Y",)}, "Laufer 2001"),
        ({"authors": ("Heath EM", "et al.")}, "Heath et al. 2001"),
        ({"authors": ("Crenshaw JR", "et al."), "year": None}, "Crenshaw et al., undated"),
        ({"authors": ()}, "“The paper of doe-2001”"),
        ({"authors": (), "cite_as": "a 1998 thesis"}, "a 1998 thesis"),
        ({"authors": ("Pournemati (corresponding author, no initials)", "et al.")}, None),
    ],
)
def test_studies_are_cited_by_first_author_and_year(fields: dict, cited: str | None) -> None:  # type: ignore[type-arg]
    assert cite(a_study("doe-2001", **fields)) == (cited or "Pournemati et al. 2001")


def test_every_shipped_study_has_a_short_name_for_a_sentence() -> None:
    for study in load_library().studies.values():
        if study.findings:
            assert 4 < len(cite(study)) < 60, study.key


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("verdict", VerdictWord),
        ("relation", Relation),
        ("certainty", Certainty),
    ],
)
def test_every_verdict_relation_and_certainty_has_words(table: str, kind: object) -> None:
    assert set(WORDS.tables[table]) == set(kind.__args__)  # type: ignore[attr-defined]


def test_every_outcome_has_phrases_of_its_own() -> None:
    for outcome in load_outcomes().by_key:
        phrases = WORDS.phrases(outcome)
        for text in (phrases.up, phrases.down, phrases.same, phrases.noun):
            assert "{" not in text, outcome
            assert outcome not in text or outcome.isalpha(), outcome


def test_an_outcome_off_the_list_is_told_by_its_own_words() -> None:
    assert WORDS.phrases("other", "sleep").up == "raise “sleep”"
    assert WORDS.phrases("other").noun == "other"


def test_an_outcome_without_phrases_is_told_by_its_noun() -> None:
    words = Words(WORDS.tables, {"other": WORDS.outcomes["other"]})
    assert words.phrases("jump_power").up == "raise jump height"
    assert words.phrases("grip_strength").down == "lower grip strength"


def test_no_word_that_judges_people_or_claims_proof() -> None:
    text = (files("data") / "verdict_words.toml").read_text("utf-8")
    assert not re.search(r"(?i)\b(false|debunked|proves|scientists say)\b", text)


def test_the_word_lists_of_the_rules_cover_the_shipped_studies() -> None:
    rules = load_rules()
    groups = {s.population_group for s in load_library().studies.values()} - {None}
    assert groups <= set(rules.populations)
    kinds = {kind for known in rules.effect_kinds.values() for kind in known.speaks_to}
    assert kinds == {"acute", "training", "risk"}


def test_a_finding_line_has_its_numbers_people_and_doi() -> None:
    library = load_library("backward-running")
    study = library.studies["wright-weyand-2001"]
    line = finding_line(study, study.findings[0])
    for part in ("1.29 to 1.41 times", "4 people", "10.1242/jeb.204.10.1805", "abstract only"):
        assert part in line
    assert "not yet checked by a person" in line


def test_a_negative_number_keeps_its_sign() -> None:
    study = a_study("doe-2001", a_finding("body_fat", value=-1.2, low=-2.0, high=-0.4, unit="SMD"))
    line = finding_line(study, study.findings[0])
    assert "−1.2 SMD" in line
    assert "−2 to −0.4 SMD (interval)" in line


def test_a_study_says_who_checked_it_and_what_speaks_against_it() -> None:
    study = a_study("doe-2001", reviewed_by="A. Reader", retracted=True, counts=False)
    assert read_as(study).endswith("checked by A. Reader")
    assert "RETRACTED" in study_line(study)
    assert "not counted" in study_line(study)


def test_showing_a_study_leaves_nothing_out() -> None:
    study = load_library().studies["terblanche-2005"]
    shown = "\n".join(study_lines(study))
    for finding in study.findings:
        assert finding.statement in shown
        assert finding.as_printed is None or finding.as_printed in shown
    assert study.limitations is not None
    assert study.limitations in shown
