"""The grammar on phrases and posts that others wrote: the probe, and the sizes of the gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks import _quantity_sets as sets
from claims.language.quantities import Quantity, find_quantities
from tests.conftest import ROOT

PROBE = sets.DATASETS / "probe-backward-running/probe.jsonl"
GOLD = ROOT / "../shared/gold"
# What words alone do not say: an outcome that is better when less, an ellipsis over two clauses.
BEYOND_WORDS = 2


def test_all_56_phrases_of_the_probe_are_read_whole() -> None:
    if not PROBE.exists():
        pytest.skip(
            "the probe phrases lie beside the project, in shared/datasets, and are not here"
        )
    cases = sets.probe_cases(PROBE)
    assert [case.text for case in cases if not case.right] == []
    assert len(cases) == 56


def test_the_alternative_readings_of_the_probe_are_kept() -> None:
    if not PROBE.exists():
        pytest.skip(
            "the probe phrases lie beside the project, in shared/datasets, and are not here"
        )
    for row in sets.lines_of(PROBE):
        for gold in row["quantities"]:
            if "alt_lo" in gold:
                (found,) = find_quantities(row["text"])
                assert found.alternatives == ((gold["alt_lo"], gold["alt_hi"]),)


@dataclass(frozen=True)
class Sized:
    """A claim of the gold that has a size, with the text around it."""

    id: str
    text: str
    start: int
    end: int
    claim: dict[str, Any]


def sized_claims(folder: Path) -> Iterator[Sized]:
    """The claims with a size, obligatory ones only."""
    posts = {row["id"]: row for row in sets.lines_of(folder / "posts.jsonl")}
    for row in sets.lines_of(folder / "gold.jsonl"):
        for claim in row["claims"]:
            if claim.get("magnitude_kind") and not claim.get("optional"):
                text = posts[row["id"]][claim["field"]]
                start = text.index(claim["quote"])
                yield Sized(row["id"], text, start, start + len(claim["quote"]), claim)


def sizes(quantity: Quantity, claim: dict[str, Any]) -> bool:
    """Whether the quantity says the claim's size, both ends within 2 %."""
    low, high = claim.get("ratio_low"), claim.get("ratio_high")
    if low is not None and high is not None:
        if quantity.ratio_low is None or quantity.ratio_high is None:
            return False
        close = (
            abs(quantity.ratio_low / low - 1) < 0.02 and abs(quantity.ratio_high / high - 1) < 0.02
        )
        return close and (claim.get("value_low") is None or quantity.low == claim["value_low"])
    value = (claim["value_low"], claim["value_high"], claim["unit"])
    return (quantity.low, quantity.high, quantity.unit) == value


def test_the_sizes_of_the_gold_are_read() -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold posts lie beside the project, in shared/gold, and are not here")
    claims = list(sized_claims(GOLD))
    missed = [
        (sized.id, sized.claim["quote"])
        for sized in claims
        if not any(
            sizes(quantity, sized.claim)
            for quantity in find_quantities(sized.text)
            if quantity.start < sized.end and sized.start < quantity.end
        )
    ]
    assert len(claims) > 60
    assert len(missed) <= BEYOND_WORDS, json.dumps(missed, indent=1)
