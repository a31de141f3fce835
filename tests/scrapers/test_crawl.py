"""The spider against honest servers: who asks, what is obeyed, what goes on and what ends."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from scrapers.crawl import Job, crawl, settings_for, user_agent
from scrapers.errands import Errands
from scrapers.errors import SourceError
from scrapers.platform import Outcome, Page, Plan, Request
from scrapers.spider import utc_now
from scrapers.steps import Manners, Step, Waiting
from tests.loopback import NOT_FOUND, Asked, Reply, as_json, serving
from tests.scrapers.counting import CARD, Counting, plan, platform
from tests.scrapers.crawling import AGENT, KEY, crawled, paged


def test_every_page_is_asked_once_and_in_order() -> None:
    came = crawled(paged)
    assert came.ids == ["1", "2", "3"]
    assert came.server.paths == ["/tag/a", "/2", "/3"]
    assert came.faults == {}


def test_every_request_says_who_asks_and_whom_to_write_to() -> None:
    came = crawled(paged)
    assert {one.headers["user-agent"] for one in came.server.asked} == {AGENT}
    assert "desk@example.org" in AGENT
    assert not any("cookie" in one.headers or "referer" in one.headers for one in came.server.asked)


@pytest.mark.parametrize("contact", ["", "  ", "a\nX: b", "ä"])
def test_without_a_contact_nothing_is_asked(contact: str) -> None:
    with pytest.raises(SourceError, match="contact") as refused:
        user_agent("1", contact)
    assert "retrograde.toml" in refused.value.fix


def test_robots_txt_is_obeyed() -> None:
    def closed(asked: Asked) -> Reply:
        return Reply(b"User-agent: *\nDisallow: /tag") if asked.path == "/robots.txt" else NOT_FOUND

    came = crawled(closed)
    assert came.server.paths == []
    assert came.outcomes == [Outcome.REFUSED]
    assert "robots" in came.reason


def test_robots_txt_is_not_asked_where_an_interface_has_terms_of_its_own() -> None:
    came = crawled(paged, Counting(CARD=replace(CARD, obeys_robots=False)))
    assert [one.path for one in came.server.asked] == ["/tag/a", "/2", "/3"]


def test_a_long_address_is_asked_like_any_other() -> None:
    address = f"/tag/a?{'x' * 5000}"
    came = crawled(lambda asked: as_json({"items": []}), Counting(begins=[address]))
    assert came.server.paths == [address]
    assert came.outcomes == [Outcome.OK]


def test_nothing_listens_and_nothing_retries_behind_our_back() -> None:
    came = crawled(paged)
    assert came.errands is not None
    settings = settings_for(came.errands, AGENT, 60)
    assert settings["REMOTE_CONTROL_ENABLED"] is settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["RETRY_ENABLED"] is settings["COOKIES_ENABLED"] is False
    assert settings["ROBOTSTXT_OBEY"] is True


def test_a_token_is_sent_and_never_shown() -> None:
    def guarded(asked: Asked) -> Reply:
        if asked.path == "/token":
            return as_json({"token": "t0ken"} if b"k3y" in asked.body else {}, 200)
        ours = asked.headers.get("authorization") == "Bearer t0ken"
        return paged(asked) if ours else as_json({}, 401)

    came = crawled(guarded, Counting(token=True), environment=KEY)
    assert came.ids == ["1", "2", "3"]
    assert "t0ken" not in repr(came.steps)
    assert "k3y" not in repr(came.steps)


def test_a_sign_in_that_is_answered_in_an_odd_shape_leaks_nothing() -> None:
    def odd(asked: Asked) -> Reply:
        return as_json({"odd": "t0ken"}) if asked.path == "/token" else NOT_FOUND

    came = crawled(odd, Counting(token=True), environment=KEY)
    assert came.outcomes == [Outcome.BROKEN]
    assert "t0ken" not in repr(came.steps)


def test_secrets_do_not_follow_a_server_that_sends_us_away() -> None:
    with serving(lambda asked: as_json({"items": []})) as other:

        def astray(asked: Asked) -> Reply:
            if asked.path == "/token":
                return as_json({"token": "t0ken"})
            return as_json({"items": [], "next": f"{other.url}/steal"})

        came = crawled(astray, Counting(token=True), environment=KEY)
        assert other.asked == []
    assert "no server that the secrets" in came.reason


def test_a_fault_of_the_moment_costs_nothing_but_time() -> None:
    failing = iter([502, 503, 500])

    def shaky(asked: Asked) -> Reply:
        status = next(failing, 200) if asked.path == "/2" else 200
        return paged(asked) if status == 200 else as_json({}, status)

    came = crawled(shaky)
    assert came.ids == ["1", "2", "3"]
    assert came.outcomes.count(Outcome.RETRY) == 3


def test_a_real_429_is_waited_out() -> None:
    refusing = iter([True])

    def busy(asked: Asked) -> Reply:
        if asked.path == "/2" and next(refusing, False):
            return as_json({}, 429, Retry_After="1")
        return paged(asked)

    began = time.monotonic()
    came = crawled(busy)
    assert came.ids == ["1", "2", "3"]
    assert time.monotonic() - began >= 1


def test_a_bug_in_one_platform_is_told_and_stops_no_other() -> None:
    def crash(request: object, answer: object) -> Page:
        raise ZeroDivisionError("a slip")

    with serving(paged) as server:
        asked = replace(plan(server.url), now=utc_now())
        steps: list[Step] = []
        jobs = []
        for name, module in (("bad", Counting(reads=crash)), ("good", Counting())):
            errands = Errands(
                replace(platform(module), name=name), asked,
                [Waiting(one) for one in module.first_requests(asked)],
                manners=Manners(0.0), keep=steps.append, random=lambda: 0.0,
            )  # fmt: skip
            jobs.append(Job(errands, lambda: None))
        faults = crawl(jobs, agent=AGENT, environment={})
    assert list(faults) == ["bad"]
    assert isinstance(faults["bad"], ZeroDivisionError)
    assert len(steps) == 3


def test_a_bug_before_anything_is_sent_is_told_too() -> None:
    class Faulty(Counting):
        def sign_in(self, plan: Plan) -> Request | None:
            raise ZeroDivisionError("a slip")

    came = crawled(paged, Faulty(token=True), environment=KEY)
    assert [type(fault) for fault in came.faults.values()] == [ZeroDivisionError]
    assert came.server.paths == []
