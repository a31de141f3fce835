"""Corrections: a page of their own, and a notice for good on the pages they name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.conftest import Opened, html_of, plain
from tests.dashboard.sample_release import write_release
from tests.dashboard.test_routes import ask

MILE, STUDY = "mile-worth-two-to-three", "lab-1994"
HOSTILE = "<img src=x onerror=alert(1)> ![x](https://evil.example/x)"


def correction(**changes: Any) -> dict[str, Any]:
    return {
        "correction": "2026-08-01-miles",
        "corrected_on": date(2026, 8, 1),
        "said": "1.2 to 1.5 times",
        "says": "1.15 to 1.41 times",
        "why": "Two figures had been rounded.",
        "of_claims": [MILE],
        "of_studies": [STUDY],
        "in_releases": ["2026-07-01", "2026-07-31"],
        "told_by": "Ada Reader",
    } | changes


@pytest.fixture
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    newer = correction(
        correction="2026-08-02-gone",
        corrected_on=date(2026, 8, 2),
        said=HOSTILE,
        of_claims=["a-claim-of-before"],
        of_studies=[],
        in_releases=["2026-07-01"],
        told_by=None,
    )
    write_release(tmp_path, more={"corrections": [correction(), newer]})
    monkeypatch.setenv("RETROGRADE_STORE", str(tmp_path))
    return tmp_path


def test_C4_the_page_tells_each_correction_whole_the_newest_first(
    opened: Opened, corrected: Path
) -> None:
    shown = html_of(opened("corrections", where=corrected))
    told = plain(shown)
    assert told.index("Corrected on 2 Aug 2026") < told.index("Corrected on 1 Aug 2026")
    for part in (
        "Was said1.2 to 1.5 times",
        "Inreleases 2026-07-01 to 2026-07-31",
        "Is said now1.15 to 1.41 times",
        "WhyTwo figures had been rounded.",
        "Told byAda Reader",
    ):
        assert part in told
    assert f'href="/claims?claim={MILE}"' in shown
    assert f'href="/evidence?study={STUDY}"' in shown
    assert 'id="2026-08-01-miles"' in shown
    assert "Inrelease 2026-07-01" in told


def test_C4_a_corrected_claim_and_study_carry_the_notice(opened: Opened, corrected: Path) -> None:
    pages = [
        html_of(opened("claims", where=corrected, claim=MILE)),
        html_of(opened("evidence", where=corrected, study=STUDY)),
        html_of(opened("claims", where=corrected, claim="a-claim-of-before")),
        ask(f"/c/{MILE}").text,
        ask(f"/s/{STUDY}").text,
    ]
    for shown in pages:
        assert 'class="rg-notice rg-corrected"' in shown
        assert 'href="/corrections"' in shown
    for shown in (pages[0], pages[3]):
        assert "Before: “1.2 to 1.5 times” Now: “1.15 to 1.41 times”" in plain(shown)


def test_a_page_that_was_never_corrected_carries_none(opened: Opened, corrected: Path) -> None:
    shown = html_of(opened("claims", where=corrected, claim="works-quads"))
    assert 'class="rg-notice rg-corrected"' not in shown


def test_without_a_correction_the_page_says_so(opened: Opened) -> None:
    assert "Nothing that was published has had to be corrected" in html_of(opened("corrections"))


def test_T7_what_a_correction_quotes_is_text(opened: Opened, corrected: Path) -> None:
    shown = html_of(opened("corrections", where=corrected))
    assert "&lt;img src=x" in shown
    assert "<img" not in shown
