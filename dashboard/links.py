"""Every address of the dashboard and every name in one: the same on pages, cards and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

TOPIC = "topic"
RELEASE = "release"
CLAIM = "claim"
STUDY = "study"
TAG = "tag"
PLATFORM = "platform"
MEASURE = "measure"
SINCE = "since"
UNTIL = "until"
SEARCH = "q"
OUTCOME = "outcome"
VERDICT = "verdict"
RELATION = "relation"
ORDER = "order"
PART = "part"
MENTIONS = "mentions"
BACK = "back"

# Page → path. The first page has no name of its own: Streamlit answers one with a dialog.
PATHS = {
    "trends": "/",
    "claims": "/claims",
    "evidence": "/evidence",
    "methods": "/methods",
    "status": "/status",
    "corrections": "/corrections",
}
TRENDS_FILTERS = (TAG, PLATFORM, MEASURE, SINCE, UNTIL)
CLAIMS_FILTERS = (SEARCH, OUTCOME, VERDICT, RELATION, PLATFORM, SINCE, UNTIL, ORDER, PART)
FILTERS = {"trends": TRENDS_FILTERS, "claims": CLAIMS_FILTERS, "evidence": (OUTCOME,)}

Parameters = Mapping[str, str | Sequence[str] | None]


def address(path: str, parameters: Parameters) -> str:
    """A path with its parameters; those without a value are left out."""
    pairs = [
        (name, value)
        for name, stated in parameters.items()
        for value in ([stated] if isinstance(stated, str) else stated or ())
        if value
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that stay in the release and topic that were asked for."""

    release: str | None = None
    topic: str | None = None

    def page(self, page: str, parameters: Parameters | None = None) -> str:
        """A page with its filters."""
        where = {TOPIC: self.topic, RELEASE: self.release}
        return address(PATHS[page], {**(parameters or {}), **where})

    def claim(self, slug: str, back: str | None = None, filters: Parameters | None = None) -> str:
        """A claim; `back` and `filters` lead to the results one came from."""
        came_from = {BACK: back, **(filters or {})} if back or filters else {}
        return self.page("claims", {CLAIM: slug, **came_from})

    def study(self, key: str) -> str:
        """A study of the library."""
        return self.page("evidence", {STUDY: key})

    def full(self, page: str, parameters: Parameters, release: str) -> str:
        """The address that still says the same when defaults or releases change."""
        return address(PATHS[page], {**parameters, TOPIC: self.topic, RELEASE: release})


def in_release(slug: str, release: str) -> str:
    """A claim as another release has it."""
    return address(PATHS["claims"], {CLAIM: slug, RELEASE: release})


def claim_permalink(slug: str, release: str | None = None) -> str:
    """A page without scripts: the newest state, or frozen in one release."""
    frozen = f"/r/{quote(release)}" if release else ""
    return f"{frozen}/c/{quote(slug)}"


def study_permalink(key: str) -> str:
    """A study's page without scripts."""
    return f"/s/{quote(key)}"


def claim_json(slug: str) -> str:
    """A claim as data."""
    return f"/api/claims/{quote(slug)}.json"


def doi(identifier: str) -> str:
    """Where a DOI resolves."""
    return f"https://doi.org/{quote(identifier, safe='/()')}"


def pubmed(pmid: str) -> str:
    """Where PubMed keeps a paper."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid)}/"


def report(contact: str, subject: str) -> str | None:
    """Where a reader reports an error: a mail with its subject filled in, or the page named."""
    if not contact:
        return None
    if contact.startswith(("http://", "https://")):
        return contact
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}"
