"""The whole way from the recorded traffic of a real Mastodon into a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from claims.topics import load_topic
from pipeline.collecting import collect
from pipeline.ledger import ledger_run
from pipeline.rounds import Window, begin, new_round, utc_now
from pipeline.store import Store
from scrapers.platform import known_platforms
from tests.loopback import NOT_FOUND, Asked, Reply, serving
from tests.pipeline.sites import MANNER
from tests.recordings import Exchange, mastodon

RECORDED_HOST = b"localhost:3000"
RECORDED_ON = datetime(2026, 10, 14, tzinfo=UTC)
KEPT = ("content-type", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")


def place(url: str) -> tuple[str, str]:
    """What of a timeline is asked for: which, and from where on; limits differ."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    return parts.path, asked.get("max_id", "")


def replied(exchange: Exchange, host: str) -> Reply:
    """A recorded answer, byte for byte but for the name of the server."""
    headers = {name: exchange.headers[name] for name in KEPT if name in exchange.headers}
    if link := exchange.headers.get("link"):
        headers["Link"] = link.replace(RECORDED_HOST.decode(), host)
    return Reply(exchange.body.replace(RECORDED_HOST, host.encode()), exchange.status, headers)


def test_four_requests_bring_thirty_posts_and_the_last_page_is_empty(store: Store) -> None:
    pages = [one for one in mastodon("test_fetch_remaining.yaml") if "/timelines/" in one.url]
    rules = next(one for one in mastodon("test_instance.yaml") if "/api/v2/" in one.url)
    recorded = {place(one.url): one for one in pages}
    tag = urlsplit(pages[0].url).path.rpartition("/")[2]

    def answer(asked: Asked) -> Reply:
        found = rules if asked.path == "/api/v2/instance" else recorded.get(place(asked.path))
        return replied(found, asked.headers["host"]) if found else NOT_FOUND

    topic = replace(load_topic("backward-running"), hashtags=frozenset({tag}))
    window = Window(RECORDED_ON, RECORDED_ON + timedelta(days=1))
    with serving(answer) as server, ledger_run(store, "collect") as run:
        this = new_round(
            store.connection,
            known_platforms()["mastodon"],
            topic,
            now=utc_now(),
            servers=[server.url],
            window=window,
        )
        started = [begin(store, run, this)]
        (result,) = collect(store, run, started, manner=MANNER, progress=lambda a, b: None)
        timelines = [path for path in server.paths if "/timelines/" in path]
    assert (result.ending, result.posts_new) == ("done", 30), result.reason
    assert len(timelines) == 4
    rows = store.connection.execute(
        "SELECT count(DISTINCT post_key), count(*), min(likes), max(views) FROM sightings"
    ).fetchall()
    assert rows == [(30, 30, 0, None)]
    last = store.connection.execute(
        "SELECT outcome, items FROM sent_requests WHERE purpose = 'posts' ORDER BY sent_at"
    ).fetchall()
    assert last == [("ok", 10), ("ok", 10), ("ok", 10), ("ok", 0)]
