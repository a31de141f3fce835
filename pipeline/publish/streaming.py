"""A table to a stream as it is made: DuckDB writes to a path, and this path is a pipe."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import duckdb

CHUNK_BYTES = 1 << 16


@contextmanager
def piped(out: IO[bytes]) -> Iterator[Path]:
    """A path that ends in a stream, with nothing kept between."""
    reading, writing = os.pipe()
    pump = _Pump(reading, out)
    pump.start()
    try:
        yield Path(f"/dev/fd/{writing}")
    except (duckdb.IOException, BrokenPipeError):
        # That the pipe broke says less than why it did.
        if pump.trouble is None:
            raise
    finally:
        os.close(writing)
        pump.join()
    if pump.trouble is not None:
        raise pump.trouble


class _Pump(threading.Thread):
    """Carries what comes out of a pipe to a stream, until either ends."""

    def __init__(self, reading: int, out: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.reading = reading
        self.out = out
        self.trouble: OSError | None = None

    def run(self) -> None:
        with os.fdopen(self.reading, "rb") as stream:
            try:
                shutil.copyfileobj(stream, self.out, CHUNK_BYTES)
                self.out.flush()
            except OSError as error:
                self.trouble = error
