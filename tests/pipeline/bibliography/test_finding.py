"""One paper from two catalogues, many from four, and what happens when some do not answer."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bibliography.asking import CatalogueError, Enquirer, NotListed
from pipeline.bibliography.finding import find_by_doi, find_by_pmid, merged, search
from pipeline.bibliography.paper import Paper
from pipeline.errors import PipelineError
from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.answers import DOI, PMID, TITLE
from tests.pipeline.bibliography.stub import Catalogues, Reply, data


class TestByDoi:
    """Crossref, and what Europe PMC adds."""

    def test_the_two_listings_are_one_paper(self, stocked: Catalogues, enquirer: Enquirer) -> None:
        found = find_by_doi(DOI, enquirer)
        (paper,) = found.papers
        assert paper.journal == "Journal of Invented Steps 12(3):45-67"
        assert (paper.pmid, paper.design_class) == (PMID, "rct")
        assert paper.listed_by == ("Crossref", "Europe PMC")
        assert found.failures == ()

    def test_without_europe_pmc_the_paper_comes_with_a_warning(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on("Europe PMC/search", Reply(status=500))
        found = find_by_doi(DOI, enquirer)
        assert found.papers[0].listed_by == ("Crossref",)
        assert [failure.catalogue for failure in found.failures] == ["Europe PMC"]

    def test_a_paper_that_europe_pmc_does_not_list_is_no_failure(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on("Europe PMC/search", data(answers.europe_pmc()))
        assert find_by_doi(DOI, enquirer).failures == ()

    def test_without_crossref_there_is_no_paper(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on(f"Crossref/works/{DOI}", Reply(status=500))
        with pytest.raises(CatalogueError, match="Crossref is in trouble"):
            find_by_doi(DOI, enquirer)

    def test_a_doi_that_only_europe_pmc_lists_is_found(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on(f"Crossref/works/{DOI}", Reply(status=404))
        assert find_by_doi(DOI, enquirer).papers[0].listed_by == ("Europe PMC",)

    def test_a_doi_that_nobody_lists_names_both(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on(f"Crossref/works/{DOI}", Reply(status=404))
        stocked.on("Europe PMC/search", data(answers.europe_pmc()))
        with pytest.raises(NotListed, match=f"Europe PMC and Crossref list no DOI {DOI}"):
            find_by_doi(DOI, enquirer)

    def test_unlisted_by_one_and_silent_the_other_is_the_others_failure(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on(f"Crossref/works/{DOI}", Reply(status=404))
        stocked.on("Europe PMC/search", Reply(status=503))
        with pytest.raises(CatalogueError, match="Europe PMC asks for a pause"):
            find_by_doi(DOI, enquirer)


def test_a_pubmed_id_brings_the_abstract_with_it(stocked: Catalogues, enquirer: Enquirer) -> None:
    (paper,) = find_by_pmid(PMID, enquirer).papers
    assert paper.listed_by == ("PubMed", "Europe PMC")
    assert paper.abstract is not None
    assert paper.url == f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/"


class TestSearch:
    """All four at once."""

    def test_what_four_catalogues_list_is_one_candidate(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        found = search("loaf", enquirer, 9)
        (paper,) = found.papers
        assert paper.listed_by == ("Crossref", "PubMed", "Europe PMC", "OpenAlex")
        assert {q.catalogue for q in stocked.questions} == set(paper.listed_by)

    def test_a_catalogue_that_fails_is_named_and_the_rest_is_listed(
        self, stocked: Catalogues, enquirer: Enquirer
    ) -> None:
        stocked.on("OpenAlex/works", Reply(status=429))
        found = search("loaf", enquirer, 9)
        assert len(found.papers) == 1
        assert [failure.catalogue for failure in found.failures] == ["OpenAlex"]

    def test_four_that_fail_alike_are_one_sentence(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        for name in ("Crossref", "PubMed", "Europe PMC", "OpenAlex"):
            catalogues.on(name, Reply(status=500))
        with pytest.raises(PipelineError) as raised:
            search("loaf", enquirer, 9)
        names = "Crossref, PubMed, Europe PMC, OpenAlex"
        assert raised.value.problem == f"each of {names} is in trouble (500)."

    def test_four_that_fail_each_in_its_way_are_all_named(
        self, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        for name, status in zip(
            ("Crossref", "PubMed", "Europe PMC", "OpenAlex"), (500, 429, 403, 400), strict=True
        ):
            catalogues.on(name, Reply(status=status))
        with pytest.raises(PipelineError) as raised:
            search("loaf", enquirer, 9)
        for name in ("Crossref", "PubMed", "Europe PMC", "OpenAlex"):
            assert raised.value.problem.count(name) == 1

    def test_no_more_than_asked_for(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        works = [answers.crossref_work(DOI=f"10.5555/{n}", title=[f"T {n}"]) for n in range(20)]
        catalogues.on("Crossref", data(answers.crossref_list(*works)))
        assert len(search("loaf", enquirer, 9).papers) == 9


def papers(*names: str) -> list[Paper]:
    return [Paper(title=name, doi=f"10.5555/{name}") for name in names]


class TestMerging:
    """Each paper once."""

    def test_what_two_put_high_comes_before_what_one_puts_first(self) -> None:
        titles = [p.title for p in merged([papers("a", "b"), papers("c", "b")])]
        assert titles[0] == "b"
        assert sorted(map(str, titles)) == ["a", "b", "c"]

    def test_the_case_of_a_doi_does_not_matter(self) -> None:
        upper = Paper(title="A", doi="10.5555/A", listed_by=("OpenAlex",))
        assert len(merged([papers("a"), [upper]])) == 1

    def test_a_listing_that_bears_both_ids_joins_what_bears_one(self) -> None:
        by_doi, by_pmid = Paper(title="A", doi="10.5555/a"), Paper(title="A?", pmid="7")
        both = Paper(title="A", doi="10.5555/a", pmid="7")
        for order in itertools.permutations([by_doi, by_pmid, both]):
            (paper,) = merged([[one] for one in order])
            assert (paper.doi, paper.pmid) == ("10.5555/a", "7")

    def test_the_same_title_in_the_same_year_is_the_same_where_one_has_no_doi(self) -> None:
        listed = Paper(title=TITLE, year=2019, doi=DOI)
        bare = Paper(title=TITLE.upper() + ".", year=2019)
        assert len(merged([[listed], [bare]])) == 1
        assert len(merged([[listed], [replace(bare, year=2020)]])) == 2
        assert len(merged([[listed], [replace(bare, doi="10.5555/z")]])) == 2

    def test_papers_without_a_title_are_no_candidates(self) -> None:
        assert merged([[Paper(doi="10.5555/a")]]) == []
        assert len(merged([[Paper(doi="10.5555/a")], papers("a")])) == 1

    @given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=4))
    def test_nothing_is_lost_and_nothing_comes_twice(self, rankings: list[list[str]]) -> None:
        found = [paper.title for paper in merged(papers(*ranking) for ranking in rankings)]
        assert sorted(map(str, found)) == sorted({name for ranking in rankings for name in ranking})
