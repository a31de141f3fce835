"""What passes between asking and keeping: a request that waits, and a step that was made."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import datetime

from scrapers.platform import Answer, Page, Request

SIGN_IN = "sign_in"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request with the number of times it was tried in vain."""

    request: Request
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One request that was sent and all that follows from it; kept whole or not at all."""

    request: Request
    sent_at: datetime
    answer: Answer | None
    page: Page
    failed_at: datetime | None = None
    # Whether the request is settled, or stays among those that wait.
    is_done: bool = True
    added: tuple[Request, ...] = ()
    dropped: tuple[Request, ...] = ()

    @property
    def came_at(self) -> datetime:
        """When the answer came, or when it was clear that none would."""
        return self.answer.received_at if self.answer else self.failed_at or self.sent_at


@dataclass(frozen=True, slots=True)
class Manners:
    """How a run behaves: towards every server, and with what is left of each quota."""

    delay_seconds: float
    at_once: int = 1
    # Before a second try; it doubles with each one after.
    first_pause_seconds: float = 2.0
    allowance: Mapping[str, int] = field(default_factory=dict)
    # Environment variables that hold a value; the others must come from a sign-in.
    credentials: frozenset[str] = frozenset()
    # What was asked already in this round, with its part: what comes again is a server in circles.
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Server:
    """What waits for one server, and when it may be asked again."""

    free_at: datetime
    queue: deque[Waiting] = field(default_factory=deque)
    in_flight: int = 0
    # In a row.
    failures: int = 0
    # Not to be asked again in this run, whatever still comes up.
    is_closed: bool = False

    def close(self) -> None:
        """Ask it nothing more; what waits stays kept."""
        self.is_closed = True
        self.queue.clear()

    def may_be_asked(self, now: datetime, at_once: int) -> bool:
        """Whether something waits, and its time has come."""
        return bool(self.queue) and self.free_at <= now and self.in_flight < at_once


_UNSAID = {one.name: one.default for one in fields(Request) if one.default is not MISSING}


def fingerprint(request: Request) -> str:
    """What a request asks, whichever part it is for."""
    asked = [request.method, request.url, request.headers, request.body, request.about]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def to_json(request: Request) -> str:
    """A request as text that waits in the store."""
    facts = {name: value for name, value in asdict(request).items() if value != _UNSAID.get(name)}
    return json.dumps(facts, default=lambda moment: moment.isoformat(), ensure_ascii=False)


def from_json(written: str) -> Request:
    """The request that was written so."""
    facts = json.loads(written)
    for name in ("since", "until"):
        if name in facts:
            facts[name] = datetime.fromisoformat(facts[name])
    facts["headers"] = tuple((name, value) for name, value in facts.get("headers", ()))
    facts["secrets"] = tuple(facts.get("secrets", ()))
    return Request(**facts)
