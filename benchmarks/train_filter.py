"""Trains the claim filter and says how good it is: `python -m benchmarks.train_filter`.

Every figure on the dev part is of lines that never saw the post (five folds, posts whole); the test
part is scored once by the shipped sort of line. `--write` puts the weights and the figures into
data/models; the same data gives the same bytes. `--smoke` takes an eighth of the data and writes
nothing.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks import _filter_texts as texts
from benchmarks._filter_figures import figures_of, least_chance, topic_figures
from benchmarks._filter_texts import Example, Post
from benchmarks._logistic import Line, Rows, balanced, rarity, train
from claims.language.classify import MODEL
from claims.language.features import (
    BUCKETS,
    CUES,
    WIDTH,
    Features,
    Values,
    cue_vector,
    vector,
)

MODELS = Path(__file__).resolve().parents[1] / "data" / "models"
_CLAIM_STRENGTH = 5.0
_TOPIC_STRENGTH = 30.0
_FOLDS = 5
_SEED = 20261124
_SMOKE = 8
_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Material:
    """Examples with their features, read once."""

    examples: list[Example]
    features: list[Features]

    @classmethod
    def of(cls, examples: list[Example]) -> Material:
        """The examples with their features."""
        return cls(examples, texts.features_of(examples))

    def without(self, groups: frozenset[str]) -> list[int]:
        """The places of the examples of other groups."""
        return [n for n, one in enumerate(self.examples) if one.group not in groups]


class Trained(Protocol):
    """What answers a question about a text."""

    def chance(self, features: Features) -> float:
        """The chance of yes for one text."""


@dataclass(frozen=True, slots=True)
class ByAll:
    """A line over words, letters and cues, with the rarity it was learned under."""

    rare: Values
    line: Line

    def chance(self, features: Features) -> float:
        """The chance of yes for one text."""
        return float(self.line.chances(Rows.of([vector(features, self.rare)]))[0])


@dataclass(frozen=True, slots=True)
class ByCues:
    """A line over cues alone: no word of a topic is learned, so that any new one fits."""

    line: Line

    def chance(self, features: Features) -> float:
        """The chance of yes for one text."""
        return float(self.line.chances(Rows.of([cue_vector(features)]))[0])


def learn_claim(material: Material, places: Sequence[int]) -> ByAll:
    """The line that tells texts with a claim."""
    features = [material.features[place] for place in places]
    columns = [np.concatenate([one.word_buckets, one.letter_buckets]) for one in features]
    rare = rarity(columns, BUCKETS)
    rows = Rows.of([vector(one, rare) for one in features])
    return ByAll(rare, _line(material, places, rows, (WIDTH, _CLAIM_STRENGTH)))


def learn_on_topic(material: Material, places: Sequence[int]) -> ByCues:
    """The line that tells texts on their topic."""
    rows = Rows.of([cue_vector(material.features[place]) for place in places])
    return ByCues(_line(material, places, rows, (len(CUES), _TOPIC_STRENGTH)))


def _line(material: Material, places: Sequence[int], rows: Rows, shape: tuple[int, float]) -> Line:
    chosen = [material.examples[place] for place in places]
    answers = np.array([one.is_claim for one in chosen])
    importance = np.array([one.importance for one in chosen])
    weighed = balanced(answers, importance) * importance
    width, strength = shape
    return train(rows, answers, width=width, strength=strength, importance=weighed)


def unseen_chances(
    material: Material,
    wanted: Sequence[Example],
    learn: Callable[[Material, Sequence[int]], Trained],
) -> list[float]:
    """The chance of each wanted text by a line that saw nothing of its post."""
    groups = sorted({one.group for one in wanted})
    random.Random(_SEED).shuffle(groups)  # noqa: S311 - folds, no secret
    chances: dict[int, float] = {}
    for fold in range(_FOLDS):
        left_out = frozenset(groups[fold::_FOLDS])
        trained = learn(material, material.without(left_out))
        for place, one in enumerate(wanted):
            if one.group in left_out:
                chances[place] = trained.chance(texts.reader(one.topic).read(one.text))
    return [chances[place] for place in range(len(wanted))]


# ---- the file and the card


def model_bytes(claim: ByAll, on_topic: Line, cut: float) -> bytes:
    """The arrays as one file; half precision is finer than the data."""
    arrays: dict[str, Any] = {
        "rarity": claim.rare,
        "claim": np.append(claim.line.weights, claim.line.bias),
        "on_topic": np.append(on_topic.weights, on_topic.bias),
        "least_claim": np.array([cut]),
    }
    file = BytesIO()
    np.savez(file, allow_pickle=False, **{k: v.astype(np.float16) for k, v in arrays.items()})
    return file.getvalue()


def card_with(card: str, figures: Sequence[str], model: bytes) -> str:
    """The card with new figures and the new checksum."""
    table = ["| part | what | figure (95 % interval) |", "|---|---|---|", *figures]
    said = "\n".join([*table, "", f"`{MODEL}`: sha256 {sha256(model).hexdigest()}", ""])
    if not _FIGURES.search(card):
        sys.exit(
            f"error: {MODELS / 'README.md'} has no <!-- figures --> marks\n  fix: restore them"
        )
    return _FIGURES.sub(lambda _: said, card)


def trained_filter(*, every: int = 1) -> tuple[bytes, list[str]]:
    """The model file and the lines of its card, from each `every`-th example."""
    claims = Material.of([*texts.gold_examples(), *texts.open_examples()][::every])
    dev = _firm(texts.gold_posts()[::every])
    said = list(zip(dev, unseen_chances(claims, _as_examples(dev), learn_claim), strict=True))
    cut = least_chance(said)
    claim = learn_claim(claims, range(len(claims.examples)))
    test = _firm(texts.gold_posts(dev=False)[::every])
    told = [(post, claim.chance(texts.reader(post.topic).read(post.text))) for post in test]
    figures = figures_of("dev", said, cut) + figures_of("test", told, cut)
    wanted = texts.topic_examples()[::every]
    topics = Material.of([*wanted, *texts.foreign_examples()[::every]])
    figures += topic_figures(wanted, unseen_chances(topics, wanted, learn_on_topic))
    on_topic = learn_on_topic(topics, range(len(topics.examples)))
    return model_bytes(claim, on_topic.line, cut), figures


def _firm(posts: Sequence[Post]) -> list[Post]:
    return [post for post in posts if not post.optional_only]


def _as_examples(posts: Sequence[Post]) -> list[Example]:
    return [Example(post.text, post.frames > 0, 1.0, post.id, post.topic) for post in posts]


def main(arguments: Sequence[str]) -> int:
    """Train, print the figures, and with --write keep both."""
    if missing := texts.missing_data():
        print("the claim filter is not trained: these data sets do not lie in ../shared/datasets:")
        print("\n".join(f"  {origin}" for origin in missing))
        return 0
    smoke = "--smoke" in arguments
    model, figures = trained_filter(every=_SMOKE if smoke else 1)
    print("\n".join(figures))
    if "--write" in arguments and not smoke:
        card = MODELS / "README.md"
        card.write_text(card_with(card.read_text("utf-8"), figures, model), "utf-8")
        (MODELS / MODEL).write_bytes(model)
        print(f"wrote {MODEL} ({len(model):,} bytes) and the figures of its card", file=sys.stderr)
    elif not smoke and (MODELS / MODEL).read_bytes() != model:
        print(
            "the shipped weights are of other data or words: --write keeps these", file=sys.stderr
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
