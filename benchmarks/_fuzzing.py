"""Throws made-up texts at a reader: by coverage with Atheris where it is installed, else at random.

Atheris (`pip install atheris`, Linux and macOS) keeps every input that reaches new code and goes
on from it. Without it, texts are drawn and mutated from the same seeds by a fixed lot. Either way a
broken promise stops the run and prints the text. Inputs that reached new code stand in
benchmarks/corpus, one JSON string a line; `--save` adds the new ones of this run.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
Check = Callable[[str], None]

_SEED = 20261124
_MOST_SAVED = 250
_LONGEST_SAVED = 300
_MEMORY_MB = 8000
_SMOKE = 400
# Processor time that any text may take, and what each of its characters adds.
SECONDS, SECONDS_A_CHARACTER = 0.5, 0.005


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: its module, how often, with which words, up to which length."""

    name: str
    runs: int
    longest: int
    words: tuple[str, ...]
    # Imports what it checks only when called, so that the coverage of it can be watched.
    check: Callable[[], Check]


def in_time(check: Check) -> Check:
    """The check, and that it ends within a bound that grows with the text alone."""

    def timed(text: str) -> None:
        began = time.process_time()
        check(text)
        taken = time.process_time() - began
        allowed = SECONDS + SECONDS_A_CHARACTER * len(text)
        assert taken <= allowed, f"{taken:.2f} s for {len(text)} characters"

    return timed


def run(target: Target, arguments: Sequence[str]) -> int:
    """Fuzz as the command line says: --runs N, --smoke, --save, --random."""
    if "--worker" in arguments:
        return _watch(target, arguments[arguments.index("--worker") + 1 :])
    runs = _SMOKE if "--smoke" in arguments else _number(arguments, "--runs", target.runs)
    seeds = read_corpus(target.name)
    guided = find_spec("atheris") is not None and "--random" not in arguments
    engine = "by coverage (Atheris)" if guided else "at random (Atheris is not installed)"
    print(f"{target.name}: {runs:,} texts {engine}, from {len(seeds)} saved ones")
    began = time.perf_counter()
    found, broken = _guided(target, runs, seeds) if guided else _at_random(target, runs, seeds)
    seconds = time.perf_counter() - began
    for text in broken:
        print(f"  broken by {text!r}")
    if not broken:
        pace = runs / max(seconds, 1e-9)
        print(f"  no broken promise; {seconds:,.0f} s, {pace:,.0f} texts a second")
    if "--save" in arguments:
        # A text that broke a promise comes first, so that it is never lost.
        kept = save_corpus(target.name, [*broken, *seeds, *found])
        print(f"  saved {kept} texts to {CORPUS.name}/")
    return 1 if broken else 0


def _number(arguments: Sequence[str], name: str, default: int) -> int:
    return int(arguments[arguments.index(name) + 1]) if name in arguments else default


# ---- by coverage


def _guided(target: Target, runs: int, seeds: Sequence[str]) -> tuple[list[str], list[str]]:
    """What reached new code, and what broke a promise; libFuzzer ends its process itself."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, words = folder / "corpus", folder / "words"
        texts.mkdir()
        for place, seed in enumerate(seeds):
            (texts / f"seed-{place:05}").write_bytes(encoded(seed))
        words.write_text("\n".join(_quoted(word) for word in target.words), "ascii")
        module = f"benchmarks.fuzz_{target.name}"
        options = (
            *(f"-runs={runs + len(seeds)}", f"-max_len={4 * target.longest}", f"-seed={_SEED}"),
            *(f"-dict={words}", f"-artifact_prefix={folder}/", f"-rss_limit_mb={_MEMORY_MB}"),
            *("-timeout=60", "-print_final_stats=1", "-verbosity=0"),
        )
        command = [sys.executable, "-m", module, "--worker", *options, str(texts)]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, errors="replace"
        )
        broken = [decoded(file.read_bytes()) for file in sorted(folder.glob("*-*"))]
        if done.returncode:
            print(done.stdout[-3000:], file=sys.stderr)
            if not broken:
                sys.exit(f"error: the fuzzer itself failed\n{done.stderr[-2000:]}")
        fresh = sorted(texts.glob("[!s]*"), key=lambda file: (file.stat().st_size, file.name))
        print(f"  {len(fresh)} texts reached new code")
        return [decoded(file.read_bytes()) for file in fresh], broken


def _watch(target: Target, options: Sequence[str]) -> int:
    """The process that libFuzzer runs in."""
    atheris: Any = __import__("atheris")
    with atheris.instrument_imports(include=["claims"]):
        check = target.check()

    def one(data: bytes) -> None:
        check(decoded(data)[: target.longest])

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
    return 0


def decoded(data: bytes) -> str:
    """Bytes as a text; those that are no UTF-8 become halves of characters."""
    return data.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    """A text as the bytes it is decoded from, as near as can be."""
    return text.encode("utf-8", "surrogatepass")


def _quoted(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02X}" for byte in word.encode("utf-8", "surrogatepass")) + '"'


# ---- at random


def _at_random(target: Target, runs: int, seeds: Sequence[str]) -> tuple[list[str], list[str]]:
    check = target.check()
    for text in chain(seeds, drawn(target, runs, seeds)):
        with _named_if_broken(text):
            check(text)
    return [], []


@contextmanager
def _named_if_broken(text: str) -> Iterator[None]:
    """Names the text of a failure that goes on up: its traceback is what a reader needs."""
    whole = False
    try:
        yield
        whole = True
    finally:
        if not whole:
            print(f"  broken by {text!r}")


def drawn(target: Target, runs: int, seeds: Sequence[str]) -> Iterator[str]:
    """Texts of known words, odd characters and pieces of the seeds, the same in every run."""
    lot = random.Random(_SEED)  # noqa: S311 - texts, no secret
    for _ in range(runs):
        pieces = [_piece(lot, target.words, seeds) for _ in range(lot.randrange(1, 16))]
        yield lot.choice(("", " ", " ", "\n")).join(pieces)[: target.longest]


def _piece(lot: random.Random, words: Sequence[str], seeds: Sequence[str]) -> str:
    kind = lot.random()
    if kind < 0.6:
        return lot.choice(words)
    if kind < 0.75 and seeds:
        seed = lot.choice(seeds)
        start = lot.randrange(len(seed) + 1)
        return seed[start : start + lot.randrange(1, 30)]
    if kind < 0.9:
        return str(lot.choice((lot.randrange(30), lot.randrange(10**6), lot.random() * 100)))
    return "".join(chr(lot.randrange(0x110000)) for _ in range(lot.randrange(1, 5)))


# ---- the corpus


def read_corpus(name: str) -> list[str]:
    """The saved texts of a target."""
    path = CORPUS / f"{name}.jsonl"
    return (
        [json.loads(line) for line in path.read_text("ascii").splitlines()] if path.exists() else []
    )


def save_corpus(name: str, texts: Sequence[str]) -> int:
    """Keep the first short ones of the texts, each once; how many are kept."""
    kept = [text for text in dict.fromkeys(texts) if len(text) <= _LONGEST_SAVED][:_MOST_SAVED]
    CORPUS.mkdir(exist_ok=True)
    lines = "".join(f"{json.dumps(text)}\n" for text in kept)
    (CORPUS / f"{name}.jsonl").write_text(lines, "ascii")
    return len(kept)
