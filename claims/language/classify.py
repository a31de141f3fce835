"""Whether a text makes a claim, and whether it speaks of the topic: two learned lines, with reasons.

The filter can only take away: it never makes a frame. Its weights are plain arrays in data/models,
made by benchmarks/train_filter.py; data/models/README.md says from what, and how good they are.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import pairwise

import numpy as np

from claims.errors import ClaimsError
from claims.language.features import (
    BUCKETS,
    CUES,
    WIDTH,
    FeatureReader,
    Features,
    Values,
    Vector,
    bucket,
    counted,
    cue_vector,
    hashed,
    vector,
)
from claims.language.rows import data_file
from claims.records import TextFields
from claims.topics import Topic

MODEL = "claim_filter.npz"
# The last weight of a line is where it crosses.
ARRAYS = {"rarity": BUCKETS, "claim": WIDTH + 1, "on_topic": len(CUES) + 1, "least_claim": 1}
_REASONS = 8
_REMAKE = "make it anew: python -m benchmarks.train_filter --write"


@dataclass(frozen=True, slots=True)
class Score:
    """Chances from 0 to 1; reasons, where asked for, are what spoke most for (+) or against (-)
    a claim."""

    claim: float
    on_topic: float
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """The learned numbers: how rare each bucket is, one line a question, the least chance.

    Whether a text makes a claim is asked of all its features; whether it is on topic of its cues
    alone, so that a topic nobody trained on is told as well.
    """

    rarity: Values
    claim: Values
    on_topic: Values
    least_claim: float


class ClaimFilter:
    """Scores texts for one topic."""

    def __init__(self, topic: Topic, model: Model | None = None) -> None:
        self._reader = FeatureReader(topic)
        self._model = model or shipped_model()

    def score(self, text: str, *, explain: bool = False) -> Score:
        """How likely a text makes a claim and speaks of the topic."""
        model, features = self._model, self._reader.read(text)
        return Score(
            _chance(model.claim, vector(features, model.rarity)),
            _chance(model.on_topic, cue_vector(features)),
            _reasons(features, model.rarity, model.claim) if explain else (),
        )

    def passes(self, post: TextFields) -> bool:
        """Whether a post may hold a claim: its frames are kept only then."""
        return self.likely(text_of(post))

    def likely(self, text: str) -> bool:
        """Whether a text is at least as likely to make a claim as any that claims are looked for in."""
        return self.score(text).claim >= self._model.least_claim


def text_of(post: TextFields) -> str:
    """All that a post says, as the filter reads it."""
    return "\n".join(text for text in post.fields.values() if text)


def _chance(line: Values, text: Vector) -> float:
    return 1 / (1 + math.exp(-float(text.values @ line[text.columns] + line[-1])))


def _reasons(features: Features, rarity: Values, line: Values) -> tuple[tuple[str, float], ...]:
    """Words with their letters, pairs of words and cues by what they add to the score."""
    added: dict[str, float] = {}
    for name, share in (
        *_word_shares(features, rarity, line),
        *_letter_shares(features, rarity, line),
        *_cue_shares(features, line),
    ):
        added[name] = added.get(name, 0.0) + share
    largest = sorted(added.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple((name, round(share, 3)) for name, share in largest[:_REASONS] if round(share, 3))


def _word_shares(features: Features, rarity: Values, line: Values) -> Iterator[tuple[str, float]]:
    found = hashed(features.word_buckets, rarity)
    shares = dict(zip(found.columns.tolist(), found.values * line[found.columns], strict=True))
    pairs = (" ".join(pair) for pair in pairwise(features.words))
    for name in dict.fromkeys((*features.words, *pairs)):
        yield name, float(shares[bucket(name)])


def _letter_shares(features: Features, rarity: Values, line: Values) -> Iterator[tuple[str, float]]:
    """What runs of letters add goes to the words they begin in."""
    found = hashed(features.letter_buckets, rarity)
    places = np.searchsorted(found.columns, features.letter_buckets)
    times = np.bincount(places, minlength=len(found.columns))
    each = (found.values * line[found.columns] / np.maximum(times, 1))[places]
    sums = np.bincount(features.letter_owners, each, minlength=len(features.words))
    yield from zip(features.words, map(float, sums), strict=True)


def _cue_shares(features: Features, line: Values) -> Iterator[tuple[str, float]]:
    found = counted(features.cues)
    shares = found.values * line[found.columns]
    for (name, times), share in zip(features.cues.items(), shares, strict=True):
        yield f"[{name}: {times}]", float(share)


@cache
def shipped_model() -> Model:
    """The model of data/models."""
    return read_model(data_file("models", MODEL))


def read_model(file: Traversable) -> Model:
    """The arrays of a model file, checked; no code can hide in them."""
    try:
        with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
            found = {name: arrays[name].astype(np.float64) for name in arrays.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ClaimsError(f"data/models/{file.name}: {error}", _REMAKE) from error
    for name, length in ARRAYS.items():
        shape = found[name].shape if name in found else "missing"
        if shape != (length,):
            raise ClaimsError(f"data/models/{file.name}: {name} is {shape}, not {length}", _REMAKE)
    rarity, claim, on_topic, (least,) = (found[name] for name in ARRAYS)
    return Model(rarity, claim, on_topic, float(least))
