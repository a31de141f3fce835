"""What every test starts from: no network, an awkward time zone, nobody's own settings."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", ""})

# Half a day from UTC, with a summer time that turns the other way: a naive time shows at once.
os.environ["TZ"] = "Pacific/Auckland"
time.tzset()

# A developer's store, keys and settings are no business of a test.
for _name in [name for name in os.environ if name.startswith("RETROGRADE_")]:
    del os.environ[_name]

# For the commands that tests start: warnings are errors there too (less one that the interpreter
# gives on its way out), and whoever asks for a proxy gets one that nobody answers on.
os.environ["PYTHONWARNINGS"] = "error,ignore::ResourceWarning"
for _name in ("http_proxy", "https_proxy", "all_proxy"):
    os.environ[_name] = os.environ[_name.upper()] = "http://127.0.0.1:9"
os.environ["no_proxy"] = os.environ["NO_PROXY"] = "127.0.0.1,localhost,::1"

# Two shared cores make any deadline a lottery; a failure in CI must be the same one here.
_quiet = [HealthCheck.too_slow]
settings.register_profile("here", deadline=None, suppress_health_check=_quiet)
settings.register_profile(
    "ci", deadline=None, suppress_health_check=_quiet, derandomize=True, print_blob=True
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


class ReachedOut(RuntimeError):
    """A test asked for something beyond this machine; not an OSError, which code may swallow."""


@pytest.fixture(autouse=True)
def _no_way_round_the_socket_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """pytest-socket guards `connect`; this guards name look-ups and `connect_ex` beside it."""
    look_up, connect_ex = socket.getaddrinfo, socket.socket.connect_ex

    def guarded_look_up(host: Any, *args: Any, **options: Any) -> Any:
        _must_be_here(host)
        return look_up(host, *args, **options)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if isinstance(address, tuple):
            _must_be_here(address[0])
        return connect_ex(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)


def _must_be_here(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name not in LOOPBACK:
        raise ReachedOut(f"a test reached for {name}; tests stay on this machine")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public sample data beside the clone; tests that need it skip without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder of public sample data (../shared) beside this clone")
    return folder
