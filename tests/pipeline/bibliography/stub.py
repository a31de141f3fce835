"""Four catalogues on one loopback server, which answer as a test tells them to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.bibliography.asking import ADDRESSES, Name
from tests.pipeline.bibliography import answers

Write = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Question:
    """What a catalogue was asked."""

    catalogue: str
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What it answers: a body, or a function that writes one piece by piece."""

    body: bytes | Callable[[Write], None] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"


def data(value: Any, **changes: Any) -> Reply:
    """A reply of JSON."""
    return Reply(json.dumps(value).encode(), **changes)


class Catalogues:
    """Replies by the start of `Catalogue/path`; the longest start wins, and 404 is the rest."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Question], Reply]] = {}
        self.questions: list[Question] = []
        self.closing = threading.Event()
        self.address = ""

    @property
    def addresses(self) -> dict[Name, str]:
        return {name: f"{self.address}/{name.replace(' ', '-')}" for name in ADDRESSES}

    def on(self, start: str, reply: Reply | Callable[[Question], Reply]) -> None:
        """Answer so to every path that starts so."""
        self.replies[start] = reply

    def reply_to(self, question: Question) -> Reply:
        self.questions.append(question)
        whole = f"{question.catalogue}{question.path}"
        starts = [start for start in self.replies if whole.startswith(start)]
        if not starts:
            return Reply(b'{"status": "not found"}', status=404)
        reply = self.replies[max(starts, key=len)]
        return reply(question) if callable(reply) else reply

    def asked(self, catalogue: str) -> list[Question]:
        """The questions to one of them, in order."""
        return [question for question in self.questions if question.catalogue == catalogue]


def stock(catalogues: Catalogues) -> Catalogues:
    """Let all four list the one paper."""
    work = answers.crossref_work()
    catalogues.on(f"Crossref/works/{answers.DOI}", data(answers.crossref(work)))
    catalogues.on("Crossref/works", data(answers.crossref_list(work)))
    catalogues.on("Europe PMC/search", data(answers.europe_pmc(answers.europe_pmc_result())))
    catalogues.on("PubMed/esearch.fcgi", data(answers.pubmed_ids(answers.PMID)))
    catalogues.on("PubMed/esummary.fcgi", data(answers.pubmed(answers.pubmed_summary())))
    catalogues.on("OpenAlex/works", data(answers.openalex(answers.openalex_work())))
    return catalogues


@contextmanager
def serving() -> Iterator[Catalogues]:
    """The catalogues, open for questions until the block ends."""
    catalogues = Catalogues()

    class Counter(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = catalogues.reply_to(_question(self))
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if callable(reply.body):
                    reply.body(self.wfile.write)
                else:
                    self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Nothing: what was asked is in `questions`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    server.daemon_threads = True
    catalogues.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield catalogues
    finally:
        catalogues.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _question(handler: BaseHTTPRequestHandler) -> Question:
    split = urlsplit(handler.path)
    _, catalogue, path = split.path.split("/", 2)
    parameters = {key: values[0] for key, values in parse_qs(split.query).items()}
    name = catalogue.replace("-", " ")
    return Question(name, "/" + unquote(path), parameters, dict(handler.headers))
