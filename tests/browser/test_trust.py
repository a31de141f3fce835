"""T: what a reader must be able to see, on the demo release."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Dialog, Page

from pipeline.publish.release import open_release
from scripts.screenshots import settle
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def mentions(demo: Path) -> pd.DataFrame:
    return open_release(demo).frame("mentions").set_index("mention")


@pytest.fixture(scope="module")
def row(demo: Path, claim: str) -> dict[str, object]:
    """The row of `claims` that the claim page shows."""
    claims = open_release(demo).frame("claims").set_index("claim")
    return dict(claims.loc[claim.partition("claim=")[2]])


def test_T1_every_mention_shows_its_words_and_its_trail(
    look: Visit, claim: str, mentions: pd.DataFrame
) -> None:
    items = look(claim).locator("li[data-mention]")
    assert items.count() > 0
    for item in items.all():
        said = item.locator("mark")
        assert said.count() == 1
        stored = mentions.loc[str(item.get_attribute("data-mention"))]
        assert said.inner_text().split() == str(stored["quote"]).split()
        assert item.locator("time[datetime]").count() >= 1
        link = item.locator("a").first
        assert "noopener noreferrer" in str(link.get_attribute("rel"))
        assert "sha256" in item.inner_html()


def test_T2_counters_say_when_and_missing_ones_say_so(look: Visit, claim: str) -> None:
    page = look(claim)
    for item in page.locator("li[data-mention]").all():
        words = item.inner_text()
        assert "views when seen on " in words or "views not shown by " in words


def test_T3_the_badges_are_the_numbers_of_the_table(
    look: Visit, claim: str, row: dict[str, object]
) -> None:
    badges = look(claim).locator(".rg-badges").inner_text()
    for count, noun in (
        (row["studies"], "stud"),
        (row["people"], "people"),
        (row["mentions"], "mention"),
        (row["posts"], "post"),
    ):
        assert f"{count} {noun}" in badges


def test_T4_the_steps_open_by_keyboard(visit: Visit, claim: str) -> None:
    page = visit(claim)
    summary = page.locator("#why summary")
    summary.focus()
    page.keyboard.press("Enter")
    steps = page.locator("#why li:visible")
    assert steps.count() >= 5
    assert page.locator("#why .rg-rule:visible").count() == steps.count()
    assert "by rule" in summary.inner_text()


def test_T5_every_card_says_where_its_number_is_from(look: Visit, claim: str) -> None:
    cards = look(claim).locator("li[data-study]")
    assert cards.count() > 0
    for card in cards.all():
        html = card.inner_html()
        assert "https://doi.org/" in html or "pubmed" in html or "page that was read" in html
        for part in ("As printed", "Read", "record "):
            assert part in html
        assert "people" in html


def test_T6_the_chart_names_what_is_not_covered_and_its_gaps(look: Visit) -> None:
    page = look("/")
    assert "Not in this collection: " in page.locator(".rg-lead").inner_text()
    label = str(page.locator("[role=graphics-document]").get_attribute("aria-label"))
    assert "off on Mastodon 21–27 Sep 2026" in label
    assert "partial on YouTube 12 Sep 2026" in label


def test_T7_the_hostile_post_is_text_wherever_it_is_shown(
    visit: Visit, demo: Path, mentions: pd.DataFrame
) -> None:
    posts = open_release(demo).frame("posts")
    hostile = posts[posts["caption"].str.contains("onerror", na=False)]
    assert len(hostile) == 1
    said = mentions[mentions["post_key"] == hostile.iloc[0]["post_key"]]
    alerts: list[str] = []

    def hear(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    def watch(page: Page) -> None:
        page.on("dialog", hear)

    shown = 0
    for claim in set(said["claim"]):
        page = visit(f"/claims?claim={claim}", watch=watch)
        shown += "onerror" in page.inner_text("[data-testid=stMain]")
        assert page.locator("img").count() == 0
        assert page.locator("a[href^=javascript]").count() == 0
        assert "\u202e" not in page.content()
    assert alerts == []
    assert shown or said.empty


def test_T8_no_page_says_what_it_must_not(look: Visit, paths: dict[str, str]) -> None:
    ours = """() => {
      const copy = document.querySelector('[data-testid=stMain]').cloneNode(true);
      copy.querySelectorAll('blockquote, .rg-heard').forEach((e) => e.remove());
      return copy.textContent;
    }"""
    forbidden = re.compile(r"\b(debunk\w*|proves|scientists say|false)\b", re.IGNORECASE)
    found = {name: forbidden.findall(look(path).evaluate(ours)) for name, path in paths.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_T9_indirect_is_said_on_page_card_and_data(
    visit: Visit, base: str, claim: str, row: dict[str, object]
) -> None:
    assert row["directness"] == "indirect"
    slug = claim.partition("claim=")[2]
    page = visit(claim)
    assert "indirect: studies measured" in page.inner_text("[data-testid=stMain]")
    plain = visit(f"{base}/c/{slug}")
    assert "indirect: studies measured" in plain.inner_text("main")
    answer = page.request.get(f"{base}/api/claims/{slug}.json")
    told = json.loads(answer.text())
    assert told["claim"]["directness"] == "indirect"
    assert "indirect: studies measured" in told["claim"]["verdict_sentence"]


def test_T10_no_handle_is_on_any_page(look: Visit, demo: Path, paths: dict[str, str]) -> None:
    authors = open_release(demo).frame("authors")
    names = [*authors["handle"].dropna(), *authors["display_name"].dropna()]
    unmistakable = {f"@{name}" for name in authors["handle"].dropna()} | {
        name for name in names if len(name) > 9
    }
    for path in paths.values():
        words = look(path).evaluate("document.querySelector('[data-testid=stMain]').textContent")
        assert {name for name in unmistakable if name in words} == set(), path


def test_the_csv_of_a_claim_holds_what_the_page_says(
    visit: Visit, claim: str, tmp_path: Path
) -> None:
    page = visit(claim)
    with page.expect_download() as started:
        page.get_by_role("button", name="Claim and evidence as CSV").click()
    file = tmp_path / "claim.csv"
    started.value.save_as(file)
    table = pd.read_csv(file)
    assert set(table["claim"]) == {claim.partition("claim=")[2]}
    settle(page)
    shown = {item.get_attribute("data-finding") for item in page.locator("[data-finding]").all()}
    assert shown == set(table["finding"])
