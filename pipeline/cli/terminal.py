"""Talk goes to stderr, data to stdout; hostile text never reaches the terminal as codes."""

from __future__ import annotations

import sys
import unicodedata

# Zero-width joiners hold emoji together and are harmless; every other format and control
# character could repaint the terminal or reverse the line.
_KEPT = {"\n", "\t", "\u200d"}


def plain(text: str) -> str:
    """The text with control and direction characters shown as escapes."""
    return "".join(
        c if c in _KEPT or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} else _escape(c)
        for c in text
    )


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def say(text: str) -> None:
    """Print one piece of talk on stderr."""
    print(text, file=sys.stderr, flush=True)
