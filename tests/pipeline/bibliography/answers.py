"""Answers in the shapes of the four catalogues, about papers that were never written."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
DOI = "10.5555/steps.2019.41"
PMID = "90000041"
TITLE = "Stepping backward on stairs and the price of a loaf"
ABSTRACT = "BACKGROUND: Twelve bakers climbed stairs. RESULTS: Loaves cost 1.2 times as much."


def crossref_work(**changes: Any) -> Json:
    """A work as Crossref lists it."""
    return {
        "DOI": DOI,
        "type": "journal-article",
        "title": [TITLE],
        "author": [
            {"given": "Jane R.", "family": "Doe", "sequence": "first", "affiliation": []},
            {"given": "Ole", "family": "Bäcker-Løv", "sequence": "additional", "affiliation": []},
            {"name": "The Stairs Group", "sequence": "additional", "affiliation": []},
        ],
        "issued": {"date-parts": [[2019, 4, 1]]},
        "created": {"date-parts": [[2018, 12, 9]], "timestamp": 1544313600000},
        "container-title": ["Journal of Invented Steps"],
        "volume": "12",
        "issue": "3",
        "page": "45-67",
        "abstract": f"<jats:title>Abstract</jats:title><jats:p>{ABSTRACT}</jats:p>",
        "reference": [{"key": "1", "DOI": "10.5555/other"}],
    } | changes


def crossref(work: Json) -> Json:
    """Crossref's answer about one work."""
    return {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
        "message": work,
    }


def crossref_list(*works: Json) -> Json:
    """Crossref's answer to a search or a filter."""
    message = {
        "facets": {},
        "total-results": len(works),
        "items": list(works),
        "items-per-page": 20,
    }
    return {"status": "ok", "message-type": "work-list", "message": message}


def update(kind: str, *day: int, **changes: Any) -> Json:
    """One entry of `updated-by` or `update-to`."""
    return {
        "updated": {"date-parts": [list(day)], "timestamp": 1},
        "DOI": "10.5555/notice.7",
        "type": kind,
        "source": "publisher",
        "label": kind.title(),
    } | changes


def europe_pmc_result(**changes: Any) -> Json:
    """A result as Europe PMC's search gives it with resultType=core."""
    return {
        "id": PMID,
        "source": "MED",
        "pmid": PMID,
        "pmcid": "PMC9000041",
        "doi": DOI,
        "title": TITLE + ".",
        "authorString": "Doe JR, Bäcker-Løv O.",
        "authorList": {
            "author": [
                {"fullName": "Doe JR", "firstName": "Jane R", "lastName": "Doe", "initials": "JR"},
                {"fullName": "Bäcker-Løv O", "lastName": "Bäcker-Løv", "initials": "O"},
                {"collectiveName": "The Stairs Group"},
            ]
        },
        "journalInfo": {
            "issue": "3",
            "volume": "12",
            "yearOfPublication": 2019,
            "journal": {"title": "Journal of invented steps", "medlineAbbreviation": "J Inv Steps"},
        },
        "pubYear": "2019",
        "pageInfo": "45-67",
        "abstractText": f"<h4>Background</h4>{ABSTRACT}",
        "pubTypeList": {"pubType": ["Randomized Controlled Trial", "Journal Article"]},
    } | changes


def europe_pmc(*results: Json) -> Json:
    """Europe PMC's answer to a search."""
    return {"version": "6.9", "hitCount": len(results), "resultList": {"result": list(results)}}


def pubmed_ids(*pmids: str) -> Json:
    """The answer of esearch."""
    found = {"count": str(len(pmids)), "retmax": "15", "retstart": "0", "idlist": list(pmids)}
    return {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": found}


def pubmed_summary(**changes: Any) -> Json:
    """One document of esummary."""
    return {
        "uid": PMID,
        "pubdate": "2019 Apr",
        "source": "J Inv Steps",
        "authors": [
            {"name": "Doe JR", "authtype": "Author", "clusterid": ""},
            {"name": "Bäcker-Løv O", "authtype": "Author", "clusterid": ""},
        ],
        "title": TITLE + ".",
        "volume": "12",
        "issue": "3",
        "pages": "45-67",
        "pubtype": ["Journal Article"],
        "articleids": [
            {"idtype": "pubmed", "idtypen": 1, "value": PMID},
            {"idtype": "pmc", "idtypen": 8, "value": "PMC9000041"},
            {"idtype": "doi", "idtypen": 3, "value": DOI},
        ],
        "fulljournalname": "Journal of invented steps",
        "sortpubdate": "2019/04/01 00:00",
    } | changes


def pubmed(*summaries: Json) -> Json:
    """The answer of esummary."""
    result: Json = {"uids": [summary["uid"] for summary in summaries]}
    result |= {summary["uid"]: summary for summary in summaries}
    return {"header": {"type": "esummary", "version": "0.3"}, "result": result}


def openalex_work(**changes: Any) -> Json:
    """A work as OpenAlex lists it."""
    return {
        "id": "https://openalex.org/W900000041",
        "doi": f"https://doi.org/{DOI}",
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{PMID}"},
        "display_name": TITLE,
        "publication_year": 2019,
        "authorships": [
            {"author_position": "first", "author": {"display_name": "Jane R. Doe"}},
            {"author_position": "last", "author": {"display_name": "Ole Bäcker-Løv"}},
        ],
        "primary_location": {"source": {"display_name": "Journal of Invented Steps"}},
        "biblio": {"volume": "12", "issue": "3", "first_page": "45", "last_page": "67"},
        "type": "article",
        "is_retracted": False,
    } | changes


def openalex(*works: Json) -> Json:
    """OpenAlex's answer to a search."""
    return {"meta": {"count": len(works), "page": 1, "per_page": 15}, "results": list(works)}
