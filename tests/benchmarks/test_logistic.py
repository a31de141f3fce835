"""The regression that trains the filter: right on small cases, the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks._logistic import Rows, balanced, best_cut, f1, folds, rarity, train
from claims.language.features import Vector

WIDTH = 4


def row(*cells: tuple[int, float]) -> Vector:
    columns, values = zip(*cells, strict=True) if cells else ((), ())
    return Vector(np.array(columns, dtype=np.int64), np.array(values, dtype=np.float64))


ROWS = Rows.of([row((0, 1.0), (2, 0.5)), row((1, 2.0)), row(), row((0, 1.0), (0, 1.0))])


def dense(rows: Rows) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    table = np.zeros((rows.count, WIDTH))
    np.add.at(table, (rows.row_of, rows.columns), rows.values)
    return table


def test_sparse_products_are_those_of_the_whole_table() -> None:
    weights, per_row = np.array([1.0, -2.0, 3.0, 4.0]), np.array([0.5, 1.0, 2.0, -1.0])
    assert ROWS.times(weights) == pytest.approx(dense(ROWS) @ weights)
    assert ROWS.transposed_times(per_row, WIDTH) == pytest.approx(dense(ROWS).T @ per_row)


def test_a_line_tells_what_can_be_told() -> None:
    rows = Rows.of([row((0, 1.0)), row((0, 1.0), (3, 1.0)), row((1, 1.0)), row((1, 1.0), (3, 1.0))])
    answers = np.array([True, True, False, False])
    line = train(rows, answers, width=WIDTH, strength=10.0)
    assert (line.chances(rows) > 0.5).tolist() == answers.tolist()
    assert line.weights[0] > 0 > line.weights[1]
    assert line.weights[3] == pytest.approx(0.0, abs=1e-3)


def test_the_point_found_is_where_the_loss_is_flat() -> None:
    random = np.random.default_rng(7)
    rows = Rows.of(
        [
            row(*((int(c), float(v)) for c, v in enumerate(random.normal(size=WIDTH))))
            for _ in range(60)
        ]
    )
    answers = random.random(60) < 0.3
    line = train(rows, answers, width=WIDTH, strength=2.0)
    signs = np.where(answers, 1.0, -1.0)
    margins = (rows.times(line.weights) + line.bias) * signs
    pull = -2.0 * balanced(answers) * signs / (1 + np.exp(margins))
    slope = rows.transposed_times(pull, WIDTH) + line.weights
    assert np.abs(slope).max() < 1e-2
    assert abs(pull.sum()) < 1e-2


def test_training_twice_gives_the_same_bits() -> None:
    answers = np.array([True, False, False, True])
    one, two = (train(ROWS, answers, width=WIDTH, strength=5.0) for _ in range(2))
    assert one.weights.tobytes() == two.weights.tobytes()
    assert one.bias == two.bias


def test_more_importance_pulls_the_line_over() -> None:
    rows = Rows.of([row((0, 1.0)), row((0, 1.0))])
    answers = np.array([True, False])
    for importance, yes in (([9.0, 1.0], True), ([1.0, 9.0], False)):
        line = train(rows, answers, width=WIDTH, strength=5.0, importance=np.array(importance))
        assert bool(line.chances(rows)[0] > 0.5) is yes


def test_balance_makes_yes_and_no_count_the_same() -> None:
    answers = np.array([True, False, False, False])
    weights = balanced(answers)
    assert weights[answers].sum() == pytest.approx(weights[~answers].sum())
    importance = np.array([1.0, 5.0, 1.0, 1.0])
    weighed = balanced(answers, importance) * importance
    assert weighed[answers].sum() == pytest.approx(weighed[~answers].sum())


# What scikit-learn's KFold(3, shuffle=True, random_state=0) leaves out of 10 rows.
SHUFFLED = [[2, 4, 8, 9], [1, 6, 7], [0, 3, 5]]


def test_folds_are_cut_as_the_authors_cut_them() -> None:
    assert [test.tolist() for _, test in folds(10, 3, 0)] == SHUFFLED


@given(st.integers(10, 60), st.integers(2, 10))
@settings(max_examples=50)
def test_every_row_is_left_out_once_and_never_learned_from_then(count: int, parts: int) -> None:
    tests = []
    for learn, test in folds(count, parts, 3):
        assert not set(learn.tolist()) & set(test.tolist())
        assert len(learn) + len(test) == count
        tests += test.tolist()
    assert sorted(tests) == list(range(count))


def test_rare_buckets_are_rarer_than_common_ones() -> None:
    rare = rarity([np.array([0, 0, 1]), np.array([0])], 3)
    assert rare[0] == pytest.approx(1.0)
    assert rare[0] < rare[1] < rare[2]


def test_the_best_cut_parts_what_can_be_parted() -> None:
    chances = np.array([0.2, 0.3, 0.6, 0.7])
    answers = np.array([False, False, True, True])
    assert 0.3 < best_cut(chances, answers) < 0.6
    assert f1(chances > 0.5, answers) == 1.0


def test_f1_of_nothing_said_is_zero() -> None:
    assert f1(np.array([False, False]), np.array([True, False])) == 0.0
