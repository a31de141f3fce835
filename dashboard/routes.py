"""Addresses beside Streamlit's pages, answered from the same releases: permalinks and data."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Route

from dashboard import links, permalinks
from dashboard.data.claims import ClaimRow, claim
from dashboard.data.reviews import stands_for
from dashboard.data.source import open_source
from dashboard.data.studies import study
from dashboard.installation import installation
from dashboard.visit import Visit, visit_of
from dashboard.words import site as says
from pipeline.publish import PipelineError

SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Answer = Callable[[Visit, Request], Response]


def _read(answer: Answer) -> Callable[[Request], Response]:
    """Open the release an address names, or the current one, and answer from it."""

    def endpoint(request: Request) -> Response:
        asked = request.path_params.get("release")
        site = installation()
        try:
            source = open_source(site.store, asked or site.release)
        except PipelineError as error:
            return PlainTextResponse(f"{error.problem}\n", status_code=503, headers=SAFE)
        if source is None:
            return PlainTextResponse(f"{says.NO_RELEASE}\n", status_code=503, headers=SAFE)
        if asked and asked != source.release.id:
            told = says.unknown_release(asked, source.release.id)
            return PlainTextResponse(f"{told}\n", status_code=404, headers=SAFE)
        response = answer(visit_of(source), request)
        response.headers.update(SAFE)
        return response

    return endpoint


def _claim(visit: Visit, request: Request) -> Response:
    row, base = _row(visit, request), _base(request)
    if row is None and (told_as := stands_for(visit.source, request.path_params["claim"])):
        return RedirectResponse(
            links.claim_permalink(told_as, request.path_params.get("release")), status_code=301
        )
    if row is None:
        page = permalinks.missing_page(visit, request.path_params["claim"], base=base)
        return HTMLResponse(page, status_code=404)
    frozen = "release" in request.path_params
    page = permalinks.claim_page(_in_topic(visit, row), row, base=base, frozen=frozen)
    return HTMLResponse(page)


def _picture(visit: Visit, request: Request) -> Response:
    row = _told_as(visit, request)
    if row is None:
        return PlainTextResponse(f"{says.UNKNOWN_CLAIM}\n", status_code=404)
    return Response(permalinks.claim_picture(visit, row), media_type="image/svg+xml")


def _data(visit: Visit, request: Request) -> Response:
    anywhere = {"Access-Control-Allow-Origin": "*"}
    row = _told_as(visit, request)
    if row is None:
        slug = request.path_params["claim"]
        told = {"error": says.unknown_claim(slug, visit.release, [])}
        return JSONResponse(told, status_code=404, headers=anywhere)
    told_data = permalinks.claim_data(visit, row)
    return Response(told_data, media_type="application/json", headers=anywhere)


def _study(visit: Visit, request: Request) -> Response:
    for topic in visit.topics:
        row = study(visit.source, topic, request.path_params["study"])
        if row is not None:
            page = permalinks.study_page(visit, row, base=_base(request))
            return HTMLResponse(page)
    return PlainTextResponse(f"{says.UNKNOWN_STUDY}\n", status_code=404)


def _row(visit: Visit, request: Request) -> ClaimRow | None:
    return claim(visit.source, request.path_params["claim"])


def _told_as(visit: Visit, request: Request) -> ClaimRow | None:
    """The claim, or the one that it is told as."""
    target = stands_for(visit.source, request.path_params["claim"])
    return _row(visit, request) or (claim(visit.source, target) if target else None)


def _in_topic(visit: Visit, row: ClaimRow) -> Visit:
    return visit_of(visit.source, row.topic)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


ROUTES: list[BaseRoute] = [
    Route("/c/{claim}.svg", _read(_picture)),
    Route("/c/{claim}", _read(_claim)),
    Route("/r/{release}/c/{claim}.svg", _read(_picture)),
    Route("/r/{release}/c/{claim}", _read(_claim)),
    Route("/s/{study}", _read(_study)),
    Route("/api/claims/{claim}.json", _read(_data)),
]
