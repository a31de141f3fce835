"""Chromium, and the dashboard on the demo release."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.screenshots import FLAGS, dashboard, demo_store, settle

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 844}
Visit = Callable[..., Page]


def find_chromium() -> str | None:
    """The browser named by CHROMIUM, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    executable = find_chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine; sh scripts/install-chromium.sh installs one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo collection taken to a release."""
    return demo_store(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def base(demo: Path) -> Iterator[str]:
    """The address of a dashboard on the demo release."""
    with dashboard(demo) as address:
        yield address


def opened(
    browser: Browser,
    address: str,
    *,
    size: dict[str, int],
    scheme: str,
    watch: Callable[[Page], None] | None = None,
) -> Page:
    """An address in a context of its own, once the page stands still."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    if watch:
        watch(page)
    page.goto(address)
    settle(page)
    return page


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Visit]:
    """Opens an address anew, for a test that clicks, types, watches or changes something."""
    pages = []

    def open_page(
        path: str,
        *,
        size: dict[str, int] = WIDE,
        scheme: str = "light",
        watch: Callable[[Page], None] | None = None,
    ) -> Page:
        address = path if path.startswith("http") else f"{base}{path}"
        pages.append(opened(browser, address, size=size, scheme=scheme, watch=watch))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def look(browser: Browser, base: str) -> Iterator[Visit]:
    """Pages that tests only look at, opened once for all of them."""
    pages: dict[tuple[str, int, str], Page] = {}

    def open_page(path: str, *, size: dict[str, int] = WIDE, scheme: str = "light") -> Page:
        key = path, size["width"], scheme
        if key not in pages:
            pages[key] = opened(browser, f"{base}{path}", size=size, scheme=scheme)
        return pages[key]

    yield open_page
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="session")
def claim(browser: Browser, base: str) -> str:
    """The path of the first exaggerated claim: it has a size, studies and posts."""
    page = browser.new_page()
    page.goto(f"{base}/claims?verdict=Exaggerated")
    settle(page)
    found = page.locator("a.rg-claim").first.get_attribute("href") or ""
    page.close()
    return found.partition("&")[0]


@pytest.fixture(scope="session")
def paths(browser: Browser, base: str, claim: str) -> dict[str, str]:
    """Name → path of every page."""
    page = browser.new_page()
    page.goto(f"{base}{claim}")
    settle(page)
    study = page.locator("li[data-study] h3 a").first.get_attribute("href") or ""
    page.close()
    return {
        "trends": "/",
        "claims": "/claims",
        "claim": claim,
        "evidence": "/evidence",
        "study": study,
        "methods": "/methods",
        "status": "/status",
        "corrections": "/corrections",
    }
