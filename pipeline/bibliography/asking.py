"""One door to every catalogue: one question, one bounded answer, one clear sentence on failure."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import requests

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.version import code_version

Name = Literal["Crossref", "PubMed", "Europe PMC", "OpenAlex"]
ADDRESSES: Mapping[Name, str] = {
    "Crossref": "https://api.crossref.org",
    "PubMed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "Europe PMC": "https://www.ebi.ac.uk/europepmc/webservices/rest",
    "OpenAlex": "https://api.openalex.org",
}
OPENALEX_KEY = "RETROGRADE_OPENALEX_KEY"
LARGEST_ANSWER = 8_000_000
MOST_REDIRECTS = 3
# Small, so that a trickle of bytes is noticed between two pieces.
_PIECE = 4096
# A stalled body is a ConnectionError to requests, not a Timeout.
_BROKEN = (
    requests.ConnectionError,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)
_AGAIN = "run the same command again later"
Answer = Mapping[str, object]


class CatalogueError(PipelineError):
    """A catalogue that gave no usable answer."""

    def __init__(self, catalogue: Name, says: str, fix: str) -> None:
        super().__init__(f"{catalogue} {says}", fix)
        self.catalogue = catalogue
        self.says = says


class NotListed(CatalogueError):
    """A catalogue that answered, and knows no such paper."""


@dataclass(frozen=True, slots=True)
class Enquirer:
    """Who asks, and where; `seconds` is how long a catalogue may take to begin, and then to end."""

    contact: str = ""
    addresses: Mapping[Name, str] = field(default_factory=lambda: ADDRESSES)
    openalex_key: str = ""
    seconds: float = 20.0

    @property
    def mail(self) -> str | None:
        """The contact, if it is a mail address."""
        return self.contact if "@" in self.contact else None

    def ask(self, name: Name, path: str, **parameters: str | int | None) -> Answer:
        """The JSON object that a catalogue answers with."""
        try:
            with requests.Session() as session:
                session.max_redirects = MOST_REDIRECTS
                with session.get(
                    self.addresses[name] + path,
                    params={key: value for key, value in parameters.items() if value is not None},
                    headers=self._headers(name),
                    timeout=self.seconds,
                    stream=True,
                ) as response:
                    _must_answer(name, response, self.contact)
                    return _read(name, response, time.monotonic() + 2 * self.seconds)
        except requests.RequestException as error:
            raise _unreachable(name, error, self.seconds) from error

    def _headers(self, name: Name) -> dict[str, str]:
        # A header is one line of plain letters, whatever the settings say.
        plain = "".join(c for c in self.contact if " " < c <= "~")
        said = f" ({'mailto:' if self.mail else ''}{plain})" if plain else ""
        headers = {"User-Agent": f"Retrograde/{code_version()}{said}", "Accept": "application/json"}
        if name == "OpenAlex" and self.openalex_key:
            headers["Authorization"] = f"Bearer {self.openalex_key}"
        return headers


def enquirer_of(settings: Settings, environment: Mapping[str, str]) -> Enquirer:
    """The enquirer of these settings; a key comes from the environment alone."""
    key = environment.get(OPENALEX_KEY, "").strip()
    return Enquirer(contact=settings.contact.strip(), openalex_key=key, addresses=ADDRESSES)


def _unreachable(name: Name, error: requests.RequestException, seconds: float) -> CatalogueError:
    if isinstance(error, requests.Timeout):
        return CatalogueError(name, f"did not answer within {seconds:g} seconds.", _AGAIN)
    if isinstance(error, requests.exceptions.SSLError):
        return CatalogueError(
            name,
            "could not be asked: its certificate does not hold on this network.",
            "check that no log-in page of the network stands between, then ask again",
        )
    if isinstance(error, requests.ConnectionError):
        return CatalogueError(
            name,
            "cannot be reached from here.",
            "check the network (or the proxy), then run the same command again",
        )
    return CatalogueError(name, "sent us on to an address that cannot be asked.", _AGAIN)


def _must_answer(name: Name, response: requests.Response, contact: str) -> None:
    """Anything but a good answer is an error that says what to do."""
    status = response.status_code
    if status == 200:
        return
    if status == 404:
        raise NotListed(name, "does not list it (404).", "check the number against the paper")
    if status in (429, 503):
        polite = "" if contact else "; with a contact in retrograde.toml it answers more readily"
        raise CatalogueError(
            name,
            f"asks for a pause ({status}){_pause(response.headers.get('Retry-After'))}.",
            f"run the same command again then{polite}",
        )
    if status in (401, 403):
        fix = f"check the key in {OPENALEX_KEY}" if name == "OpenAlex" else _AGAIN
        raise CatalogueError(name, f"refused the question ({status}).", fix)
    if 400 <= status < 500:
        raise CatalogueError(
            name, f"did not take the question ({status}).", "put it in other words"
        )
    raise CatalogueError(name, f"is in trouble ({status}).", _AGAIN)


def _pause(asked: str | None) -> str:
    """How long a catalogue asks us to wait, in words; nothing where it does not say it sensibly."""
    seconds = _seconds(asked) if asked else None
    if seconds is None or not 0 < seconds <= 7 * 24 * 3600:
        return ""
    if seconds < 120:
        return f" of {seconds:.0f} seconds"
    return (
        f" of {seconds / 60:.0f} minutes" if seconds < 7200 else f" of {seconds / 3600:.0f} hours"
    )


def _seconds(asked: str) -> float | None:
    if asked.strip().isascii() and asked.strip().isdigit():
        return float(asked[:12])
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return (aware - datetime.now(UTC)).total_seconds()


def _read(name: Name, response: requests.Response, deadline: float) -> Answer:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if "html" in kind:
        raise CatalogueError(
            name,
            "answered with a web page instead of data.",
            "check that no log-in page of the network stands between, then ask again",
        )
    try:
        answer = json.loads(_body(name, response, deadline))
    except _BROKEN as error:
        raise CatalogueError(name, "broke off in the middle of its answer.", _AGAIN) from error
    except (ValueError, RecursionError):
        raise malformed(name) from None
    if not isinstance(answer, dict):
        raise malformed(name)
    return answer


def _body(name: Name, response: requests.Response, deadline: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_PIECE):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            more = f"sent more than {LARGEST_ANSWER // 1_000_000} MB, which is no answer to this."
            raise CatalogueError(name, more, f"ask for less, or {_AGAIN}")
        if time.monotonic() > deadline:
            raise CatalogueError(name, "took too long to send its answer.", _AGAIN)
    return bytes(body)


def malformed(name: Name) -> CatalogueError:
    """What an answer in no form we know is called."""
    return CatalogueError(name, "gave an answer in a form that is not its own.", _AGAIN)
