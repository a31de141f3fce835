"""The readers that the quantity benchmark sets beside ours, behind their common face."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from benchmarks import _quantity_peers
from benchmarks._quantity_peers import Reading, peers


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What import_module gives for a peer, filled by each test."""
    found: dict[str, object] = {}
    monkeypatch.setattr(_quantity_peers, "import_module", found.__getitem__)
    return found


def test_a_peer_that_is_not_installed_has_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_quantity_peers, "find_spec", lambda _: None)
    found = peers.__wrapped__()
    assert [(peer.package, peer.read) for peer in found] == [
        ("quantulum3", None),
        ("recognizers-text-number 'emoji<2'", None),
    ]


def test_an_uncertain_value_is_an_interval(modules: dict[str, object]) -> None:
    quantity = SimpleNamespace(span=(0, 9), value=2.5, uncertainty=0.5)
    plain = SimpleNamespace(span=(11, 16), value=3.0, uncertainty=None)
    modules["quantulum3.parser"] = SimpleNamespace(parse=lambda _: [quantity, plain])
    assert _quantity_peers._quantulum3()("2-3 miles, 3 km") == [
        Reading(0, 9, 2.0, 3.0),
        Reading(11, 16, 3.0, 3.0),
    ]


def test_the_number_inside_a_percentage_counts_once(modules: dict[str, object]) -> None:
    def result(start: int, end: int, value: str) -> SimpleNamespace:
        return SimpleNamespace(start=start, end=end, resolution={"value": value})

    modules["recognizers_text"] = SimpleNamespace(Culture=SimpleNamespace(English="en"))
    modules["recognizers_number"] = SimpleNamespace(
        recognize_percentage=lambda *_: [result(5, 7, "30%")],
        recognize_number=lambda *_: [result(0, 0, "8"), result(5, 6, "30"), result(9, 9, "n/a")],
    )
    assert _quantity_peers._recognizers()("8 or 30%, ½") == [
        Reading(0, 1, 8.0, 8.0),
        Reading(5, 8, 30.0, 30.0),
    ]
