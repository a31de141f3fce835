"""Crossref: papers by DOI and by words, and the notices that retract or correct them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from pipeline.bibliography.asking import Answer, Enquirer, Name, malformed
from pipeline.bibliography.fields import (
    LONGEST_ABSTRACT,
    MOST_AUTHORS,
    at,
    doi_in,
    line,
    lines,
    rows,
    year_in,
)
from pipeline.bibliography.paper import Notice, Paper, author, journal_line

NAME: Name = "Crossref"
# Fields of a listing; the references of a paper, which can be a thousand, are not among them.
SELECT = (
    "DOI,type,title,author,container-title,volume,issue,page,article-number,abstract,"
    "issued,published,published-print,published-online,created,updated-by"
)
_TITLED = re.compile(
    r"\W*(retracted|withdrawn)( (article|paper|manuscript))?\s*[:\]]", re.IGNORECASE
)
_DATES = ("published-print", "issued", "published-online", "published", "created")


def paper_by_doi(doi: str, enquirer: Enquirer) -> Paper:
    """One paper, with the notices on it."""
    answer = enquirer.ask(NAME, f"/works/{quote(doi, safe='/')}", mailto=enquirer.mail)
    work = at(answer, "message")
    if not isinstance(work, dict) or doi_in(work.get("DOI")) is None:
        raise malformed(NAME)
    return paper_of(work)


def papers_by_words(text: str, enquirer: Enquirer, limit: int) -> list[Paper]:
    """Papers whose listing fits the words, best first."""
    answer = enquirer.ask(
        NAME, "/works", query=text, rows=limit, select=SELECT, mailto=enquirer.mail
    )
    return [paper_of(work) for work in _items(answer)]


def notices_by_doi(dois: Sequence[str], enquirer: Enquirer) -> dict[str, tuple[Notice, ...]]:
    """The notices on each of these DOIs that Crossref lists, by the DOI in small letters.

    The paper's own listing names them since 2025; notices that name the paper are asked for too,
    since a publisher may have registered the one without the other.
    """
    own = enquirer.ask(
        NAME,
        "/works",
        filter=",".join(f"doi:{doi}" for doi in dois),
        rows=len(dois),
        select="DOI,title,updated-by",
        mailto=enquirer.mail,
    )
    found = {_folded(work.get("DOI")): list(_own_notices(work)) for work in _items(own)}
    told = enquirer.ask(
        NAME,
        "/works",
        filter=",".join(f"updates:{doi}" for doi in dois),
        rows=1000,
        select="DOI,update-to",
        mailto=enquirer.mail,
    )
    for work in _items(told):
        for update in rows(work, "update-to"):
            if (doi := _folded(update.get("DOI"))) in found:
                found[doi].append(_notice(update, doi_in(work.get("DOI"))))
    return {doi: tuple(dict.fromkeys(notices)) for doi, notices in found.items() if doi}


def paper_of(work: Mapping[str, object]) -> Paper:
    """A work of Crossref as a paper."""
    doi = doi_in(work.get("DOI"))
    return Paper(
        title=line(at(work, "title", 0)),
        authors=_authors(work),
        year=_year(work),
        journal=journal_line(
            line(at(work, "container-title", 0)),
            line(work.get("volume")),
            line(work.get("issue")),
            line(work.get("page")) or line(work.get("article-number")),
        ),
        doi=doi,
        url=f"https://doi.org/{quote(doi, safe='/')}" if doi else None,
        abstract=line(work.get("abstract"), longest=LONGEST_ABSTRACT),
        kinds=lines([work.get("type")]),
        notices=_own_notices(work),
        listed_by=(NAME,),
    )


def _items(answer: Answer) -> list[Mapping[str, object]]:
    if not isinstance(at(answer, "message", "items"), list):
        raise malformed(NAME)
    return rows(answer, "message", "items")


def _authors(work: Mapping[str, object]) -> tuple[str, ...]:
    people = rows(work, "author")[:MOST_AUTHORS]
    told = (
        author(line(p.get("family")), line(p.get("given")), line(p.get("name"))) for p in people
    )
    return tuple(name for name in told if name)


def _year(work: Mapping[str, object]) -> int | None:
    found = (year_in(at(work, name, "date-parts", 0, 0)) for name in _DATES)
    return next((year for year in found if year), None)


def _own_notices(work: Mapping[str, object]) -> tuple[Notice, ...]:
    """The notices that a listing names, and the one that some publishers put into the title."""
    told = tuple(_notice(row, doi_in(row.get("DOI"))) for row in rows(work, "updated-by"))
    titled = _TITLED.match(line(at(work, "title", 0)) or "")
    return (Notice("retraction", source="its title"), *told) if titled else told


def _notice(update: Mapping[str, object], doi: str | None) -> Notice:
    return Notice(
        kind=line(update.get("type")) or line(update.get("label")) or "notice",
        on=_day(at(update, "updated", "date-parts", 0)),
        doi=doi,
        source=line(update.get("source")),
    )


def _day(parts: object) -> str | None:
    """A day, a month or a year, as far as it is told."""
    told = parts if isinstance(parts, list) else []
    sound = [n for n in told if isinstance(n, int) and not isinstance(n, bool) and 0 < n < 10_000]
    return "-".join(f"{n:02d}" for n in sound[:3]) or None


def _folded(value: object) -> str:
    return (doi_in(value) or "").casefold()
