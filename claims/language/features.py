"""What the claim filter looks at: hashed words and letters of a text, and counts of cues.

Hashes are FNV-1a over code points, so that weights learned once fit every machine and every run.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.language.inflection import verb_forms
from claims.language.rows import Cue, cues, data_file, read_toml
from claims.language.text import plain
from claims.language.vocabulary import vocabulary
from claims.topics import Topic

BUCKETS = 1 << 16
LETTERS = (3, 4, 5)
LONGEST = 20_000

_REMEMBERED = 1 << 16
_OFFSET, _PRIME = np.uint32(2166136261), np.uint32(16777619)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:/-]\d+)*|[?!%=#]")
_NUMBER, _LINKED = "0", "httplink"
_MARKS = {_NUMBER: "numbers", "%": "percent", "=": "equals", "!": "loud", "#": "tags"}

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; every number is 0, every link one word, no names."""
    read = _MENTION.sub(" ", _LINK.sub(f" {_LINKED} ", plain(text[:LONGEST])))
    return [_NUMBER if word[0].isdigit() else word for word in _WORD.findall(read.casefold())]


@dataclass(frozen=True, slots=True)
class Features:
    """A text as numbers: buckets of its words and letters, and how often it holds each cue."""

    words: tuple[str, ...]
    # Single words, then pairs of neighbours.
    word_buckets: Numbers
    letter_buckets: Numbers
    # Of each run of letters, the word it begins in.
    letter_owners: Numbers
    cues: Counter[str]


class FeatureReader:
    """Reads the features of texts; the words of a topic count as cues, so that any topic works."""

    def __init__(self, topic: Topic) -> None:
        self._by_first = _phrases([*_common_cues(), *_topic_cues(topic)])

    def read(self, text: str) -> Features:
        """The features of a text."""
        words = words_of(text)
        pairs = [f"{first} {second}" for first, second in pairwise(words)]
        letters, owners = _letters(words)
        buckets = np.array([bucket(word) for word in (*words, *pairs)], dtype=np.int64)
        return Features(tuple(words), buckets, letters, owners, self._count(words))

    def _count(self, words: Sequence[str]) -> Counter[str]:
        found: Counter[str] = Counter(_MARKS[word] for word in words if word in _MARKS)
        found["links"] = words.count(_LINKED)
        found["length"] = len(words) // 5
        for place, word in enumerate(words):
            for phrase, name in self._by_first.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    found[name] += 1
        _add_joint(found)
        return +found


def _add_joint(found: Counter[str]) -> None:
    """Cues that mean more together: an outcome with what is done to it, or with a number."""
    outcome = min(found["outcome"] + found["body part"], 1)
    found["outcome and effect"] = outcome * min(found["effect"] + found["compares"], 1)
    found["outcome and number"] = outcome * min(found["numbers"], 1)
    found["activity and outcome"] = outcome * min(found["activity"] + found["activity tag"], 1)


Phrase = tuple[tuple[str, ...], str]


