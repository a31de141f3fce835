"""What is still to be asked of one platform, what may be asked now, and what an answer changes.

It sends nothing and reads no clock: whoever sends tells it the time, and it hands on what is to be
kept. Every rule of patience is here, so that all of them can be tested without waiting.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from scrapers.addresses import can_be_asked
from scrapers.platform import Answer, Outcome, Page, Plan, Platform, Request
from scrapers.politeness import pause
from scrapers.reading import ItemReader
from scrapers.steps import SIGN_IN, Manners, Server, Step, Waiting
from scrapers.trail import Trail

# Tries of one request, failures of one server in a row, sign-ins without a success between.
MOST_TRIES, BREAKER, MOST_SIGN_INS = 5, 8, 2
# Being asked to wait is no failure, but a server may also never be content.
MOST_WAITS = 1000
# A longer wait is not sat out: the run ends, and what is left is asked by a later one.
PATIENCE = timedelta(minutes=16)


class Errands:
    """The requests of one round on one platform."""

    def __init__(
        self,
        platform: Platform,
        plan: Plan,
        waiting: Iterable[Waiting],
        *,
        manners: Manners,
        keep: Callable[[Step], None],
        random: Callable[[], float],
    ) -> None:
        self.platform, self.plan, self.manners = platform, plan, manners
        self.keep, self.random = keep, random
        self.secrets: dict[str, str] = {}
        # Why the platform rests, if it does; and troubles of single parts, with their number.
        self.rest: tuple[Outcome, str] | None = None
        self.troubles: Counter[tuple[Outcome, str]] = Counter()
        self._servers: dict[str, Server] = {}
        self._left = dict(manners.allowance)
        self._trail = Trail(manners.asked, most_pages=platform.card.most_pages)
        self._sign_ins = 0
        self._is_signing_in = self._is_resting = self._is_abandoned = False
        for one in waiting:
            self._queue(one)

    def take(self, now: datetime) -> Waiting | None:
        """The next request that may be sent at this moment, taken off the list."""
        for server in self._servers.values():
            if self._is_signing_in or not server.may_be_asked(now, self.manners.at_once):
                continue
            following = self._sign_in_first(server.queue[0])
            if following is None or self._is_over_quota(following.request):
                return None
            if following is server.queue[0]:
                server.queue.popleft()
            self._sent(server, following.request, now)
            return following
        return None

    def seconds_until_due(self, now: datetime) -> float | None:
        """How long until something may be sent; None where only an answer can change that."""
        if self._is_signing_in:
            return None
        times = [
            server.free_at
            for server in self._servers.values()
            if server.queue and server.in_flight < self.manners.at_once
        ]
        return max(0.0, (min(times) - now).total_seconds()) if times else None

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to send and nothing is under way."""
        servers = self._servers.values()
        return self._is_abandoned or not any(one.queue or one.in_flight for one in servers)

    def answered(self, waiting: Waiting, answer: Answer, *, sent_at: datetime) -> None:
        """What came back for a request that was taken."""
        page = self.platform.module.read_page(self.plan, waiting.request, answer)
        if waiting.request.purpose == SIGN_IN:
            # The answer holds a token, and so may a reason that quotes it.
            answer = replace(answer, body=b"")
            if page.outcome is Outcome.BROKEN:
                page = Page(Outcome.BROKEN, "signing in was answered in a shape that is not known")
        self._settle(waiting, page, Step(waiting.request, sent_at, answer, page))

    def failed(self, waiting: Waiting, page: Page, *, sent_at: datetime, now: datetime) -> None:
        """Nothing came back: `page` says why, and what follows from that."""
        self._settle(waiting, page, Step(waiting.request, sent_at, None, page, failed_at=now))

    def _settle(self, waiting: Waiting, page: Page, step: Step) -> None:
        if self._is_abandoned:
            return
        request, server = waiting.request, self._server(waiting.request)
        server.in_flight -= 1
        for bucket, units in page.spent:
            self._left[bucket] = self._left.get(bucket, units) - units
        if page.memory:
            self.plan = replace(self.plan, memory={**self.plan.memory, **page.memory})
        if page.outcome not in (Outcome.OK, Outcome.GONE):
            self.troubles[page.outcome, page.reason] += 1
        if request.purpose == SIGN_IN:
            self._is_signing_in = False
        self.keep(_CONSEQUENCES[page.outcome](self, waiting, step))

    def give_up(self, outcome: Outcome, reason: str, *, server: Server | None = None) -> None:
        """Ask nothing more of a server, or of any, in this run; what waits stays kept."""
        self.rest = self.rest or (outcome, reason)
        self._is_resting = self._is_resting or server is None
        for one in [server] if server else self._servers.values():
            one.close()

    def abandon(self) -> None:
        """Let go of everything at once; what comes of requests under way is left aside."""
        self._is_abandoned = True

    def _server(self, request: Request) -> Server:
        parts = urlsplit(request.url)
        # The first request of all is due at once.
        return self._servers.setdefault(parts.netloc, Server(self.plan.now))

    def _queue(self, waiting: Waiting, *, first: bool = False) -> None:
        server = self._server(waiting.request)
        if self._is_resting or server.is_closed:
            return
        # What expires cannot wait behind the rest.
        if first or not waiting.request.kept:
            server.queue.appendleft(waiting)
        else:
            server.queue.append(waiting)

    def _sign_in_first(self, waiting: Waiting) -> Waiting | None:
        known = self.manners.credentials | self.secrets.keys()
        if known.issuperset(waiting.request.secrets):
            return waiting
        request = self.platform.module.sign_in(self.plan)
        if request is None or not self.manners.credentials.issuperset(request.secrets):
            wanted = sorted(set((request or waiting.request).secrets) - known)
            self.give_up(Outcome.REFUSED, f"{', '.join(wanted)} is not in the environment")
            return None
        return Waiting(request)

    def _is_over_quota(self, request: Request) -> bool:
        left = self._left.get(request.bucket)
        if left is None or left >= request.units:
            return False
        self.give_up(Outcome.QUOTA, f"what runs may use of its quota {request.bucket!r} is used")
        return True

    def _sent(self, server: Server, request: Request, now: datetime) -> None:
        self._is_signing_in = request.purpose == SIGN_IN
        if request.bucket in self._left:
            self._left[request.bucket] -= request.units
        self._server(request).in_flight += 1
        delay = self.manners.delay_seconds
        server.free_at = now + timedelta(seconds=delay * (1 + self.random() / 4))

    def _done(self, waiting: Waiting, step: Step) -> Step:
        server = self._server(waiting.request)
        server.failures = 0
        if step.request.purpose == SIGN_IN:
            self.secrets.update(step.page.secrets)
            return step
        self._sign_ins = 0
        added, troubles = self._trail.follow(step.request, step.page.next)
        for request in added:
            self._queue(Waiting(request))
        self.troubles.update((Outcome.BROKEN, trouble) for trouble in troubles)
        if until := step.page.wait_until:
            self._rest_until(until, step)
        return replace(step, added=added)

    def _rest_until(self, until: datetime, step: Step) -> None:
        """Leave a server alone so long, or, where that is too long to sit out, for this run."""
        self._not_before(until, step.request)
        if until - step.came_at > PATIENCE:
            reason = step.page.reason or "the server has given all that it gives for now"
            told = f"{reason}, until {until:%Y-%m-%d %H:%M} UTC"
            self.give_up(Outcome.WAIT, told, server=self._concerned(step.request))

    def _not_before(self, moment: datetime, request: Request) -> None:
        concerned = self._concerned(request)
        for server in [concerned] if concerned else self._servers.values():
            server.free_at = max(server.free_at, moment)

    def _concerned(self, request: Request) -> Server | None:
        """The server whose trouble it is; None where all of them need what it did not give."""
        return None if request.purpose == SIGN_IN else self._server(request)

    def _wait(self, waiting: Waiting, step: Step) -> Step:
        self._again(waiting)
        if self.troubles[step.page.outcome, step.page.reason] > MOST_WAITS:
            self.give_up(Outcome.WAIT, f"{step.page.reason}, again and again")
        self._rest_until(step.page.wait_until or step.came_at + PATIENCE, step)
        return replace(step, is_done=False)

    def _again(self, waiting: Waiting) -> None:
        # A sign-in comes up by itself, before what needs it.
        if waiting.request.purpose != SIGN_IN:
            self._queue(waiting, first=True)

    def _retry(self, waiting: Waiting, step: Step) -> Step:
        server = self._server(waiting.request)
        server.failures += 1
        if server.failures >= BREAKER and step.request.purpose == SIGN_IN:
            self.give_up(Outcome.RETRY, step.page.reason)
        elif server.failures >= BREAKER:
            # Not this request: the server itself is unwell.
            server.close()
        elif waiting.tries + 1 >= MOST_TRIES:
            self._leave_part(step.request.part)
        else:
            first = self.manners.first_pause_seconds
            seconds = pause(server.failures - 1, self.random(), first=first)
            self._again(replace(waiting, tries=waiting.tries + 1))
            self._not_before(step.came_at + timedelta(seconds=seconds), step.request)
        return replace(step, is_done=False)

    def _sign_in_anew(self, waiting: Waiting, step: Step) -> Step:
        self.secrets.clear()
        self._sign_ins += 1
        no_token = not self.platform.module.sign_in(self.plan)
        if no_token or self._sign_ins > MOST_SIGN_INS or step.request.purpose == SIGN_IN:
            self.give_up(Outcome.REFUSED, step.page.reason)
        else:
            self._again(waiting)
        return replace(step, is_done=False)

    def _restart(self, waiting: Waiting, step: Step) -> Step:
        left = self._leave_part(step.request.part)
        if not self._trail.begin_anew(step.request.part):
            return replace(step, is_done=False)
        following = tuple(one for one in step.page.next if can_be_asked(one.url))
        for request in following:
            self._queue(Waiting(request))
        return replace(step, added=following, dropped=left)

    def _leave_part(self, part: str) -> tuple[Request, ...]:
        """Take what waits of a part off the list, without settling it."""
        left: list[Request] = []
        for server in self._servers.values():
            left += [one.request for one in server.queue if one.request.part == part]
            server.queue = deque(one for one in server.queue if one.request.part != part)
        return tuple(left)

    def _refused(self, waiting: Waiting, step: Step) -> Step:
        if step.request.purpose == SIGN_IN:
            self.give_up(Outcome.REFUSED, step.page.reason)
        return replace(step, dropped=self._leave_part(step.request.part))

    def _rests(self, waiting: Waiting, step: Step) -> Step:
        # A quota is one for all servers; a challenge is of the server that poses it.
        all_rest = step.page.outcome is Outcome.QUOTA
        server = None if all_rest else self._concerned(step.request)
        self.give_up(step.page.outcome, step.page.reason, server=server)
        return replace(step, is_done=False)

    def _broken(self, waiting: Waiting, step: Step) -> Step:
        self._leave_part(step.request.part)
        if step.request.purpose == SIGN_IN:
            self.give_up(Outcome.BROKEN, step.page.reason)
        if step.answer is None or step.request.purpose == SIGN_IN:
            return replace(step, is_done=False)
        read_item = self.platform.module.read_item
        reader = ItemReader(self.platform.name, read_item, step.came_at, "platform")
        kept = reader.read_one(0, step.answer.body, step.page.reason)
        page = replace(step.page, readings=(*step.page.readings, kept))
        return replace(step, page=page, is_done=False)


_CONSEQUENCES: dict[Outcome, Callable[[Errands, Waiting, Step], Step]] = {
    Outcome.OK: Errands._done,
    Outcome.GONE: Errands._done,
    Outcome.WAIT: Errands._wait,
    Outcome.RETRY: Errands._retry,
    Outcome.SIGN_IN: Errands._sign_in_anew,
    Outcome.RESTART: Errands._restart,
    Outcome.QUOTA: Errands._rests,
    Outcome.CHALLENGED: Errands._rests,
    Outcome.REFUSED: Errands._refused,
    Outcome.BROKEN: Errands._broken,
}
