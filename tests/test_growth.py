"""The measure of growth tells linear work from quadratic."""

from __future__ import annotations

from tests.growth import grows_in_step


def test_linear_work_grows_in_step() -> None:
    assert grows_in_step(lambda text: [c.upper() for c in text], "ab", length=50_000)


def test_quadratic_work_does_not() -> None:
    def pairs(text: str) -> int:
        return sum(1 for a in text for b in text if a == b)

    assert not grows_in_step(pairs, "ab", length=600)
