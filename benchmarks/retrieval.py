"""How well and how fast related studies are found: `python -m benchmarks.retrieval`.

On BEIR-SciFact (../shared/datasets/beir-scifact; 5,183 abstracts, 300 test queries): nDCG@10 and
queries a second of our search by words and, where the extra `semantic` is installed, of it fused
with MiniLM; beside bm25s with its own defaults and MiniLM alone, in the same run. Nothing was
chosen on the test queries; `--train` prints the figures on those that k1, b, the title weight and
the fusion were chosen on. `--smoke` searches a tenth of it, by words only, and asks for no figure.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s

from claims.evidence.meaning import load_meaning
from claims.evidence.retrieval import MEANING_WEIGHT, Document, MeaningIndex, WordIndex, fused

FOLDER = Path(__file__).parents[2] / "shared/datasets/beir-scifact"
# What is asked of the search by words, and of it fused with MiniLM.
GOALS = {"words": 0.68, "words and meaning": 0.715}
CUT = 10
_DEEP = 100
_LINE = "{:<24}{:>10}{:>14}{:>12}"
Search = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class Task:
    """Documents, queries, and which documents answer each query how well."""

    names: tuple[str, ...]
    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    answers: Mapping[str, Mapping[str, int]]


def read_task(folder: Path, part: str) -> Task:
    """One part, train or test, of a data set in the layout of BEIR."""
    corpus = _rows(folder / "corpus.jsonl")
    answers: dict[str, dict[str, int]] = {}
    for line in (folder / f"qrels/{part}.tsv").read_text("utf-8").splitlines()[1:]:
        query, name, grade = line.split("\t")
        answers.setdefault(query, {})[name] = int(grade)
    queries = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    return Task(
        names=tuple(row["_id"] for row in corpus),
        documents=tuple(Document(row["title"], row["text"]) for row in corpus),
        queries={key: queries[key] for key in answers},
        answers=answers,
    )


def a_tenth(task: Task) -> Task:
    """Few queries and the documents that answer them, among others."""
    few = dict(list(task.queries.items())[: len(task.queries) // 10])
    wanted = {name for key in few for name in task.answers[key]}
    kept = [i for i, name in enumerate(task.names) if name in wanted or i % 10 == 0]
    names = tuple(task.names[i] for i in kept)
    documents = tuple(task.documents[i] for i in kept)
    return Task(names, documents, few, {key: task.answers[key] for key in few})


def ndcg(found: Sequence[str], grades: Mapping[str, int], cut: int = CUT) -> float:
    """Discounted gain of the first `cut` names over the best that there could be."""
    best = _gain(sorted(grades.values(), reverse=True)[:cut])
    return _gain([grades.get(name, 0) for name in found[:cut]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def measure(task: Task, search: Search) -> tuple[float, float]:
    """Mean nDCG@10 over the queries, and how many of them are answered in a second."""
    started = time.process_time()
    found = {key: search(query) for key, query in task.queries.items()}
    seconds = time.process_time() - started
    scores = (
        ndcg([task.names[place] for place in found[key]], grades)
        for key, grades in task.answers.items()
    )
    return sum(scores) / len(task.answers), len(task.queries) / max(seconds, 1e-9)


def bare_bm25s(task: Task) -> Search:
    """bm25s as its own read-me uses it: title and text joined, its tokenizer, its defaults."""
    options: dict[str, Any] = {"stopwords": "en", "show_progress": False}
    index = bm25s.BM25()
    texts = [f"{one.title} {one.text}" for one in task.documents]
    index.index(bm25s.tokenize(texts, **options), show_progress=False)

    def search(query: str) -> list[int]:
        tokens = bm25s.tokenize([query], **options)
        places, _ = index.retrieve(tokens, k=min(CUT, len(texts)), show_progress=False)
        return [int(place) for place in places[0]]

    return search


def searches(task: Task, *, by_meaning: bool) -> dict[str, Search]:
    """What is compared, by name; the search by words first after the bare one."""
    words = WordIndex(task.documents)
    found: dict[str, Search] = {
        "bm25s, its defaults": bare_bm25s(task),
        "words": lambda query: words.ranked(query, CUT),
    }
    if by_meaning and (model := load_meaning()) is not None:
        print(f"MiniLM reads {len(task.documents):,} texts; this takes minutes", file=sys.stderr)
        meanings = MeaningIndex(task.documents, model)
        found["MiniLM alone"] = lambda query: meanings.ranked(query, CUT)
        found["words and meaning"] = lambda query: fused(
            [(1.0, words.ranked(query, _DEEP)), (MEANING_WEIGHT, meanings.ranked(query, _DEEP))]
        )
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main() -> int:
    """Print the table; 1 if a goal is missed."""
    smoke, part = "--smoke" in sys.argv, "train" if "--train" in sys.argv else "test"
    if not FOLDER.is_dir():
        print(f"left out: the data set is not there ({FOLDER.name}, beside the clone in ../shared)")
        return 0
    task = read_task(FOLDER, part)
    task = a_tenth(task) if smoke else task
    size = f"{len(task.documents):,} documents, {len(task.queries):,} {part} queries"
    print(f"BEIR-SciFact, {size}")
    print(_LINE.format("", f"nDCG@{CUT}", "queries/s", "ratio"))
    missed, bare = [], 0.0
    for name, search in searches(task, by_meaning=not smoke).items():
        score, speed = measure(task, search)
        bare = bare or speed
        print(_LINE.format(name, f"{score:.4f}", f"{speed:,.0f}", f"{speed / bare:.3g}"))
        missed += [name] if score < GOALS.get(name, 0.0) and not smoke else []
    if not smoke and load_meaning() is None:
        print('left out: MiniLM; the extra is not installed: pip install ".[semantic]"')
    print(
        f"missed: {', '.join(missed)}" if missed else "no goal missed" if not smoke else "it runs"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
