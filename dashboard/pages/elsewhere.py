"""A link to a claim that the release does not tell: where it leads, or may have meant to lead."""

from __future__ import annotations

from dashboard.data.claims import nearest, releases_with
from dashboard.data.corrections import corrections_of
from dashboard.data.reviews import reviews
from dashboard.html import element, link
from dashboard.links import in_release
from dashboard.parts import show
from dashboard.parts.claims import nearest_claims
from dashboard.parts.corrections import correction_notice
from dashboard.parts.frame import heading
from dashboard.visit import Visit, close_page, open_page
from dashboard.words import site as says
from dashboard.words.reviews import set_aside


def page(visit: Visit, slug: str) -> None:
    """Why it is not told, releases that know the claim, and the claims with the nearest names."""
    open_page(visit, says.UNKNOWN_CLAIM)
    elsewhere = releases_with(visit.source, slug)
    why = set_aside(reviews(visit.source, slug))
    corrected = corrections_of(visit.source, "claims", slug)
    show(
        heading(says.UNKNOWN_CLAIM, says.unknown_claim(slug, visit.release, elsewhere)),
        element("p", why) if why else None,
        correction_notice(corrected, visit.links.page("corrections")),
        *(link(says.in_release(one), in_release(slug, one)) for one in elsewhere),
        nearest_claims(nearest(visit.source, slug), visit.links.claim),
        link(says.ALL_CLAIMS, visit.links.page("claims")),
    )
    close_page(visit)
