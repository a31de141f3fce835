"""Reach of denials: triggers, pseudo-triggers, ends, and what stands inside a target."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language.scopes import (
    Role,
    Scope,
    Trigger,
    Triggers,
    denial_triggers,
    find_scopes,
    reaches,
)

ROWS: tuple[tuple[str, Role], ...] = (
    ("no", "before"),
    ("no evidence of", "before"),
    ("not", "before"),
    ("not only", "pseudo"),
    ("is a myth", "after"),
    ("was ruled out", "after"),
    ("but", "end"),
    (",", "end"),
)
TRIGGERS = Triggers(Trigger(tuple(words.split()), role) for words, role in ROWS)


def denied(sentence: str, target: str, *, reach: int = 8) -> bool:
    tokens, words = sentence.split(), target.split()
    place = next(n for n in range(len(tokens)) if tokens[n : n + len(words)] == words)
    return reaches(find_scopes(tokens, TRIGGERS, reach=reach), place, place + len(words))


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("no pain today", "pain"),
        ("it does not burn fat", "burn fat"),
        ("there is no evidence of weight loss", "weight loss"),
        ("that it burns fat is a myth", "burns fat"),
        ("a fracture was ruled out", "fracture"),
    ],
)
def test_words_in_reach_of_a_trigger_are_denied(sentence: str, target: str) -> None:
    assert denied(sentence, target)


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("it burns fat", "burns fat"),
        ("not only does it burn fat", "burn fat"),
        ("no pain but stiff knees", "stiff knees"),
        ("burns fat , that it tones is a myth", "burns fat"),
        ("pain , no swelling", "pain"),
    ],
)
def test_words_out_of_reach_are_not(sentence: str, target: str) -> None:
    assert not denied(sentence, target)


def test_the_longest_trigger_counts_and_hides_the_shorter_ones() -> None:
    tokens = ["no", "evidence", "of", "pain"]
    assert find_scopes(tokens, TRIGGERS, reach=8) == (Scope(3, 4, 0, 3),)


def test_a_denial_inside_the_target_is_a_part_of_it() -> None:
    assert not denied("skin warm with no lesion", "skin warm with no lesion")
    assert denied("not skin warm with no lesion", "skin warm with no lesion")


def test_reach_is_counted_in_tokens_on_either_side() -> None:
    assert denied("no a b c pain", "pain", reach=4)
    assert not denied("no a b c pain", "pain", reach=3)
    assert denied("pain a b is a myth", "pain", reach=3)
    assert not denied("pain a b is a myth", "pain", reach=2)


def test_of_two_roles_of_the_same_words_the_first_row_counts() -> None:
    rows = [Trigger(("free",), "after"), Trigger(("free",), "before")]
    assert find_scopes(["pain", "free"], Triggers(rows), reach=5) == (Scope(0, 1, 1, 2),)


def test_rows_without_words_are_nothing() -> None:
    assert find_scopes(["pain"], Triggers([Trigger((), "before")]), reach=5) == ()


def test_our_own_denials_are_triggers_too() -> None:
    tokens = ["it", "does", "n't", "burn", "more", "calories"]
    scopes = find_scopes(tokens, denial_triggers(), reach=9)
    assert reaches(scopes, 3, 6)
    assert not reaches(find_scopes(["not", "only", "fat"], denial_triggers(), reach=9), 2, 3)


words = st.lists(st.sampled_from([*" ".join(row for row, _ in ROWS).split(), "fat", "burns"]))


@given(words, st.integers(0, 12))
def test_scopes_stay_in_the_sentence_within_reach_and_off_their_trigger(
    tokens: list[str], reach: int
) -> None:
    for scope in find_scopes(tokens, TRIGGERS, reach=reach):
        assert 0 <= scope.start <= scope.end <= len(tokens)
        assert scope.end - scope.start <= reach
        assert scope.end <= scope.trigger or scope.start >= scope.trigger_end
        assert "but" not in tokens[scope.start : scope.end]


@given(words)
def test_triggers_never_overlap(tokens: list[str]) -> None:
    found = TRIGGERS.found(tokens)
    ends = [place + len(trigger.words) for place, trigger in found]
    assert all(end <= place for end, (place, _) in zip(ends, found[1:], strict=False))
