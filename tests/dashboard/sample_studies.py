"""Invented studies and findings for the sample release, one of them withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from tests.dashboard.sample_rows import TOPIC, Row


def studies() -> Iterator[Row]:
    """Three studies; only the first has been checked by a person."""
    for key, year, people in (("lab-1994", 1994, 10), ("lab-2001", 2001, 4)):
        yield _study(key, year) | {"people": people, "counts": True, "retracted": False}
    yield _study("withdrawn-2009", 2009) | {"people": 30, "counts": False, "retracted": True}


def _study(key: str, year: int) -> Row:
    return {
        "study": key,
        "topic": TOPIC,
        "evidence_topic": "backward-locomotion",
        "title": f"Backward and forward running compared ({key})",
        "authors": ["Lacer A", "Strider B", "Pacer C"],
        "year": year,
        "journal": "Journal of Invented Results 1:1-2",
        "doi": f"10.0000/{key}",
        "design": "crossover on a treadmill",
        "design_class": "crossover_lab",
        "population": "trained runners",
        "limitations": "few people",
        "read_as": "abstract",
        "reviewed_by": "A. Reader" if key == "lab-1994" else None,
    }


def findings() -> Iterator[Row]:
    """Sizes as ratios with intervals, one without a figure."""
    yield _finding("lab-1994.f1", "energy_cost", ratio=1.28, low=18.0, high=38.0)
    yield _finding("lab-1994.f2", "heart_rate", ratio=1.15)
    yield _finding("lab-2001.f1", "energy_cost", ratio=1.35, low=29.0, high=41.0)
    yield _finding("lab-2001.f2", "knee_load", ratio=0.76)
    yield _finding("lab-2001.f3", "muscle_activation:quadriceps")
    yield _finding("withdrawn-2009.f1", "knee_load", ratio=0.5)


def _finding(
    key: str,
    outcome: str,
    *,
    ratio: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Row:
    return {
        "finding": key,
        "study": key.split(".")[0],
        "topic": TOPIC,
        "outcome": outcome,
        "statement": f"Backward differed from forward in {outcome}.",
        "modality": "running",
        "contrast": "backward_vs_forward",
        "effect_kind": "acute",
        "direction": "decrease" if (ratio or 1) < 1 else "increase",
        "basis": "same_speed",
        "compared_with": "forward",
        "value": None if ratio is None else round((ratio - 1) * 100, 1),
        "low": low,
        "high": high,
        "unit": "percent",
        "interval_type": "95% CI" if low else None,
        "ratio": ratio,
        "ratio_derived": ratio is not None,
        "value_derived": False,
        "as_printed": f"ratio {ratio} (p < 0.05)" if ratio else None,
        "limitations": "treadmill only",
    }
