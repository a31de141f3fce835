"""A small Mastodon on this machine with a known set of posts, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapers.platforms.mastodon import MORE_TAGS

FIRST_ID = 117_440_841_601_474_392
_TIMELINE = re.compile(
    r"/api/v1/timelines/tag/([^?]+)\?(?:.*&)?max_id=(\d+)|/api/v1/timelines/tag/([^?]+)"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: pages of a timeline, posts of a page."""

    pages: int
    posts: int


def chains(tags: list[str]) -> list[str]:
    """The tags that head a timeline, as the platform groups them."""
    return tags[:: MORE_TAGS + 1]


def known_ids(tags: list[str], size: Size, address: str) -> set[str]:
    """The ids of all posts that there are."""
    return {
        _uri(address, chain, page, place)
        for chain in range(len(chains(tags)))
        for page in range(size.pages)
        for place in range(size.posts)
    }


def _uri(address: str, chain: int, page: int, place: int) -> str:
    return f"{address}/users/ada/statuses/{FIRST_ID + (chain << 40) + (page << 16) + place}"


def _page(address: str, chain: int, page: int, size: Size) -> bytes:
    seen = datetime.now(UTC) - timedelta(hours=2)
    posts = [_status(_uri(address, chain, page, place), seen) for place in range(size.posts)]
    return json.dumps(posts).encode()


def _status(uri: str, seen: datetime) -> dict[str, Any]:
    number = uri.rpartition("/")[2]
    account = uri.partition("/statuses/")[0]
    return {
        "id": number,
        "uri": uri,
        "url": uri,
        "created_at": seen.isoformat(),
        "visibility": "public",
        "language": "en",
        "spoiler_text": "",
        "content": f"<p>Day {number[-3:]} of running backwards: twice the burn, half the knees, "
        'and a neck that knows the way home. <a href="x">#<span>runningbackwards</span></a></p>',
        "favourites_count": 7,
        "replies_count": 1,
        "reblogs_count": 2,
        "tags": [{"name": "runningbackwards"}, {"name": "fitness"}],
        "media_attachments": [],
        "account": {
            "acct": "ada",
            "display_name": "Ada",
            "uri": account,
            "url": account,
            "followers_count": 3,
            "indexable": True,
        },
    }


class _Site:
    def __init__(self, size: Size) -> None:
        self.size, self.address = size, ""
        self.chains: dict[str, int] = {}
        # Rendered once: the server is not what is measured.
        self.rendered: dict[tuple[int, int], bytes] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                writer.write(self.answer(line.split()[1].decode()))
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    def answer(self, path: str) -> bytes:
        if path.startswith("/api/v2/instance"):
            return _reply(b'{"configuration":{}}')
        found = _TIMELINE.match(path)
        if not found:
            return _reply(b"{}", "404 Not Found")
        tag, page = found[1] or found[3], int(found[2] or 0)
        chain = self.chains.setdefault(tag, len(self.chains))
        if page >= self.size.pages:
            return _reply(b"[]")
        if (chain, page) not in self.rendered:
            self.rendered[chain, page] = _page(self.address, chain, page, self.size)
        base = re.sub(r"[?&]max_id=\d+", "", path)
        link = f'<{self.address}{base}{"&" if "?" in base else "?"}max_id={page + 1}>; rel="next"'
        return _reply(self.rendered[chain, page], link=link)


def _reply(body: bytes, status: str = "200 OK", *, link: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    linked = f"Link: {link}\r\n" if link else ""
    return f"{head}{linked}\r\n".encode() + body


async def _run(size: Size) -> None:
    site = _Site(size)
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    print(site.address, flush=True)
    await server.serve_forever()


@contextmanager
def timeline(size: Size) -> Iterator[str]:
    """The address of such a server, which is gone at the end of the block."""
    program = f"from benchmarks._timeline import serve; serve({size.pages}, {size.posts})"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def serve(pages: int, posts: int) -> None:
    """Print the address and serve until killed."""
    asyncio.run(_run(Size(pages, posts)))
