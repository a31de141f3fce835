"""How well and how fast claims are read: `python -m benchmarks.extraction [--batch a] [--smoke]`.

Prints each figure on the dev and test parts of data/gold/backward-running, and on the fresh batches
that are named, with a 95 % interval (posts drawn again a thousand times), then the speed of the
extractor beside the bare tokenizer on the same texts. `--smoke` draws and times little.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy

from benchmarks.scoring import figures, score_post
from claims.language.extract import Extractor
from claims.language.frames import as_json
from claims.records import TextFields
from claims.topics import load_topic

DATA = Path(__file__).parents[1] / "data" / "gold"
GOLD = DATA / "backward-running"
BATCHES = DATA / "batches"
_TEXTS = ("caption", "transcript", "screen_text")
_DRAWS = 1000
_ROUNDS = 5
_LITTLE = 40
_SEED = 20261101

DEFAULT = "backward-running"
Parts = dict[str, list[Counter[str]]]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--batch", action="append", default=[], choices=["a", "b", "c"])
    asked.add_argument("--smoke", action="store_true")
    options = asked.parse_args()
    posts, gold = rows(GOLD / "posts.jsonl"), claims(GOLD / "gold.jsonl")
    parts: Parts = {"dev": [], "test": []}
    for post, counts in scored(posts, gold):
        parts["dev" if is_dev(post["id"]) else "test"].append(counts)
    for batch in options.batch:
        fresh = rows(BATCHES / f"{batch}-posts.jsonl")
        found = scored(fresh, claims(BATCHES / f"{batch}-gold.jsonl"))
        parts[f"batch {batch}"] = [counts for _, counts in found]
    _print_scores(parts, draws=_LITTLE if options.smoke else _DRAWS)
    extractor = Extractor(load_topic(DEFAULT))
    claiming = [fields_of(post) for post in posts if gold[post["id"]]]
    rounds = 1 if options.smoke else _ROUNDS
    _print_speed(extractor, [fields_of(post) for post in posts], "all posts", rounds=rounds)
    _print_speed(extractor, claiming, "posts with a claim", rounds=rounds)


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def claims(file: Path) -> dict[str, list[dict[str, Any]]]:
    """The annotated frames of each post."""
    return {row["id"]: row["claims"] for row in rows(file)}


def scored(
    posts: Sequence[dict[str, Any]], gold: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[dict[str, Any], Counter[str]]]:
    """Each post with its counts, read for its own topic."""
    extractors = {slug: Extractor(load_topic(slug)) for slug in {topic_of(post) for post in posts}}
    for post in posts:
        found = [as_json(frame) for frame in extractors[topic_of(post)].read(fields_of(post))]
        yield post, score_post(gold[post["id"]], found)


def topic_of(post: dict[str, Any]) -> str:
    """The topic a post was written for."""
    return str(post.get("topic", DEFAULT))


def is_dev(key: str) -> bool:
    """Whether a post belongs to the part that rules may be written against."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 < 6


def fields_of(post: dict[str, Any]) -> TextFields:
    """A gold post as the extractor takes it."""
    texts: Any = {name: post[name] for name in _TEXTS if post.get(name)}
    return TextFields(post["id"], texts, post.get("lang"), tuple(post.get("hashtags") or ()))


def interval(posts: Sequence[Counter[str]], *, draws: int) -> dict[str, tuple[float, float]]:
    """The middle 95 % of each figure over posts drawn with replacement."""
    chance = random.Random(_SEED)  # noqa: S311 - statistics, no secret
    drawn: dict[str, list[float]] = {}
    for _ in range(draws):
        counts: Counter[str] = Counter()
        for post in chance.choices(posts, k=len(posts)):
            counts.update(post)
        for name, figure in figures(counts).items():
            drawn.setdefault(name, []).append(figure)
    edge = draws // 40
    return {name: (sorted(all_)[edge], sorted(all_)[-edge - 1]) for name, all_ in drawn.items()}


def _print_scores(parts: Parts, *, draws: int) -> None:
    heads = [f"{name} ({len(posts)})" for name, posts in parts.items()]
    print(" " * 22 + "".join(f"{head:>14}{'95 %':>18}" for head in heads))
    told = [(figures(sum(p, Counter())), interval(p, draws=draws)) for p in parts.values()]
    for name in told[0][0]:
        cells = [_cells(scores[name], ends[name]) for scores, ends in told]
        print(f"{name:<22}" + "".join(f"{figure:>14}{ends:>18}" for figure, ends in cells))


def _cells(figure: float, ends: tuple[float, float]) -> tuple[str, str]:
    return f"{figure:.3f}", f"{ends[0]:.3f} to {ends[1]:.3f}"


def _print_speed(
    extractor: Extractor, posts: Sequence[TextFields], name: str, *, rounds: int
) -> None:
    bare = spacy.blank("en")
    ours = _seconds(lambda: [extractor.read(post) for post in posts], rounds)
    theirs = _seconds(
        lambda: [bare(text) for post in posts for text in post.fields.values()], rounds
    )
    print(
        f"{name}: {len(posts) / ours:,.0f} posts a second, "
        f"{theirs / ours:.3f} of the speed of the bare tokenizer ({len(posts) / theirs:,.0f})"
    )


def _seconds(work: Callable[[], object], rounds: int) -> float:
    """Processor time of the quickest of a few rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
