"""Logistic regression in NumPy: sparse rows, L2, weights per row; the same input, the same weights."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.language.features import Values, Vector

Flags = NDArray[np.bool_]
Loss = Callable[[Values], tuple[float, Values]]

_MEMORY = 10
_STEPS = 60
_ENOUGH = 1e-3


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors one under another."""

    count: int
    row_of: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Values

    @classmethod
    def of(cls, vectors: Sequence[Vector]) -> Rows:
        """The vectors as the rows of one sparse matrix."""
        lengths = [len(vector.columns) for vector in vectors]
        return cls(
            len(vectors),
            np.repeat(np.arange(len(vectors)), lengths),
            np.concatenate([vector.columns for vector in vectors]),
            np.concatenate([vector.values for vector in vectors]),
        )

    def times(self, weights: Values) -> Values:
        """Each row's sum of value × weight."""
        products = self.values * weights[self.columns]
        return np.asarray(np.bincount(self.row_of, products, minlength=self.count), np.float64)

    def transposed_times(self, per_row: Values, width: int) -> Values:
        """Each column's sum of value × the row's number."""
        products = self.values * per_row[self.row_of]
        return np.asarray(np.bincount(self.columns, products, minlength=width), np.float64)


@dataclass(frozen=True, slots=True)
class Line:
    """Weights of the columns and where the line crosses: all of a trained model."""

    weights: Values
    bias: float

    def chances(self, rows: Rows) -> Values:
        """The chance of yes of each row."""
        found: Values = 1 / (1 + np.exp(-(rows.times(self.weights) + self.bias)))
        return found


def balanced(answers: Flags, importance: Values | None = None) -> Values:
    """Weights under which all yes and all no together count the same."""
    each = np.ones(len(answers)) if importance is None else importance
    total, yes = float(each.sum()), float(each[answers].sum())
    return np.where(answers, total / (2 * max(yes, 1e-9)), total / (2 * max(total - yes, 1e-9)))


def train(
    rows: Rows, answers: Flags, *, width: int, strength: float, importance: Values | None = None
) -> Line:
    """The line that tells yes from no; `strength` says how much fitting counts against small
    weights."""
    used, places = np.unique(rows.columns, return_inverse=True)
    # A column that no row fills has no weight: only the others are walked through.
    close = Rows(rows.count, rows.row_of, places.astype(np.int64), rows.values)
    weighed = strength * (balanced(answers) if importance is None else importance)
    point = _lowest(_loss(close, answers, weighed), np.zeros(len(used) + 1))
    weights = np.zeros(width)
    weights[used] = point[:-1]
    return Line(weights, float(point[-1]))


def _loss(rows: Rows, answers: Flags, weighed: Values) -> Loss:
    signs = np.where(answers, 1.0, -1.0)

    def loss(point: Values) -> tuple[float, Values]:
        weights, bias = point[:-1], point[-1]
        margins = (rows.times(weights) + bias) * signs
        value = _dot(weighed, np.logaddexp(0, -margins)) + _dot(weights, weights) / 2
        pull = -weighed * signs / (1 + np.exp(margins))
        return value, np.append(rows.transposed_times(pull, len(weights)) + weights, pull.sum())

    return loss


def _dot(one: Values, other: Values) -> float:
    # Not `@`: its sums depend on the processor and on how many threads it takes.
    return float((one * other).sum())


def _lowest(loss: Loss, point: Values) -> Values:
    """Where a convex loss is lowest: L-BFGS with halved steps."""
    value, slope = loss(point)
    memory: deque[tuple[Values, Values]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        if np.abs(slope).max() < _ENOUGH:
            break
        following, lower, steeper = _step(loss, point, (value, slope), _direction(memory, slope))
        moved, turned = following - point, steeper - slope
        if _dot(moved, turned) > 1e-12:
            memory.append((moved, turned))
        point, value, slope = following, lower, steeper
    return point


def _direction(memory: deque[tuple[Values, Values]], slope: Values) -> Values:
    """Downhill as the last steps have taught the curvature."""
    way = slope.copy()
    shares = []
    for moved, turned in reversed(memory):
        shares.append(_dot(moved, way) / _dot(turned, moved))
        way -= shares[-1] * turned
    if memory:
        moved, turned = memory[-1]
        way *= _dot(moved, turned) / _dot(turned, turned)
    else:
        way /= max(float(np.abs(slope).sum()), 1.0)
    for (moved, turned), share in zip(memory, reversed(shares), strict=True):
        way += moved * (share - _dot(turned, way) / _dot(turned, moved))
    return -way


def _step(
    loss: Loss, point: Values, here: tuple[float, Values], way: Values
) -> tuple[Values, float, Values]:
    value, slope = here
    falls = _dot(slope, way)
    size = 1.0
    while True:
        following = point + size * way
        lower, steeper = loss(following)
        if lower <= value + 1e-4 * size * falls or size < 1e-8:
            return following, lower, steeper
        size /= 2


def folds(
    count: int, parts: int, seed: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Places to learn from and places to test on; cut as scikit-learn's shuffled KFold cuts."""
    places = np.arange(count)
    # The published folds were drawn with this older generator.
    np.random.RandomState(seed).shuffle(places)
    for test in np.array_split(places, parts):
        yield np.setdiff1d(places, test), np.sort(test)


def rarity(columns: Sequence[NDArray[np.int64]], width: int) -> Values:
    """How rare each bucket is among texts: ln((1 + texts) / (1 + texts with it)) + 1."""
    counts = np.zeros(width)
    for found in columns:
        counts[np.unique(found)] += 1
    rare: Values = np.log((1 + len(columns)) / (1 + counts)) + 1
    return rare


def best_cut(chances: Values, answers: Flags) -> float:
    """The chance from which to say yes: the middle of those whose F1 is within 0.01 of the best."""
    cuts = np.linspace(0.1, 0.9, 81)
    scores = [f1(chances > cut, answers) for cut in cuts]
    near = [cut for cut, score in zip(cuts, scores, strict=True) if score >= max(scores) - 0.01]
    return float(np.median(near))


def f1(said: Flags, answers: Flags) -> float:
    """F1 of yes."""
    hits = int((said & answers).sum())
    return 2 * hits / max(int(said.sum()) + int(answers.sum()), 1)
