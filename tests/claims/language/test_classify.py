"""The claim filter: scores, reasons, and a model file that is checked before it is believed."""

from __future__ import annotations

import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.language import classify
from claims.language.classify import ARRAYS, ClaimFilter, Model, read_model, text_of
from claims.language.features import BUCKETS, CUES, WIDTH, bucket
from claims.records import TextFields
from claims.topics import load_topic

MODELS = Path(__file__).parents[3] / "data" / "models"
FILTER = ClaimFilter(load_topic("backward-running"))
VEST = ClaimFilter(load_topic("weighted-vest-walking"))

CLAIMS = [
    "Walking backwards burns 40% more calories than walking forward",
    "backward running is easier on the knees, my physio says",
    "does retro walking really improve your balance?",
    "it strengthens your quads and calves way more than jogging",
    "it's a myth that running backwards melts belly fat",
]
NO_CLAIMS = [
    "GIVEAWAY! win a pair of shoes, follow us and tag 3 friends #backwardsrunning",
    "day 12 of running backwards, my neighbours think I'm insane lol",
    "which shoes do you wear for this?",
    "first!",
    "meet at the fountain at 6:30, all paces, £3",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_scores_high(text: str) -> None:
    assert FILTER.score(text).claim > 0.5


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_claims_nothing_scores_lower(text: str) -> None:
    assert FILTER.score(text).claim < min(FILTER.score(claim).claim for claim in CLAIMS)


def test_on_topic_is_asked_of_the_topics_own_words() -> None:
    vest = "two miles in my weighted vest today #weightedvest"
    backwards = "ran backwards round the track #runningbackwards"
    assert VEST.score(vest).on_topic > 0.5 > VEST.score(backwards).on_topic
    assert FILTER.score(backwards).on_topic > 0.5 > FILTER.score(vest).on_topic


def test_reasons_come_on_request_largest_first() -> None:
    assert FILTER.score(CLAIMS[0]).reasons == ()
    reasons = FILTER.score(CLAIMS[0], explain=True).reasons
    sizes = [abs(weight) for _, weight in reasons]
    assert 3 <= len(reasons) <= 8
    assert sizes == sorted(sizes, reverse=True)
    assert "calories" in {name for name, _ in reasons}


def test_explaining_changes_no_score() -> None:
    plain, explained = FILTER.score(CLAIMS[1]), FILTER.score(CLAIMS[1], explain=True)
    assert (plain.claim, plain.on_topic) == (explained.claim, explained.on_topic)


def model(**weights: float) -> Model:
    """A model that knows the given words and cues alone."""
    claim = np.zeros(WIDTH + 1)
    for name, weight in weights.items():
        words = name.replace("_", " ")
        claim[BUCKETS + CUES.index(words) if words in CUES else bucket(words)] += weight
    return Model(np.ones(BUCKETS), claim, np.zeros(len(CUES) + 1), 0.5)


def test_reasons_add_up_to_the_score() -> None:
    known = model(burns=2.0, more_calories=1.0, science=3.0, outcome=-1.0)
    score = ClaimFilter(load_topic("12-3-30"), known).score(
        "studies: burns more calories", explain=True
    )
    total = sum(weight for _, weight in score.reasons)
    assert 1 / (1 + np.exp(-total)) == pytest.approx(score.claim, abs=0.01)
    assert {name for name, _ in score.reasons} >= {"burns", "more calories", "[science: 1]"}


def test_a_word_that_speaks_against_has_a_negative_reason() -> None:
    score = ClaimFilter(load_topic("12-3-30"), model(giveaway=-4.0)).score(
        "giveaway today", explain=True
    )
    assert score.claim < 0.5
    assert score.reasons[0][0] == "giveaway"
    assert score.reasons[0][1] < 0


def test_letters_speak_for_the_word_they_stand_in() -> None:
    known = model()
    features = FILTER._reader.read("qqqq xyz")
    first = int(features.letter_buckets[1])
    known.claim[first] = 5.0
    score = ClaimFilter(load_topic("backward-running"), known).score("qqqq xyz", explain=True)
    assert [name for name, _ in score.reasons] == ["qqqq"]


def test_a_post_passes_by_all_its_fields() -> None:
    post = TextFields("a", {"caption": "#fyp", "transcript": CLAIMS[0]})
    assert text_of(post) == f"#fyp\n{CLAIMS[0]}"
    assert FILTER.passes(post)
    stern = replace(classify.shipped_model(), least_claim=1.0)
    assert not ClaimFilter(load_topic("backward-running"), stern).passes(post)


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_score_from_0_to_1(text: str) -> None:
    score = FILTER.score(text, explain=True)
    assert 0.0 <= score.claim <= 1.0
    assert 0.0 <= score.on_topic <= 1.0
    assert FILTER.score(text) == classify.Score(score.claim, score.on_topic)


def test_a_megabyte_is_scored_in_no_more_than_its_first_part_takes() -> None:
    began = time.process_time()
    FILTER.score("burns more calories " * 50_000, explain=True)
    assert time.process_time() - began < 2.0


# ---- the file


def saved(path: Path, **arrays: np.ndarray[tuple[int], np.dtype[np.float16]]) -> Path:
    file = path / "model.npz"
    np.savez(file, allow_pickle=True, **arrays)
    return file


def whole() -> dict[str, np.ndarray[tuple[int], np.dtype[np.float16]]]:
    return {name: np.zeros(length, np.float16) for name, length in ARRAYS.items()}


def test_the_shipped_file_holds_the_arrays_that_are_asked_for() -> None:
    found = read_model(MODELS / classify.MODEL)
    assert len(found.claim) == WIDTH + 1
    assert 0.0 < found.least_claim < 0.5
    assert np.isfinite(found.claim).all()
    assert found.rarity.min() >= 0.9


def test_the_card_is_of_the_shipped_file() -> None:
    card = (MODELS / "README.md").read_text("utf-8")
    assert sha256((MODELS / classify.MODEL).read_bytes()).hexdigest() in card
    assert f"{len(CUES)} counted cues" in card
    assert f"{BUCKETS:,} buckets" in card
    for attribution in ("CC BY 4.0", "Hafid", "MIT, © Full Fact"):
        assert attribution in card


def test_a_saved_model_is_read_back(tmp_path: Path) -> None:
    arrays = whole()
    arrays["least_claim"][0] = 0.25
    assert read_model(saved(tmp_path, **arrays)).least_claim == 0.25


@pytest.mark.parametrize("name", sorted(ARRAYS))
def test_a_missing_array_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    arrays = whole()
    del arrays[name]
    with pytest.raises(ClaimsError, match=f"{name} is missing") as caught:
        read_model(saved(tmp_path, **arrays))
    assert "benchmarks.train_filter --write" in caught.value.fix


def test_an_array_of_another_length_is_refused(tmp_path: Path) -> None:
    arrays = whole() | {"claim": np.zeros(3, np.float16)}
    with pytest.raises(ClaimsError, match="claim"):
        read_model(saved(tmp_path, **arrays))


def test_code_in_a_model_file_is_never_run(tmp_path: Path) -> None:
    trap = np.array([print], dtype=object)
    with pytest.raises(ClaimsError, match=r"model\.npz"):
        read_model(saved(tmp_path, **(whole() | {"claim": trap})))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no archive"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.npz"
    file.write_bytes(content)
    with pytest.raises(ClaimsError, match=r"model\.npz"):
        read_model(file)
