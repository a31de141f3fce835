"""Going through what needs a person: one item at a time, single letters, any terminal.

It reads lines and writes lines: no colour, no cursor, so a screen reader and a pipe can follow it.
The store is held only while a decision is written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from claims.records import VerdictWord
from pipeline.cli.terminal import plain, say
from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.reviewing.deciding import Decided
    from pipeline.reviewing.queue import Item

HELP = """  a  agree: the verdict (or the reading of this mention) is right
  o  override: another verdict (or other values of the frame), with a reason
  m  merge into another claim
  s  split the mention into the claims that its words hold
  n  not a claim
  d  details: steps, mentions, reviews
  k  skip (Enter does so too)
  q  quit; what you decided is kept"""


class _Ended(Exception):
    """Nobody answers any more."""


@dataclass(slots=True)
class Session:
    """One sitting of one person at one store."""

    store: Path
    topic: str
    wait: float
    dry_run: bool = False
    name: str = ""
    kept: int = 0
    _done: set[str] = field(default_factory=set)

    def go_through(self, reasons: Sequence[str]) -> None:
        """Ask about each item until the person has had enough."""
        items = self._items(reasons)
        say(f"{len(items):,} things wait for a person. Letters, then Enter:\n{HELP}\n")
        try:
            for item in items:
                if item.subject not in self._done and not self._one(item):
                    break
        except _Ended:
            say("")
        if self.dry_run:
            say("nothing was written.")
            return
        decisions = "1 decision" if self.kept == 1 else f"{self.kept} decisions"
        then = "next: retrograde run  makes a release that shows what is new" if self.kept else ""
        say(f"{decisions} kept. {then}".rstrip())

    def _items(self, reasons: Sequence[str]) -> list[Item]:
        from pipeline.cli.review import subject_of
        from pipeline.reviewing.queue import desk_of, needs
        from pipeline.store import read_store

        topic, library = subject_of(self.topic)
        with read_store(self.store) as opened:
            return needs(opened, desk_of(opened, topic, library), list(reasons))  # type: ignore[arg-type]

    def _one(self, item: Item) -> bool:
        """Show an item and take a decision on it; False to end the sitting."""
        from pipeline.cli.review_words import item_lines

        say(plain("\n".join(item_lines(item)).rstrip()))
        while True:
            letter = self._ask("a o m s n d k q: ").casefold()[:1]
            if letter in ("k", ""):
                return True
            if letter == "q":
                return False
            if letter == "d":
                self._details(item.subject)
            elif letter in _ASKED:
                if self._decide(item, letter):
                    return True
            else:
                say(HELP)

    def _decide(self, item: Item, letter: str) -> bool:
        """Whether a decision was kept; what cannot be kept is said, and the item asked again."""
        decided = self._asked_for(item, letter)
        try:
            told = self._keep(item, decided)
        except PipelineError as error:
            say(plain(f"not kept: {error.problem}\n  fix: {error.fix}"))
            return False
        say(plain(f"{told}\n"))
        self._done.add(item.subject)
        return True

    def _keep(self, item: Item, decided: Decided) -> str:
        from pipeline.cli.review import subject_of
        from pipeline.reviewing.signing import sign, would_sign
        from pipeline.store import read_store, write_store

        subject = subject_of(self.topic)
        if self.dry_run:
            with read_store(self.store) as opened:
                return f"would keep: {would_sign(opened, subject, item.subject, decided)}"
        with write_store(self.store, wait_seconds=self.wait, must_exist=True) as opened:
            told = sign(opened, subject, item.subject, decided)
        self.kept += 1
        return f"kept: {told}"

    def _asked_for(self, item: Item, letter: str) -> Decided:
        from pipeline.reviewing.deciding import Decided
        from pipeline.reviewing.subjects import is_mention

        decision, mention = _ASKED[letter], is_mention(item.subject)
        verdict = into = None
        edits: tuple[str, ...] = ()
        parts: tuple[str, ...] = ()
        if decision == "override" and mention:
            edits = self._several("field=value, one a line, an empty line ends: ")
        elif decision == "override":
            verdict = self._ask(f"verdict ({', '.join(get_args(VerdictWord))}): ")
        elif decision == "merge":
            into = self._ask(f"into which claim [{item.other or 'none proposed'}]: ") or item.other
        elif decision == "split" and mention:
            parts = self._several("field=value,field=value, a claim a line, an empty line ends: ")
        reason = None if decision == "agree" else self._ask("why, in a sentence: ")
        return Decided(
            decision,  # type: ignore[arg-type]
            self._name(),
            reason,
            verdict=verdict,
            into=into,
            edits=edits,
            parts=parts,
        )

    def _details(self, subject: str) -> None:
        from pipeline.cli import review_words
        from pipeline.cli.review import subject_of
        from pipeline.reviewing.subjects import is_mention
        from pipeline.store import read_store

        with read_store(self.store) as opened:
            if is_mention(subject):
                told = review_words.mention(opened, subject)
            else:
                told = review_words.claim(opened, subject_of(self.topic), subject)
        say(plain("\n".join(told.lines)))

    def _name(self) -> str:
        """Asked once, of the person; no machine's idea of a name stands in for it."""
        while not self.name:
            self.name = self._ask("your name, as it shall be published beside the decision: ")
        return self.name

    def _several(self, question: str) -> tuple[str, ...]:
        say(question)
        lines = []
        while line := self._ask("  "):
            lines.append(line)
        return tuple(lines)

    def _ask(self, question: str) -> str:
        print(question, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise _Ended
        return line.strip()


_ASKED = {"a": "agree", "o": "override", "m": "merge", "s": "split", "n": "not_a_claim"}
