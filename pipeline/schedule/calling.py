"""A run as a process of its own: a crash costs one run, and an update is taken up by the next."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from threading import Event, RLock

PROGRAM = (sys.executable, "-m", "pipeline.cli")
STOPPED = 130


class Caller:
    """Starts one run at a time, and can be told from elsewhere to stop."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self.program = tuple(program)
        self._stopping = Event()
        # A second signal may come while the first is heeded, in the same thread.
        self._lock = RLock()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stopping.is_set()

    def call(self, arguments: Sequence[str]) -> int:
        """Carry out a run to its end; its exit code, below 0 where a signal ended it."""
        with self._lock:
            if self.is_stopping:
                return STOPPED
            # In a session of its own, Ctrl-C in the terminal reaches it through us, and once.
            child = subprocess.Popen(  # noqa: S603
                [*self.program, *arguments], stdin=subprocess.DEVNULL, start_new_session=True
            )
            self._child = child
        code = child.wait()
        with self._lock:
            self._child = None
        return code

    def pause(self, seconds: float) -> bool:
        """Wait before another try; whether it was told to stop meanwhile."""
        return self._stopping.wait(seconds)

    def stop(self) -> None:
        """End the run under way as Ctrl-C does; told twice, at once: the store bears that too."""
        with self._lock:
            again = self.is_stopping
            self._stopping.set()
            if self._child is not None:
                self._child.send_signal(signal.SIGKILL if again else signal.SIGINT)
