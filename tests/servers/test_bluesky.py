"""The Bluesky platform against a real Bluesky network: all of what it should bring, and no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from pipeline.store import read_store
from scrapers.platforms import bluesky
from tests.conftest import ROOT
from tests.lexicons import bluesky as lexicons
from tests.servers.collecting import run, run_refresh
from tests.servers.network import HURRIED, Crowd, Network, crowd
from tests.servers.processes import listeners
from tests.servers.turnstile import turnstile

pytestmark = pytest.mark.servers

SOMEBODY = "203.0.113.1"


@pytest.fixture(scope="module")
def quiet(network: Network) -> Crowd:
    """People of whom nobody changes anything any more."""
    return crowd(network, "quiet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@contextmanager
def signed_in(these: Crowd) -> Iterator[None]:
    """An app password of one of the people, where the platform looks for it."""
    secrets = {bluesky.HANDLE: these.ada.handle, bluesky.APP_PASSWORD: these.ada.app_password()}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in secrets.items():
            patch.setenv(name, value)
        yield


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with read_store(folder) as store:
        return store.connection.execute(query).fetchall()


def posts(folder: Path) -> list[str]:
    return sorted(row[0] for row in rows(folder, "SELECT id FROM posts"))


def test_the_network_listens_on_this_machine_only(network: Network) -> None:
    assert listeners(network.pid) == {"0100007F"}


def test_all_that_can_be_found_comes_and_nothing_else(
    network: Network, quiet: Crowd, folder: Path
) -> None:
    with signed_in(quiet), turnstile(network.pds, client=SOMEBODY) as door:
        result = run(folder, door.url, quiet.tags)
    assert (result.ending, result.reason) == ("done", "")
    assert posts(folder) == sorted(quiet.found)
    reply, above = quiet.answer
    (found,) = rows(folder, f"SELECT kind, parent_key FROM posts WHERE id = '{reply}'")
    assert found == ("comment", f"bluesky:{above}")
    (count,) = rows(folder, "SELECT count(*) FROM sightings WHERE views IS NULL AND likes = 0")
    assert count[0] >= len(quiet.found)
    # Its parent has been answered once.
    (seen,) = rows(
        folder, f"SELECT max(comments) FROM sightings WHERE post_key = 'bluesky:{above}'"
    )
    assert seen == (1,)
    assert sum("createSession" in path for path in door.paths) == 1
    # One page, three pages, and one look behind the last of them.
    assert sum("searchPosts" in path for path in door.paths) == 5


def test_what_the_network_takes_is_what_the_lexicons_take(
    network: Network, quiet: Crowd, folder: Path, shared: Path
) -> None:
    described = lexicons(shared)
    with signed_in(quiet), turnstile(network.pds, client=SOMEBODY) as door:
        run(folder, door.url, quiet.tags)
        run_refresh(folder, door.url)
    queries = [path for path in door.paths if "app.bsky" in path]
    assert {urlsplit(path).path for path in queries} == {bluesky.SEARCH, bluesky.POSTS}
    for path in queries:
        described.check_request(door.url + path)


def test_no_secret_stays_behind(network: Network, quiet: Crowd, folder: Path) -> None:
    with signed_in(quiet), turnstile(network.pds, client=SOMEBODY) as door:
        password = os.environ[bluesky.APP_PASSWORD]
        run(folder, door.url, quiet.tags)
        (token,) = {one.headers["authorization"] for one in door.asked if "searchPosts" in one.path}
    tables = [name for (name,) in rows(folder, "SELECT table_name FROM duckdb_tables()")]
    kept = "".join(repr(rows(folder, f"SELECT * FROM {name}")) for name in tables)
    assert quiet.found[0] in kept
    for secret in (password, token.removeprefix("Bearer ")):
        assert secret not in kept


def test_a_password_that_is_not_the_right_one_ends_it_with_words(
    network: Network, quiet: Crowd, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(bluesky.HANDLE, quiet.ada.handle)
    monkeypatch.setenv(bluesky.APP_PASSWORD, "abcd-efgh-ijkl-mnop")
    with turnstile(network.pds, client=SOMEBODY) as door:
        result = run(folder, door.url, quiet.tags)
    assert result.ending == "partial"
    assert bluesky.APP_PASSWORD in result.reason
    assert len(door.paths) == 1


class Executioner:
    """Ends the process that collects, by force: each one at a later request than the last."""

    def __init__(self) -> None:
        self.number = self.seen = 0
        self.child: subprocess.Popen[bytes] | None = None

    def __call__(self, path: str) -> None:
        self.seen += 1
        if self.child and self.seen == self.number:
            self.child.kill()
            self.child.wait()

    def outlived(self, command: Sequence[str]) -> bool:
        """Start a process; whether it comes to its end by itself."""
        self.number, self.seen = self.number + 1, 0
        with subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT) as self.child:
            pass
        assert self.child.returncode in (0, -signal.SIGKILL)
        return self.child.returncode == 0


def test_killed_at_one_request_after_another_it_ends_with_each_post_once(
    network: Network, quiet: Crowd, folder: Path
) -> None:
    watch = Executioner()
    with signed_in(quiet), turnstile(network.pds, client=SOMEBODY, watch=watch) as door:
        command = ["tests.servers.collecting", str(folder), door.url, *quiet.tags]
        while not watch.outlived(command):
            assert watch.number < 20
    # At the very least while signing in, at the first page and at the second.
    assert watch.number > 3
    assert posts(folder) == sorted(quiet.found)
    pages = "FROM sent_requests WHERE outcome = 'ok' AND purpose = 'search' GROUP BY request_sha256"
    assert rows(folder, f"SELECT count(*) {pages} HAVING count(*) > 1") == []


def test_a_real_429_is_waited_out(network: Network, quiet: Crowd, folder: Path) -> None:
    client = str(HURRIED["client"])
    with signed_in(quiet), turnstile(network.pds, client=client) as door:
        health = f"{door.url}/xrpc/com.atproto.server.describeServer"
        for _ in range(100):
            refusal = requests.get(health, timeout=60)
            if refusal.status_code == 429:
                break
        assert refusal.headers["Retry-After"]
        assert refusal.headers["RateLimit-Reset"].isdigit()
        result = run(folder, door.url, quiet.tags)
    assert (result.ending, result.reason) == ("done", "")
    assert posts(folder) == sorted(quiet.found)
    waited = rows(folder, "SELECT status, reason FROM sent_requests WHERE outcome = 'wait'")
    assert waited
    assert {status for status, _ in waited} == {429}


def test_what_people_take_back_goes_at_a_refresh_and_the_rest_stays(
    network: Network, folder: Path
) -> None:
    these = crowd(network, "fickle", posts=90)
    with signed_in(these), turnstile(network.pds, client=SOMEBODY) as door:
        run(folder, door.url, these.tags)
        before = posts(folder)
        assert before == sorted(these.found)
        mine = [uri for uri in before if f"/{these.ada.did}/" in uri]
        these.ada.delete(mine[0])
        these.bo.leave()
        these.cy.hide()
        network.settle()
        done = run_refresh(folder, door.url)
    assert (done.due, done.gone) == (len(before), len(before) - len(mine) + 1)
    assert (done.overdue, done.still_due) == (0, 0)
    assert posts(folder) == mine[1:]
    gone = rows(folder, "SELECT DISTINCT reason, count(*) FROM tombstones GROUP BY ALL")
    assert gone == [("deleted_on_platform", done.gone)]
    for uri in set(before).difference(mine[1:]):
        assert rows(folder, f'SELECT 1 FROM payloads WHERE body LIKE \'%"uri":"{uri}"%\'') == []
    (seen,) = rows(folder, f"SELECT count(*) FROM sightings WHERE post_key = 'bluesky:{mine[1]}'")
    assert seen[0] >= 2
