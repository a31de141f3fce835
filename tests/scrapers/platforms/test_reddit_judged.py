"""Reddit, judged by PRAW: it must sign in as we do, ask what we ask, and find what we find.

Needs the extra `judges` (sh scripts/judges.sh installs it).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request as Outgoing
from urllib.request import urlopen

import pytest
import requests

from scrapers.platform import Answer, Outcome, Plan, Request
from scrapers.platforms import reddit
from scrapers.records import Capture
from scrapers.sending import filled
from tests.loopback import Asked, Server, serving
from tests.scrapers.platforms.asking import NOW, answer, plan, posts
from tests.scrapers.platforms.samples.reddit import POST, SEARCHED
from tests.scrapers.platforms.stub_reddit import APP, SECRET, Reddit

NEEDED = "PRAW is not here: sh scripts/judges.sh PYTHON installs it"
praw = pytest.importorskip("praw", reason=NEEDED)
prawcore = pytest.importorskip("prawcore", reason=NEEDED)
SECRETS = {reddit.ID: APP, reddit.SECRET: SECRET}


@pytest.fixture
def stub() -> Reddit:
    return Reddit()


@pytest.fixture
def server(stub: Reddit) -> Iterator[Server]:
    with serving(stub) as running:
        yield running


@contextmanager
def client(server: Server) -> Iterator[Any]:
    """PRAW, sent to a server of ours and nowhere else."""
    with requests.Session() as session:
        yield praw.Reddit(
            client_id=APP,
            client_secret=SECRET,
            user_agent="retrograde-tests",
            oauth_url=server.url,
            reddit_url=server.url,
            check_for_updates=False,
            requestor_kwargs={"session": session},
        )


def here(server: Server) -> Plan:
    return plan("runningbackwards", servers=(server.url,))


def fetched(server: Server, request: Request) -> Answer:
    """The bytes that the stub sends for a request of ours, sent as the spider sends it."""
    secrets = {**SECRETS, "access_token": "T"}
    headers, body = filled(request, secrets, servers=[server.url])
    outgoing = Outgoing(  # noqa: S310 - loopback
        request.url, data=body or None, headers=headers, method=request.method
    )
    with urlopen(outgoing, timeout=20) as came:  # noqa: S310 - loopback
        named = {name.lower(): value for name, value in came.headers.items()}
        return Answer(came.status, named, came.read(), NOW, request.url)


def last(server: Server, path: str) -> Asked:
    """The last request that went to a path."""
    return [one for one in server.asked if urlsplit(one.path).path.strip("/") == path][-1]


def query(path: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(path).query))


def test_we_sign_in_as_praw_does(server: Server) -> None:
    with client(server) as service:
        service.get("search", params={"q": "a"})
    theirs = last(server, "api/v1/access_token")
    request = reddit.sign_in(here(server))
    assert request is not None
    page = reddit.read_page(here(server), request, fetched(server, request))
    ours = last(server, "api/v1/access_token")
    assert (ours.method, ours.path, ours.body) == (theirs.method, theirs.path, theirs.body)
    for name in ("authorization", "content-type"):
        assert ours.headers[name] == theirs.headers[name]
    headers, _ = filled(SEARCHED, page.secrets, servers=["https://server.example"])
    assert headers["Authorization"] == last(server, "search").headers["authorization"]


def test_praw_pages_through_a_search_as_we_do(server: Server) -> None:
    (request,) = reddit.first_requests(here(server))
    ours: list[str] = []
    asked: list[dict[str, str]] = []
    following: list[Request] = [request]
    while following:
        asked.append(query(following[0].url))
        page = reddit.read_page(here(server), following[0], fetched(server, following[0]))
        ours += [post.id for post in posts(page.readings)]
        following = [one for one in page.next if one.purpose == "search"]
    before = len(server.asked)
    wanted = {name: value for name, value in query(request.url).items() if name != "limit"}
    with client(server) as service:
        listing = praw.models.ListingGenerator(
            service, "search", limit=None, request_limit=reddit.PAGE_POSTS, params=wanted
        )
        theirs = [one.fullname for one in listing]
    assert theirs == ours == [f"t3_1back{number}" for number in range(3)]
    sent = [one for one in server.asked[before:] if one.path.startswith("/search")]
    assert [query(one.path) for one in sent] == asked


def test_praw_reads_the_same_posts_out_of_the_same_bytes(server: Server) -> None:
    (request,) = reddit.first_requests(here(server))
    came = fetched(server, request)
    page = reddit.read_page(here(server), request, came)
    with client(server) as service:
        theirs = list(service._objector.objectify(data=json.loads(came.body)))
    assert len(theirs) == len(page.readings) == 2
    for their, our in zip(theirs, page.readings, strict=True):
        assert isinstance(our, Capture)
        assert our.post is not None
        assert our.author is not None
        (seen,) = our.sightings
        assert our.post.id == their.fullname
        assert our.post.caption == f"{their.title}\n\n{their.selftext}"
        assert our.post.created_at is not None
        assert our.post.created_at.timestamp() == their.created_utc
        assert our.author.handle == their.author.name
        assert (seen.likes, seen.comments) == (their.score, their.num_comments)


def test_praw_finds_the_same_comments_in_a_tree(server: Server) -> None:
    asked = reddit.first_requests(here(server))[0]
    page = reddit.read_page(here(server), asked, fetched(server, asked))
    (request, *_) = [one for one in page.next if one.purpose == "comments"]
    names = query(reddit.read_page(here(server), request, fetched(server, request)).next[0].url)
    with client(server) as service:
        forest = service.submission(id=request.about.removeprefix("t3_")).comments.list()
    theirs = [
        name
        for one in forest
        for name in (
            [f"t1_{child}" for child in one.children]
            if isinstance(one, praw.models.MoreComments)
            else [one.fullname]
        )
    ]
    assert sorted(names["id"].split(",")) == sorted(theirs)


def test_praw_looks_posts_up_as_we_do(server: Server) -> None:
    names = [POST, "t3_gone00", "t1_said01"]
    (request,) = reddit.recheck(here(server), names)
    page = reddit.read_page(here(server), request, fetched(server, request))
    with client(server) as service:
        theirs = [one.fullname for one in service.info(fullnames=names)]
    assert [post.id for post in posts(page.readings)] == theirs == [POST, "t1_said01"]
    assert page.gone == ("reddit:t3_gone00",)
    sent = last(server, "api/info")
    assert query(sent.path) == query(request.url)


@pytest.mark.parametrize(
    ("status", "error", "outcome"),
    [(403, "Forbidden", Outcome.REFUSED), (429, "TooManyRequests", Outcome.WAIT)],
)
def test_praw_takes_a_refusal_as_we_do(
    server: Server, stub: Reddit, status: int, error: str, outcome: Outcome
) -> None:
    stub.refusals["search"] = ({"message": error, "error": status}, status)
    with client(server) as service, pytest.raises(getattr(prawcore.exceptions, error)) as refused:
        service.get("search", params={"q": "a"})
    came = replace(answer(refused.value.response.content), status=status)
    assert reddit.read_page(here(server), SEARCHED, came).outcome is outcome
