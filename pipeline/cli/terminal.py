"""Talk goes to stderr, data to stdout; hostile text never reaches the terminal as codes."""

from __future__ import annotations

import sys
import time
import unicodedata

# Zero-width joiners hold emoji together and are harmless; every other format and control
# character could repaint the terminal, reverse the line or start one that looks like ours.
_KEPT = {"\n", "\t", "\u200d"}
_ESCAPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def plain(text: str) -> str:
    """The text with control and direction characters shown as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in _KEPT or unicodedata.category(c) not in _ESCAPED else _escape(c) for c in text
    )


def one_line(text: str) -> str:
    """The same on one line, for what others wrote inside a line of ours."""
    return plain(text).replace("\n", "\\n").replace("\t", " ")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def say(text: str) -> None:
    """Print one piece of talk on stderr."""
    print(text, file=sys.stderr, flush=True)


class Progress:
    """How far a long stage is: one changing line on a terminal, one line per 30 s elsewhere."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.live = sys.stderr.isatty()
        self.last = time.monotonic()
        self.shown = 0

    def show(self, subject: str, done: int) -> None:
        """Say how many items of a subject are done, if it is time to."""
        pause = 0.2 if self.live else 30.0
        if self.quiet or time.monotonic() - self.last < pause:
            return
        self.last = time.monotonic()
        line = f"{one_line(subject)}: {done:,}"
        self.shown = max(self.shown, len(line))
        print(line, end="\r" if self.live else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Wipe the changing line, so that what is said next stands alone."""
        if self.live and self.shown:
            print(" " * self.shown, end="\r", file=sys.stderr, flush=True)
        self.shown = 0
