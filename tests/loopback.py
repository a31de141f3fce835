"""A server on this machine that answers as a test tells it to, truthfully or not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str  # with the query
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer; `body` may be pieces, sent as they come."""

    body: bytes | Iterator[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # What to say about the length, where that is a lie or left unsaid.
    length: int | None = None


def as_json(value: object, status: int = 200, **headers: str) -> Reply:
    """A reply with a JSON body."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json", **named})


NOT_FOUND = Reply(b'{"error":"Record not found"}', 404, {"Content-Type": "application/json"})


@dataclass(slots=True)
class Server:
    """A running server: its address and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


@contextmanager
def serving(answer: Callable[[Asked], Reply]) -> Iterator[Server]:
    """Serve on a free port for the length of a block; robots.txt is missing unless answered."""
    stopping = threading.Event()

    class Requests(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, body)
            server.asked.append(asked)
            try:
                _send(self, answer(asked), stopping)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_GET = do_POST = _serve

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing on the screen of a test."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_address[1]}")
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        stopping.set()
        listening.shutdown()
        thread.join()
        listening.server_close()


def _send(request: BaseHTTPRequestHandler, reply: Reply, stopping: threading.Event) -> None:
    request.send_response(reply.status)
    for name, value in reply.headers.items():
        request.send_header(name, value)
    whole = isinstance(reply.body, bytes)
    if isinstance(reply.body, bytes):
        length = len(reply.body) if reply.length is None else reply.length
        request.send_header("Content-Length", str(length))
    # A body in pieces, or of another length than was said, ends with the connection.
    request.close_connection = not whole or reply.length is not None
    if request.close_connection:
        request.send_header("Connection", "close")
    request.end_headers()
    pieces = iter([reply.body]) if isinstance(reply.body, bytes) else reply.body
    for piece in pieces:
        if stopping.is_set():
            return
        request.wfile.write(piece)
        request.wfile.flush()
