"""How fast posts are read on one core, beside the bare tokenizer and quantulum3 on the same texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

import spacy

from benchmarks.gold import DEFAULT_TOPIC, claims_of, fields_of, posts_of, topic_of
from benchmarks.scitweets import FOLDER, read_tweets
from claims.language.extract import Extractor
from claims.records import TextFields
from claims.topics import load_topic

_OTHERS = "other-topics"
_ROUNDS = 5
_ONE_IN = 5
_MIXED = f"a mixed feed, one post in {_ONE_IN} on the topic"


def print_speed(*, smoke: bool) -> None:
    """Print posts a second, and the share of the bare tokenizer's speed, of two kinds of feed."""
    gold = claims_of(DEFAULT_TOPIC)
    posts = posts_of(DEFAULT_TOPIC)
    topical = [fields_of(post) for post in posts]
    feeds = {
        "posts dense with claims": [fields_of(post) for post in posts if gold[post["id"]]],
        f"{_MIXED}, the others on other exercise": mixed(topical, _on_other_exercise()),
    }
    if (tweets := FOLDER / "annotations.tsv").is_file():
        others = [TextFields(str(n), {"caption": t}) for n, t in enumerate(read_tweets(tweets)[0])]
        feeds[f"{_MIXED}, the others tweets on science and anything"] = mixed(topical, others)
    extractor = Extractor(load_topic(DEFAULT_TOPIC))
    for name, feed in feeds.items():
        _print_feed(name, feed, extractor, rounds=1 if smoke else _ROUNDS)


def mixed(topical: Sequence[TextFields], others: Sequence[TextFields]) -> list[TextFields]:
    """Posts of the topic among four times as many others."""
    shown = topical[: len(others) // (_ONE_IN - 1)]
    return [*shown, *others[: len(shown) * (_ONE_IN - 1)]]


def _on_other_exercise() -> list[TextFields]:
    return [fields_of(post) for post in posts_of(_OTHERS) if topic_of(post) != DEFAULT_TOPIC]


def _print_feed(
    name: str, feed: Sequence[TextFields], extractor: Extractor, *, rounds: int
) -> None:
    texts = [text for post in feed for text in post.fields.values()]
    words = sum(len(text.split()) for text in texts) / len(feed)
    # The first pass of each fills what it keeps of words, as any feed soon does.
    ours = len(feed) / _seconds(lambda: [extractor.read(post) for post in feed], rounds)
    bare = spacy.blank("en")
    theirs = len(feed) / _seconds(lambda: [bare(text) for text in texts], rounds)
    print(f"{name}: {len(feed)} posts of {words:.0f} words, {ours:,.0f} a second on one core")
    print(f"    {ours / theirs:.3f} of the speed of spaCy's bare tokenizer ({theirs:,.0f})")
    if find_spec("quantulum3"):
        quantities = len(feed) / _seconds(lambda: _read_by_quantulum3(texts), 1)
        print(f"    {ours / quantities:.1f} times the speed of quantulum3 ({quantities:,.0f})")
    else:
        print("    quantulum3: skipped, not installed here (pip install -e .[peers])")


def _read_by_quantulum3(texts: Sequence[str]) -> list[Any]:
    """Its quantities alone, without the classifier of units that it can be taught."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    return [parser.parse(text) for text in texts]


def _seconds(work: Callable[[], object], rounds: int) -> float:
    """Processor time of the quickest of a few rounds, after one that warms up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
