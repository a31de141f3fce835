"""The whole way from a Research API on this machine into a store, and what TikTok's client reads."""

from __future__ import annotations

import importlib
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.topics import load_topic
from pipeline.collecting import Result, collect
from pipeline.ledger import Run, ledger_run
from pipeline.rounds import Round, Window, begin, new_round, open_rounds, utc_now
from pipeline.store import Store
from scrapers.platform import known_platforms
from tests.conftest import ROOT
from tests.loopback import Reply, Server, serving
from tests.pipeline.sites import MANNER
from tests.research_server import KEY, SECRET, ResearchServer, error
from tests.scrapers.platforms.samples.tiktok_research import comment, video, video_id

CLIENT = Path(os.environ.get("TIKTOK_CLIENT", ROOT / "build" / "tiktokresearchapi-1.0.4.tar.gz"))
TOPIC = "backward-running"
PLATFORM = known_platforms()["tiktok_research"]
DAYS = [datetime(2026, 10, day, 9, tzinfo=UTC) for day in (2, 5, 8, 8, 9, 15, 20)]
WINDOW = Window(datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC))


def videos() -> list[dict[str, Any]]:
    """Seven videos in three slices; two on the day that two slices share."""
    made = []
    for place, moment in enumerate(DAYS, start=1):
        posted = int(moment.timestamp())
        made.append(video(place, id=video_id(place, posted), create_time=posted, comment_count=0))
    made[0]["comment_count"] = 3
    return made


def server_of() -> ResearchServer:
    made = videos()
    under = {"video_id": made[0]["id"]}
    return ResearchServer(made, {made[0]["id"]: [comment(n, **under) for n in (1, 2, 3)]})


@dataclass
class Collection:
    """A store that collects from the server, run by run."""

    store: Store
    api: ResearchServer
    url: str

    def run(self) -> Result:
        with ledger_run(self.store, "collect") as run:
            rounds = open_rounds(self.store, PLATFORM, TOPIC, now=utc_now()) or [self._new(run)]
            (result,) = collect(
                self.store, run, rounds, manner=MANNER, progress=lambda subject, done: None
            )
        return result

    def _new(self, run: Run) -> Round:
        this = new_round(
            self.store.connection,
            PLATFORM,
            load_topic(TOPIC),
            now=utc_now(),
            servers=[self.url],
            window=WINDOW,
        )
        return begin(self.store, run, this)

    def rows(self, query: str) -> list[Any]:
        return self.store.connection.execute(query).fetchall()

    def ids(self, kind: str) -> set[str]:
        return {row[0] for row in self.rows(f"SELECT id FROM posts WHERE kind = '{kind}'")}


@pytest.fixture
def collection(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collection]:
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_KEY", KEY)
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_SECRET", SECRET)
    api = server_of()
    with serving(api) as server:
        yield Collection(store, api, server.url)


def all_ids(api: ResearchServer) -> set[str]:
    return {str(one["id"]) for one in api.videos}


def test_every_video_and_comment_comes_once_whatever_pages_repeat(collection: Collection) -> None:
    result = collection.run()
    assert (result.ending, result.reason) == ("done", "")
    assert collection.ids("video") == all_ids(collection.api)
    assert len(collection.ids("comment")) == 3
    assert result.posts_new == 10
    assert collection.api.tokens == 1
    spent = dict(collection.rows("SELECT bucket, sum(units) FROM quota_spent GROUP BY bucket"))
    assert spent["requests"] == len(collection.api.bodies) == result.requests - 1
    assert spent["records"] > 10


def test_no_secret_is_in_the_store(collection: Collection) -> None:
    collection.run()
    collection.store.connection.execute("CHECKPOINT")
    written = (collection.store.directory / "retrograde.duckdb").read_bytes()
    for secret in (KEY, SECRET, "clt.1"):
        assert secret.encode() not in written


def test_a_token_that_ran_out_is_replaced_in_the_midst(collection: Collection) -> None:
    def refuses(path: str, body: dict[str, Any]) -> Reply | None:
        if len(collection.api.bodies) == 3:
            collection.api.tokens += 10
        return None

    collection.api.refuses = refuses
    assert collection.run().ending == "done"
    assert collection.api.tokens == 12
    assert collection.ids("video") == all_ids(collection.api)


def test_an_expired_search_costs_a_slice_its_pages_and_no_video(collection: Collection) -> None:
    def refuses(path: str, body: dict[str, Any]) -> Reply | None:
        if len(collection.api.bodies) == 5:
            collection.api.searches.clear()
        return None

    collection.api.refuses = refuses
    result = collection.run()
    assert result.ending == "done"
    assert collection.ids("video") == all_ids(collection.api)
    outcomes = {row[0] for row in collection.rows("SELECT outcome FROM sent_requests")}
    assert outcomes == {"ok", "restart"}


