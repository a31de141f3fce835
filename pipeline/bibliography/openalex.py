"""OpenAlex: papers by words; a free key in the environment raises its small daily allowance."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.bibliography.asking import Enquirer, Name, malformed
from pipeline.bibliography.fields import MOST_AUTHORS, at, doi_in, line, number_in, rows, year_in
from pipeline.bibliography.paper import Paper, author, journal_line

NAME: Name = "OpenAlex"
SELECT = (
    "id,doi,ids,display_name,publication_year,authorships,primary_location,biblio,type,is_retracted"
)


def papers_by_words(text: str, enquirer: Enquirer, limit: int) -> list[Paper]:
    """Papers that fit the words, best first."""
    answer = enquirer.ask(
        NAME, "/works", search=text, per_page=limit, select=SELECT, mailto=enquirer.mail
    )
    if not isinstance(at(answer, "results"), list):
        raise malformed(NAME)
    return [paper_of(work) for work in rows(answer, "results")[:limit]]


def paper_of(work: Mapping[str, object]) -> Paper:
    """A work of OpenAlex as a paper; its abstracts, which come as word lists, are left out."""
    first, last = line(at(work, "biblio", "first_page")), line(at(work, "biblio", "last_page"))
    retracted = ("Retracted Publication",) if work.get("is_retracted") is True else ()
    kind = line(work.get("type"))
    return Paper(
        title=line(work.get("display_name")),
        authors=_authors(work),
        year=year_in(work.get("publication_year")),
        journal=journal_line(
            line(at(work, "primary_location", "source", "display_name")),
            line(at(work, "biblio", "volume")),
            line(at(work, "biblio", "issue")),
            f"{first}-{last}" if first and last and first != last else first,
        ),
        doi=doi_in(work.get("doi")),
        pmid=number_in(at(work, "ids", "pmid")),
        pmcid=number_in(at(work, "ids", "pmcid"), prefix="PMC"),
        kinds=(*((kind,) if kind else ()), *retracted),
        listed_by=(NAME,),
    )


def _authors(work: Mapping[str, object]) -> tuple[str, ...]:
    """Names come whole, given names first; the last word is taken as the family's."""
    names = (
        line(at(p, "author", "display_name")) for p in rows(work, "authorships")[:MOST_AUTHORS]
    )
    parts = (name.rpartition(" ") for name in names if name)
    return tuple(name for given, _, family in parts if (name := author(family, given)))
