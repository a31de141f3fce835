"""What is kept of the runs of characters seen between spaces, so that each is read only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Read = TypeVar("Read")

# Longer runs do not come again, and memory has an end.
_LONGEST = 40
_MOST = 100_000


class Runs(dict[str, Read]):
    """What `read` makes of a run, kept for when the run comes again."""

    def __init__(self, read: Callable[[str], Read]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, run: str) -> Read:
        found = self._read(run)
        if len(run) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[run] = found
        return found
