"""The whole way from a Research API on this machine into a store, and what TikTok's client reads."""

from __future__ import annotations

import importlib
import os
import tarfile
from pathlib import Path
from typing import Any

import pytest

from claims.topics import load_topic
from pipeline.rounds import new_round, utc_now
from tests.conftest import ROOT
from tests.loopback import Reply, Server
from tests.pipeline.research import PLATFORM, TOPIC, Collection
from tests.research_server import KEY, SECRET, ResearchServer, error

CLIENT = Path(os.environ.get("TIKTOK_CLIENT", ROOT / "build" / "tiktokresearchapi-1.0.4.tar.gz"))


def all_ids(api: ResearchServer) -> set[str]:
    return {str(one["id"]) for one in api.videos}


def test_every_video_and_comment_comes_once_whatever_pages_repeat(research: Collection) -> None:
    result = research.run()
    assert (result.ending, result.reason) == ("done", "")
    assert research.ids("video") == all_ids(research.api)
    assert len(research.ids("comment")) == 3
    assert result.posts_new == 10
    assert research.api.tokens == 1
    spent = dict(research.rows("SELECT bucket, sum(units) FROM quota_spent GROUP BY bucket"))
    assert spent["requests"] == len(research.api.bodies) == result.requests - 1
    assert spent["records"] > 10


def test_no_secret_is_in_the_store(research: Collection) -> None:
    research.run()
    research.store.connection.execute("CHECKPOINT")
    written = (research.store.directory / "retrograde.duckdb").read_bytes()
    for secret in (KEY, SECRET, "clt.1"):
        assert secret.encode() not in written


def test_a_token_that_ran_out_is_replaced_in_the_midst(research: Collection) -> None:
    def refuses(path: str, body: dict[str, Any]) -> Reply | None:
        if len(research.api.bodies) == 3:
            research.api.tokens += 10
        return None

    research.api.refuses = refuses
    assert research.run().ending == "done"
    assert research.api.tokens == 12
    assert research.ids("video") == all_ids(research.api)


def test_an_expired_search_costs_a_slice_its_pages_and_no_video(research: Collection) -> None:
    def refuses(path: str, body: dict[str, Any]) -> Reply | None:
        if len(research.api.bodies) == 5:
            research.api.searches.clear()
        return None

    research.api.refuses = refuses
    result = research.run()
    assert result.ending == "done"
    assert research.ids("video") == all_ids(research.api)
    outcomes = {row[0] for row in research.rows("SELECT outcome FROM sent_requests")}
    assert outcomes == {"ok", "restart"}


def test_a_spent_quota_rests_and_a_later_run_goes_on_with_the_same_search(
    research: Collection,
) -> None:
    spent = error("daily_quota_limit_exceeded", "The quota is exceeded", 429)
    research.api.refuses = lambda path, body: spent if len(research.api.bodies) > 4 else None
    rested = research.run()
    assert (rested.ending, rested.is_open) == ("partial", True)
    assert "begins anew at 00:00 UTC" in rested.reason
    before = research.ids("video")
    assert before < all_ids(research.api)
    research.api.refuses = lambda path, body: None
    assert research.run().ending == "done"
    assert research.ids("video") == all_ids(research.api)
    assert any("search_id" in body for _, body in research.api.bodies[5:6])


def test_a_field_that_is_not_known_is_asked_for_no_more_by_the_next_round(
    research: Collection,
) -> None:
    research.api.unknown_fields = frozenset({"favorites_count"})
    assert research.run().ending == "done"
    assert research.ids("video") == all_ids(research.api)
    again = new_round(research.store.connection, PLATFORM, load_topic(TOPIC), now=utc_now())
    (first, *_) = PLATFORM.module.first_requests(again.plan)
    assert "favorites_count" not in first.url
    assert "favourites_count" in first.url


def test_a_secret_that_is_wrong_is_told_and_nothing_is_lost(
    research: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_SECRET", "wrong")
    refused = research.run()
    assert refused.ending == "partial"
    assert "Client secret is incorrect" in refused.reason
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_SECRET", SECRET)
    assert research.run().ending == "done"
    assert research.ids("video") == all_ids(research.api)


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
    tiktok: Any, research: Collection, repeated: int
) -> None:
    research.api.repeated = repeated
    research.run()
    client = client_of(tiktok, Server(research.url))
    criteria = tiktok.Criteria("IN", "hashtag_name", sorted(load_topic(TOPIC).hashtags))
    request = tiktok.QueryVideoRequest(
        tiktok.Query(and_criteria=[criteria]), "20261001", "20261022", 100
    )
    found, *_ = client.query_videos(request, fetch_all_pages=True)
    assert {str(one["id"]) for one in found} == research.ids("video")
    asked = tiktok.QueryVideoCommentsRequest(research.api.videos[0]["id"], max_count=100)
    listed, *_ = client.query_video_comments(asked, fetch_all_pages=True)
    assert {str(one["id"]) for one in listed} == research.ids("comment")


def test_we_ask_as_tiktoks_own_client_asks(tiktok: Any, research: Collection) -> None:
    research.run()
    ours = research.api.bodies[:]
    research.api.bodies.clear()
    client = client_of(tiktok, Server(research.url))
    values = sorted(load_topic(TOPIC).hashtags)
    query = tiktok.Query(and_criteria=[tiktok.Criteria("IN", "hashtag_name", values)])
    request = tiktok.QueryVideoRequest(query, "20261001", "20261008", 100, cursor=0)
    client.query_videos(request, fetch_all_pages=True)
    for (path, body), (their_path, theirs) in zip(ours[:1], research.api.bodies, strict=False):
        # It writes out the kinds of condition that it has none of.
        conditions = {kind: those for kind, those in theirs["query"].items() if those}
        assert (path, body) == (their_path, theirs | {"query": conditions})
    more = next(body for _, body in ours if "search_id" in body)
    theirs = next(body for _, body in research.api.bodies if "search_id" in body)
    assert more.keys() == theirs.keys()
    assert (more["cursor"], type(more["search_id"])) == (theirs["cursor"], str)
