"""PubMed: papers by PubMed id and by words, from the summaries of NCBI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.bibliography.asking import Enquirer, Name, NotListed, malformed
from pipeline.bibliography.fields import (
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

NAME: Name = "PubMed"
_TOOL = "retrograde"


def paper_by_pmid(pmid: str, enquirer: Enquirer) -> Paper:
    """The paper of a PubMed id."""
    found = _summaries([pmid], enquirer)
    if not found:
        raise NotListed(NAME, f"does not list {pmid}.", "check the number against the paper")
    return found[0]


def papers_by_words(text: str, enquirer: Enquirer, limit: int) -> list[Paper]:
    """Papers that fit the words, best first: one question for their ids, one for what they are."""
    answer = enquirer.ask(
        NAME,
        "/esearch.fcgi",
        db="pubmed",
        term=text,
        retmax=limit,
        retmode="json",
        sort="relevance",
        tool=_TOOL,
        email=enquirer.mail,
    )
    listed = at(answer, "esearchresult", "idlist")
    if not isinstance(listed, list):
        raise malformed(NAME)
    ids = [pmid for value in listed[:limit] if (pmid := number_in(value))]
    return _summaries(ids, enquirer) if ids else []


def _summaries(ids: Sequence[str], enquirer: Enquirer) -> list[Paper]:
    answer = enquirer.ask(
        NAME,
        "/esummary.fcgi",
        db="pubmed",
        id=",".join(ids),
        retmode="json",
        tool=_TOOL,
        email=enquirer.mail,
    )
    if not isinstance(at(answer, "result"), dict):
        raise malformed(NAME)
    summaries = ((pmid, at(answer, "result", pmid)) for pmid in ids)
    return [
        paper_of(summary, pmid)
        for pmid, summary in summaries
        if isinstance(summary, dict) and "error" not in summary
    ]


def paper_of(summary: Mapping[str, object], pmid: str) -> Paper:
    """A summary of PubMed as a paper."""
    ids = {line(row.get("idtype")): row.get("value") for row in rows(summary, "articleids")}
    people = rows(summary, "authors")[:MOST_AUTHORS]
    title = line(summary.get("title"))
    return Paper(
        title=title.removesuffix(".") if title else None,
        authors=tuple(name for person in people if (name := line(person.get("name")))),
        year=year_in(line(summary.get("pubdate"))) or year_in(line(summary.get("sortpubdate"))),
        journal=journal_line(
            line(summary.get("fulljournalname")) or line(summary.get("source")),
            line(summary.get("volume")),
            line(summary.get("issue")),
            line(summary.get("pages")),
        ),
        doi=doi_in(ids.get("doi")),
        pmid=pmid,
        pmcid=number_in(ids.get("pmc"), prefix="PMC"),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        kinds=lines(summary.get("pubtype")),
        listed_by=(NAME,),
    )
