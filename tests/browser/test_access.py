"""A: charts that can be heard, pages that can be read at any size, in any light, by any key."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser

# Contrast of a colour on a background, after WCAG; both as the browser computes them.
CONTRAST = """
(selector) => {
  // "rgb(1, 2, 3)", or "color(srgb 0.1 0.2 0.3 / 0.7)" where a colour is mixed.
  const parse = (text) => {
    const found = (text.replace('srgb', '').match(/[\\d.]+/g) || []).map(Number);
    return text.startsWith('color(') ? [...found.slice(0, 3).map((v) => v * 255), found[3]] : found;
  };
  const light = (rgb) => {
    const part = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2]);
  };
  const app = document.querySelector('[data-testid=stApp]');
  const ground = parse(getComputedStyle(app).backgroundColor);
  const paper = light(ground);
  const over = ([r, g, b, alpha = 1]) =>
    [r, g, b].map((v, place) => v * alpha + ground[place] * (1 - alpha));
  return [...document.querySelectorAll(selector)].filter((e) => e.textContent.trim()).map((e) => {
    const style = getComputedStyle(e);
    const ink = light(over(parse(e.namespaceURI.endsWith('svg') ? style.fill : style.color)));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    return [e.textContent.trim().slice(0, 40), ratio];
  });
}
"""
SIDEWAYS = """
() => {
  const main = document.querySelector('[data-testid=stMain]');
  return [main.scrollWidth, main.clientWidth];
}
"""


def faint(page: Page, selector: str) -> list[str]:
    """Texts that do not reach 4.5:1 on the page's background."""
    found = page.evaluate(CONTRAST, selector)
    assert found, f"nothing matches {selector}"
    return [f"{words}: {ratio:.1f}" for words, ratio in found if ratio < 4.5]


def test_A1_every_chart_has_a_description_with_numbers_and_a_table(
    look: Visit, paths: dict[str, str]
) -> None:
    for path in (paths["trends"], paths["claim"]):
        page = look(path)
        page.wait_for_selector("[role=graphics-document]")
        charts = page.locator("[role=graphics-document], svg[role=img]")
        labels = [str(chart.get_attribute("aria-label")) for chart in charts.all()]
        assert labels
        assert all(len(label) >= 40 for label in labels)
        assert all(any(c.isdigit() for c in label) for label in labels)
        tables = page.locator("details:has(> summary:text-is('Table')) table")
        assert tables.count() >= len(labels)


def test_A2_A8_claimed_and_measured_differ_in_shape(look: Visit, claim: str) -> None:
    page = look(claim)
    picture = page.locator("svg[role=img]").first
    assert picture.locator("rect[transform^='rotate(45']").count() >= 1
    assert picture.locator("circle").count() >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_A2_A7_words_in_pictures_can_be_read_in_any_light(
    look: Visit, paths: dict[str, str], scheme: str
) -> None:
    for path in (paths["claim"], "/?tag=backwardrunning&tag=runningbackwards"):
        page = look(path, scheme=scheme)
        page.wait_for_selector("[role=graphics-document] text")
        words = "svg[role=img] text, [role=graphics-document] text:not([stroke-width='4'])"
        axis = [one for one in faint(page, words) if not one[:1].isdigit()]
        assert axis == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_A7_our_own_words_can_be_read_in_any_light(
    look: Visit, paths: dict[str, str], scheme: str
) -> None:
    for path in paths.values():
        page = look(path, scheme=scheme)
        assert faint(page, ".rg p, .rg a, .rg li, .rg td, .rg th, .rg summary, .rg h1") == [], path


def test_A7_dark_is_dark(look: Visit) -> None:
    shades = {
        scheme: look("/", scheme=scheme).evaluate(
            "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
        )
        for scheme in ("light", "dark")
    }
    assert shades == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 19, 23)"}


def test_A3_a_phone_never_scrolls_sideways(visit: Visit, paths: dict[str, str]) -> None:
    for path in paths.values():
        page = visit(path, size=PHONE)
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
        inside, outside = page.evaluate(SIDEWAYS)
        assert inside <= outside, path


def test_A3_twice_the_size_never_scrolls_sideways(look: Visit, paths: dict[str, str]) -> None:
    # A window of 1280 pixels at 200 % is one of 640.
    for path in paths.values():
        page = look(path, size={"width": 640, "height": 422})
        inside, outside = page.evaluate(SIDEWAYS)
        assert inside <= outside, path


def test_A3_the_heading_of_a_phone_is_not_huge(look: Visit, claim: str) -> None:
    page = look(claim, size=PHONE)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    assert size <= 2.2 * 16


def test_A4_every_stop_of_the_tab_key_can_be_seen_in_the_order_of_the_page(
    visit: Visit, claim: str
) -> None:
    page = visit(claim)
    stops = [stop for _ in range(40) if (stop := _next_stop(page))]
    ours = [stop for stop in stops if stop["ours"]]
    assert len(ours) >= 8
    assert [stop["name"] for stop in ours if not stop["seen"]] == []
    tops = [stop["top"] for stop in ours]
    assert tops == sorted(tops)
    assert any("Trends" in str(stop["name"]) for stop in stops)


def _next_stop(page: Page) -> dict[str, str | float | bool]:
    page.keyboard.press("Tab")
    found: dict[str, str | float | bool] = page.evaluate(
        """() => {
          const e = document.activeElement, style = getComputedStyle(e);
          const main = document.querySelector('[data-testid=stMain]');
          return {
            name: (e.innerText || e.getAttribute('aria-label') || '').slice(0, 60),
            ours: !!e.closest('.rg'),
            seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            top: Math.round((e.getBoundingClientRect().top + main.scrollTop) / 30),
          };
        }"""
    )
    return found


def test_A5_axe_finds_nothing_serious(look: Visit, paths: dict[str, str]) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright",
        reason="axe-playwright-python is not installed: it brings axe-core",
    ).Axe()
    wrong = []
    for path in paths.values():
        for scheme in ("light", "dark"):
            found = axe.run(look(path, scheme=scheme)).response["violations"]
            wrong += [
                f"{path} {one['id']}: {one['nodes'][0]['html'][:120]}"
                for one in found
                if one["impact"] in ("serious", "critical")
            ]
    assert wrong == []


def test_A6_facts_stand_in_tables_with_caption_and_scope(
    look: Visit, paths: dict[str, str]
) -> None:
    for name in ("trends", "claim", "status", "methods"):
        page = look(paths[name])
        tables = page.locator("table")
        assert tables.count() > 0, name
        for table in tables.all():
            assert table.locator("caption").count() == 1
            assert table.locator("thead th[scope=col]").count() >= 2
            assert table.locator("tbody th[scope=row]").count() >= 1
        assert page.locator("canvas").count() == 0


def test_headings_are_not_skipped(look: Visit, paths: dict[str, str]) -> None:
    for path in paths.values():
        levels = look(path).evaluate(
            "[...document.querySelectorAll('[data-testid=stMain] :is(h1,h2,h3,h4)')]"
            ".map(e => Number(e.tagName[1]))"
        )
        assert levels[0] == 1
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps, default=0) <= 1, path


def test_words_in_other_languages_and_directions_are_marked(look: Visit, claim: str) -> None:
    page = look(claim)
    quotes = page.locator("blockquote bdi")
    assert quotes.count() > 0
    for quote in quotes.all():
        assert quote.get_attribute("dir") == "auto"
        assert quote.get_attribute("lang")
