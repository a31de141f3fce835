"""How well and how fast claims are read: `python -m benchmarks.extraction [--batch a] [--smoke]`.

Prints each figure on the dev and test parts of the sets in data/gold, on the fresh batches that are
named, and on what persons reviewed (`--reviewed out/gold`, as `retrograde review export-gold` writes
it), with a 95 % interval (posts drawn again a thousand times), then the speed of the extractor
beside the bare tokenizer on the same texts. `--smoke` draws and times little. `--write` puts the test
figures into data/reading_figures.json, from where releases and the Methods page have them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks._speed import print_speed
from benchmarks.gold import (
    BATCHES,
    DEV,
    claims,
    claims_of,
    fields_of,
    is_dev,
    posts_of,
    rows,
    topic_of,
)
from benchmarks.scoring import figures, score_post
from claims.language.extract import Extractor, extraction_version
from claims.language.frames import as_json
from claims.topics import load_topic

_DRAWS = 1000
_LITTLE = 40
_SEED = 20261101

FIGURES = Path(__file__).resolve().parents[1] / "data" / "reading_figures.json"
# The test posts that pages tell of together.
TOLD = {
    "backward running and weighted vests": ("backward-running", "two-topics"),
    "six other kinds of exercise": ("other-topics",),
}

Parts = dict[str, list[Counter[str]]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--batch", action="append", default=[], choices=["a", "b", "c", "d", "e"])
    asked.add_argument("--reviewed", type=Path, help="folder of retrograde review export-gold")
    asked.add_argument("--smoke", action="store_true")
    asked.add_argument(
        "--write", action="store_true", help="write the test figures that pages show"
    )
    options = asked.parse_args(arguments)
    if options.write:
        FIGURES.write_text(json.dumps(test_figures(draws=_DRAWS), indent=1) + "\n", "utf-8")
        return
    parts: Parts = {}
    for name in DEV:
        parts |= _scored_parts(name)
    for batch in options.batch:
        fresh = rows(BATCHES / f"{batch}-posts.jsonl")
        found = scored(fresh, claims(BATCHES / f"{batch}-gold.jsonl"))
        parts[f"batch {batch}"] = [counts for _, counts in found]
    if options.reviewed:
        mended = scored(
            rows(options.reviewed / "posts.jsonl"), claims(options.reviewed / "gold.jsonl")
        )
        parts["reviewed"] = [counts for _, counts in mended]
    _print_scores(parts, draws=_LITTLE if options.smoke else _DRAWS)
    print_speed(smoke=options.smoke)


def _scored_parts(name: str) -> Parts:
    """The counts of each post of a set, dev and test apart."""
    parts: Parts = {f"{name} dev": [], f"{name} test": []}
    for post, counts in scored(posts_of(name), claims_of(name)):
        part = "dev" if is_dev(name, post["id"]) else "test"
        parts[f"{name} {part}"].append(counts)
    return parts


def scored(
    posts: Sequence[dict[str, Any]], gold: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[dict[str, Any], Counter[str]]]:
    """Each post with its counts, read for its own topic."""
    extractors = {slug: Extractor(load_topic(slug)) for slug in {topic_of(post) for post in posts}}
    for post in posts:
        found = [as_json(frame) for frame in extractors[topic_of(post)].read(fields_of(post))]
        yield post, score_post(gold[post["id"]], found)


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


def test_figures(*, draws: int) -> dict[str, Any]:
    """Each figure on the test posts with its 95 % interval, told for the main topics and others."""
    told: dict[str, Any] = {"extraction": extraction_version(), "sets": []}
    for title, names in TOLD.items():
        counts = [one for name in names for one in _scored_parts(name)[f"{name} test"]]
        ends = interval(counts, draws=draws)
        found = {
            name: [round(figure, 3), *(round(end, 3) for end in ends[name])]
            for name, figure in figures(sum(counts, Counter())).items()
        }
        told["sets"].append({"title": title, "posts": len(counts), "figures": found})
    return told


def _print_scores(parts: Parts, *, draws: int) -> None:
    for part, posts in parts.items():
        print(f"{part}: {len(posts)} posts")
        ends = interval(posts, draws=draws)
        for name, figure in figures(sum(posts, Counter())).items():
            low, high = ends[name]
            print(f"    {name:<20}{figure:>8.3f}   {low:.3f} to {high:.3f}")


if __name__ == "__main__":
    main()
