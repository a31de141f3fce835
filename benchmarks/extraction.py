"""How well and how fast claims are read: `python -m benchmarks.extraction`.

Prints each figure on the dev and test parts of data/gold with a 95 % interval (posts drawn again
a thousand times), then the speed of the extractor beside the bare tokenizer on the same texts.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import spacy

from benchmarks.scoring import figures, score_post
from claims.language.extract import Extractor
from claims.language.frames import as_json
from claims.records import TextFields
from claims.topics import load_topic

GOLD = Path(__file__).parents[1] / "data" / "gold" / "backward-running"
_TEXTS = ("caption", "transcript", "screen_text")
_DRAWS = 1000
_ROUNDS = 5
_SEED = 20261101
_BARE_LINE = "{:<22}{:>10}{:>18}{:>10}{:>18}"


def main() -> None:
    """Print the table."""
    extractor = Extractor(load_topic("backward-running"))
    posts = [json.loads(line) for line in (GOLD / "posts.jsonl").read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text("utf-8").splitlines()]
    gold = {row["id"]: row["claims"] for row in rows}
    parts: dict[bool, list[Counter[str]]] = {True: [], False: []}
    for post in posts:
        found = [as_json(frame) for frame in extractor.read(fields_of(post))]
        parts[is_dev(post["id"])].append(score_post(gold[post["id"]], found))
    _print_scores(parts[True], parts[False])
    claiming = [fields_of(post) for post in posts if gold[post["id"]]]
    _print_speed(extractor, [fields_of(post) for post in posts], "all posts")
    _print_speed(extractor, claiming, "posts with a claim")


def is_dev(key: str) -> bool:
    """Whether a post belongs to the part that rules may be written against."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 < 6


def fields_of(post: dict[str, Any]) -> TextFields:
    """A gold post as the extractor takes it."""
    texts: Any = {name: post[name] for name in _TEXTS if post.get(name)}
    return TextFields(post["id"], texts, post.get("lang"), tuple(post.get("hashtags") or ()))


def interval(posts: Sequence[Counter[str]]) -> dict[str, tuple[float, float]]:
    """The middle 95 % of each figure over posts drawn with replacement."""
    chance = random.Random(_SEED)  # noqa: S311 - statistics, no secret
    drawn: dict[str, list[float]] = {}
    for _ in range(_DRAWS):
        counts: Counter[str] = Counter()
        for post in chance.choices(posts, k=len(posts)):
            counts.update(post)
        for name, figure in figures(counts).items():
            drawn.setdefault(name, []).append(figure)
    edge = _DRAWS // 40
    return {name: (sorted(all_)[edge], sorted(all_)[-edge - 1]) for name, all_ in drawn.items()}


def _print_scores(dev: Sequence[Counter[str]], test: Sequence[Counter[str]]) -> None:
    print(_BARE_LINE.format("", f"dev ({len(dev)})", "95 %", f"test ({len(test)})", "95 %"))
    told = [(figures(sum(part, Counter())), interval(part)) for part in (dev, test)]
    for name in told[0][0]:
        cells = [f"{cell}" for scores, ends in told for cell in _cells(scores[name], ends[name])]
        print(_BARE_LINE.format(name, *cells))


def _cells(figure: float, ends: tuple[float, float]) -> tuple[str, str]:
    return f"{figure:.3f}", f"{ends[0]:.3f} to {ends[1]:.3f}"


def _print_speed(extractor: Extractor, posts: Sequence[TextFields], name: str) -> None:
    bare = spacy.blank("en")
    ours = _seconds(lambda: [extractor.read(post) for post in posts])
    theirs = _seconds(lambda: [bare(text) for post in posts for text in post.fields.values()])
    print(
        f"{name}: {len(posts) / ours:,.0f} posts a second, "
        f"{theirs / ours:.3f} of the speed of the bare tokenizer ({len(posts) / theirs:,.0f})"
    )


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of the quickest of a few rounds."""
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
