"""The file of a new study: filled in, waiting for a reader, and never over another."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.library import check_library
from claims.evidence.reader import read_study
from claims.evidence.skeletons import prefilled_skeleton
from claims.evidence.writer import study_text
from pipeline.bibliography import crossref, europe_pmc
from pipeline.bibliography.paper import Paper, joined
from pipeline.bibliography.shelf import Draft, draft_of, known_papers, read_shelf, study_values
from pipeline.errors import PipelineError
from tests.claims.evidence.build import a_finding, a_study
from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.answers import DOI, PMID, TITLE

TOPIC = "backward-running"
TODAY = date(2026, 2, 3)
PAPER = joined(
    crossref.paper_of(answers.crossref_work()), europe_pmc.paper_of(answers.europe_pmc_result())
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / TOPIC).mkdir()
    text = study_text(a_study("roe-2002", a_finding(), doi="10.5555/Known", pmid="77"))
    (tmp_path / TOPIC / "roe-2002.toml").write_text(text, "utf-8")
    return tmp_path


def drafted(root: Path, paper: Paper = PAPER, *, key: str | None = None) -> Draft:
    return draft_of(paper, root, TOPIC, key=key, on=TODAY)


class TestDraft:
    """What a draft says."""

    def test_it_holds_what_the_catalogues_list(self, root: Path) -> None:
        draft = drafted(root)
        assert draft.path == root / TOPIC / "doe-2019.toml"
        study = tomllib.loads(draft.text)["study"]
        assert study == {
            "key": "doe-2019",
            "evidence_topic": "backward-locomotion",
            "title": TITLE,
            "authors": ["Doe JR", "Bäcker-Løv O", "The Stairs Group"],
            "year": 2019,
            "journal": "Journal of Invented Steps 12(3):45-67",
            "doi": DOI,
            "pmid": PMID,
            "pmcid": "PMC9000041",
            "url": f"https://doi.org/{DOI}",
            "design": "randomised controlled trial",
            "design_class": "rct",
            "quality": "unverified",
            "read_as": "memory",
            "retracted": False,
            "retraction_checked_on": "2026-02-03",
            "reviewed_by": "",
        }

    def test_findings_and_abstract_are_comments(self, root: Path) -> None:
        text = drafted(root).text
        assert "finding" not in tomllib.loads(text)
        assert '\n# [[finding]]\n# id = "doe-2019.f1"\n# outcome' in text
        assert "#   Abstract BACKGROUND: Twelve bakers climbed stairs." in text
        assert max(len(line) for line in text.splitlines() if line.startswith("#   ")) <= 98

    def test_the_library_takes_it_as_known_and_not_read(self, root: Path) -> None:
        draft = drafted(root)
        draft.write()
        assert check_library(root=root) == ()
        assert draft.path.read_text("utf-8") == draft.text

    def test_the_example_becomes_a_finding_when_its_signs_are_taken_away(self, root: Path) -> None:
        text = drafted(root).text
        head, _, example = text.partition("# [[finding]]")
        lines = ["[[finding]]", *(line.removeprefix("# ") for line in example.splitlines()[1:])]
        read = read_study("doe-2019.toml", head + "\n".join(lines))
        assert read.faults == ()
        assert read.study is not None
        assert read.study.findings[0].id == "doe-2019.f1"

    def test_a_design_that_nobody_names_is_asked_for(self, root: Path) -> None:
        plain = crossref.paper_of(answers.crossref_work())
        drafted(root, plain).write()
        (fault,) = check_library(root=root)
        assert fault.problem.startswith("design_class = '' is unknown")

    def test_a_retracted_paper_says_so_from_the_start(self, root: Path) -> None:
        work = answers.crossref_work(**{"updated-by": [answers.update("retraction", 2021)]})
        study = tomllib.loads(drafted(root, crossref.paper_of(work)).text)["study"]
        assert study["retracted"] is True

    def test_a_key_of_ones_own_is_used(self, root: Path) -> None:
        assert drafted(root, key="wv-doe-2019").path.name == "wv-doe-2019.toml"

    @given(
        title=st.text(max_size=80),
        author=st.text(max_size=30),
        abstract=st.text(max_size=200),
        journal=st.text(max_size=40),
    )
    def test_no_words_of_a_catalogue_break_the_file(
        self, title: str, author: str, abstract: str, journal: str
    ) -> None:
        paper = Paper(title=title, authors=(author,), journal=journal, abstract=abstract)
        values = study_values(paper, TODAY)
        text = prefilled_skeleton("doe-2019", TOPIC, values, abstract=paper.abstract)
        data = tomllib.loads(text)
        assert data.keys() == {"study"}
        assert data["study"]["title"] == title
        assert data["study"]["authors"] == [author]
        assert data["study"]["read_as"] == "memory"

    def test_a_value_without_a_place_is_a_bug_and_not_lost(self) -> None:
        with pytest.raises(KeyError, match="no line for colour"):
            prefilled_skeleton("doe-2019", TOPIC, {"colour": "red"})


class TestNeverOver:
    """What stands already stays."""

    @pytest.mark.parametrize(
        "paper",
        [
            Paper(authors=("Doe J",), year=2019, doi="10.5555/known"),
            Paper(authors=("Doe J",), year=2019, pmid="77"),
        ],
    )
    def test_a_paper_that_the_library_has_is_named(self, root: Path, paper: Paper) -> None:
        with pytest.raises(PipelineError) as raised:
            drafted(root, paper)
        assert "is in the library already, as roe-2002" in raised.value.problem
        assert raised.value.fix == "see it: retrograde evidence show roe-2002"

    def test_another_paper_of_the_same_author_and_year_needs_a_key(self, root: Path) -> None:
        paper = Paper(authors=("Roe R",), year=2002, doi="10.5555/new")
        with pytest.raises(PipelineError) as raised:
            drafted(root, paper)
        assert "there is such a study already" in raised.value.problem
        assert "evidence new roe-2002-b --doi 10.5555/new" in raised.value.fix

    def test_a_file_that_came_in_between_is_not_written_over(self, root: Path) -> None:
        first, second = drafted(root), drafted(root)
        first.write()
        with pytest.raises(PipelineError, match="left as it is"):
            Draft(second.path, "other").write()
        assert first.path.read_text("utf-8") == first.text

    def test_a_folder_that_cannot_be_written_into_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(PipelineError) as raised:
            Draft(tmp_path / "file" / "x.toml", "x").write()
        assert "cannot be written" in raised.value.problem


class TestShelf:
    """The files as they stand."""

    def test_a_study_is_known_by_its_numbers(self, root: Path) -> None:
        assert known_papers(root) == {"doi:10.5555/known": "roe-2002", "pmid:77": "roe-2002"}
        (study,) = read_shelf(root)
        assert (study.key, study.doi, study.pmid) == ("roe-2002", "10.5555/Known", "77")

    def test_a_half_written_file_hides_no_other(self, root: Path) -> None:
        (root / TOPIC / "a-half.toml").write_text("[study\n", "utf-8")
        (root / TOPIC / "b-half.toml").write_bytes(b"\xff")
        (root / TOPIC / "c-half.toml").write_text("study = 1\n", "utf-8")
        assert len(known_papers(root)) == 2

    @pytest.mark.parametrize("text", [b"[study\n", b"\xff", b"study = 1\n", b""])
    def test_asked_for_whole_a_half_written_file_is_an_error(self, root: Path, text: bytes) -> None:
        (root / TOPIC / "half.toml").write_bytes(text)
        with pytest.raises(PipelineError) as raised:
            read_shelf(root)
        assert "half.toml" in raised.value.problem
        assert raised.value.fix == "mend it: retrograde evidence check"

    def test_one_topic_can_be_read_alone(self, root: Path) -> None:
        assert len(read_shelf(root, TOPIC)) == 1
        assert read_shelf(root, "weighted-vest-walking") == []

    def test_where_there_is_no_folder_the_shipped_studies_are_known(self, tmp_path: Path) -> None:
        known = known_papers(tmp_path / "none")
        assert known["doi:10.1242/jeb.204.10.1805"] == "wright-weyand-2001"
