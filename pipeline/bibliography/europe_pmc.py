"""Europe PMC: papers by DOI, by PubMed id and by words, with their abstracts."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.bibliography.asking import Enquirer, Name, NotListed, malformed
from pipeline.bibliography.fields import (
    LONGEST_ABSTRACT,
    MOST_AUTHORS,
    at,
    doi_in,
    line,
    lines,
    number_in,
    rows,
    year_in,
)
from pipeline.bibliography.paper import Paper, journal_line

NAME: Name = "Europe PMC"


def paper_by_doi(doi: str, enquirer: Enquirer) -> Paper:
    """The paper of a DOI."""
    return _only(f'DOI:"{_quoted(doi)}"', enquirer, doi=doi.casefold())


def paper_by_pmid(pmid: str, enquirer: Enquirer) -> Paper:
    """The paper of a PubMed id."""
    return _only(f"EXT_ID:{pmid} AND SRC:MED", enquirer, pmid=pmid)


def papers_by_words(text: str, enquirer: Enquirer, limit: int) -> list[Paper]:
    """Papers that fit the words, best first."""
    answer = enquirer.ask(
        NAME, "/search", query=text, format="json", resultType="core", pageSize=limit
    )
    if not isinstance(at(answer, "resultList", "result"), list):
        raise malformed(NAME)
    return [paper_of(result) for result in rows(answer, "resultList", "result")]


def paper_of(result: Mapping[str, object]) -> Paper:
    """A result of Europe PMC as a paper."""
    doi, pmid = doi_in(result.get("doi")), number_in(result.get("pmid"))
    journal = at(result, "journalInfo", "journal", "title")
    return Paper(
        title=_without_stop(line(result.get("title"))),
        authors=_authors(result),
        year=year_in(result.get("pubYear")),
        journal=journal_line(
            line(journal),
            line(at(result, "journalInfo", "volume")),
            line(at(result, "journalInfo", "issue")),
            line(result.get("pageInfo")),
        ),
        doi=doi,
        pmid=pmid,
        pmcid=number_in(result.get("pmcid"), prefix="PMC"),
        abstract=line(result.get("abstractText"), longest=LONGEST_ABSTRACT),
        kinds=lines(at(result, "pubTypeList", "pubType")),
        listed_by=(NAME,),
    )


def _only(query: str, enquirer: Enquirer, **wanted: str) -> Paper:
    """The paper that was meant; a search may also give others that cite it."""
    for paper in papers_by_words(query, enquirer, 5):
        if all((getattr(paper, key) or "").casefold() == value for key, value in wanted.items()):
            return paper
    raise NotListed(NAME, "does not list it.", "check the number against the paper")


def _authors(result: Mapping[str, object]) -> tuple[str, ...]:
    people = rows(result, "authorList", "author")[:MOST_AUTHORS]
    told = (line(p.get("fullName")) or line(p.get("collectiveName")) for p in people)
    return tuple(name for name in told if name)


def _without_stop(title: str | None) -> str | None:
    return title.removesuffix(".") if title else None


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace('"', "")