def test_a_spent_quota_rests_and_a_later_run_goes_on_with_the_same_search(
    collection: Collection,
) -> None:
    spent = error("daily_quota_limit_exceeded", "The quota is exceeded", 429)
    collection.api.refuses = lambda path, body: spent if len(collection.api.bodies) > 4 else None
    rested = collection.run()
    assert (rested.ending, rested.is_open) == ("partial", True)
    assert "begins anew at 00:00 UTC" in rested.reason
    before = collection.ids("video")
    assert before < all_ids(collection.api)
    collection.api.refuses = lambda path, body: None
    assert collection.run().ending == "done"
    assert collection.ids("video") == all_ids(collection.api)
    assert any("search_id" in body for _, body in collection.api.bodies[5:6])


def test_a_field_that_is_not_known_is_asked_for_no_more_by_the_next_round(
    collection: Collection,
) -> None:
    collection.api.unknown_fields = frozenset({"favorites_count"})
    assert collection.run().ending == "done"
    assert collection.ids("video") == all_ids(collection.api)
    again = new_round(collection.store.connection, PLATFORM, load_topic(TOPIC), now=utc_now())
    (first, *_) = PLATFORM.module.first_requests(again.plan)
    assert "favorites_count" not in first.url
    assert "favourites_count" in first.url


def test_a_secret_that_is_wrong_is_told_and_nothing_is_lost(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_SECRET", "wrong")
    refused = collection.run()
    assert refused.ending == "partial"
    assert "Client secret is incorrect" in refused.reason
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_SECRET", SECRET)
    assert collection.run().ending == "done"
    assert collection.ids("video") == all_ids(collection.api)


# TikTok's own client


@pytest.fixture
def tiktok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """TikTok's client library, from the archive that scripts/tiktok-client.sh fetches."""
    if not CLIENT.exists():
        pytest.skip(f"{CLIENT.name} is not here: sh scripts/tiktok-client.sh fetches it")
    with tarfile.open(CLIENT) as archive:
        archive.extractall(tmp_path, filter="data")
    monkeypatch.syspath_prepend(tmp_path / CLIENT.name.removesuffix(".tar.gz"))
    return importlib.import_module("tiktok_research_api")


def client_of(tiktok: Any, server: Server) -> Any:
    """A client that asks our server; nothing else of it is changed."""

    class Client(tiktok.TikTokResearchAPI):  # type: ignore[misc]
        def get_client_token(self) -> Any:
            self.url = server.url
            return super().get_client_token()

    return Client(KEY, SECRET)


@pytest.mark.parametrize("repeated", [0, 1])
def test_tiktoks_own_client_reads_our_stand_in_and_finds_what_we_find(
    tiktok: Any, collection: Collection, repeated: int
) -> None:
    collection.api.repeated = repeated
    collection.run()
    client = client_of(tiktok, Server(collection.url))
    criteria = tiktok.Criteria("IN", "hashtag_name", sorted(load_topic(TOPIC).hashtags))
    request = tiktok.QueryVideoRequest(
        tiktok.Query(and_criteria=[criteria]), "20261001", "20261022", 100
    )
    found, *_ = client.query_videos(request, fetch_all_pages=True)
    assert {str(one["id"]) for one in found} == collection.ids("video")
    asked = tiktok.QueryVideoCommentsRequest(collection.api.videos[0]["id"], max_count=100)
    listed, *_ = client.query_video_comments(asked, fetch_all_pages=True)
    assert {str(one["id"]) for one in listed} == collection.ids("comment")


def test_we_ask_as_tiktoks_own_client_asks(tiktok: Any, collection: Collection) -> None:
    collection.run()
    ours = collection.api.bodies[:]
    collection.api.bodies.clear()
    client = client_of(tiktok, Server(collection.url))
    values = sorted(load_topic(TOPIC).hashtags)
    query = tiktok.Query(and_criteria=[tiktok.Criteria("IN", "hashtag_name", values)])
    request = tiktok.QueryVideoRequest(query, "20261001", "20261008", 100, cursor=0)
    client.query_videos(request, fetch_all_pages=True)
    for (path, body), (their_path, theirs) in zip(ours[:1], collection.api.bodies, strict=False):
        # It writes out the kinds of condition that it has none of.
        conditions = {kind: those for kind, those in theirs["query"].items() if those}
        assert (path, body) == (their_path, theirs | {"query": conditions})
    more = next(body for _, body in ours if "search_id" in body)
    theirs = next(body for _, body in collection.api.bodies if "search_id" in body)
    assert more.keys() == theirs.keys()
    assert (more["cursor"], type(more["search_id"])) == (theirs["cursor"], str)
