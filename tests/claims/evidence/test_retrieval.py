"""Related studies: found by words, or by meaning where a model is there; never more than offered."""

from __future__ import annotations

import string
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence import meaning, retrieval
from claims.evidence.library import load_library
from claims.evidence.retrieval import (
    Document,
    MeaningIndex,
    WordIndex,
    fused,
    related,
    tokens,
)
from tests.claims.evidence.build import a_finding, a_library, a_study

LIBRARY = a_library(
    a_study("bone-2001", a_finding(statement="Hip bone density rose."), title="Vests and bone"),
    a_study("sleep-2002", a_finding(statement="They slept longer."), title="Steps before bed"),
    a_study("knee-2003", a_finding(statement="Knee load fell."), title="Load on the knee"),
    a_study("sore-2004", a_finding(statement="Muscles were sore."), title="Soreness after a run"),
    a_study("fall-2005", a_finding(statement="Fewer falls."), title="Falls at home"),
    a_study("tale-2006", title="A title without findings"),
)
WORDS = st.text(alphabet=string.printable + "äßŁ–…\u200f\u2028İ", max_size=60)


@pytest.fixture(autouse=True)
def _without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer who has the extra runs the same tests."""
    monkeypatch.setattr(retrieval, "load_meaning", lambda: None)


def keys(text: str, limit: int = 5, *, subject: str = "") -> list[str]:
    return [one.study.key for one in related(text, LIBRARY, limit, subject=subject)]


class TestTokens:
    """The tokenisation that product and benchmark share."""

    def test_words_come_as_stems_in_small_letters(self) -> None:
        assert tokens("Running runs RUN; improved improvements") == [
            "run",
            "run",
            "run",
            "improv",
            "improv",
        ]

    def test_words_that_tell_nothing_and_single_letters_are_left_out(self) -> None:
        assert tokens("It is the effect of a vest on x") == ["effect", "vest"]

    def test_figures_and_joined_words_are_split_at_their_signs(self) -> None:
        assert tokens("IL-6, C-reactive protein: 12.5 % (well-off)") == [
            "il",
            "reactiv",
            "protein",
            "12",
            "well",
        ]

    def test_wide_letters_and_ligatures_are_plain_ones(self) -> None:
        assert tokens("ﬁtness ＫＮＥＥ") == tokens("fitness knee")

    @given(WORDS)
    def test_any_text_has_tokens_and_they_hold_no_separator(self, text: str) -> None:
        assert all(
            token and not any(c.isspace() or c == "_" for c in token) for token in tokens(text)
        )

    @given(WORDS, WORDS)
    def test_two_texts_one_after_the_other_have_the_tokens_of_both(
        self, first: str, second: str
    ) -> None:
        assert tokens(f"{first}\n{second}") == tokens(first) + tokens(second)


class TestRelated:
    """What is offered beside a claim."""

    def test_the_study_that_shares_words_comes_with_them(self) -> None:
        (one,) = related("Vests build Bones", LIBRARY)
        assert (one.study.key, one.words) == ("bone-2001", ("Vests", "Bones"))

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("I sleep better", "sleep-2002"),
            ("no more sore muscles", "sore-2004"),
            ("a falling person", "fall-2005"),
        ],
    )
    def test_another_form_of_the_word_finds_it_too(self, text: str, key: str) -> None:
        expected = [key] if key != "sleep-2002" else []
        # "slept" is another stem than "sleep": a search by words is honest about that.
        assert keys(text) == expected

    @pytest.mark.parametrize("text", ["", "  ", "the of and", "🏃🏃", "\x00\x1b[31m", "quux"])
    def test_a_text_that_shares_nothing_finds_nothing(self, text: str) -> None:
        assert keys(text) == []

    def test_a_word_that_most_studies_share_is_no_relation(self) -> None:
        studies = [a_study(f"run-{n}", title=f"Running and thing{n}") for n in range(2000, 2030)]
        found = related("running makes thing2007", a_library(*studies))
        assert [one.study.key for one in found] == ["run-2007"]
        assert related("running", a_library(*studies)) == ()

    def test_words_of_the_subject_are_no_relation(self) -> None:
        assert set(keys("vests and sore legs")) == {"bone-2001", "sore-2004"}
        assert keys("vests and sore legs", subject="walking with a vest") == ["sore-2004"]

    def test_a_match_that_is_far_worse_than_the_best_is_left_out(self) -> None:
        library = a_library(
            a_study("all-2001", title="Tendon load and calf pain"),
            a_study("one-2002", title="Kneecap load of five long days in a hilly quiet place"),
            *(a_study(f"other-{n}", title=f"Of thing{n}") for n in range(2003, 2010)),
        )
        found = related("tendon load, calf pain", library)
        assert [one.study.key for one in found] == ["all-2001"]

    def test_no_more_than_asked_for(self) -> None:
        studies = [a_study(f"hip-{n}", title=f"Hip {n}") for n in range(2001, 2004)]
        assert len(related("hips", a_library(*studies), 2)) == 2

    def test_outcomes_are_found_by_their_names(self) -> None:
        study = a_study("doe-2001", a_finding("bone_density", statement="It rose."), title="Vests")
        (one,) = related("bone density", a_library(study))
        assert one.words == ("bone", "density")

    def test_an_empty_library_offers_nothing(self) -> None:
        assert related("bone density", a_library()) == ()

    def test_studies_without_a_single_word_are_no_trouble(self) -> None:
        assert related("bone", a_library(a_study("doe-2001", title="… 🏃"))) == ()

    @given(WORDS)
    def test_any_text_offers_studies_of_the_library_once_each(self, text: str) -> None:
        found = keys(text)
        assert len(found) == len(set(found)) <= 5
        assert set(found) <= set(LIBRARY.studies)

    def test_libraries_that_bear_one_name_are_told_apart(self) -> None:
        one, other = (a_library(a_study("doe-2001", title=title)) for title in ("Hips", "Knees"))
        assert one.sha256 == other.sha256
        assert related("knees", one) == ()
        assert related("knees", other)

    def test_the_shipped_library_answers_by_subject(self) -> None:
        found = related("it triples the load on the achilles tendon", load_library())
        assert found[0].study.key == "hammer-2022"


class TestWordIndex:
    """Ranking by BM25."""

    def test_a_word_in_the_title_weighs_more_than_one_in_the_text(self) -> None:
        index = WordIndex([Document("", "hip and some"), Document("hip", "and some")])
        assert index.ranked("hip", 5) == [1, 0]

    def test_equals_keep_their_order_and_the_limit_holds(self) -> None:
        index = WordIndex([Document("hip", "")] * 4)
        assert index.ranked("hip", 3) == [0, 1, 2]

    def test_saying_a_word_twice_does_not_weigh_twice(self) -> None:
        index = WordIndex([Document("hip", ""), Document("knee", "")])
        assert index.ranked("hip knee knee knee", 2) == index.ranked("hip knee", 2)

    def test_an_index_of_nothing_finds_nothing(self) -> None:
        assert WordIndex([]).ranked("hip", 5) == []
        assert WordIndex([Document("", "")]).ranked("hip", 5) == []


class Thermometer:
    """A model made by hand: warm words lie one way, cold ones the other."""

    def vectors(self, texts: Sequence[str]) -> Any:
        rows = [[float("warm" in text), float("cold" in text), 0.1] for text in texts]
        return np.array([np.array(row) / np.linalg.norm(row) for row in rows], dtype="float32")


class TestMeaning:
    """Fusion with a sentence model, and its absence."""

    def test_ranks_by_meaning_stop_at_the_floor(self) -> None:
        documents = [Document("cold", ""), Document("warm", ""), Document("warm", "cold")]
        index = MeaningIndex(documents, Thermometer())  # type: ignore[arg-type]
        assert index.ranked("warm", 5, floor=0.5) == [1, 2]
        assert index.ranked("warm", 1, floor=0.5) == [1]

    def test_a_study_near_in_meaning_alone_shares_no_words(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        model = Thermometer()
        monkeypatch.setattr(retrieval, "load_meaning", lambda: model)
        library = a_library(
            a_study("warm-2001", title="A warm bath"),
            a_study("cold-2002", title="A cold bath"),
            a_study("dry-2003", title="A towel"),
        )
        found = related("lukewarm towels", library)
        assert [(one.study.key, one.words) for one in found] == [
            ("dry-2003", ("towels",)),
            ("warm-2001", ()),
        ]

    def test_a_study_near_in_both_comes_before_one_near_in_words(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = a_library(
            a_study("dry-2001", title="Towels"),
            a_study("warm-2002", title="A warm house and its many towels"),
        )
        assert [one.study.key for one in related("towels", library)] == ["dry-2001", "warm-2002"]
        model = Thermometer()
        monkeypatch.setattr(retrieval, "load_meaning", lambda: model)
        found = related("lukewarm towels", library)
        assert [one.study.key for one in found] == ["warm-2002", "dry-2001"]

    @pytest.mark.parametrize("absent", [meaning.MODEL, meaning.ENGINE])
    def test_without_either_part_of_the_extra_there_is_no_model(
        self, absent: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Found:
            origin = "/nowhere/__init__.py"

        monkeypatch.setattr(meaning, "find_spec", lambda name: None if name == absent else Found)
        assert meaning.load_meaning.__wrapped__() is None

    def test_the_model_finds_another_word_for_the_same(self) -> None:
        if meaning.load_meaning() is None:
            pytest.skip("the extra `semantic` is not installed")
        near = retrieval.MeaningIndex(
            [Document("Bone density of the hip", ""), Document("Sleep after a late run", "")],
            meaning.load_meaning() or pytest.fail("no model"),
        )
        assert near.ranked("I doze off sooner at night", 2)[0] == 1
        assert near.ranked("a stronger skeleton", 2)[0] == 0


class TestFusion:
    """Reciprocal ranks."""

    def test_what_both_rank_high_comes_first(self) -> None:
        assert fused([(1.0, [1, 2, 3]), (1.0, [3, 1])]) == [1, 3, 2]

    def test_a_weight_of_nothing_changes_nothing(self) -> None:
        assert fused([(1.0, [4, 2]), (0.0, [2, 4])]) == [4, 2]

    @given(st.lists(st.integers(0, 9), unique=True))
    def test_one_ranking_is_itself(self, places: list[int]) -> None:
        assert fused([(1.0, places)]) == places

    @given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
    def test_every_place_comes_once(self, first: list[int], second: list[int]) -> None:
        both = fused([(1.0, first), (1.0, second)])
        assert sorted(both) == sorted({*first, *second})


def test_nothing_of_it_is_loaded_before_a_claim_needs_it() -> None:
    code = (
        "import sys; from claims.check import check_sentence; "
        "print(sorted({'bm25s', 'snowballstemmer', 'sentence_transformers'} & sys.modules.keys()))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
