"""A run as a process: its exit code comes back, and a stop reaches it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import pytest

from pipeline.schedule.calling import PROGRAM, Caller

# Says on a pipe that it is there, then lets itself be interrupted as often as it is told.
WAITS = """
import os, sys, signal
told, stubborn = int(sys.argv[1]), sys.argv[2] == "stubborn"
def heed(number, frame):
    os.write(told, b"i")
    stubborn or sys.exit(130)
signal.signal(signal.SIGINT, heed)
os.write(told, b"s")
while True:
    signal.pause()
"""


class Inherited(Caller):
    """Keeps the code of a call that is made beside the test."""

    code: int | None = None

    def keep(self, arguments: Sequence[str]) -> None:
        self.code = self.call(arguments)


def test_the_exit_code_of_a_run_comes_back() -> None:
    caller = Caller([sys.executable, "-c", "import sys; sys.exit(int(sys.argv[1]))"])
    assert [caller.call([code]) for code in ("0", "3", "75")] == [0, 3, 75]


def test_the_program_is_this_very_retrograde(capfd: pytest.CaptureFixture[str]) -> None:
    assert PROGRAM[0] == sys.executable
    assert Caller().call(["--version"]) == 0
    assert "retrograde" in capfd.readouterr().out


@pytest.mark.parametrize(("temper", "stops", "code"), [("mild", 1, 130), ("stubborn", 2, -9)])
def test_a_stop_interrupts_and_a_second_one_kills(
    tmp_path: Path, temper: str, stops: int, code: int
) -> None:
    pipe = tmp_path / "told"
    os.mkfifo(pipe)
    script = WAITS.replace("int(sys.argv[1])", f"os.open({str(pipe)!r}, os.O_WRONLY)")
    caller = Inherited([sys.executable, "-c", script])
    beside = Thread(target=caller.keep, args=(["-", temper],))
    beside.start()
    with pipe.open("rb", buffering=0) as hears:
        assert hears.read(1) == b"s"
        caller.stop()
        assert hears.read(1) == b"i"
        for _ in range(stops - 1):
            caller.stop()
        beside.join()
    assert caller.code == code


def test_after_a_stop_nothing_is_started_and_nobody_waits() -> None:
    caller = Caller([sys.executable, "-c", "raise SystemExit(0)"])
    caller.stop()
    assert caller.call([]) == 130
    assert caller.pause(3600)
    assert caller.is_stopping
