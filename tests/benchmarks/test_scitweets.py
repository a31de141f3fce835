"""The SciTweets benchmark on invented tweets in the form of the public file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import scitweets
from benchmarks.scitweets import Tweets
from claims.language.features import WIDTH, FeatureReader
from claims.topics import load_topic

YES = ("a study found that {} causes pain", "{} lowers the risk of disease, doctors say")
NO = ("great day at the {} with mum", "who wants a {}? lol")
THINGS = ("coffee", "yoga", "sugar", "tea", "gym", "sleep", "bread", "rain", "salt", "milk")
READER = FeatureReader(load_topic("backward-running"))


def tweets() -> Tweets:
    texts = [form.format(thing) for thing in THINGS for form in YES + NO]
    answers = np.array([form in YES for _ in THINGS for form in YES + NO])
    return Tweets(texts, answers, [READER.read(text) for text in texts])


def test_plain_cases_are_told_apart_in_folds_never_seen() -> None:
    told = tweets()
    assert scitweets.cross_f1(told, scitweets.ours(told)) > 0.95
    assert scitweets.cross_f1(told, scitweets.words_alone(told)) > 0.95


def test_labels_drawn_by_lot_cannot_be_told() -> None:
    told = tweets()
    lots = np.random.default_rng(5).permutation(told.answers)
    blind = Tweets(told.texts, lots, told.features)
    assert scitweets.cross_f1(blind, scitweets.ours(blind)) < 0.8


def test_a_sentence_vector_adds_its_own_columns() -> None:
    told = tweets()
    meanings = np.zeros((len(told.texts), 2))
    meanings[told.answers, 1] = 1.0
    build = scitweets.with_meaning(told, meanings)
    assert {WIDTH, WIDTH + 1} <= set(build(np.ones(1 << 16))[0].columns.tolist())
    assert scitweets.cross_f1(told, build, width=WIDTH + 2) == 1.0


def test_ties_in_any_category_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "annotations.tsv"
    file.write_text(
        "text\tcat1_final_answer\tcat2_final_answer\tcat3_final_answer\n"
        "one\t1.0\t0.0\t0.0\ntwo\t0.0\t0.5\t0.0\nthree\t0.0\t0.0\t1.0\n",
        "utf-8",
    )
    texts, answers = scitweets.read_tweets(file)
    assert texts == ["one", "three"]
    assert answers.tolist() == [True, False]


def test_published_predictions_are_scored(tmp_path: Path) -> None:
    file = tmp_path / "predictions.tsv"
    file.write_text("cat1_final_answer\tcat1_pred\n1.0\t1\n1.0\t0\n0.0\t0\n0.0\t1\n", "utf-8")
    assert scitweets.published_f1(file) == pytest.approx(0.5)


def test_without_the_data_the_benchmark_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scitweets, "FOLDER", tmp_path / "none")
    assert scitweets.main([]) == 0
    assert "left out" in capsys.readouterr().out


def test_the_published_figure_is_the_papers() -> None:
    if not scitweets.FOLDER.is_dir():
        pytest.skip("SciTweets is not beside the project")
    found = scitweets.published_f1(scitweets.FOLDER / "scibert_cv_predictions.tsv")
    assert found == pytest.approx(0.780, abs=0.001)
