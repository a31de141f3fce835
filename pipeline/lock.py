"""One writer at a time: a lock file that names who holds the store."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import PipelineError

LOCK = "lock"
HOLDER = "lock.holder.json"
_SOMEBODY = "another process"
_PROCESS = re.compile(r"\(PID (\d+)\)")


class StoreBusyError(PipelineError):
    """Another process writes the store; exit code 75 tells a scheduler to try later."""

    exit_code = 75


@contextmanager
def writer_lock(directory: Path, *, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the store for writing; the lock dies with the process, so a kill leaves none behind."""
    lock = FileLock(directory / LOCK)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise busy_writing(directory) from None
    except OSError as error:
        raise PipelineError(
            f"{directory / LOCK} cannot be written: {error.strerror}",
            "make the store's folder writable, or choose another with --store DIR",
        ) from None
    holder = directory / HOLDER
    try:
        holder.write_text(json.dumps(_me()), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _me() -> dict[str, object]:
    command = " ".join(["retrograde", *sys.argv[1:]])
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return {"process_id": os.getpid(), "command": command, "started_at": started}


def busy_writing(directory: Path, reason: str = "") -> StoreBusyError:
    """Names the process that writes the store, from its own note or from DuckDB's complaint."""
    return StoreBusyError(
        f"{directory} is open for writing in {_holder(directory / HOLDER, reason)}",
        "try again when that run has ended; a command that writes can wait for it: --wait 10m",
    )


def busy_reading(file: Path, reason: str) -> StoreBusyError:
    """Names the process that reads the store and so keeps a run from writing it."""
    return StoreBusyError(
        f"{file} is being read in {_process(reason)}",
        "try again when it has ended, or pass --wait 10m",
    )


def _holder(file: Path, reason: str) -> str:
    try:
        who = json.loads(file.read_text(encoding="utf-8"))
        process = f"process {who['process_id']}"
        named = f"{process} ({who['command']}, started {who['started_at']})"
    except (OSError, ValueError, KeyError, TypeError):
        return _process(reason)
    # A note that a killed process left behind names nobody who is there.
    return named if _process(reason) in (process, _SOMEBODY) else _process(reason)


def _process(reason: str) -> str:
    found = _PROCESS.search(reason)
    return f"process {found[1]}" if found else _SOMEBODY
