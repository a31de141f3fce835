"""What each catalogue alone has: its own questions, notices, numbers and marks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bibliography import crossref, europe_pmc, openalex, pubmed
from pipeline.bibliography.asking import CatalogueError, Enquirer, NotListed
from pipeline.bibliography.paper import Notice
from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.answers import DOI, PMID
from tests.pipeline.bibliography.stub import Catalogues, Reply, data
from tests.pipeline.bibliography.test_fields import JSON


class TestCrossref:
    """What Crossref alone has."""

    def test_a_doi_is_asked_for_in_one_piece(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        odd = "10.1002/(SICI)1097<1661::AID?x=1#y&z%2F>3.0.CO;2-2"
        catalogues.on("Crossref", data(answers.crossref(answers.crossref_work(DOI=odd))))
        assert crossref.paper_by_doi(odd, enquirer).doi == odd
        (question,) = catalogues.questions
        assert question.path == f"/works/{odd}"
        assert question.parameters == {"mailto": "me@example.org"}

    def test_the_abstract_and_the_group_are_kept(self) -> None:
        paper = crossref.paper_of(answers.crossref_work())
        assert paper.abstract == f"Abstract {answers.ABSTRACT}"
        assert paper.authors[2] == "The Stairs Group"
        assert paper.url == f"https://doi.org/{DOI}"

    def test_the_year_of_print_comes_before_the_year_of_registration(self) -> None:
        work = answers.crossref_work()
        del work["issued"]
        assert crossref.paper_of(work).year == 2018
        printed = answers.crossref_work(**{"published-print": {"date-parts": [[2020]]}})
        assert crossref.paper_of(printed).year == 2020
        assert (
            crossref.paper_of(answers.crossref_work(issued={"date-parts": [[None]]})).year == 2018
        )

    @pytest.mark.parametrize("message", [None, [], "x", {}, {"DOI": "no doi"}])
    def test_an_answer_without_a_work_is_malformed(
        self, catalogues: Catalogues, enquirer: Enquirer, message: object
    ) -> None:
        catalogues.on("Crossref", data({"message": message}))
        with pytest.raises(CatalogueError, match="in a form that is not its own"):
            crossref.paper_by_doi(DOI, enquirer)

    def test_the_notices_of_the_listing_are_read(self) -> None:
        work = answers.crossref_work(
            **{
                "updated-by": [
                    answers.update("correction", 2020, 1, 2),
                    answers.update("retraction", 2021, 3, source="retraction-watch"),
                ]
            }
        )
        paper = crossref.paper_of(work)
        assert paper.notices == (
            Notice("correction", "2020-01-02", "10.5555/notice.7", "publisher"),
            Notice("retraction", "2021-03", "10.5555/notice.7", "retraction-watch"),
        )
        assert paper.retracted

    @pytest.mark.parametrize(
        "title",
        ["RETRACTED: Steps", "Retracted article: steps", "[Retracted] Steps", "WITHDRAWN: Steps"],
    )
    def test_a_publisher_may_say_it_in_the_title(self, title: str) -> None:
        assert crossref.paper_of(answers.crossref_work(title=[title])).retracted

    @pytest.mark.parametrize("title", ["Retracted shoulders in bakers", "Why retracted? Steps"])
    def test_a_title_may_speak_of_other_things(self, title: str) -> None:
        assert not crossref.paper_of(answers.crossref_work(title=[title])).retracted

    def test_notices_are_asked_for_from_both_sides(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        def answer(question: Any) -> Reply:
            if question.parameters["filter"].startswith("doi:"):
                own = answers.crossref_work(**{"updated-by": [answers.update("erratum", 2020)]})
                return data(answers.crossref_list(own, answers.crossref_work(DOI="10.5555/B")))
            told = [
                answers.update("retraction", 2022, 5, 6, DOI=DOI.upper()),
                answers.update("retraction", 2022, 5, 6, DOI="10.5555/not-asked"),
            ]
            return data(answers.crossref_list({"DOI": "10.5555/n", "update-to": told}))

        catalogues.on("Crossref/works", answer)
        found = crossref.notices_by_doi([DOI, "10.5555/b", "10.5555/unknown"], enquirer)
        assert found == {
            DOI: (
                Notice("erratum", "2020", "10.5555/notice.7", "publisher"),
                Notice("retraction", "2022-05-06", "10.5555/n", "publisher"),
            ),
            "10.5555/b": (),
        }
        first, second = catalogues.questions
        assert first.parameters["filter"] == f"doi:{DOI},doi:10.5555/b,doi:10.5555/unknown"
        assert second.parameters["filter"].count("updates:") == 3


class TestEuropePmc:
    """What Europe PMC alone has."""

    def test_the_abstract_and_the_numbers_are_kept(self) -> None:
        paper = europe_pmc.paper_of(answers.europe_pmc_result())
        assert paper.abstract == f"Background {answers.ABSTRACT}"
        assert (paper.pmid, paper.pmcid) == (PMID, "PMC9000041")
        assert paper.design_class == "rct"

    def test_a_paper_that_only_cites_the_doi_is_not_it(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        other = answers.europe_pmc_result(doi="10.5555/other", pmid="1")
        catalogues.on("Europe PMC", data(answers.europe_pmc(other)))
        with pytest.raises(NotListed):
            europe_pmc.paper_by_doi(DOI, enquirer)
        with pytest.raises(NotListed):
            europe_pmc.paper_by_pmid(PMID, enquirer)
        catalogues.on("Europe PMC", data(answers.europe_pmc(other, answers.europe_pmc_result())))
        assert europe_pmc.paper_by_doi(DOI.upper(), enquirer).pmid == PMID
        assert europe_pmc.paper_by_pmid(PMID, enquirer).doi == DOI

    def test_a_doi_cannot_change_the_question(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("Europe PMC", data(answers.europe_pmc()))
        with pytest.raises(NotListed):
            europe_pmc.paper_by_doi('10.5555/a"OR(b\\', enquirer)
        assert catalogues.questions[0].parameters["query"] == 'DOI:"10.5555/aOR(b"'

    def test_a_retraction_is_a_kind_of_publication(self) -> None:
        kinds = {"pubType": ["Journal Article", "Retracted Publication"]}
        assert europe_pmc.paper_of(answers.europe_pmc_result(pubTypeList=kinds)).retracted


class TestPubMed:
    """What PubMed alone has."""

    def test_a_summary_is_asked_for_by_number(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        paper = pubmed.paper_by_pmid(PMID, enquirer)
        assert (paper.pmid, paper.pmcid) == (PMID, "PMC9000041")
        (question,) = stocked.asked("PubMed")
        assert question.path == "/esummary.fcgi"
        assert question.parameters["tool"] == "retrograde"
        assert question.parameters["email"] == "me@example.org"

    def test_a_number_that_nobody_has_is_not_listed(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        nobody = {"uid": "99", "error": "cannot get document summary"}
        catalogues.on("PubMed", data(answers.pubmed(nobody)))
        with pytest.raises(NotListed, match="does not list 99"):
            pubmed.paper_by_pmid("99", enquirer)

    def test_ids_that_are_none_are_not_asked_for(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        catalogues.on("PubMed/esearch", data(answers.pubmed_ids("1&db=gene", PMID, "x")))
        catalogues.on("PubMed/esummary", data(answers.pubmed(answers.pubmed_summary())))
        (paper,) = pubmed.papers_by_words("loaf", enquirer, 7)
        assert paper.pmid == PMID
        assert catalogues.questions[1].parameters["id"] == PMID

    def test_a_retraction_is_a_kind_of_publication(self) -> None:
        summary = answers.pubmed_summary(pubtype=["Retracted Publication"])
        assert pubmed.paper_of(summary, PMID).retracted


class TestOpenAlex:
    """What OpenAlex alone has."""

    def test_a_retraction_is_a_flag(self) -> None:
        assert openalex.paper_of(answers.openalex_work(is_retracted=True)).retracted
        assert not openalex.paper_of(answers.openalex_work(is_retracted="yes")).retracted

    def test_one_page_is_told_once(self) -> None:
        biblio = {"volume": "12", "first_page": "45", "last_page": "45"}
        paper = openalex.paper_of(answers.openalex_work(biblio=biblio))
        assert paper.journal == "Journal of Invented Steps 12:45"


@given(st.lists(JSON, max_size=4))
def test_any_day_is_a_day_or_nothing(parts: list[object]) -> None:
    update = {"type": "retraction", "updated": {"date-parts": [parts]}}
    (notice,) = crossref.paper_of({"updated-by": [update]}).notices
    assert notice.on is None or notice.on.replace("-", "").isdigit()
