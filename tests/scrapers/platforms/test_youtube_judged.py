"""YouTube, judged by Google's own client and by the description of the interface inside it.

What our functions ask must be what the description allows, and what the client would ask; what a
server answers must mean the same to the client and to our functions. Needs the extra `judges`
(sh scripts/judges.sh installs it).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request as Outgoing
from urllib.request import urlopen

import jsonschema
import pytest

from scrapers.platform import Answer, Outcome, Page, Plan, Request
from scrapers.platforms import youtube
from scrapers.records import Capture
from scrapers.youtube_requests import comments_of, look_up
from tests.loopback import Server, serving
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.youtube import COMMENT, PAGES, error, video_id
from tests.scrapers.platforms.stub_youtube import KEY, YouTube

NEEDED = "Google's client is not here: sh scripts/judges.sh PYTHON installs it"
discovery = pytest.importorskip("googleapiclient.discovery", reason=NEEDED)
errors = pytest.importorskip("googleapiclient.errors", reason=NEEDED)
httplib2 = pytest.importorskip("httplib2", reason=NEEDED)

METHODS = {
    "/youtube/v3/search": "search",
    "/youtube/v3/videos": "videos",
    "/youtube/v3/commentThreads": "commentThreads",
    "/youtube/v3/comments": "comments",
}
KINDS: dict[str, Callable[[str], object]] = {
    "integer": int,
    "boolean": lambda written: written == "true",
    "string": str,
}


@pytest.fixture
def served() -> Iterator[tuple[YouTube, Server]]:
    stub = YouTube()
    with serving(stub) as server:
        yield stub, server


def client(server: str) -> Any:
    """Google's own client, sent to a server of ours and nowhere else, closed after a block."""
    return closing(
        discovery.build(
            "youtube",
            "v3",
            developerKey=KEY,
            client_options={"api_endpoint": server},
            http=httplib2.Http(timeout=20, proxy_info=None),
            static_discovery=True,
        )
    )


@cache
def described() -> dict[str, Any]:
    """The description of the interface that came with the client."""
    with client(SERVER) as service:
        found: dict[str, Any] = service._rootDesc
    return found


def their_request(service: Any, ours: Request) -> Any:
    """What Google's client makes of our parameters; it refuses those that it does not know."""
    there = urlsplit(ours.url)
    name = METHODS[there.path]
    known = described()["resources"][name]["methods"]["list"]["parameters"]
    wanted = {
        key: KINDS[known[key]["type"]](value) if key in known else value
        for key, value in parse_qsl(there.query)
    }
    return getattr(service, name)().list(**wanted)


def our_requests() -> list[Request]:
    """One request of every kind that is ever sent, and those that pages lead to."""
    begun = [
        *youtube.first_requests(plan("a", "b")),
        *youtube.recheck(plan(), [video_id(), COMMENT]),
    ]
    led_to = [one for r, a in PAGES for one in youtube.read_page(plan(), r, a).next]
    return [*begun, *led_to]


def fetched(request: Request) -> Answer:
    """The bytes that the stub sends for a request of ours, with the key where the spider puts it."""
    outgoing = Outgoing(request.url, headers={"X-Goog-Api-Key": KEY})  # noqa: S310 - loopback
    with urlopen(outgoing, timeout=20) as came:  # noqa: S310 - loopback
        return Answer(came.status, {}, came.read(), NOW, request.url)


def slice_of(server: str) -> tuple[Plan, Request]:
    """The slice of time in which the invented videos lie."""
    asked = replace(plan(), servers=(server,), since=NOW - timedelta(days=14))
    return asked, youtube.first_requests(asked)[0]


def test_every_purpose_is_judged() -> None:
    assert {one.purpose for one in our_requests()} == set(youtube._PAGES)


def test_we_ask_what_the_client_would_ask() -> None:
    for ours in our_requests():
        with client(SERVER) as service:
            theirs = their_request(service, ours)
        assert theirs.method == ours.method
        there, here = urlsplit(theirs.uri), urlsplit(ours.url)
        assert (there.scheme, there.netloc, there.path) == (here.scheme, here.netloc, here.path)
        assert query(theirs.uri) == query(ours.url)


def test_what_we_ask_is_within_the_limits_of_the_description() -> None:
    for ours in our_requests():
        there = urlsplit(ours.url)
        method = described()["resources"][METHODS[there.path]]["methods"]["list"]
        wanted = dict(parse_qsl(there.query))
        known = method["parameters"]
        assert {name for name, facts in known.items() if facts.get("required")} <= wanted.keys()
        for name, value in wanted.items():
            _must_allow(known[name], value)


def _must_allow(facts: dict[str, Any], value: str) -> None:
    assert value in facts.get("enum", [value])
    if facts["type"] == "integer":
        assert int(facts.get("minimum", 0)) <= int(value) <= int(facts["maximum"])
    if facts.get("format") == "google-datetime":
        assert datetime.fromisoformat(value).tzinfo


