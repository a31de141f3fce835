"""Papers found: one by its DOI or PubMed id, or many by words, each paper once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pipeline.bibliography import crossref, europe_pmc, openalex, pubmed
from pipeline.bibliography.asking import CatalogueError, Enquirer, Name, NotListed
from pipeline.bibliography.paper import Paper, joined
from pipeline.errors import PipelineError

SEARCHES: Mapping[Name, Callable[[str, Enquirer, int], list[Paper]]] = {
    "Crossref": crossref.papers_by_words,
    "PubMed": pubmed.papers_by_words,
    "Europe PMC": europe_pmc.papers_by_words,
    "OpenAlex": openalex.papers_by_words,
}
# Reciprocal ranks: a paper that several catalogues put first comes first.
_RANK_OFFSET = 60


@dataclass(frozen=True, slots=True)
class Found:
    """Papers, best first, and which catalogues could not be asked."""

    papers: tuple[Paper, ...]
    failures: tuple[CatalogueError, ...] = ()


def find_by_doi(doi: str, enquirer: Enquirer) -> Found:
    """The paper of a DOI: what Crossref lists, and what Europe PMC adds.

    Crossref must answer, since it tells of retractions; Europe PMC may be out of reach.
    """
    listed: Paper | None
    try:
        listed = crossref.paper_by_doi(doi, enquirer)
    except NotListed:
        listed = None
    return _with_abstract(listed, lambda: europe_pmc.paper_by_doi(doi, enquirer), f"DOI {doi}")


def find_by_pmid(pmid: str, enquirer: Enquirer) -> Found:
    """The paper of a PubMed id: what PubMed lists, and the abstract from Europe PMC."""
    listed = pubmed.paper_by_pmid(pmid, enquirer)
    return _with_abstract(listed, lambda: europe_pmc.paper_by_pmid(pmid, enquirer), pmid)


def _with_abstract(listed: Paper | None, ask: Callable[[], Paper], named: str) -> Found:
    try:
        more = ask()
    except NotListed as error:
        if listed is None:
            both = f"and Crossref list no {named}."
            raise NotListed("Europe PMC", both, "check the DOI against the paper") from error
        return Found((listed,))
    except CatalogueError as error:
        if listed is None:
            raise
        return Found((listed,), (error,))
    return Found((joined(listed, more) if listed else more,))


def search(text: str, enquirer: Enquirer, limit: int) -> Found:
    """Papers that the catalogues find for these words; only if none of them answers is it an error."""

    def ask(name: Name) -> list[Paper] | CatalogueError:
        try:
            return SEARCHES[name](text, enquirer, limit)
        except CatalogueError as error:
            return error

    with ThreadPoolExecutor(len(SEARCHES)) as pool:
        answers = list(pool.map(ask, SEARCHES))
    failures = tuple(answer for answer in answers if isinstance(answer, CatalogueError))
    if len(failures) == len(SEARCHES):
        raise _none_answered(failures)
    rankings = [answer for answer in answers if not isinstance(answer, CatalogueError)]
    return Found(tuple(merged(rankings))[:limit], failures)


def merged(rankings: Iterable[Iterable[Paper]]) -> list[Paper]:
    """Each paper once, known by DOI or PubMed id, in the order of its reciprocal ranks."""
    papers: list[tuple[Paper, float]] = []
    for ranking in rankings:
        for rank, paper in enumerate(ranking, 1):
            same = [pair for pair in papers if _same(pair[0], paper)]
            papers = [pair for pair in papers if pair not in same]
            whole, score = paper, 1 / (_RANK_OFFSET + rank)
            for other, more in same:
                whole, score = joined(other, whole), score + more
            papers.append((whole, score))
    ranked = sorted(papers, key=lambda pair: -pair[1])
    return [paper for paper, _ in ranked if paper.title]


def _same(one: Paper, other: Paper) -> bool:
    """One id in common; or no DOI on one side, and the same title in the same year."""
    if one.ids & other.ids:
        return True
    if (one.doi and other.doi) or one.year != other.year:
        return False
    return bool(one.title) and _letters(one.title) == _letters(other.title)


def _letters(title: str | None) -> str:
    return "".join(c for c in (title or "").casefold() if c.isalnum())


def _none_answered(failures: tuple[CatalogueError, ...]) -> PipelineError:
    fix = failures[0].fix
    if len({failure.says for failure in failures}) == 1:
        names = ", ".join(failure.catalogue for failure in failures)
        return PipelineError(f"each of {names} {failures[0].says}", fix)
    return PipelineError(" ".join(failure.problem for failure in failures), fix)
