"""`retrograde dashboard`: the pages, on this machine."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from pipeline.cli.options import store_option
from pipeline.cli.terminal import say
from pipeline.errors import PipelineError

HERE = "127.0.0.1"
SECONDS_TO_START = 90
STOPPED = 130
_PAUSE = 0.1


@click.command(short_help="open the dashboard on the newest release")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    help="Port to serve on.",
)
@click.option("--headless", is_flag=True, help="Do not open a browser, only print the address.")
@click.option("--release", help="Open this release instead of the newest.")
@store_option
def command(port: int, release: str | None, *, headless: bool, store: Path) -> int:
    """Serve the pages of a release on this machine until Ctrl-C; nothing is written."""
    _check_release(store, release)
    _check_port(port)
    with _server(port, store, release) as server:
        _wait_until_healthy(server, port)
        address = f"http://{HERE}:{port}"
        say(f"dashboard: {address}")
        if not headless:
            webbrowser.open(address)
        ended = _wait_for_end(server)
    if ended not in (0, STOPPED):
        raise PipelineError(
            f"the dashboard ended with status {ended}; its own words are above",
            "start it again, and report it if that happens twice",
        )
    return ended


def _check_release(store: Path, release: str | None) -> None:
    from pipeline.publish.release import release_ids

    known = release_ids(store)
    if release and release not in known:
        raise PipelineError(
            f"there is no release {release} in {store}; known: {', '.join(known) or 'none'}",
            "leave out --release for the newest, or make one with  retrograde publish",
        )
    if not known:
        say(f"there is no release in {store} yet; the dashboard says how to make one.")


def _check_port(port: int) -> None:
    with socket.socket() as plug:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            plug.bind((HERE, port))
        except OSError as error:
            raise PipelineError(
                f"port {port} cannot be used: {error.strerror}",
                f"retrograde dashboard --port {port + 1 if port < 65535 else 8501}, "
                "or stop what listens there",
            ) from None


@contextmanager
def _server(port: int, store: Path, release: str | None) -> Iterator[subprocess.Popen[bytes]]:
    """The server in a process of its own; it ends with this one, however this one ends."""
    environment = os.environ | {
        "RETROGRADE_STORE": str(store.resolve()),
        "RETROGRADE_RELEASE": release or "",
    }
    # -P: a folder named `data` or `dashboard` where the command is started is not ours.
    server = subprocess.Popen(  # noqa: S603 - our own module, a number we checked
        [sys.executable, "-P", "-m", "dashboard", str(port)],
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield server
    finally:
        signal.signal(signal.SIGTERM, before)
        if server.poll() is None:
            server.terminate()
        server.wait()


def _wait_for_end(server: subprocess.Popen[bytes]) -> int:
    """Ctrl-C is how one leaves a dashboard: there is nothing to say about it."""
    try:
        return server.wait()
    except KeyboardInterrupt:
        return STOPPED


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise PipelineError(
                f"the dashboard ended before it answered (status {server.returncode})",
                "look at its own words above; retrograde doctor checks the installation",
            )
        if _is_healthy(port):
            return
        time.sleep(_PAUSE)
    raise PipelineError(
        f"the dashboard did not answer on port {port} within {SECONDS_TO_START} seconds",
        "try again when the machine is less busy",
    )


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HERE, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
