"""The seam for platforms: one module in scrapers/platforms each, found by being there.

A platform is a card of facts and pure functions: a plan gives the first requests, a request and its
answer give a page. Whoever sends, waits, keeps and resumes is elsewhere, the same for all of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Literal, Protocol, cast

from scrapers import platforms
from scrapers.fields import Item
from scrapers.reading import Received
from scrapers.records import Capture, Reading

Resets = Literal["rolling", "utc_midnight", "pacific_midnight"]


@dataclass(frozen=True, slots=True)
class Bucket:
    """A quota of a platform: so many units until it resets, of which runs leave a share alone."""

    name: str
    units: int
    resets: Resets
    # A rolling bucket holds for so many seconds; the delay of the card keeps below it.
    seconds: int = 86_400
    # What collecting leaves for refreshing what is already held.
    reserved_share: float = 0.1


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader of the data, and whoever sends the requests, should know of a platform."""

    title: str
    # The platform's name in posts, e.g. tiktok, whichever of its doors this module uses.
    platform: str
    # Base addresses that are asked unless the settings name others, without a slash at the end.
    servers: tuple[str, ...]
    terms_url: str
    limits: str
    retention: str
    # Days within which a post must be asked for again; None where nothing demands it.
    retention_days: int | None
    # Between two requests to one server.
    delay_seconds: float
    # Environment variables that must hold a secret, and such as may.
    credentials: tuple[str, ...] = ()
    optional_credentials: tuple[str, ...] = ()
    # Asked by `retrograde run` without being named, where its credentials are there.
    on_by_default: bool = True
    # The step that its counters are rounded to where they are small.
    count_quantum: int = 1
    buckets: tuple[Bucket, ...] = ()
    # What one part may at most take: a server that never ends is left there.
    most_pages: int = 1000
    # How far back the first window of a tag reaches.
    first_days: int = 30
    # An interface with credentials and terms of its own is no page that robots.txt speaks of.
    obeys_robots: bool = True
    # How long a post may take until it is found: a window begins so much before the last one's end.
    late_days: int = 1
    # From which day on a post is asked for again, so that a bad week breaks no duty; None is after
    # two thirds of `retention_days`.
    refresh_days: int | None = None
    # Whether a post that nobody could answer for in `retention_days` must go, or only ought to have
    # been asked for.
    goes_unanswered: bool = False
    # Whether it asks for the single posts of a plan.
    shows_single_posts: bool = False
    # How `recheck` is given a comment: by its id alone, as POST/COMMENT where it can only be listed
    # again with the others under its post, or not at all.
    comments_by: Literal["id", "post", "nothing"] = "id"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of one platform: hashtags, a window of time, and which of its servers."""

    tags: tuple[str, ...]
    # Posts from here on, and before there; a platform without search by time stops at `since`.
    since: datetime
    until: datetime
    now: datetime
    servers: tuple[str, ...]
    # Names of environment variables that hold a value.
    credentials: frozenset[str] = frozenset()
    # What earlier pages asked to remember, in this run or before.
    memory: Mapping[str, str] = field(default_factory=dict)
    # Ids or addresses of single posts, for a platform that shows posts one by one.
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One request as plain data, which may wait in the store: no secret is in it.

    `${NAME}` in a header or the body becomes a secret when it is sent, `${base64:NAME:OTHER}` two of
    them as HTTP Basic wants them, for the names in `secrets` only: environment variables of the card,
    or what the answer to a sign-in gave. They go to the servers of the plan and nowhere else.
    """

    url: str
    purpose: str
    # What stands, falls and starts anew together: one tag on one server in one slice of time.
    part: str
    method: Literal["GET", "POST"] = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    secrets: tuple[str, ...] = ()
    bucket: str = ""
    units: int = 1
    # Where in the part it is: for people, and for a platform that builds the next from this one.
    since: datetime | None = None
    until: datetime | None = None
    cursor: str = ""
    search_id: str = ""
    # Id of the post that it is about, for comments, captions and rechecks.
    about: str = ""
    # False where its address expires or is signed: asked in this run or never, and not written down.
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case, the body unpacked, the time by our clock."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    received_at: datetime
    # Where the answer came from, after redirects.
    url: str = ""


class Outcome(StrEnum):
    """What a page means for the part of its request."""

    OK = "ok"
    # Asked too fast: the same request once more, at `wait_until`.
    WAIT = "wait"
    # A fault of the moment (5xx, cut off): the same request once more, after a growing pause.
    RETRY = "retry"
    # The token has run out: sign in, then the same request once more.
    SIGN_IN = "sign_in"
    # The cursor has run out: all that waits of the part is dropped for `next`.
    RESTART = "restart"
    # The day's quota is spent: the platform rests, its requests wait for a later run.
    QUOTA = "quota"
    # Not for us here (a closed timeline, a missing right): the part ends, the others go on.
    REFUSED = "refused"
    # What was asked about is not there any more: the part goes on.
    GONE = "gone"
    # A login wall or a puzzle: never solved, never evaded; the platform rests.
    CHALLENGED = "challenged"
    # A shape that is not known: kept for remapping, the part ends.
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer holds and what follows from it; all of it is kept in one transaction."""

    outcome: Outcome = Outcome.OK
    # Why, in words, for the ledger, where the outcome is not OK.
    reason: str = ""
    readings: tuple[Reading, ...] = ()
    next: tuple[Request, ...] = ()
    # When to go on; on a page that is OK, its server said that it was the last for now.
    wait_until: datetime | None = None
    # Units of further buckets, e.g. records where requests are counted too.
    spent: tuple[tuple[str, int], ...] = ()
    # Keys of posts that were asked about and are gone.
    gone: tuple[str, ...] = ()
    # How many posts the platform itself says this part should have, where it can be believed.
    expected: int | None = None
    # Kept with the page, and in the plan from then on.
    memory: Mapping[str, str] = field(default_factory=dict)
    # From a sign-in: held in memory only, never written or shown.
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


class PlatformModule(Protocol):
    """What a module in scrapers/platforms holds; every function is pure."""

    CARD: Card

    def first_requests(self, plan: Plan) -> tuple[Request, ...]:
        """Where to begin, one request or more for each part."""

    def sign_in(self, plan: Plan) -> Request | None:
        """The request whose page brings the secrets that the others name; None where none do."""

    def read_page(self, plan: Plan, request: Request, answer: Answer) -> Page:
        """What the answer to a request of this module means."""

    def read_item(self, item: Item, received: Received) -> Capture:
        """One item of a page, or of what was kept of one; raises Unmapped or Unwanted."""

    def recheck(self, plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
        """Requests that ask whether posts still stand and what their counters show now."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform by the name that `--platform` takes: its module's."""

    name: str
    module: PlatformModule

    @property
    def card(self) -> Card:
        return self.module.CARD


@cache
def known_platforms() -> dict[str, Platform]:
    """All platforms by name, as the folder holds them."""
    names = sorted(module.name for module in pkgutil.iter_modules(platforms.__path__))
    return {name: Platform(name, _module(name)) for name in names}


def _module(name: str) -> PlatformModule:
    return cast(PlatformModule, importlib.import_module(f"scrapers.platforms.{name}"))
