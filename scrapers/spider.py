"""The one spider: sends what the errands of a platform allow, and brings back what came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar, cast

from scrapy import Request as Outgoing
from scrapy import Spider
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from scrapers.errands import Errands
from scrapers.errors import SourceError
from scrapers.platform import Answer, Outcome, Page
from scrapers.sending import MOST_REDIRECTS, PrivateAddressError, filled, redirected
from scrapers.steps import Waiting

# Answers that come closer together than this may be kept together.
A_MOMENT = 0.05

T = TypeVar("T")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class PlatformSpider(Spider):
    """Goes on until the errands are finished; `settled` is called whenever nothing may be sent."""

    name = "platform"

    def __init__(
        self,
        errands: Errands,
        environment: Mapping[str, str],
        settled: Callable[[], None],
        clock: Clock = utc_now,
    ) -> None:
        super().__init__()
        self.errands, self.environment = errands, environment
        self.settled, self.clock = settled, clock
        self.fault: Exception | None = None
        self._news = asyncio.Event()

    async def start(self) -> AsyncIterator[Any]:
        """Every request at the moment at which it may be sent."""
        while not self.errands.is_finished:
            self._news.clear()
            waiting = self._guarded(lambda: self.errands.take(self.clock()))
            if waiting is None:
                await self._until_due()
            elif outgoing := self._guarded(partial(self._outgoing, waiting)):
                yield outgoing

    async def _until_due(self) -> None:
        seconds = self.errands.seconds_until_due(self.clock())
        if await self._hears(seconds if seconds is not None and seconds < A_MOMENT else A_MOMENT):
            return
        # Nothing comes right now: what was got is kept before anything else is waited for.
        self._guarded(self.settled)
        seconds = self.errands.seconds_until_due(self.clock())
        if not self.errands.is_finished:
            await self._hears(seconds)

    async def _hears(self, seconds: float | None) -> bool:
        """Wait for news so long; None is for ever. Whether there were any."""
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _outgoing(self, waiting: Waiting) -> Outgoing | None:
        request, sent_at = waiting.request, self.clock()
        secrets = {**self.environment, **self.errands.secrets}
        try:
            headers, body = filled(request, secrets, servers=self.errands.plan.servers)
        except SourceError as error:
            page = Page(Outcome.REFUSED, f"{error.problem}; {error.fix}")
            self.errands.failed(waiting, page, sent_at=sent_at, now=sent_at)
            return None
        return Outgoing(
            request.url,
            method=request.method,
            headers=headers,
            body=body,
            callback=self.came,
            errback=self.came_not,
            dont_filter=True,
            meta={
                "handle_httpstatus_all": True,
                "dont_redirect": True,
                "dont_obey_robotstxt": not self.errands.platform.card.obeys_robots,
            },
            cb_kwargs={"waiting": waiting, "sent_at": sent_at},
        )

    def came(self, response: Response, waiting: Waiting, sent_at: datetime) -> Outgoing | None:
        """An answer: the errands read it, or it leads on to another address of the same server."""
        answer = Answer(
            response.status, _headers(response), response.body, self.clock(), response.url
        )
        redirects = response.meta.get("redirects", 0)
        if (address := redirected(waiting.request, answer)) and redirects < MOST_REDIRECTS:
            sent = cast(Outgoing, response.request)
            return sent.replace(url=address, meta={**sent.meta, "redirects": redirects + 1})
        if address:
            page = Page(Outcome.REFUSED, f"redirected {redirects} times, then once more")
            self._failed(waiting, page, sent_at)
        else:
            self._guarded(lambda: self.errands.answered(waiting, answer, sent_at=sent_at))
        self._news.set()
        return None

    def came_not(self, failure: Any) -> None:
        """No answer, for a reason that the ledger names."""
        request = cast(Outgoing, failure.request)
        page = without_answer(failure.value)
        self._failed(request.cb_kwargs["waiting"], page, request.cb_kwargs["sent_at"])
        self._news.set()

    def _failed(self, waiting: Waiting, page: Page, sent_at: datetime) -> None:
        now = self.clock()
        self._guarded(lambda: self.errands.failed(waiting, page, sent_at=sent_at, now=now))

    def _guarded(self, act: Callable[[], T]) -> T | None:
        """One platform that is at fault, in whatever way, ends alone."""
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - the boundary of a platform: recorded by who runs it
            self.fault = self.fault or error
            self.errands.abandon()
            return None


def without_answer(error: BaseException | None) -> Page:
    """The page of a request that nothing, or nothing that can be kept, came back for."""
    if isinstance(error, PrivateAddressError):
        return Page(Outcome.REFUSED, str(error))
    if isinstance(error, UnsupportedURLSchemeError):
        return Page(Outcome.REFUSED, f"no address of the web: {error}")
    if isinstance(error, DownloadCancelledError):
        return Page(Outcome.BROKEN, "an answer larger than any page should be")
    if isinstance(error, DownloadTimeoutError):
        return Page(Outcome.RETRY, "no whole answer in time")
    if isinstance(error, ResponseDataLossError):
        return Page(Outcome.RETRY, "the answer was cut off")
    if isinstance(error, IgnoreRequest):
        return Page(Outcome.REFUSED, f"not asked: {error}".rstrip(": "))
    return Page(Outcome.RETRY, f"no connection: {type(error).__name__}: {str(error)[:200]}")


def _headers(response: Response) -> dict[str, str]:
    """Header names in lower case; several of one name as one, as HTTP allows."""
    found: dict[str, str] = {}
    for name, values in response.headers.items():
        written = ", ".join(value.decode("latin-1") for value in values)
        found[name.decode("latin-1").lower()] = written
    return found
