"""A door in front of a real server, which counts who comes through and can end them on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import requests

from tests.loopback import Asked, Reply, Server, serving

_PASSED = ("content-type", "retry-after", "ratelimit-limit", "ratelimit-remaining",
           "ratelimit-reset", "ratelimit-policy")  # fmt: skip

Watch = Callable[[str], None]


@contextmanager
def turnstile(server: str, *, client: str, watch: Watch | None = None) -> Iterator[Server]:
    """A server that hands everything on; `watch` is told of each request before it is answered."""

    def hand_on(asked: Asked) -> Reply:
        sent = {name: value for name, value in asked.headers.items()
                if name in ("authorization", "content-type", "user-agent")}  # fmt: skip
        sent["X-Forwarded-For"] = client
        url, body = server + asked.path, asked.body or None
        answer = requests.request(asked.method, url, headers=sent, data=body, timeout=60)
        if watch:
            watch(asked.path)
        headers = {name: answer.headers[name] for name in _PASSED if name in answer.headers}
        return Reply(answer.content, answer.status_code, headers)

    with serving(hand_on) as door:
        yield door
