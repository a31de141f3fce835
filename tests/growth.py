"""Whether work grows in step with its input: a ratio within one run, never a time."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES_LONGER = 8
# Linear work takes 8 times as long, quadratic 64 times; a busy machine blurs what lies between.
ALLOWED = 4 * TIMES_LONGER
TRIES = 5


def grows_in_step(work: Callable[[str], object], piece: str, *, length: int) -> bool:
    """Whether work on `piece` repeated to eight times the length stays far below quadratic.

    One quiet try of five is enough: what is quadratic fails in all of them.
    """
    small, large = (piece * (size // len(piece)) for size in (length, TIMES_LONGER * length))
    work(small)
    return any(
        _seconds(work, large) < max(ALLOWED * _seconds(work, small), 0.1) for _ in range(TRIES)
    )


def _seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began
