"""Runs spiders, one for each platform, side by side in one loop, with the manners of a guest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner, Crawler

from scrapers.errands import Errands
from scrapers.errors import SourceError
from scrapers.sending import ALLOWED_SETTING, named_hosts
from scrapers.spider import PlatformSpider

LARGEST_ANSWER = 16 * 1024 * 1024
ROBOT = "Retrograde"
# After Ctrl-C, for what is under way.
SECONDS_TO_STOP = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """The errands of one platform, and what to do whenever there is a pause."""

    errands: Errands
    settled: Callable[[], None]


def user_agent(version: str, contact: str) -> str:
    """Who asks, and whom to write to about it."""
    if not contact.strip() or not contact.isprintable() or not contact.isascii():
        raise SourceError(
            "a request must say whom its server can write to, and no contact is set",
            'add  contact = "you@example.org"  (or the address of a page) to retrograde.toml',
        )
    return f"{ROBOT}/{version} (research on public posts; contact: {contact.strip()})"


def crawl(
    jobs: Sequence[Job], *, agent: str, environment: Mapping[str, str], timeout_seconds: float = 60
) -> dict[str, Exception]:
    """Carry out all errands; what one platform dies of is answered under its name."""
    for name in ("scrapy", "asyncio", "protego"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return asyncio.run(_crawl_all(jobs, agent, environment, timeout_seconds))


async def _crawl_all(
    jobs: Sequence[Job], agent: str, environment: Mapping[str, str], timeout_seconds: float
) -> dict[str, Exception]:
    runner = AsyncCrawlerRunner({"TWISTED_REACTOR_ENABLED": False})
    crawlers = [
        Crawler(PlatformSpider, settings_for(job.errands, agent, timeout_seconds)) for job in jobs
    ]
    tasks = [
        runner.crawl(crawler, job.errands, environment, job.settled)
        for crawler, job in zip(crawlers, jobs, strict=True)
    ]
    try:
        # Not gathered: that would cut the crawls off, and their connections would stay open.
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        for job in jobs:
            job.errands.abandon()
        stopping = asyncio.create_task(runner.stop())
        await asyncio.wait([stopping, *tasks], timeout=SECONDS_TO_STOP)
        raise
    faults: dict[str, Exception] = {}
    for job, crawler, task in zip(jobs, crawlers, tasks, strict=True):
        fault = task.exception() or getattr(crawler.spider, "fault", None)
        if isinstance(fault, Exception):
            faults[job.errands.platform.name] = fault
    return faults


def settings_for(errands: Errands, agent: str, timeout_seconds: float) -> dict[str, Any]:
    """How Scrapy is to behave: the pace is the errands' business, nothing listens, nothing retries."""
    return {
        "TWISTED_REACTOR_ENABLED": False,
        # Scrapy would open a port at which Python can be run.
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        # Scrapy also reads files of this machine, where an address says so.
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("http", "https"), "scrapers.sending.GuardedDownloads"),
            **dict.fromkeys(("file", "data", "ftp", "s3"), None),
        },
        ALLOWED_SETTING: named_hosts(errands.plan.servers),
        "USER_AGENT": agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DOWNLOAD_DELAY": 0,
        # A longer address would be dropped without a word, and waited for for ever.
        "URLLENGTH_LIMIT": 0,
        # Our callbacks give no items, and Scrapy would start a hundred workers for each answer.
        "CONCURRENT_ITEMS": 1,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_TIMEOUT": timeout_seconds,
        "DOWNLOAD_MAXSIZE": LARGEST_ANSWER,
        "DOWNLOAD_WARNSIZE": 0,
        "RETRY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "AUTOTHROTTLE_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "LOG_ENABLED": False,
        "EXTENSIONS": {
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
        },
    }