def test_what_we_invent_has_the_shape_that_the_description_gives() -> None:
    schemas = described()["schemas"]
    for request, sample in PAGES:
        method = described()["resources"][METHODS[urlsplit(request.url).path]]["methods"]["list"]
        shape = {"$ref": f"#/$defs/{method['response']['$ref']}", "$defs": _strict(schemas)}
        jsonschema.validate(json.loads(sample.body), shape)


def _strict(shape: Any) -> Any:
    """Google's shapes as JSON schemas in which no property is unknown."""
    if isinstance(shape, list):
        return [_strict(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    kept = {key: _strict(value) for key, value in shape.items() if key in _SHAPES}
    if isinstance(shape.get("$ref"), str):
        kept = {"$ref": f"#/$defs/{shape['$ref']}"}
    if isinstance(shape.get("properties"), dict):
        kept["properties"] = {name: _strict(one) for name, one in shape["properties"].items()}
        kept["additionalProperties"] = False
    return kept or {name: _strict(one) for name, one in shape.items() if isinstance(one, dict)}


_SHAPES = frozenset({"type", "items", "enum", "additionalProperties"})


def test_the_shapes_bite() -> None:
    shapes = {"$ref": "#/$defs/VideoListResponse", "$defs": _strict(described()["schemas"])}
    odd: list[dict[str, Any]] = [
        {"items": [{"statistics": {"viewCount": 5}}]},
        {"items": [{"statistics": {"views": "5"}}]},
        {"items": {}},
    ]
    for answered in odd:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(answered, shapes)


def test_client_and_functions_find_the_same_videos_page_by_page(
    served: tuple[YouTube, Server],
) -> None:
    _, server = served
    asked, first = slice_of(server.url)
    ours: list[Request] = [first]
    ids: list[str] = []
    with client(server.url) as service:
        theirs = their_request(service, first)
        while theirs is not None:
            page = youtube.read_page(asked, ours[-1], fetched(ours[-1]))
            said = theirs.execute()
            found = [one["id"]["videoId"] for one in said["items"]]
            assert [post.id for post in posts(page.readings)] == found
            ids += found
            theirs = service.search().list_next(theirs, said)
            following = [one for one in page.next if one.purpose == "search"]
            assert [query(one.url) for one in following] == ([query(theirs.uri)] if theirs else [])
            ours += following
    assert ids == [video_id(number) for number in range(3)]


def query(url: str) -> dict[str, str]:
    """What an address asks, less what only the client adds."""
    asked = dict(parse_qsl(urlsplit(url).query))
    return {name: value for name, value in asked.items() if name not in ("key", "alt")}


def both(server: Server, ours: Request) -> tuple[Page, dict[str, Any]]:
    """What our functions and Google's client make of the answer to the same request."""
    with client(server.url) as service:
        said: dict[str, Any] = their_request(service, ours).execute()
    return youtube.read_page(plan(servers=(server.url,)), ours, fetched(ours)), said


def test_client_and_functions_see_the_same_counters(served: tuple[YouTube, Server]) -> None:
    _, server = served
    (ours,) = youtube.recheck(plan(servers=(server.url,)), [video_id(0), video_id(9)])
    page, said = both(server, ours)
    (shown,) = said["items"]
    (reading,) = page.readings
    assert isinstance(reading, Capture)
    (seen,) = reading.sightings
    assert seen.views == int(shown["statistics"]["viewCount"])
    assert seen.likes == int(shown["statistics"]["likeCount"])
    assert page.gone == (f"youtube:{video_id(9)}",)


def test_client_and_functions_hear_the_same_comments(served: tuple[YouTube, Server]) -> None:
    _, server = served
    (videos,) = youtube.read_page(plan(servers=(server.url,)), *_looked_up(server)).next
    page, said = both(server, videos)
    words = [
        one["snippet"]["textOriginal"]
        for item in said["items"]
        for one in (
            item["snippet"]["topLevelComment"], *item.get("replies", {}).get("comments", [])
        )
    ]  # fmt: skip
    assert [post.caption for post in posts(page.readings)] == words


def _looked_up(server: Server) -> tuple[Request, Answer]:
    ours = look_up(server.url, "videos", [video_id(0)], part="a slice")
    return ours, fetched(ours)


@pytest.mark.parametrize(
    ("status", "reason", "outcome"),
    [
        (403, "quotaExceeded", Outcome.QUOTA),
        (403, "commentsDisabled", Outcome.GONE),
        (404, "videoNotFound", Outcome.GONE),
        (400, "keyInvalid", Outcome.SIGN_IN),
    ],
)
def test_the_client_reads_a_refusal_as_we_do(
    served: tuple[YouTube, Server], status: int, reason: str, outcome: Outcome
) -> None:
    stub, server = served
    stub.refusals["commentThreads"] = error(status, reason)
    ours = comments_of(server.url, video_id())
    with client(server.url) as service, pytest.raises(errors.HttpError) as refused:
        their_request(service, ours).execute()
    assert refused.value.status_code == status
    assert refused.value.error_details[0]["reason"] == reason
    came = answer(refused.value.content, status)
    assert youtube.read_page(plan(), ours, came).outcome is outcome
