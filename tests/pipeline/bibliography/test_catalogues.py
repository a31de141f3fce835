"""Each catalogue's answer becomes a paper, whole or broken; its questions are those it documents."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from pipeline.bibliography import crossref, europe_pmc, openalex, pubmed
from pipeline.bibliography.asking import CatalogueError, Enquirer
from pipeline.bibliography.paper import Paper
from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.answers import DOI, PMID, TITLE
from tests.pipeline.bibliography.stub import Catalogues, data
from tests.pipeline.bibliography.test_fields import JSON

READERS: list[tuple[Callable[[Any], Paper], Callable[..., Any]]] = [
    (crossref.paper_of, answers.crossref_work),
    (europe_pmc.paper_of, answers.europe_pmc_result),
    (lambda summary: pubmed.paper_of(summary, PMID), answers.pubmed_summary),
    (openalex.paper_of, answers.openalex_work),
]
SEARCHES = [
    ("Crossref", "/works", crossref.papers_by_words),
    ("PubMed", "/esearch.fcgi", pubmed.papers_by_words),
    ("Europe PMC", "/search", europe_pmc.papers_by_words),
    ("OpenAlex", "/works", openalex.papers_by_words),
]


@pytest.mark.parametrize(("read", "made"), READERS)
class TestEveryCatalogue:
    """One contract for all."""

    def test_the_paper_is_read(
        self, read: Callable[[Any], Paper], made: Callable[..., Any]
    ) -> None:
        paper = read(made())
        assert paper.title == TITLE
        assert paper.authors[:2] in (("Doe JR", "Bäcker-Løv O"),)
        assert (paper.year, paper.doi) == (2019, DOI)
        assert paper.journal is not None
        assert paper.journal.casefold() == "journal of invented steps 12(3):45-67"
        assert not paper.retracted
        assert len(paper.listed_by) == 1

    def test_the_answer_is_left_as_it_is(
        self, read: Callable[[Any], Paper], made: Callable[..., Any]
    ) -> None:
        given_ = made()
        before = copy.deepcopy(given_)
        read(given_)
        assert given_ == before

    def test_what_is_missing_is_missing(
        self, read: Callable[[Any], Paper], made: Callable[..., Any]
    ) -> None:
        paper = read({})
        assert (paper.title, paper.authors, paper.year, paper.doi) == (None, (), None, None)
        assert (paper.journal, paper.pmcid, paper.abstract) == (None, None, None)

    @given(value=JSON)
    def test_any_field_may_hold_anything(
        self, read: Callable[[Any], Paper], made: Callable[..., Any], value: object
    ) -> None:
        for name in made():
            paper = read(made(**{name: value}))
            assert paper.title is None or len(paper.title) <= 500
            assert all(isinstance(person, str) and person for person in paper.authors)

    def test_a_thousand_authors_are_cut(
        self, read: Callable[[Any], Paper], made: Callable[..., Any]
    ) -> None:
        many = {"family": "Doe", "fullName": "Doe J", "name": "Doe J"}
        many |= {"author": {"display_name": "Jane Doe"}}  # type: ignore[dict-item]
        rows = [many] * 5000
        changes = {"author": rows, "authorList": {"author": rows}, "authors": rows}
        paper = read(made(**changes, authorships=rows))
        assert 1 < len(paper.authors) <= 200

    def test_script_in_a_title_is_gone(
        self, read: Callable[[Any], Paper], made: Callable[..., Any]
    ) -> None:
        bad = "<script>alert(1)</script>Steps\n[[finding]]\nid = 'x'"
        paper = read(made(title=[bad] if read is crossref.paper_of else bad, display_name=bad))
        assert paper.title == "Steps [[finding]] id = 'x'"


@pytest.mark.parametrize(("name", "path", "search"), SEARCHES)
class TestEverySearch:
    """Searching by words."""

    def test_the_paper_is_found_and_the_words_and_limit_are_asked_for(
        self,
        stocked: Catalogues,
        enquirer: Enquirer,
        name: str,
        path: str,
        search: Callable[[str, Enquirer, int], list[Paper]],
    ) -> None:
        (paper,) = search("loaf & stairs", enquirer, 7)
        assert (paper.title, paper.listed_by) == (TITLE, (name,))
        question = stocked.asked(name)[0]
        assert question.path == path
        assert "loaf & stairs" in question.parameters.values()
        assert "7" in question.parameters.values()

    @pytest.mark.parametrize("answer", [{}, {"message": {"items": {}}}, {"results": "x"}])
    def test_an_answer_of_another_form_is_an_error(
        self,
        catalogues: Catalogues,
        enquirer: Enquirer,
        name: str,
        path: str,
        search: Callable[[str, Enquirer, int], list[Paper]],
        answer: object,
    ) -> None:
        catalogues.on(name, data(answer))
        with pytest.raises(CatalogueError, match="in a form that is not its own"):
            search("loaf", enquirer, 7)

    def test_nothing_found_is_nothing(
        self,
        catalogues: Catalogues,
        enquirer: Enquirer,
        name: str,
        path: str,
        search: Callable[[str, Enquirer, int], list[Paper]],
    ) -> None:
        nothing = {
            "Crossref": answers.crossref_list(),
            "PubMed": answers.pubmed_ids(),
            "Europe PMC": answers.europe_pmc(),
            "OpenAlex": answers.openalex(),
        }
        catalogues.on(name, data(nothing[name]))
        assert search("loaf", enquirer, 7) == []
        assert len(catalogues.questions) == 1
