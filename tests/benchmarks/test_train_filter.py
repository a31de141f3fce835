"""What the claim filter learns from, and the figures of its card, on cases small enough to count."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks import _filter_figures, train_filter
from benchmarks import _filter_texts as texts
from benchmarks._filter_texts import Post
from benchmarks.gold import Row
from claims.language.classify import MODEL, read_model
from claims.records import TextFields

MODELS = Path(__file__).parents[2] / "data" / "models"


def post(name: str, frames: int) -> Post:
    return Post(
        TextFields(name, {"caption": "walking backwards"}, "en"),
        topic="backward-running",
        kind="video",
        frames=frames,
        optional_only=False,
        is_english=True,
    )


SAID = [(post("a", 3), 0.9), (post("b", 1), 0.4), (post("c", 0), 0.6), (post("d", 0), 0.1)]


def test_figures_are_counted_over_frames_and_posts() -> None:
    assert _filter_figures.frame_recall(SAID, 0.5) == pytest.approx(0.75)
    assert _filter_figures.share_dropped(SAID, 0.5) == pytest.approx(0.5)
    assert _filter_figures.post_f1(SAID, 0.5) == pytest.approx(0.5)
    assert _filter_figures.post_precision(SAID, 0.0, frozenset("ac")) == pytest.approx(0.5)
    assert _filter_figures.post_precision(SAID, 0.7, frozenset("ac")) == pytest.approx(1.0)


def test_the_least_chance_keeps_ninety_nine_of_a_hundred_frames() -> None:
    assert _filter_figures.least_chance(SAID) == pytest.approx(0.4)
    many = [(post(str(n), 1), 0.8) for n in range(99)] + [(post("x", 1), 0.01)]
    assert _filter_figures.least_chance(many) == pytest.approx(0.8)


def test_an_interval_holds_its_figure() -> None:
    told = _filter_figures.with_interval(lambda said: _filter_figures.post_f1(said, 0.5), SAID)
    figure, low, _, high = told.replace("(", "").replace(")", "").split()
    assert float(low) <= float(figure) <= float(high)


def test_the_card_gets_new_figures_and_a_new_checksum() -> None:
    card = "# Card\n<!-- figures -->\nold\n<!-- end of figures -->\nrest\n"
    told = train_filter.card_with(card, ["| dev | x | 1 |"], b"model")
    assert "old" not in told
    assert "| dev | x | 1 |" in told
    assert sha256(b"model").hexdigest() in told
    assert told.endswith("rest\n")
    assert train_filter.card_with(told, ["| dev | x | 1 |"], b"model") == told


def test_no_post_of_the_test_part_is_learned_from() -> None:
    dev = {one.id for one in texts.gold_posts()}
    test = {one.id for one in texts.gold_posts(dev=False)}
    assert len(dev) > 200
    assert not dev & test
    assert {example.group for example in texts.gold_examples()} <= dev
    assert {example.group for example in texts.topic_examples()} <= dev


def test_posts_misusing_the_words_of_their_topic_are_posts_of_the_dev_part() -> None:
    assert {one.id for one in texts.gold_posts()} >= texts.OFF_TOPIC


def test_a_sentence_is_an_example_of_what_is_claimed_in_it() -> None:
    row: Row = {"id": "x", "caption": "Day 3 of it. It burns fat. Maybe mood too."}
    claims: list[Row] = [
        {"field": "caption", "quote": "burns fat"},
        {"field": "caption", "quote": "mood", "optional": True},
    ]
    found = [(one.text, one.is_claim) for one in texts._sentences(row, claims)]
    assert found == [("Day 3 of it.", False), ("It burns fat.", True)]


def test_full_fact_is_read_by_its_kinds(tmp_path: Path) -> None:
    file = tmp_path / "MVP_1.csv"
    file.write_text(
        "output_text,input_text,type_of_claim,type_of_medical_claim\n"
        "A,it causes pain,statement of fact,cause/effect\n"
        "B,the sky is blue,statement of fact,not medical\n"
        "C,so what now,not a claim,\n"
        "D,unlabelled,,\n",
        "utf-8",
    )
    found = [(one.text, one.is_claim) for one in texts._full_fact(file)]
    assert found == [("it causes pain", True), ("the sky is blue", False), ("so what now", False)]


def test_each_post_is_asked_of_under_every_topic_and_is_on_its_own() -> None:
    topic_of = {one.id: one.topic for one in texts.gold_posts()}
    on_topic = [example for example in texts.topic_examples() if example.is_claim]
    assert on_topic
    assert all(topic_of[example.group] == example.topic for example in on_topic)
    assert not {example.group for example in on_topic} & texts.OFF_TOPIC


def test_missing_data_sets_are_named_with_where_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(texts, "DATASETS", tmp_path)
    assert train_filter.main([]) == 0
    told = capsys.readouterr().out
    assert "SciTweets" in told
    assert "health-misinfo-shared" in told
    assert texts.open_examples() == []


def test_training_again_gives_the_same_bytes(tmp_path: Path) -> None:
    if texts.missing_data():
        pytest.skip("SciTweets or Full Fact's labels are not beside the project")
    first, figures = train_filter.trained_filter(every=16)
    second, _ = train_filter.trained_filter(every=16)
    assert first == second
    assert len(figures) == 13
    (tmp_path / MODEL).write_bytes(first)
    assert 0.0 <= read_model(tmp_path / MODEL).least_claim < 1.0


def test_the_shipped_card_holds_every_figure() -> None:
    card = (MODELS / "README.md").read_text("utf-8")
    assert card.count("| dev |") == 8
    assert card.count("| test |") == 5
    assert json.dumps(sha256((MODELS / MODEL).read_bytes()).hexdigest()).strip('"') in card
