"""The same times for those who leave them to cron or systemd: text to paste, nothing written."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.schedule.timetable import Entry, run_arguments


def program() -> list[str]:
    """This installation's `retrograde`, by its whole path."""
    script = Path(sys.executable).with_name("retrograde")
    return [str(script)] if script.exists() else [sys.executable, "-m", "pipeline.cli"]


def crontab(entries: Sequence[Entry], *, store: Path, folder: Path) -> str:
    """Lines for `crontab -e`."""
    lines = [
        "# Retrograde: paste with  crontab -e",
        "# Times are UTC; a cron that does not know CRON_TZ takes them as local, which is harmless:",
        "# a round begins where the last one ended. cron makes up for no missed time and tries",
        "# nothing again; a run that finds another one active waits, then exits 75.",
        "# Secrets: cron does not have your environment. Set what `retrograde doctor` says is needed.",
        "CRON_TZ=UTC",
    ]
    for entry in entries:
        command = shlex.join([*program(), *run_arguments(entries, entry.topic, store=store)])
        whole = f"cd {shlex.quote(str(folder))} && {command}"
        _on_one_line(whole)
        # To cron a bare % is the end of the line.
        told = whole.replace("%", r"\%")
        lines += [f"{time.cron()} {told}" for time in entry.times]
    return "\n".join(lines) + "\n"


def units(entries: Sequence[Entry], *, store: Path, folder: Path) -> str:
    """A service and a timer for each topic, each under the name of its file."""
    blocks = [
        "# Retrograde: save each block under the name above it, then\n"
        "#   systemctl --user daemon-reload\n"
        "#   systemctl --user enable --now "
        + " ".join(f"retrograde-{entry.topic}.timer" for entry in entries)
        + "\n# and, so that it runs when you are not logged in:  loginctl enable-linger\n"
    ]
    for entry in entries:
        name = f"~/.config/systemd/user/retrograde-{entry.topic}"
        blocks += [
            f"# {name}.service\n{_service(entries, entry, store=store, folder=folder)}",
            f"# {name}.timer\n{_timer(entry)}",
        ]
    return "\n".join(blocks)


def _service(entries: Sequence[Entry], entry: Entry, *, store: Path, folder: Path) -> str:
    words = [*program(), *run_arguments(entries, entry.topic, store=store)]
    _on_one_line(str(folder))
    return f"""[Unit]
Description=Retrograde: collect and publish {entry.topic}

[Service]
Type=exec
WorkingDirectory={str(folder).replace("%", "%%")}
# Secrets, NAME=value a line; the file may be missing. Only you should be able to read it.
EnvironmentFile=-%h/.config/retrograde.env
ExecStart={" ".join(map(_quoted, words))}
# Part of it failed: the ledger says which.
SuccessExitStatus=3
# Another run held the store.
RestartForceExitStatus=75
RestartSec=15min
KillSignal=SIGINT
"""


def _timer(entry: Entry) -> str:
    times = "".join(f"OnCalendar={time.calendar()}\n" for time in entry.times)
    return f"""[Unit]
Description=Times of Retrograde for {entry.topic}

[Timer]
{times}Persistent=true

[Install]
WantedBy=timers.target
"""


def _quoted(word: str) -> str:
    _on_one_line(word)
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'.replace("$", "$$")


def _on_one_line(text: str) -> None:
    if not text.isprintable():
        raise PipelineError(
            f"{text!r} holds a character that neither cron nor systemd can be given",
            "move the store or the working folder to a path without line ends and the like",
        )
