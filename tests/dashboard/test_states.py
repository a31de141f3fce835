"""Empty and odd states: each has a sentence and a next step."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.dashboard.conftest import Opened, html_of
from tests.dashboard.sample_release import RELEASE, write_release

MILE = "mile-worth-two-to-three"


@pytest.mark.parametrize(
    "page", ["trends", "claims", "evidence", "methods", "status", "corrections"]
)
def test_without_a_release_every_page_says_how_to_make_one(
    opened: Opened, tmp_path: Path, page: str
) -> None:
    shown = html_of(opened(page, where=tmp_path))
    assert "<h1>There is no data yet.</h1>" in shown
    assert "retrograde init --demo &amp;&amp; retrograde run" in shown


def test_a_release_whose_folder_is_gone_is_told_with_the_way_out(
    opened: Opened, tmp_path: Path
) -> None:
    write_release(tmp_path, release="2026-08-12")
    shutil.rmtree(write_release(tmp_path))
    shown = html_of(opened("trends", where=tmp_path))
    assert "there is no release 2026-08-19" in shown
    assert "retrograde publish" in shown


def test_a_release_that_cannot_be_read_is_told(opened: Opened, tmp_path: Path) -> None:
    (write_release(tmp_path) / "release.json").write_text("{", encoding="utf-8")
    shown = html_of(opened("trends", where=tmp_path))
    assert "release.json cannot be read" in shown
    assert "restore the folder from a backup" in shown


def test_an_unknown_claim_leads_to_the_nearest(opened: Opened) -> None:
    shown = html_of(opened("claims", claim="mile-worth-two-to-thre"))
    assert f"There is no claim mile-worth-two-to-thre in release {RELEASE}." in shown
    assert f'href="/claims?claim={MILE}"' in shown


def test_a_claim_of_another_release_is_found_there(opened: Opened, tmp_path: Path) -> None:
    write_release(tmp_path, release="2026-08-12", changes={"claim": "gone-by-now"})
    write_release(tmp_path)
    shown = html_of(opened("claims", where=tmp_path, claim="gone-by-now"))
    assert "It exists in 2026-08-12." in shown
    assert 'href="/claims?claim=gone-by-now&amp;release=2026-08-12"' in shown


def test_the_name_of_an_unknown_claim_stays_text(opened: Opened) -> None:
    shown = html_of(opened("claims", claim="<b>x</b>"))
    assert "<b>" not in shown


def test_an_unknown_study_leads_to_all_of_them(opened: Opened) -> None:
    shown = html_of(opened("evidence", study="nobody-1900"))
    assert "There is no study nobody-1900" in shown
    assert 'href="/evidence">All studies</a>' in shown


def test_an_older_release_says_which_is_newer_and_what_changed(opened: Opened) -> None:
    shown = html_of(opened("claims", release="2026-08-12", claim=MILE))
    assert (
        f"You are reading release 2026-08-12. Newer: {RELEASE} "
        "(verdict changed: No direct evidence → Exaggerated)."
    ) in shown
    assert "release=2026-08-12" in shown


def test_the_release_switch_shows_the_release_that_is_open(opened: Opened) -> None:
    test = opened("trends", release="2026-08-12")
    assert test.selectbox[-1].value == "2026-08-12"
    assert opened("trends").selectbox[-1].value == RELEASE


def test_an_unknown_release_is_said(opened: Opened) -> None:
    shown = html_of(opened("trends", release="1999-01-01"))
    assert f"There is no release 1999-01-01 here; this is {RELEASE}." in shown


def test_old_data_is_said_and_fresh_data_is_not(opened: Opened, tmp_path: Path) -> None:
    file = write_release(tmp_path) / "release.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    for days, said in ((3, False), (19, True)):
        seen = datetime.now(UTC) - timedelta(days=days)
        manifest["last_observed_at"] = seen.isoformat()
        file.write_text(json.dumps(manifest), encoding="utf-8")
        shown = html_of(opened("methods", where=tmp_path))
        assert ("Last collected 19 days ago." in shown) is said


def test_nothing_found_names_the_filter(opened: Opened) -> None:
    shown = html_of(opened("claims", q="zebra", platform="Bluesky"))
    assert "No claims about backward running, with “zebra”, on Bluesky" in shown
    assert ">zebra ×</a>" in shown
    assert ">Bluesky ×</a>" in shown


def test_a_reader_can_complain_about_the_very_claim(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE))
    assert "mailto:desk@newsroom.example?subject=Retrograde%3A%20error%20on%20" in shown
    assert MILE in shown


def test_without_an_address_nobody_is_asked_to_complain(opened: Opened, tmp_path: Path) -> None:
    file = write_release(tmp_path) / "release.json"
    manifest = json.loads(file.read_text(encoding="utf-8")) | {"contact": ""}
    file.write_text(json.dumps(manifest), encoding="utf-8")
    assert "Report an error" not in html_of(opened("methods", where=tmp_path))


VEST = {
    "topic": "weighted-vest-walking",
    "name": "Weighted vests",
    "subject": "walking with a weighted vest",
    "usual": "walking without one",
    "caution": "Start light.",
    "hashtags": ["weightedvest"],
}


@pytest.mark.parametrize("asked", ["weighted-vest-walking", "Weighted vests"])
def test_a_second_topic_is_opened_by_key_or_name_and_stays_in_links(
    opened: Opened, tmp_path: Path, asked: str
) -> None:
    write_release(tmp_path, more={"topics": [VEST]})
    test = opened("trends", where=tmp_path, topic=asked)
    shown = html_of(test)
    assert "<h1>Weighted vests on public social media</h1>" in shown
    assert "No posts in this release." in shown
    assert 'href="/claims?topic=weighted-vest-walking"' in shown
    assert test.selectbox[0].value == "weighted-vest-walking"


def test_the_first_topic_is_opened_unless_another_is_asked_for(
    opened: Opened, tmp_path: Path
) -> None:
    write_release(tmp_path, more={"topics": [VEST]})
    shown = html_of(opened("trends", where=tmp_path, topic="zumba"))
    assert "<h1>Backward running on public social media</h1>" in shown
    assert "Ignored topic=zumba; known: Backward running, Weighted vests." in shown


def test_one_topic_needs_no_switch(opened: Opened) -> None:
    assert "Topic" not in [box.label for box in opened("trends").selectbox]


def test_an_order_is_no_filter_to_take_away(opened: Opened) -> None:
    shown = html_of(opened("claims", order="Newest first", q="heart"))
    assert "Newest first ×" not in shown
    assert 'href="/claims?order=Newest+first">heart ×</a>' in shown
