"""J and P: a journalist's way through, and addresses that keep what they say."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from scripts.screenshots import settle
from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser

TRIES = 5


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a menu of filters, as a reader does, until the address has it."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(TRIES):
        page.get_by_role("combobox", name=label).first.click()
        try:
            wanted.wait_for(timeout=3_000)
            break
        except PlaywrightTimeoutError:
            continue  # a rerun of the page closed the menu while it opened
    wanted.click()
    page.wait_for_url(lambda address: quote(option) in address)
    settle(page)
    # A menu for several stays open; Escape on one for a single choice would take it back.
    if page.get_by_role("option").count():
        page.keyboard.press("Escape")
        expect(page.get_by_role("option")).to_have_count(0)


def unfold(page: Page, words: str) -> None:
    """Open the filters that are folded away."""
    page.locator("summary", has_text=words).click()
    page.wait_for_timeout(400)  # it unfolds in steps, and what moves cannot be hit


def no_dialog(page: Page) -> None:
    assert page.locator("[data-testid=stDialog]").count() == 0
    assert page.locator("[data-testid=stException]").count() == 0


def test_J1_one_click_from_the_first_page_to_a_claim_and_its_evidence(visit: Visit) -> None:
    page = visit("/")
    page.locator("a.rg-claim").first.click()
    page.wait_for_url("**/claims?claim=*")
    settle(page)
    assert page.locator("h1").inner_text().startswith("“")
    page.locator(".rg-badges a[href='#evidence']").click()
    expect(page.locator("#evidence")).to_be_in_viewport()


def test_J2_on_a_phone_the_verdict_is_on_the_first_screen(look: Visit, claim: str) -> None:
    box = look(claim, size=PHONE).locator("#verdict").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844


def test_J3_the_blocks_stand_in_order(look: Visit, claim: str) -> None:
    page = look(claim)
    blocks = [
        "h1",
        "#verdict",
        ".rg-badges",
        "svg[role=img]",
        "#why",
        "#spread",
        "#said",
        "#evidence",
        "#cite",
    ]
    tops = []
    for block in blocks:
        box = page.locator(block).first.bounding_box()
        assert box is not None, block
        tops.append(box["y"])
    assert tops == sorted(tops)


def test_J4_a_search_filters_and_can_be_taken_away(visit: Visit) -> None:
    page = visit("/claims")
    everything = page.locator("h1").inner_text()
    page.get_by_role("searchbox").or_(page.get_by_label("Search the claims")).first.fill("knee")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("with “knee”")
    settle(page)
    count = int(re.match(r"\d+", page.locator("h1").inner_text())[0])  # type: ignore[index]
    assert 0 < count < int(everything.split()[0])
    assert page.locator("a.rg-claim").count() == count
    assert "with “knee”" in page.title()
    page.get_by_role("link", name="knee ×").click()
    page.wait_for_url("**/claims")
    settle(page)
    assert page.locator("h1").inner_text() == everything


def test_J5_back_to_results_and_the_browser_s_own_way_back(visit: Visit) -> None:
    page = visit("/claims?q=knee&verdict=Partly%20supported")
    results = page.locator("h1").inner_text()
    page.locator("a.rg-claim").first.click()
    page.wait_for_url("**claim=*")
    settle(page)
    page.get_by_role("link", name="Back to results").click()
    settle(page)
    expect(page.locator("h1")).to_have_text(results)
    page.go_back()
    settle(page)
    assert page.locator("h1").inner_text().startswith("“")
    page.go_back()
    settle(page)
    expect(page.locator("h1")).to_have_text(results)
    no_dialog(page)


@pytest.mark.parametrize(
    ("path", "sentence", "next_step"),
    [
        ("/claims?q=zebra", "No claims about backward running, with “zebra”", "zebra ×"),
        ("/claims?claim=running-backwrd", "There is no claim running-backwrd", "Nearest claims"),
        ("/evidence?study=nobody-1900", "There is no study nobody-1900", "All studies"),
        ("/?until=2020-01-01", "No posts until 1 Jan 2020.", "to 2020-01-01 ×"),
        ("/?release=1999-01-01", "There is no release 1999-01-01 here", "Status"),
        ("/claims?verdict=No%20direct%20evidence", "“no direct evidence”", "×"),
    ],
)
def test_J6_every_odd_state_has_a_sentence_and_a_next_step(
    visit: Visit, path: str, sentence: str, next_step: str
) -> None:
    page = visit(path)
    shown = page.inner_text("[data-testid=stMain]")
    assert sentence in shown
    assert next_step in shown
    no_dialog(page)


def test_P1_filters_stay_after_a_reload_and_in_a_new_window(visit: Visit) -> None:
    page = visit("/")
    unfold(page, "Filter by hashtag")
    choose(page, "Hashtags", "#backwardrunning")
    choose(page, "Hashtags", "#runningbackwards")
    choose(page, "Platform", "TikTok")
    page.get_by_role("radio", name="Views").or_(page.get_by_text("Views", exact=True)).first.click()
    expect(page.locator("h2#trend")).to_have_text(
        "Views of each week's posts on TikTok, as last seen"
    )
    settle(page)
    address, sentence = (
        page.url,
        page.locator("[role=graphics-document]").get_attribute("aria-label"),
    )
    for again in (reloaded(page), visit(address)):
        expect(again.locator("h2#trend")).to_contain_text("on TikTok")
        again.wait_for_selector("[role=graphics-document]")
        assert again.locator("[role=graphics-document]").get_attribute("aria-label") == sentence
        assert again.url == address
    assert "#backwardrunning" in str(sentence)
    assert "#runningbackwards" in str(sentence)


def reloaded(page: Page) -> Page:
    page.reload()
    settle(page)
    return page


def test_P2_an_unknown_value_is_told_and_the_page_works(visit: Visit) -> None:
    page = visit("/?platform=myspace")
    assert "Ignored platform=myspace; known: Bluesky" in page.inner_text("[role=status]")
    assert page.locator("[role=graphics-document]").count() == 1


def test_P2_our_own_keys_are_put_into_words(visit: Visit) -> None:
    page = visit("/?platform=tiktok&tag=backwardrunning")
    assert "platform=TikTok" in page.url
    assert page.locator("h2#trend").inner_text() == "Posts per week on TikTok"


def test_P3_a_claim_can_be_read_without_scripts(visit: Visit, base: str, claim: str) -> None:
    slug = claim.partition("claim=")[2]
    page = visit(f"{base}/c/{slug}", size=PHONE)
    assert page.locator("h1").inner_text().startswith("“")
    assert page.locator("svg[role=img]").count() == 1
    box = page.locator("#verdict").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    page.get_by_role("link", name="Open in the dashboard").click()
    page.wait_for_url(f"**claim={slug}")


def test_P6_the_full_address_names_the_release(visit: Visit) -> None:
    page = visit("/claims?q=knee")
    unfold(page, "Link to exactly this view")
    address = page.locator("[data-testid=stCode]").last.inner_text()
    assert re.search(r"/claims\?q=knee&release=\d{4}-\d\d-\d\d", address)
    assert visit(address).locator("h1").inner_text() == page.locator("h1").inner_text()


def test_the_release_and_the_place_stay_while_one_moves_about(visit: Visit) -> None:
    page = visit("/")
    for name in ("Claims", "Evidence", "Methods", "Trends"):
        page.get_by_role("link", name=name, exact=True).first.click()
        settle(page)
        no_dialog(page)
    assert page.locator("h1").inner_text() == "Backward running on public social media"
