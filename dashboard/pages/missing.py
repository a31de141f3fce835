"""A link to a claim that the release does not have: where it may have meant to lead."""

from __future__ import annotations

from dashboard.data.claims import nearest, releases_with
from dashboard.html import link
from dashboard.links import in_release
from dashboard.parts import show
from dashboard.parts.claims import nearest_claims
from dashboard.parts.frame import heading
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import site as says


def page(visit: Visit, slug: str) -> None:
    """Releases that know the claim, and the claims with the nearest names."""
    open_page(visit, says.UNKNOWN_CLAIM)
    elsewhere = releases_with(visit.source, slug)
    show(
        heading(says.UNKNOWN_CLAIM, says.unknown_claim(slug, visit.release, elsewhere)),
        *(link(says.in_release(one), in_release(slug, one)) for one in elsewhere),
        nearest_claims(nearest(visit.source, slug), visit.links.claim),
        link(says.ALL_CLAIMS, visit.links.page("claims")),
    )
    close_page(visit)
