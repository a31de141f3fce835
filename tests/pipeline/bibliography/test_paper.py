"""Papers: their names, their keys, and what becomes of two listings of one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bibliography.paper import (
    Notice,
    Paper,
    author,
    is_withdrawn,
    joined,
    journal_line,
    key_of,
)
from pipeline.errors import PipelineError

LISTED = Paper(
    title="Steps", authors=("Doe J",), year=2019, doi="10.5555/a", listed_by=("Crossref",)
)


@pytest.mark.parametrize(
    ("family", "given_", "written"),
    [
        ("Doe", "Jane R.", "Doe JR"),
        ("Doe", "J. R.", "Doe JR"),
        ("Doe", "JR", "Doe JR"),
        ("Doe", "Jean-Paul", "Doe JP"),
        ("van der Berg", "Ólafur", "van der Berg Ó"),
        ("Doe", None, "Doe"),
        ("Doe", "…", "Doe"),
        (None, "Madonna", "Madonna"),
        (None, None, None),
    ],
)
def test_people_are_written_as_the_library_writes_them(
    family: str | None, given_: str | None, written: str | None
) -> None:
    assert author(family, given_) == written


def test_a_group_keeps_its_name() -> None:
    assert author(None, None, "The Stairs Group") == "The Stairs Group"


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("J", "12", "3", "45-67"), "J 12(3):45-67"),
        (("J", "12", None, "45"), "J 12:45"),
        (("J", None, None, "e45"), "J e45"),
        (("J", "12", None, None), "J 12"),
        (("J", None, "3", None), "J (3)"),
        (("J", None, None, None), "J"),
        ((None, "12", "3", "45"), None),
    ],
)
def test_a_journal_is_one_line(parts: tuple[str | None, ...], written: str | None) -> None:
    name, volume, issue, pages = parts
    assert journal_line(name, volume, issue, pages) == written


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Doe JR", "doe-2019"),
        ("van der Berg J", "van-der-berg-2019"),
        ("Bäcker-Løv O", "backer-lov-2019"),
        ("O'Brien P", "obrien-2019"),
        ("Łoś A", "los-2019"),
        ("Groß B", "gross-2019"),
        ("Doe", "doe-2019"),
        ("İnan X", "inan-2019"),
        ("a" * 300 + " B", "a" * 40 + "-2019"),
    ],
)
def test_a_key_is_the_first_family_name_and_the_year(name: str, key: str) -> None:
    assert key_of(Paper(authors=(name, "Roe R"), year=2019)) == key


@given(st.text(min_size=1))
def test_every_key_is_a_slug(name: str) -> None:
    key = key_of(Paper(authors=(f"Doe{name}",), year=2019))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)


@pytest.mark.parametrize(
    ("paper", "missing", "option"),
    [
        (Paper(year=2019, doi="10.5555/a"), "author", "--doi 10.5555/a"),
        (Paper(authors=("王 伟",), year=2019, pmid="7"), "author", "--pmid 7"),
        (Paper(authors=("Doe J",), doi="10.5555/a"), "year", "--doi 10.5555/a"),
    ],
)
def test_where_no_key_can_be_made_the_way_to_give_one_is_named(
    paper: Paper, missing: str, option: str
) -> None:
    with pytest.raises(PipelineError) as raised:
        key_of(paper)
    assert missing in raised.value.problem
    assert raised.value.fix.endswith(f"retrograde evidence new doe-2020 {option}")


class TestJoining:
    """Two listings of one paper."""

    def test_the_first_speaks_and_the_second_fills_gaps(self) -> None:
        more = Paper(title="steps.", year=2018, pmid="7", abstract="A.", listed_by=("PubMed",))
        both = joined(LISTED, more)
        assert (both.title, both.year, both.pmid, both.abstract) == ("Steps", 2019, "7", "A.")
        assert both.listed_by == ("Crossref", "PubMed")

    def test_a_retraction_that_either_knows_of_is_kept(self) -> None:
        marked = Paper(kinds=("Retracted Publication",))
        assert joined(LISTED, marked).retracted
        assert joined(marked, LISTED).retracted
        assert not joined(LISTED, LISTED).retracted

    def test_a_paper_joined_with_itself_is_itself(self) -> None:
        assert joined(LISTED, LISTED) == LISTED


class TestNotices:
    """What a later notice does to a paper."""

    @pytest.mark.parametrize(
        "kind", ["retraction", "Retraction", "withdrawal", "removal", "retract-and-replace"]
    )
    def test_these_take_it_back(self, kind: str) -> None:
        assert is_withdrawn([Notice(kind)])

    @pytest.mark.parametrize(
        "kind",
        [
            "correction",
            "erratum",
            "expression_of_concern",
            "partial_retraction",
            "new_version",
            "x",
        ],
    )
    def test_these_do_not(self, kind: str) -> None:
        assert not is_withdrawn([Notice(kind)])

    def test_the_last_word_counts(self) -> None:
        gone, back = Notice("retraction", "2020-05-01"), Notice("reinstatement", "2021-02-03")
        later = Notice("retraction", "2022-01-01")
        assert not is_withdrawn([back, gone])
        assert is_withdrawn([later, back, gone])
        assert is_withdrawn([gone, Notice("correction", "2023-01-01")])

    def test_no_notice_takes_nothing_back(self) -> None:
        assert not is_withdrawn([])


@pytest.mark.parametrize(
    ("kinds", "design"),
    [
        (("Journal Article", "Randomized Controlled Trial"), "rct"),
        (("Meta-Analysis", "Systematic Review", "Review"), "meta_analysis"),
        (("systematic review",), "review"),
        (("Journal Article",), None),
        ((), None),
    ],
)
def test_a_design_is_taken_only_where_a_catalogue_names_one(
    kinds: tuple[str, ...], design: str | None
) -> None:
    assert Paper(kinds=kinds).design_class == design
