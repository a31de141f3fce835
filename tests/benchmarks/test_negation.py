"""The NegEx benchmark on a kit of our own invention, in the form of the public one."""

from __future__ import annotations

import pytest

from benchmarks import negation

ROWS = (
    "Report No.\tConcept\tSentence\tNegation",
    "1\tknee pain\tDenies  KNEE   PAIN, walks well.\tNegated",
    '1\tswelling\t"Denies knee pain, but ankle SWELLING."\tAffirmed',
    "2\tsore throat\tHas a SORE THROAT.  No fever.\tAffirmed",
    "2\tfever\tFEVER: none. No FEVER\tNegated",
    "3\tSKIN WITHOUT RASH\tSKIN WITHOUT RASH.\tAffirmed",
    "broken line",
)
KIT = "\n".join(ROWS)
LEXICON = "// comment [PREN]\ndenies\t\t[PREN]\nno\t\t[PREN]\nwithout\t\t[PREN]\nbut\t\t[CONJ]\n"


def test_rows_are_read_with_the_places_of_their_capitals() -> None:
    pain, swelling, *_ = negation.read_kit(KIT)
    assert [pain.sentence[a:b] for a, b in pain.spans] == ["KNEE   PAIN"]
    assert (pain.negated, swelling.negated) == (True, False)
    assert not swelling.sentence.startswith('"')


def test_a_broken_line_of_the_kit_is_left_out() -> None:
    assert len(negation.read_kit(KIT)) == 5


def test_scopes_decide_the_invented_kit_whole() -> None:
    findings = negation.read_kit(KIT)
    reader = negation.scope_reader(negation.read_triggers(LEXICON))
    assert [reader(finding) for finding in findings] == [one.negated for one in findings]
    assert negation.f1(findings, reader).startswith("F1 1.000")


def test_f1_tells_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    told = negation.f1(negation.read_kit(KIT), lambda finding: True, wrong=True)
    assert told == "F1 0.571 (precision 0.400, recall 1.000)"
    assert capsys.readouterr().out.count("too much") == 3


def test_the_public_kit_is_read_as_well_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    if not negation.KIT.is_dir():
        pytest.skip("the NegEx kit is not beside the project")
    findings = negation.read_kit((negation.KIT / "Annotations-1-120.txt").read_text("latin-1"))
    lexicon = (negation.KIT / "negex_triggers.txt").read_text("latin-1")
    told = negation.f1(findings, negation.scope_reader(negation.read_triggers(lexicon)))
    assert len(findings) == 2376
    assert float(told.split()[1]) >= 0.94
