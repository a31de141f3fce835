"""The examples of every row, run: each row of data/cues and data/patterns is its own test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claims.language.extract import Extractor
from claims.language.patterns import Pattern, patterns
from claims.language.rows import Cue, cues
from claims.records import Frame, TextFields

Test = Callable[[Frame], bool]


@dataclass(frozen=True, slots=True)
class Failure:
    """One example that a row does not read as it says."""

    row: str
    example: str
    wanted: str


def _denied(frame: Frame) -> bool:
    return frame.stance == "denies"


def _asked(frame: Frame) -> bool:
    return frame.stance == "questions"


def _reported(frame: Frame) -> bool:
    return frame.stance == "reports"


def _any(frame: Frame) -> bool:
    return True


# What a claim shows when a cue of this kind is at work.
_SHOWN: dict[str, Test] = {
    "hedge": lambda frame: frame.hedged,
    "negation_pre": _denied,
    "negation_post": _denied,
    "negation_pseudo": _denied,
    "terminator": _denied,
    "debunk_pre": _denied,
    "debunk_post": _denied,
    "mock_pre": _denied,
    "mock_post": _denied,
    "attribution": _reported,
    "attribution_post": _reported,
    "question": _asked,
    "question_start": _asked,
    "question_pseudo": _asked,
    "personal": lambda frame: frame.personal,
    "personal_pseudo": lambda frame: frame.personal,
    "comparator_none": lambda frame: frame.comparator == "none",
    "comparator_other": lambda frame: frame.comparator == "other",
    "per_time": lambda frame: "per_time" in frame.flags,
    "per_day": lambda frame: "per_day" in frame.flags,
    "with_practice": lambda frame: "with_practice" in frame.flags,
    "same_speed": lambda frame: "per_time" not in frame.flags,
    "joke": _any,
    "instruction": _any,
    "wish": _any,
    "story": _any,
    "other_activity": _any,
}
# Kinds whose words undo a reading: a claim must be there, without the mark.
_UNDOING = frozenset(("negation_pseudo", "terminator", "question_pseudo", "personal_pseudo"))


def count_rows() -> tuple[int, int]:
    """How many rows there are, and how many examples they have."""
    rows: list[Cue | Pattern] = [*cues(), *patterns()]
    return len(rows), sum(len(row.yes) + len(row.no) for row in rows)


def failures(extractor: Extractor) -> Iterator[Failure]:
    """Every example that is not read as its row says."""
    for cue in cues():
        yield from _failures_of_cue(extractor, cue)
    for pattern in patterns():
        yield from _failures(extractor, pattern, _cites(pattern.id))


def _failures_of_cue(extractor: Extractor, cue: Cue) -> Iterator[Failure]:
    shown = _SHOWN.get(cue.kind, _cites(cue.id))
    yield from _failures(extractor, cue, shown)
    if cue.kind in _UNDOING:
        for example in cue.no:
            if not _read(extractor, example):
                yield Failure(cue.id, example, "a claim")


def _failures(extractor: Extractor, row: Cue | Pattern, shown: Test) -> Iterator[Failure]:
    for example in row.yes:
        if not any(shown(frame) for frame in _read(extractor, example)):
            yield Failure(row.id, example, "a claim read by this row")
    for example in row.no:
        if any(shown(frame) for frame in _read(extractor, example)):
            yield Failure(row.id, example, "no claim read by this row")


def _cites(row: str) -> Test:
    return lambda frame: row in frame.rules


def _read(extractor: Extractor, example: str) -> tuple[Frame, ...]:
    """The frames of an example as a caption under a hashtag of the topic."""
    tags = tuple(sorted(extractor.topic.hashtags)[:1])
    return extractor.read(TextFields(id="example", fields={"caption": example}, hashtags=tags))
