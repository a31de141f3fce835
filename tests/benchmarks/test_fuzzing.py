"""The fuzzers: their engine, their promises, and every text they ever saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import _fuzzing, fuzz_posts, fuzz_quantities
from benchmarks._fuzzing import Check, Target
from claims.records import Frame, TextFields

TARGETS = [fuzz_quantities.TARGET, fuzz_posts.TARGET]


def target(check: Check, **changes: Any) -> Target:
    return replace(Target("toy", 50, 20, ("a", "b", "1"), lambda: check), **changes)


@pytest.mark.parametrize("real", TARGETS, ids=lambda one: one.name)
def test_every_saved_text_keeps_the_promises(real: Target) -> None:
    saved = _fuzzing.read_corpus(real.name)
    check = real.check()
    assert saved
    for text in saved:
        check(text)


@pytest.mark.parametrize("real", TARGETS, ids=lambda one: one.name)
def test_some_texts_drawn_at_random_keep_the_promises(real: Target) -> None:
    check = real.check()
    for text in _fuzzing.drawn(real, 150, _fuzzing.read_corpus(real.name)):
        check(text)


def test_texts_are_drawn_the_same_in_every_run_within_their_length() -> None:
    toy = target(lambda text: None)
    one, two = (list(_fuzzing.drawn(toy, 200, ["seed text"])) for _ in range(2))
    assert one == two
    assert max(map(len, one)) <= 20
    assert len(set(one)) > 150


def test_a_broken_promise_names_the_text_and_stops(capsys: pytest.CaptureFixture[str]) -> None:
    def check(text: str) -> None:
        assert "b" not in text

    with pytest.raises(AssertionError):
        _fuzzing.run(target(check), ["--random"])
    assert "broken by '" in capsys.readouterr().out


def test_a_kept_promise_is_told_with_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []
    assert _fuzzing.run(target(seen.append), ["--random", "--runs", "7"]) == 0
    assert len(seen) == 7
    told = capsys.readouterr().out
    assert "7 texts at random" in told
    assert "no broken promise" in told


def test_a_text_that_takes_too_long_breaks_a_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 0.4, 10.0, 11.0))
    monkeypatch.setattr(_fuzzing, "time", SimpleNamespace(process_time=lambda: next(clock)))
    check = _fuzzing.in_time(lambda text: None)
    check("fast")
    with pytest.raises(AssertionError, match=r"1\.00 s for 4 characters"):
        check("slow")


def test_the_corpus_keeps_each_short_text_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_fuzzing, "CORPUS", tmp_path / "corpus")
    assert _fuzzing.read_corpus("toy") == []
    texts = ["a", "\ud800½", "a", "x" * 1000]
    assert _fuzzing.save_corpus("toy", texts) == 2
    assert _fuzzing.read_corpus("toy") == ["a", "\ud800½"]


@pytest.mark.parametrize("data", [b"", b"abc", b"\xff\xfe1", "½ 🔥".encode(), b"\xed\xa0\x80"])
def test_any_bytes_are_a_text(data: bytes) -> None:
    assert isinstance(_fuzzing.decoded(data), str)
    assert _fuzzing.decoded(_fuzzing.encoded("8 miles ½ 🔥")) == "8 miles ½ 🔥"


def test_a_post_is_cut_into_its_fields() -> None:
    assert fuzz_posts.fields_of("a\x01b\x02c") == {
        "caption": "a",
        "transcript": "b",
        "screen_text": "c",
    }
    assert fuzz_posts.fields_of("a")["transcript"] == ""


FRAME = Frame("caption", "burns fat", 3, 12, "backward_running", "body_fat")
POST = TextFields("x", {"caption": "it burns fat", "transcript": "", "screen_text": ""})


def test_a_frame_that_stands_where_it_says_is_held_right() -> None:
    fuzz_posts.hold(POST, (FRAME,))


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 2},
        {"end": 40},
        {"quote": "burns"},
        {"ratio_low": 1.0},
        {"ratio_low": 2.0, "ratio_high": 1.0},
        {"value_low": 5.0, "value_high": 4.0},
    ],
)
def test_a_frame_that_does_not_is_held_wrong(wrong: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        fuzz_posts.hold(POST, (replace(FRAME, **wrong),))


def test_frames_out_of_order_are_held_wrong() -> None:
    earlier = replace(FRAME, start=0, end=2, quote="it")
    fuzz_posts.hold(POST, (earlier, FRAME))
    with pytest.raises(AssertionError):
        fuzz_posts.hold(POST, (FRAME, earlier))


def test_sizes_that_are_wrong_are_held_wrong() -> None:
    from claims.language.quantities import Quantity

    right = Quantity(0, 2, "absolute", 1.0, 2.0)
    fuzz_quantities.hold("ab cd", (right, replace(right, start=2, end=4)))
    for wrong in (
        (replace(right, end=9),),
        (replace(right, low=3.0),),
        (replace(right, low=float("nan")),),
        (right, replace(right, start=1)),
        (replace(right, sides=(replace(right, end=3),)),),
    ):
        with pytest.raises(AssertionError):
            fuzz_quantities.hold("ab cd", wrong)
