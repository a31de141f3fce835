"""One writer at a time: a lock file that names who holds the store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import PipelineError


class StoreBusyError(PipelineError):
    """Another process writes the store; exit code 75 tells a scheduler to try later."""

    exit_code = 75


@contextmanager
def writer_lock(directory: Path, *, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the store for writing; the lock dies with the process, so a kill leaves none behind."""
    lock = FileLock(directory / "lock")
    holder_file = directory / "lock.holder.json"
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise _busy(directory, _holder(holder_file)) from None
    try:
        holder_file.write_text(json.dumps(_me()), encoding="utf-8")
        yield
    finally:
        holder_file.unlink(missing_ok=True)
        lock.release()


def _me() -> dict[str, object]:
    command = " ".join(["retrograde", *sys.argv[1:]])
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return {"process_id": os.getpid(), "command": command, "started_at": started}


def _holder(file: Path) -> str:
    try:
        who = json.loads(file.read_text(encoding="utf-8"))
        return f"process {who['process_id']} ({who['command']}, started {who['started_at']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _busy(directory: Path, holder: str) -> StoreBusyError:
    return StoreBusyError(
        f"{directory} is open for writing in {holder}",
        "wait for that run (retrograde runs shows it once it ended), or pass --wait 10m",
    )
