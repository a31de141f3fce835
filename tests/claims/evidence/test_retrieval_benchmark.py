"""The benchmark of retrieval: its sums, its reading of a BEIR folder, and what it says."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import retrieval
from benchmarks.retrieval import bare_bm25s, measure, ndcg, read_task, searches

NAMES = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=14)
GRADES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1)
CORPUS = [
    {"_id": "31", "title": "Bone and vests", "text": "Hips were denser."},
    {"_id": "32", "title": "Sleep", "text": "They slept after a walk."},
    {"_id": "33", "title": "Knees", "text": "Loads on the knee fell."},
]
QUERIES = [{"_id": "1", "text": "vests make bones denser"}, {"_id": "2", "text": "knee loads"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines + "\n", "utf-8")
    head = "query-id\tcorpus-id\tscore\n"
    (tmp_path / "qrels/test.tsv").write_text(head + "1\t31\t1\n2\t33\t1\n", "utf-8")
    return tmp_path


def test_the_only_answer_in_the_first_place_is_all_there_is_to_gain() -> None:
    assert ndcg(["a", "b"], {"a": 1}) == 1.0


def test_an_answer_in_the_second_place_gains_less() -> None:
    assert ndcg(["b", "a"], {"a": 1}) == pytest.approx(1 / math.log2(3))


def test_a_better_answer_counts_for_more() -> None:
    grades = {"a": 2, "b": 1}
    expected = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
    assert ndcg(["b", "a"], grades) == pytest.approx(expected)


def test_what_lies_beyond_the_cut_gains_nothing() -> None:
    assert ndcg([*"bcdefghijk", "a"], {"a": 1}) == 0.0


def test_a_query_without_an_answer_gains_nothing() -> None:
    assert ndcg(["a"], {}) == 0.0


@given(NAMES, GRADES)
def test_it_lies_between_nothing_and_all(found: list[str], grades: dict[str, int]) -> None:
    assert 0.0 <= ndcg(found, grades) <= 1.0 + 1e-12


@given(GRADES)
def test_the_best_order_gains_all(grades: dict[str, int]) -> None:
    best = sorted(grades, key=lambda name: -grades[name])
    assert ndcg(best, grades) == pytest.approx(1.0)


def test_a_folder_is_read_whole(folder: Path) -> None:
    task = read_task(folder, "test")
    assert task.names == ("31", "32", "33")
    assert task.documents[0].title == "Bone and vests"
    assert task.queries == {"1": "vests make bones denser", "2": "knee loads"}
    assert task.answers == {"1": {"31": 1}, "2": {"33": 1}}


def test_both_searches_find_what_shares_words(folder: Path) -> None:
    task = read_task(folder, "test")
    found = searches(task, by_meaning=False)
    assert list(found) == ["bm25s, its defaults", "words"]
    for search in (*found.values(), lambda query: bare(query)):
        score, speed = measure(task, search)
        assert score == 1.0
        assert speed > 0


def bare(query: str) -> list[int]:
    return {"vests make bones denser": [0], "knee loads": [2]}[query]


def test_the_bare_search_gives_places_in_order(folder: Path) -> None:
    big = read_task(folder, "test")
    more = retrieval.Task(
        names=tuple(str(n) for n in range(30)),
        documents=big.documents * 10,
        queries=big.queries,
        answers=big.answers,
    )
    found = bare_bm25s(more)("knee")
    assert len(found) == retrieval.CUT
    assert {place % 3 for place in found} == {2}


def test_it_says_where_the_data_set_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(retrieval, "FOLDER", tmp_path / "beir-scifact")
    monkeypatch.setattr(sys, "argv", ["retrieval"])
    assert retrieval.main() == 0
    said = capsys.readouterr().out
    assert said.startswith("left out: the data set is not there (beir-scifact")
    assert str(tmp_path) not in said


def test_a_missed_goal_ends_with_1_and_names_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(retrieval, "FOLDER", folder)
    monkeypatch.setattr(retrieval, "load_meaning", lambda: None)
    monkeypatch.setattr(sys, "argv", ["retrieval"])
    assert retrieval.main() == 0
    said = capsys.readouterr().out
    assert "3 documents, 2 test queries" in said
    assert "the extra is not installed" in said
    assert said.endswith("no goal missed\n")
    monkeypatch.setattr(retrieval, "GOALS", {"words": 1.01})
    assert retrieval.main() == 1
    assert capsys.readouterr().out.endswith("missed: words\n")


def test_the_goal_is_met_on_the_test_queries(shared: Path) -> None:
    if not (shared / "datasets/beir-scifact").is_dir():
        pytest.skip("no BEIR-SciFact beside this clone")
    task = read_task(shared / "datasets/beir-scifact", "test")
    found = searches(task, by_meaning=False)
    ours, _ = measure(task, found["words"])
    theirs, _ = measure(task, found["bm25s, its defaults"])
    assert ours >= retrieval.GOALS["words"]
    assert ours > theirs
