"""Retraction: dated in the file, in the record, in the list and in the steps of a verdict."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.evidence.editing import with_study_values
from claims.evidence.faults import study_faults
from claims.evidence.from_json import with_curation
from claims.evidence.library import load_library
from claims.evidence.listing import study_lines
from claims.evidence.outcomes import load_outcomes
from claims.evidence.reader import read_study
from claims.evidence.rules import load_rules
from claims.evidence.skeletons import skeleton_of
from claims.evidence.verdict import judge
from claims.evidence.writer import study_text
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study

ASKED = {"retracted": False, "retraction_checked_on": "2026-02-03"}
GONE = {"retracted": True, "retraction_checked_on": "2026-02-03"}


def faults_of(**fields: object) -> list[str]:
    study = a_study("doe-2001", **fields)
    return [f.problem for f in study_faults("x.toml", study, load_rules(), load_outcomes())]


def test_a_study_nobody_asked_about_says_nothing_of_retraction() -> None:
    assert "retract" not in study_text(a_study("doe-2001", a_finding()))


def test_a_study_asked_about_says_so_with_the_day() -> None:
    study = a_study("doe-2001", a_finding(), **ASKED)
    text = study_text(study)
    assert 'retracted = false\nretraction_checked_on = "2026-02-03"\nreviewed_by' in text
    assert read_study("doe-2001.toml", text).study == study
    assert "  retraction checked on: 2026-02-03" in list(study_lines(study))


@pytest.mark.parametrize("day", ["", "2026-02-30", "03.02.2026", "20260203", "2026-W06-2", "soon"])
def test_what_is_no_day_is_a_fault(day: str) -> None:
    (problem,) = faults_of(retraction_checked_on=day)
    assert problem == f"retraction_checked_on = {day!r} is not a day"


def test_a_day_is_no_fault() -> None:
    assert faults_of(retraction_checked_on="2024-02-29") == []


def test_an_import_keeps_the_day() -> None:
    kept = with_curation(a_study("doe-2001"), a_study("doe-2001", **GONE))
    assert (kept.retracted, kept.retraction_checked_on) == (True, "2026-02-03")


def test_a_retracted_study_has_no_vote_and_a_step_says_since_when() -> None:
    sound = a_study("doe-2001", a_finding(direction="decrease", ratio=0.8))
    gone = a_study("roe-2002", a_finding(ratio=1.3), **GONE)
    verdict = judge(a_claim(), a_library(sound, gone), TOPIC)
    assert verdict.verdict == "contradicted"
    assert verdict.studies == 1
    (step,) = [step for step in verdict.steps if step.rule == "RETRACTED"]
    assert step.text == ("not counted: the paper was retracted (asked on 2026-02-03): roe-2002.f1")
    assert {m.finding: m.role for m in verdict.matches}["roe-2002.f1"] == "context"


def test_the_same_study_votes_where_it_stands() -> None:
    sound = a_study("doe-2001", a_finding(direction="decrease", ratio=0.8))
    kept = a_study("roe-2002", a_finding(ratio=1.3), **ASKED)
    verdict = judge(a_claim(), a_library(sound, kept), TOPIC)
    assert verdict.studies == 2
    assert not [step for step in verdict.steps if step.rule == "RETRACTED"]


class TestEditing:
    """A file changed by line keeps every other byte."""

    def test_the_lines_go_where_the_writer_puts_them(self) -> None:
        for study in load_library().studies.values():
            before = study_text(study)
            after = with_study_values(f"{study.key}.toml", before, ASKED)
            read = read_study(f"{study.key}.toml", after)
            assert read.study is not None
            assert study_text(read.study) == after

    def test_twice_is_once(self) -> None:
        text = study_text(a_study("doe-2001", a_finding()))
        once = with_study_values("doe-2001.toml", text, ASKED)
        assert with_study_values("doe-2001.toml", once, ASKED) == once
        gone = with_study_values("doe-2001.toml", once, GONE)
        assert gone == once.replace("retracted = false", "retracted = true")

    def test_a_curators_comments_stay(self) -> None:
        text = study_text(a_study("doe-2001", a_finding()))
        own = text.replace("year = 2001", "# printed 2002 on the cover\nyear   =  2001  # sic")
        assert own != text
        changed = with_study_values("doe-2001.toml", own, GONE)
        kept = [line for line in changed.splitlines() if "retract" not in line]
        assert kept == own.splitlines()

    def test_a_skeletons_own_comment_is_where_the_line_goes(self) -> None:
        changed = with_study_values("x.toml", skeleton_of("doe-2001", TOPIC.slug), ASKED)
        assert changed.count("retraction_checked_on") == 1
        assert tomllib.loads(changed)["study"]["retraction_checked_on"] == "2026-02-03"

    @pytest.mark.parametrize(
        "text",
        [
            '[study]\nkey = "x"',
            '[study]\nkey = "x"\n\n\n[[finding]]\nid = "x.f1"\nretracted = "not this one"\n',
            '# top\n[study]\nkey = "x"\n',
        ],
    )
    def test_a_file_of_any_common_form_can_be_changed(self, text: str) -> None:
        changed = with_study_values("x.toml", text, GONE)
        data = tomllib.loads(changed)
        assert data.pop("study") == {"key": "x"} | GONE
        assert data == {k: v for k, v in tomllib.loads(text).items() if k != "study"}

    @pytest.mark.parametrize(
        "text",
        [
            'study = { key = "x" }\n',
            '[study]\nkey = "x"\nnote = """\nretracted = true\n"""\n',
            '[ study ]\nkey = "x"\n[[finding]]\nid = "x.f1"\n',
            '[study]\nkey = "x"\nauthors = [\n["Doe J"],\n]\n',
        ],
    )
    def test_a_file_that_lines_cannot_be_changed_in_is_left_alone(self, text: str) -> None:
        with pytest.raises(ClaimsError) as raised:
            with_study_values("x.toml", text, {"retracted": False})
        assert raised.value.problem.startswith("x.toml: its [study] table")
        assert "retracted = false" in raised.value.fix

    @given(st.text(max_size=40))
    def test_any_text_can_be_set_and_is_read_back(self, title: str) -> None:
        text = study_text(a_study("doe-2001", a_finding()))
        changed = with_study_values("doe-2001.toml", text, {"title": title})
        assert tomllib.loads(changed)["study"]["title"] == title


def test_the_shipped_files_say_a_day_only_where_somebody_asked() -> None:
    folder = Path(__file__).parents[3] / "data/evidence"
    for file in folder.rglob("*.toml"):
        study = tomllib.loads(file.read_text("utf-8"))["study"]
        assert ("retracted" in study) <= ("retraction_checked_on" in study), file.name
