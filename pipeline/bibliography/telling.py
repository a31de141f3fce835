"""Candidates and retractions in words for a person, and as rows for a program."""

from __future__ import annotations

import dataclasses
from typing import Any

from pipeline.bibliography.paper import Notice, Paper
from pipeline.bibliography.retraction import Standing

_AUTHORS_NAMED = 3


def candidate_text(number: int, paper: Paper, owner: str | None) -> str:
    """A candidate of a search in three lines; `owner` is the study that the library has of it."""
    named = ", ".join(paper.authors[:_AUTHORS_NAMED]) or "no author listed"
    more = " et al." if len(paper.authors) > _AUTHORS_NAMED else ""
    facts = (
        "RETRACTED" if paper.retracted else None,
        f"in the library as {owner}" if owner else None,
        paper.journal or "no journal listed",
        f"doi {paper.doi}" if paper.doi else "no DOI",
        f"PMID {paper.pmid}" if paper.pmid else None,
        f"found by {', '.join(paper.listed_by)}",
    )
    who = f"{named}{more} ({paper.year or 'no year listed'})"
    lines = (paper.title or "no title listed", who, " · ".join(filter(None, facts)))
    return f"{number:>3}. " + "\n     ".join(lines)


def candidate_row(number: int, paper: Paper, owner: str | None) -> dict[str, Any]:
    """A candidate with everything that is listed of it."""
    judged = {"retracted": paper.retracted, "in_library": owner}
    return {"number": number, **dataclasses.asdict(paper), **judged}


def standing_text(one: Standing) -> str | None:
    """What a curator should know of one study; a paper without any notice needs no line."""
    named = f"{one.study.key} (doi {one.study.doi})"
    if not one.listed:
        return f"{named}: Crossref does not list this DOI; check it against the paper"
    notices = "; ".join(_notice_text(notice) for notice in one.notices)
    if one.withdrawn:
        return f"{named}: RETRACTED: {notices}"
    if one.disputed:
        other = f" ({notices})" if notices else ""
        return f"{named}: the file says retracted, Crossref does not{other}; left as it is"
    return f"{named}: {notices}; it still counts" if notices else None


def standing_row(one: Standing) -> dict[str, Any]:
    """What Crossref says of one study, whole."""
    return {
        "study": one.study.key,
        "doi": one.study.doi,
        "listed": one.listed,
        "retracted": one.withdrawn,
        "disputed": one.disputed,
        "notices": [dataclasses.asdict(notice) for notice in one.notices],
    }


def _notice_text(notice: Notice) -> str:
    facts = (
        notice.kind.replace("_", " ").replace("-", " "),
        f"of {notice.on}" if notice.on else None,
        f"doi {notice.doi}" if notice.doi else None,
        f"told by {notice.source}" if notice.source else None,
    )
    return ", ".join(filter(None, facts))
