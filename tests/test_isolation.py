"""The fences around the tests hold: see conftest.py."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.conftest import ReachedOut

ELSEWHERE = "192.0.2.1"  # an address that no machine on any network has


def test_no_test_connects_beyond_this_machine() -> None:
    # pytest-socket warns before it raises, and a warning is an error here.
    blocked = (SocketConnectBlockedError, UserWarning)
    with socket.socket() as plug, pytest.raises(blocked, match=ELSEWHERE.replace(".", r"\.")):
        plug.connect((ELSEWHERE, 80))


def test_the_other_way_to_connect_is_guarded_too() -> None:
    with socket.socket() as plug, pytest.raises(ReachedOut):
        plug.connect_ex((ELSEWHERE, 80))


def test_no_test_looks_up_a_name() -> None:
    with pytest.raises(ReachedOut, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_a_server_of_our_own_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=1) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_local_time_is_far_from_utc() -> None:
    here = datetime.now().astimezone().utcoffset()
    assert here is not None
    assert here.total_seconds() >= 12 * 3600
    assert time.tzname[0] != datetime.now(UTC).tzname()


def test_nobody_s_own_settings_reach_a_test() -> None:
    assert [name for name in os.environ if name.startswith("RETROGRADE_")] == []


def test_a_warning_in_a_command_is_an_error_there_too() -> None:
    warn = "import warnings; warnings.warn('old', DeprecationWarning)"
    done = subprocess.run([sys.executable, "-c", warn], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "DeprecationWarning: old" in done.stderr
