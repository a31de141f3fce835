"""The spider against servers that lie: bounded in time and memory, and never fooled."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from scrapers.crawl import LARGEST_ANSWER, Job, crawl, settings_for
from scrapers.errands import MOST_TRIES, Errands
from scrapers.platform import Outcome
from scrapers.spider import utc_now
from scrapers.steps import Manners, Waiting
from tests.loopback import NOT_FOUND, Asked, Reply, as_json, serving
from tests.scrapers.counting import CARD, Counting, plan, platform
from tests.scrapers.crawling import AGENT, ONE, Came, always, always_but_robots, crawled, paged


def test_a_slow_body_is_given_up() -> None:
    def drip() -> Iterator[bytes]:
        while True:
            yield b" "
            time.sleep(0.05)

    began = time.monotonic()
    came = crawled(lambda asked: always(Reply(drip()))(asked), timeout_seconds=0.3)
    assert came.outcomes == [Outcome.RETRY] * MOST_TRIES
    assert came.reason == "no whole answer in time"
    assert time.monotonic() - began < 15


def test_a_silent_server_is_given_up() -> None:
    def silent(asked: Asked) -> Reply:
        time.sleep(0 if asked.path == "/robots.txt" else 0.6)
        return NOT_FOUND

    came = crawled(silent, timeout_seconds=0.2)
    assert set(came.outcomes) == {Outcome.RETRY}


@pytest.mark.parametrize("body", [b'{"items":[{"id":1},{"id":2', b'{"items":[{"id":1}]}'])
def test_json_that_is_cut_off_is_no_page(body: bytes) -> None:
    whole = Reply(body, headers={"Content-Type": "application/json"}, length=len(body) + 99)
    came = crawled(always(whole))
    assert came.ids == []
    assert set(came.outcomes) == {Outcome.RETRY}
    assert "cut off" in came.reason


def test_json_that_is_cut_off_and_says_otherwise_is_set_aside() -> None:
    came = crawled(always(Reply(b'{"items":[{"id":1},{"id":2')))
    assert (came.ids, came.outcomes) == ([], [Outcome.BROKEN])


def test_a_web_page_with_200_is_a_challenge() -> None:
    came = crawled(always(Reply(b"<!DOCTYPE html><title>Just a moment</title>")))
    assert came.outcomes == [Outcome.CHALLENGED]


def test_a_gzip_bomb_does_not_go_off() -> None:
    bomb = gzip.compress(b'{"items":[' + b" " * (LARGEST_ANSWER * 8) + b"]}", 9)
    assert len(bomb) < LARGEST_ANSWER // 10
    tracemalloc.start()
    came = crawled(always(Reply(bomb, headers={"Content-Encoding": "gzip"})))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert came.ids == []
    assert came.outcomes[0] in (Outcome.BROKEN, Outcome.REFUSED)
    assert peak < 4 * LARGEST_ANSWER


@pytest.mark.parametrize("said", [None, 10 * LARGEST_ANSWER])
def test_an_answer_without_end_is_left(said: int | None) -> None:
    def flood() -> Iterator[bytes]:
        while True:
            yield b" " * 65_536

    body: bytes | Iterator[bytes] = b"x" if said else flood()
    came = crawled(lambda asked: always(Reply(body, length=said))(asked))
    assert came.outcomes == [Outcome.BROKEN]
    assert "larger than any page" in came.reason


def test_a_line_of_ten_megabytes_is_read_or_set_aside_and_nothing_breaks() -> None:
    page = {"items": [{"id": 1, "text": "x" * 10_000_000}, {"id": 2}]}
    came = crawled(always(Reply(json.dumps(page).encode())))
    assert "2" in came.ids
    assert came.outcomes == [Outcome.OK]


def test_a_redirect_in_circles_ends() -> None:
    came = crawled(always(Reply(status=302, headers={"Location": "/tag/a"})))
    assert len(came.server.paths) == 6
    assert came.outcomes == [Outcome.REFUSED]
    assert "redirected 5 times" in came.reason


def test_a_redirect_on_the_same_server_is_followed() -> None:
    def moved(asked: Asked) -> Reply:
        if asked.path == "/tag/a":
            return Reply(status=301, headers={"Location": "/moved"})
        return as_json(ONE) if asked.path == "/moved" else NOT_FOUND

    assert crawled(moved).ids == ["1"]


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    with serving(always(as_json(ONE))) as inside:
        came = crawled(always(Reply(status=302, headers={"Location": f"{inside.url}/secret"})))
        assert inside.asked == []
    assert came.outcomes == [Outcome.REFUSED]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:7f00:1]"]
)
def test_a_next_page_in_a_private_network_is_not_asked(host: str) -> None:
    with serving(always(as_json(ONE))) as inside:
        port = inside.url.rpartition(":")[2]
        came = crawled(always(as_json({"items": [], "next": f"http://{host}:{port}/secret"})))
        assert inside.asked == []
    assert came.outcomes[-1] in (Outcome.REFUSED, Outcome.RETRY)
    assert came.faults == {}


@pytest.mark.parametrize(
    "address",
    ["ftp://127.0.0.1/x", "file:///etc/passwd", "data:,x", "about:blank", "http:///x", "http://[",
     "http://a.example:99999/", "http://a.example:0/", "//a.example/", ""],
)  # fmt: skip
def test_a_next_page_that_is_no_address_of_the_web_is_not_asked(address: str) -> None:
    def misled(asked: Asked) -> Reply:
        host = asked.headers["host"]
        first = {"items": [{"id": 1}], "next": address or f"http://{host}/{chr(0)}"}
        return as_json(first if asked.path == "/tag/a" else ONE)

    came = crawled(always_but_robots(misled))
    assert came.ids[0] == "1"
    assert came.faults == {}
    assert came.errands is not None
    if address:
        ((outcome, reason),) = came.errands.troubles
        assert outcome is Outcome.BROKEN
        assert "no page" in reason


@pytest.mark.parametrize("scheme", ["file", "data", "ftp", "s3"])
def test_scrapy_reads_nothing_but_the_web_whatever_it_is_told(scheme: str) -> None:
    came = crawled(paged)
    assert came.errands is not None
    assert settings_for(came.errands, AGENT, 60)["DOWNLOAD_HANDLERS"][scheme] is None


def test_a_cursor_that_repeats_for_ever_ends() -> None:
    def circle(asked: Asked) -> Reply:
        host = asked.headers["host"]
        return as_json({**ONE, "next": f"http://{host}/{'b' if asked.path == '/a' else 'a'}"})

    came = crawled(always_but_robots(circle))
    assert len(came.server.paths) == 3
    assert came.errands is not None
    assert any("circles" in reason for _, reason in came.errands.troubles)


def test_cursors_that_are_always_new_end_too() -> None:
    def spiral(asked: Asked) -> Reply:
        return as_json({**ONE, "next": f"http://{asked.headers['host']}{asked.path}x"})

    assert len(crawled(always_but_robots(spiral)).server.paths) == CARD.most_pages


def test_ids_beyond_what_a_float_holds_stay_whole() -> None:
    big = 7320768196569599275
    assert crawled(always(Reply(b'{"items":[{"id":%d}]}' % big))).ids == [str(big)]


@pytest.mark.parametrize("length", ["-1", "x", "1, 2"])
def test_nonsense_in_the_headers_is_a_fault_and_no_crash(length: str) -> None:
    came = crawled(always(Reply(b"{}", headers={"Content-Length": length})))
    assert came.ids == []
    assert came.faults == {}
    assert Outcome.OK not in came.outcomes


def test_a_server_that_is_not_there_is_named() -> None:
    with serving(paged) as gone:
        pass
    came = Came(gone)
    asked = replace(plan(gone.url), now=utc_now())
    module = Counting()
    came.errands = Errands(
        platform(module), asked, [Waiting(one) for one in module.first_requests(asked)],
        manners=Manners(0.0, first_pause_seconds=0.01), keep=came.steps.append, random=lambda: 0.0,
    )  # fmt: skip
    crawl([Job(came.errands, lambda: None)], agent=AGENT, environment={})
    assert set(came.outcomes) == {Outcome.RETRY}
    assert "no connection" in came.reason
