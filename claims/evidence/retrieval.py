"""Studies that share words or meaning with a text: offered as related, never deciding a verdict."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.evidence.library import Library
from claims.evidence.meaning import Meaning, load_meaning
from claims.evidence.outcomes import load_outcomes
from claims.records import Study

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

# Chosen on the 809 training queries of SciFact (benchmarks/retrieval.py), where the optimum is
# flat: any title weight from 2 to 4 and any of the usual k1 and b come within 0.004 nDCG.
TITLE_WEIGHT = 3
K1 = 1.2
B = 0.75
# Reciprocal rank fusion: how soon ranks stop mattering, and what a rank by meaning counts; chosen
# on the same training queries.
RANK_OFFSET = 1
MEANING_WEIGHT = 0.8
# A study whose words fit less than this share as well as those of the best is not worth a line.
NEAR = 0.4
# Below this cosine two texts are on different things.
MEANING_FLOOR = 0.35
_DEEPEST = 100
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched: a title, whose words weigh more, and a text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """A study beside a claim, with the words of the claim that it shares; none: by meaning only."""

    study: Study
    words: tuple[str, ...]


def related(
    text: str, library: Library, limit: int = 5, *, subject: str = ""
) -> tuple[Related, ...]:
    """The studies nearest to a text, best first; none where no telling word or meaning is shared.

    Words of the subject, which every study of a topic is about, are left out.
    """
    studies = tuple(library.studies.values())
    text = _without(text, frozenset(tokens(subject)))
    if not studies or not text:
        return ()
    words = _index_of(studies)
    ranked = words.ranked(text, _DEEPEST, least=NEAR)
    by_words = [place for place in ranked if words.shared(text, place)]
    rankings = [(1.0, by_words)]
    if (meaning := load_meaning()) is not None:
        near = _meanings_of(studies, meaning).ranked(text, _DEEPEST, floor=MEANING_FLOOR)
        rankings.append((MEANING_WEIGHT, near))
    best = fused(rankings)[:limit]
    return tuple(Related(studies[place], words.shared(text, place)) for place in best)


def tokens(text: str) -> list[str]:
    """The stems of the words that tell something, in order; the one tokenisation of all searching."""
    stop_words, stem = _stop_words(), _stem
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [stem(word) for word in _WORD.findall(folded) if word not in stop_words]


class WordIndex:
    """Documents by their words, weighed by BM25."""

    def __init__(self, documents: Iterable[Document]) -> None:
        import bm25s

        bags = [tokens(one.title) * TITLE_WEIGHT + tokens(one.text) for one in documents]
        self._bags = [frozenset(bag) for bag in bags]
        self._spread = Counter(token for bag in self._bags for token in bag)
        self._bm25 = bm25s.BM25(k1=K1, b=B)
        if self._spread:
            self._bm25.index(bags, show_progress=False)

    def ranked(self, text: str, limit: int, *, least: float = 0.0) -> list[int]:
        """Places of the documents that share a word with the text, best first.

        `least` is the share of the best score below which a document is left out.
        """
        known = [token for token in dict.fromkeys(tokens(text)) if token in self._spread]
        if not known:
            return []
        scores: Scores = self._bm25.get_scores(known)
        return _best(scores, limit, floor=least * float(scores.max()))

    def shared(self, text: str, place: int) -> tuple[str, ...]:
        """The words of the text that a document has too, less those that most documents have.

        A word that stands in more than a fifth of the studies, as "backward" does, tells none of
        them apart; to share it alone is not to be related.
        """
        most = max(3, len(self._bags) // 5)
        found: dict[str, str] = {}
        for word in _WORD.findall(text):
            for token in tokens(word):
                if token in self._bags[place] and self._spread[token] <= most:
                    found.setdefault(token, word)
        return tuple(found.values())


class MeaningIndex:
    """Documents by what they mean, as vectors of a sentence model."""

    def __init__(self, documents: Iterable[Document], meaning: Meaning) -> None:
        self._meaning = meaning
        self._vectors = meaning.vectors([f"{one.title} {one.text}" for one in documents])

    def ranked(self, text: str, limit: int, *, floor: float = -1.0) -> list[int]:
        """Places of the documents whose cosine with the text is above the floor, best first."""
        (vector,) = self._meaning.vectors([text])
        return _best(self._vectors @ vector, limit, floor=floor)


def fused(rankings: Sequence[tuple[float, Sequence[int]]]) -> list[int]:
    """One ranking of several, each with its weight, by reciprocal rank; ties keep their order."""
    scores: dict[int, float] = defaultdict(float)
    for weight, places in rankings:
        for rank, place in enumerate(places, 1):
            scores[place] += weight / (RANK_OFFSET + rank)
    return sorted(scores, key=lambda place: -scores[place])


def _without(text: str, subject: frozenset[str]) -> str:
    return " ".join(word for word in _WORD.findall(text) if subject.isdisjoint(tokens(word)))


def _best(scores: Scores, limit: int, *, floor: float) -> list[int]:
    import numpy as np

    if limit < len(scores):
        # What ties with the last one stays in, so that equals keep their order.
        last = float(np.partition(scores, -limit)[-limit])
        places = np.flatnonzero((scores >= last) & (scores > floor))
    else:
        places = np.flatnonzero(scores > floor)
    order = np.argsort(-scores[places], kind="stable")[:limit]
    return [int(place) for place in places[order]]


@lru_cache(maxsize=8)
def _index_of(studies: tuple[Study, ...]) -> WordIndex:
    return WordIndex(_document(study) for study in studies)


@lru_cache(maxsize=8)
def _meanings_of(studies: tuple[Study, ...], meaning: Meaning) -> MeaningIndex:
    return MeaningIndex((_document(study) for study in studies), meaning)


def _document(study: Study) -> Document:
    """A study as it is searched: its title, what its findings state and the names of outcomes."""
    outcomes = load_outcomes().by_key
    labels = {f.outcome: outcomes[f.outcome].label for f in study.findings if f.outcome in outcomes}
    statements = (finding.statement for finding in study.findings)
    return Document(study.title, " ".join((*statements, *labels.values())))


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return frozenset(STOPWORDS_EN_PLUS)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word)
    return stemmed
