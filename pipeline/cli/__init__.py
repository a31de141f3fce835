"""The command line: one file a command, loaded when it is called."""

from __future__ import annotations

import importlib
import io
import sys
import traceback

import click

from pipeline.cli.terminal import plain, say

STOPPED = 130

# Name → module; a command's module is imported only when it is called, so that --help stays quick.
COMMANDS = {
    "init": "init",
    "collect": "collect",
    "import": "import_",
    "remap": "remap",
    "extract": "extract",
    "match": "match",
    "publish": "publish",
    "run": "run",
    "runs": "runs",
    "schedule": "schedule",
    "refresh": "refresh",
    "purge": "purge",
    "claims": "claims",
    "check": "check",
    "topic": "topic",
    "evidence": "evidence",
    "patterns": "patterns",
    "review": "review",
    "corrections": "corrections",
    "export": "export",
    "dashboard": "dashboard",
    "doctor": "doctor",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pipeline.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from pipeline.cli.summaries import SUMMARIES

        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in COMMANDS])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="retrograde")
def cli() -> None:
    """What social media claims about a fitness trend, held against what studies measured."""


def main() -> None:
    """Run the command line; errors that a person can mend print without a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a character shows its code; that is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(prog_name="retrograde", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("stopped by you; what was finished is kept, and the same command goes on from there")
        sys.exit(STOPPED)
    except Exception as error:  # noqa: BLE001 - the edge: known errors speak, the rest are bugs
        sys.exit(_report(error))
    sys.exit(status if isinstance(status, int) else 0)


def _report(error: Exception) -> int:
    problem, fix = getattr(error, "problem", None), getattr(error, "fix", None)
    if problem is None or fix is None:
        traceback.print_exception(error)
        say("this is a bug in Retrograde; please report it with the lines above")
        return 1
    say(f"error: {plain(problem)}\n  fix: {plain(fix)}")
    return int(getattr(error, "exit_code", 1))