def _phrases(cues_by_name: Sequence[tuple[str, str]]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase, name in dict.fromkeys((tuple(words_of(text)), name) for text, name in cues_by_name):
        if phrase:
            found.setdefault(phrase[0], []).append((phrase, name))
    return found


@cache
def _common_cues() -> tuple[tuple[str, str], ...]:
    own = read_toml(data_file("models", "cues.toml"))
    named = [(word, name.replace("_", " ")) for name, words in own.items() for word in words]
    for row in vocabulary():
        kind = "outcome" if type(row.meaning).__name__ == "Measure" else "body part"
        named += [(word, kind) for word in row.words]
    directed = (cue for cue in cues() if cue.kind == "direction")
    return (*named, *((form, "effect") for cue in directed for form in _forms(cue)))


def _forms(cue: Cue) -> Iterator[str]:
    for phrase in cue.words:
        yield from verb_forms(phrase) if cue.form == "verb" else (phrase,)


def _topic_cues(topic: Topic) -> Iterator[tuple[str, str]]:
    for activity in topic.activities:
        yield from ((word, "activity") for word in activity.words)
        yield from ((word, "activity verb") for word in activity.verbs)
        yield from ((word, "activity manner") for word in activity.manner)
    yield from ((word, "usual form") for word in (*topic.usual_words, *topic.usual_after_than))
    yield from ((word, "another meaning") for word in topic.other_meanings)
    yield from ((f"#{tag}", "activity tag") for tag in topic.hashtags)


CUES: tuple[str, ...] = (
    *("cause", "risk", "compares", "science", "people", "first person", "second person"),
    *("third person", "asks", "hedges", "denies", "sells", "instructs", "tells", "always"),
    *("outcome", "body part", "effect", "outcome and effect", "outcome and number"),
    *("numbers", "percent", "equals", "loud", "tags", "links", "length"),
    *("activity", "activity verb", "activity manner", "activity tag", "activity and outcome"),
    *("usual form", "another meaning"),
)
WIDTH = BUCKETS + len(CUES)
_CUE_COLUMNS = {name: BUCKETS + column for column, name in enumerate(CUES)}


@lru_cache(maxsize=_REMEMBERED)
def bucket(words: str) -> int:
    """The bucket of a word or of a pair of words."""
    # Words and letters share the buckets; another first sign keeps "the" apart from "the".
    return int(_fnv(_points(f"\x00{words}"), len(words) + 1)[0]) % BUCKETS


def _letters(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Buckets of all runs of three to five letters, over the edges of words too."""
    text = _points(f" {' '.join(words)} ")
    owner = np.cumsum(text == ord(" "), dtype=np.int64) - 1
    runs = [_fnv(text, length) for length in LETTERS if len(text) >= length]
    if not runs or not words:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    owners = np.concatenate([owner[: len(run)] for run in runs])
    return np.concatenate(runs).astype(np.int64) % BUCKETS, np.minimum(owners, len(words) - 1)


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)


def _fnv(points: NDArray[np.uint32], length: int) -> NDArray[np.uint32]:
    """The hash of each run of that length."""
    runs = len(points) - length + 1
    found = np.full(runs, _OFFSET ^ np.uint32(length), dtype=np.uint32)
    for step in range(length):
        found = (found ^ points[step : step + runs]) * _PRIME
    return found ^ (found >> np.uint32(15))


# What words, letters and cues weigh against each other in the length of a text's vector.
_HASHED_SHARE, _CUE_SHARE = 0.7, 0.1


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as the columns it fills and their values; a column may come twice."""

    columns: Numbers
    values: Values


def vector(features: Features, rarity: Values) -> Vector:
    """All features of a text; `rarity` weighs each bucket."""
    parts = (
        hashed(features.word_buckets, rarity),
        hashed(features.letter_buckets, rarity),
        counted(features.cues),
    )
    return Vector(
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.values for part in parts]),
    )


def hashed(buckets: Numbers, rarity: Values) -> Vector:
    """Words or letters, weighed by how rare their bucket is and together of fixed length."""
    columns, counts = np.unique(buckets, return_counts=True)
    weighed = (1 + np.log(counts)) * rarity[columns]
    length = math.sqrt(float(weighed @ weighed)) or 1.0
    return Vector(columns, _HASHED_SHARE * weighed / length)


def counted(cues: Counter[str]) -> Vector:
    """The cues, each more worth little."""
    columns = np.array([_CUE_COLUMNS[name] for name in cues], dtype=np.int64)
    return Vector(columns, _CUE_SHARE * np.log1p(np.array(list(cues.values()), dtype=np.float64)))


def cue_vector(features: Features) -> Vector:
    """The cues alone, their columns from 0."""
    found = counted(features.cues)
    return Vector(found.columns - BUCKETS, found.values)
