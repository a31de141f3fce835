"""`retrograde dashboard` as a user starts and ends it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.dashboard import command
from pipeline.errors import PipelineError
from tests.dashboard.sample_release import write_release

RETROGRADE = [sys.executable, "-c", "from pipeline.cli import main; main()", "dashboard"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as plug:
        return int(plug.getsockname()[1])


@contextmanager
def started(*options: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], int, list[str]]]:
    """The command under way: its process, its port, what it said until it gave the address."""
    port = free_port()
    process = subprocess.Popen(
        [*RETROGRADE, "--headless", "--port", str(port), *options],
        cwd=cwd,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line.strip())
            if line.startswith("dashboard: "):
                break
        yield process, port, said
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()


def get(port: int, path: str) -> tuple[int, str]:
    """Status and text of an address."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_it_says_where_it_is_and_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    write_release(tmp_path / "store")
    # Folders that a careless import would take for ours.
    for name in ("data", "dashboard", "claims"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('not ours')")
    with started("--store", "store", cwd=tmp_path) as (process, port, said):
        assert said == [f"dashboard: http://127.0.0.1:{port}"]
        assert get(port, "/_stcore/health")[0] == 200
        status, page = get(port, "/c/mile-worth-two-to-three")
        assert (status, "“A mile run backward" in page) == (200, True)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "claims",
        "dashboard",
        "data",
        "store",
    ]


def test_without_a_release_it_starts_and_says_so(tmp_path: Path) -> None:
    with started("--store", "empty", cwd=tmp_path) as (process, port, said):
        assert said[0] == "there is no release in empty yet; the dashboard says how to make one."
        assert get(port, "/c/anything") == (503, "There is no data yet.\n")
        process.terminate()
        assert process.wait(timeout=60) == 128 + signal.SIGTERM
    with pytest.raises(OSError, match="refused"):
        get(port, "/")  # the server ended with the command


def test_it_listens_on_this_machine_only_and_opens_the_release_asked_for(tmp_path: Path) -> None:
    write_release(tmp_path / "store", release="2026-08-12")
    write_release(tmp_path / "store")
    options = ("--store", "store", "--release", "2026-08-12")
    with started(*options, cwd=tmp_path) as (_, port, _said):
        assert "Newer: 2026-08-19" in get(port, "/c/works-quads")[1]
        with socket.create_server(("127.0.0.2", port)):
            pass  # nobody else's address is taken


def test_a_port_in_use_is_told_with_the_next_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plug:
        port = plug.getsockname()[1]
        result = CliRunner().invoke(command, ["--store", str(tmp_path), "--port", str(port)])
    assert isinstance(result.exception, PipelineError)
    assert result.exception.problem == f"port {port} cannot be used: Address already in use"
    assert f"--port {port + 1}" in result.exception.fix


def test_an_unknown_release_is_told_with_the_known_ones(tmp_path: Path) -> None:
    write_release(tmp_path)
    options = ["--store", str(tmp_path), "--release", "1999-01-01"]
    result = CliRunner().invoke(command, options)
    assert isinstance(result.exception, PipelineError)
    assert "there is no release 1999-01-01" in result.exception.problem
    assert "known: 2026-08-19" in result.exception.problem


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_strange_port_is_wrong_usage(port: str) -> None:
    assert CliRunner().invoke(command, ["--port", port]).exit_code == 2


def test_a_server_that_dies_at_once_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    result = CliRunner().invoke(command, ["--store", str(tmp_path), "--port", str(free_port())])
    assert isinstance(result.exception, PipelineError)
    assert "the dashboard ended before it answered (status 1)" in result.exception.problem
