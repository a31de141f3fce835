"""Screenshots of every page, wide and narrow, light and dark, to be looked at.

    python scripts/screenshots.py OUT [--store DIR] [--readme]

Without --store it makes the demo release in a temporary one. --readme writes docs/claim-page.png.
Needs a Chromium: CHROMIUM names one, scripts/install-chromium.sh finds or installs one.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HERE = "127.0.0.1"
RETROGRADE = [sys.executable, "-c", "from pipeline.cli import main; main()"]
FLAGS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-sandbox",
)
WIDTHS = {"wide": 1280, "phone": 390}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 844


@contextmanager
def dashboard(store: Path) -> Iterator[str]:
    """The dashboard of a store on a free port; its address."""
    with socket.create_server((HERE, 0)) as plug:
        port = plug.getsockname()[1]
    with tempfile.TemporaryFile("w+") as said:
        options = ["--store", str(store), "--port", str(port), "--headless"]
        server = subprocess.Popen([*RETROGRADE, "dashboard", *options], stderr=said)  # noqa: S603
        try:
            _wait_for(port, server)
            yield f"http://{HERE}:{port}"
        except BaseException:
            said.seek(0)
            sys.stderr.write(said.read())
            raise
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HERE, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no dashboard answered on port {port}; what it said is above")


def settle(page: Page) -> None:
    """Wait until the page has its heading and nothing runs any more."""
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_selector("footer", timeout=30_000)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')",
        timeout=30_000,
    )
    page.wait_for_timeout(500)


def grow(page: Page, width: int) -> None:
    """Make the window as high as the page, so that one picture holds all of it."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": int(height) + 10})
    page.wait_for_timeout(400)


def addresses(page: Page, base: str) -> dict[str, str]:
    """Name → address of each page worth a picture; claims and studies as the pages link them."""
    page.goto(f"{base}/claims")
    settle(page)
    claim = page.locator("a.rg-claim").first.get_attribute("href") or ""
    page.goto(f"{base}/evidence")
    settle(page)
    page.locator("summary").first.click()
    study = page.locator("details[open] a").first.get_attribute("href") or ""
    return {
        "trends": "/",
        "claims": "/claims",
        "claim": claim,
        "evidence": "/evidence",
        "study": study,
        "methods": "/methods",
        "status": "/status",
        "corrections": "/corrections",
        "unknown": "/claims?claim=mile-worth-two-to-thre",
        "nothing": "/claims?q=zebra",
    }


def take(browser: Browser, base: str, out: Path) -> None:
    """Every page in every width and scheme."""
    first = browser.new_page()
    pages = addresses(first, base)
    first.close()
    for scheme in SCHEMES:
        for name, width in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme=scheme,
            )
            page = context.new_page()
            for title, address in pages.items():
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.goto(f"{base}{address}")
                settle(page)
                page.screenshot(path=out / f"{title}-{name}-{scheme}-first.png")
                grow(page, width)
                page.screenshot(path=out / f"{title}-{name}-{scheme}.png")
            context.close()


def take_readme(browser: Browser, base: str) -> None:
    """The picture of the README: a claim page, 1280 wide, light."""
    context = browser.new_context(viewport={"width": 1280, "height": 1330}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{base}/claims?verdict=Exaggerated")
    settle(page)
    page.goto(f"{base}{page.locator('a.rg-claim').first.get_attribute('href')}")
    settle(page)
    file = ROOT / "docs" / "claim-page.png"
    file.parent.mkdir(exist_ok=True)
    page.screenshot(path=file)
    print(f"{file}: {file.stat().st_size // 1024} KB")


def main() -> None:
    """Make or find a store, serve it, take the pictures."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("out", type=Path)
    asked.add_argument("--store", type=Path)
    asked.add_argument("--readme", action="store_true")
    options = asked.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = options.store or demo_store(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS)
        )
        with dashboard(store) as base:
            if options.readme:
                take_readme(browser, base)
            else:
                take(browser, base, options.out)
        browser.close()


def demo_store(folder: Path) -> Path:
    """The demo collection, taken to a release."""
    store = folder / "store"
    for arguments in (["init", "--demo"], ["run"]):
        command = [*RETROGRADE, *arguments, "--store", str(store)]
        done = subprocess.run(command, check=False, cwd=folder)  # noqa: S603
        if done.returncode not in (0, 3):  # 3: a part failed, the ledger says which
            raise RuntimeError(f"retrograde {' '.join(arguments)} ended with {done.returncode}")
    return store


if __name__ == "__main__":
    main()
