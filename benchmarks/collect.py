"""How quick collecting is where nobody asks for patience: beside Scrapy alone and a bare fetch.

    python -m benchmarks.collect [--smoke] [--pages N]

The same pages of a server on this machine are read three ways: through spider, mapping and store;
by Scrapy with an empty pipeline, which takes the items apart and drops them; by a bare asyncio
client, which only follows the links. Delay is off, four chains of pages are under way at a time.
Prints shares of processor time, which a busy machine changes little, each the middle of a few turns
taken by turns; in earnest a platform is asked once a second.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from requests.utils import parse_header_links
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner

from benchmarks._timeline import Size, chains, timeline
from claims.topics import Topic, load_topic
from pipeline.collecting import Manner, collect
from pipeline.ledger import ledger_run
from pipeline.rounds import begin, new_round, utc_now
from pipeline.store import write_store
from scrapers.platform import known_platforms

PAGES, SMOKE_PAGES, POSTS = 100, 5, 20
TURNS = 3
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Took:
    """How long some work took: on the clock, and of the processors."""

    clock_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The same pages, three ways."""

    pages: int
    ours: Took
    scrapy: Took
    bare: Took

    @property
    def share_of_scrapy(self) -> float:
        return self.scrapy.cpu_s / self.ours.cpu_s

    @property
    def share_of_bare(self) -> float:
        return self.bare.cpu_s / self.ours.cpu_s


def first_pages(address: str, topic: Topic) -> list[str]:
    """Where each chain of pages begins."""
    query = urlencode({"limit": 40})
    heads = chains(sorted(topic.hashtags))
    return [f"{address}/api/v1/timelines/tag/{tag}?{query}" for tag in heads]


def next_page(headers: str) -> str | None:
    """The address of the next page."""
    return next(
        (link["url"] for link in parse_header_links(headers) if link["rel"] == "next"), None
    )


async def fetch_bare(begins: list[str]) -> int:
    """Follow the links and read the JSON, no more."""

    async def follow(session: aiohttp.ClientSession, url: str | None) -> int:
        posts = 0
        while url:
            async with session.get(url) as answer:
                posts += len(json.loads(await answer.read()))
                url = next_page(answer.headers.get("Link", ""))
        return posts

    async with aiohttp.ClientSession() as session:
        return sum(await asyncio.gather(*(follow(session, url) for url in begins)))


class Plain(Spider):
    """Scrapy as it is: items come out one by one and are dropped."""

    name = "plain"

    def __init__(self, begins: list[str]) -> None:
        super().__init__()
        self.begins = begins

    async def start(self) -> AsyncIterator[Any]:
        for url in self.begins:
            yield Request(url, dont_filter=True)

    def parse(self, response: Any) -> Iterator[Any]:
        yield from json.loads(response.body)
        if url := next_page(response.headers.get("Link", b"").decode()):
            yield Request(url, dont_filter=True)


async def fetch_with_scrapy(begins: list[str]) -> None:
    """Run the plain spider to its end, with as many requests under way as ours."""
    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    runner = AsyncCrawlerRunner(
        {
            "TWISTED_REACTOR_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": True,
            "LOG_ENABLED": False,
        }
    )
    await runner.crawl(Plain, begins)


def collect_all(store: Path, address: str, topic: Topic) -> int:
    """The collect stage as the command runs it, but in a hurry."""
    platform = known_platforms()["mastodon"]
    manner = Manner("Retrograde benchmark", 0.0, at_once=AT_ONCE)
    with write_store(store) as opened, ledger_run(opened, "collect", command="benchmark") as run:
        this = new_round(opened.connection, platform, topic, now=utc_now(), servers=[address])
        (result,) = collect(
            opened, run, [begin(opened, run, this)], manner=manner, progress=lambda a, b: None
        )
    if result.ending != "done":
        raise SystemExit(f"the round ended {result.ending}: {result.reason}")
    return result.posts_new


def timed(work: Callable[[], object]) -> Took:
    """Do it and look at both clocks."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - cpu)


def middle(turns: list[Took]) -> Took:
    """The turn in the middle, by processor time."""
    return sorted(turns, key=lambda took: took.cpu_s)[len(turns) // 2]


def measure(pages: int, turns: int = TURNS) -> Figures:
    """Read the same pages three ways, by turns."""
    topic = load_topic("backward-running")
    took: dict[str, list[Took]] = {"ours": [], "scrapy": [], "bare": []}
    with timeline(Size(pages, POSTS)) as address, tempfile.TemporaryDirectory() as folder:
        begins = first_pages(address, topic)
        # Once unmeasured: the server renders its pages, the client loads what it needs.
        asyncio.run(fetch_bare(begins))
        asyncio.run(fetch_with_scrapy(begins[:1]))
        for turn in range(turns):
            store = Path(folder) / f"store-{turn}"
            took["bare"].append(timed(lambda: asyncio.run(fetch_bare(begins))))
            took["scrapy"].append(timed(lambda: asyncio.run(fetch_with_scrapy(begins))))
            took["ours"].append(timed(partial(collect_all, store, address, topic)))
    return Figures(pages * len(begins), **{way: middle(each) for way, each in took.items()})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a small run that only shows it works")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of each of four timelines")
    options = parser.parse_args()
    figures = measure(SMOKE_PAGES if options.smoke else options.pages)
    posts = figures.pages * POSTS
    print(
        f"{figures.pages:,} pages of {POSTS} posts, kept with their payloads: "
        f"{figures.share_of_scrapy:.2f} of the speed of Scrapy with an empty pipeline, "
        f"{figures.share_of_bare:.2f} of a bare asyncio fetch\n"
        f"here and now: {figures.pages / figures.ours.clock_s:,.0f} pages and "
        f"{posts / figures.ours.clock_s:,.0f} posts a second; Scrapy {figures.pages / figures.scrapy.clock_s:,.0f} "
        f"pages, bare {figures.pages / figures.bare.clock_s:,.0f} pages"
    )


if __name__ == "__main__":
    main()
