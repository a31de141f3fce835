"""Plain pages and data, asked over HTTP without a server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import anyio
import pytest
from starlette.applications import Starlette

from dashboard.routes import ROUTES
from tests.dashboard.sample_release import RELEASE, write_release
from tests.dashboard.sample_rows import HANDLE, SENTENCES, VERDICT_SENTENCES

MILE = "mile-worth-two-to-three"


class Answer:
    """What came back: status, headers, body."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""

    @property
    def text(self) -> str:
        return self.body.decode()

    async def take(self, message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            self.status = int(str(message["status"]))
            pairs: list[tuple[bytes, bytes]] = message["headers"]  # type: ignore[assignment]
            self.headers = {name.decode(): value.decode() for name, value in pairs}
        else:
            self.body += bytes(message.get("body", b""))  # type: ignore[call-overload]


def ask(path: str) -> Answer:
    """One GET through the application, as a server would pass it on."""
    answer = Answer()
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"news.example")],
        "scheme": "https",
        "server": ("news.example", 443),
        "http_version": "1.1",
    }

    async def nothing_more() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def run() -> None:
        await Starlette(routes=ROUTES)(scope, nothing_more, answer.take)  # type: ignore[arg-type]

    anyio.run(run)
    return answer


@pytest.fixture(autouse=True)
def _sample(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETROGRADE_STORE", str(store))


def test_P3_a_claim_is_a_whole_page_without_scripts() -> None:
    answer = ask(f"/c/{MILE}")
    assert answer.status == 200
    assert f"<h1>“{SENTENCES[MILE]}”</h1>" in answer.text
    assert VERDICT_SENTENCES[MILE] in answer.text
    assert '<svg xmlns="http://www.w3.org/2000/svg" role="img"' in answer.text
    address = f"https://news.example/c/{MILE}"
    for name, value in (
        ("og:title", f"“{SENTENCES[MILE]}”"),
        ("og:image", f"{address}.svg"),
    ):
        assert f'<meta property="{name}" content="{value}">' in answer.text
    assert '<meta property="og:description" content="Invented posts for demonstration.' in (
        answer.text
    )
    assert f'<link rel="canonical" href="{address}">' in answer.text
    assert f"Release {RELEASE}" in answer.text
    assert re.findall(r"<script[^>]*>", answer.text) == ['<script type="application/ld+json">']
    assert len(answer.body) <= 60_000


def test_P3_a_frozen_page_is_the_same_every_time() -> None:
    path = f"/r/2026-08-12/c/{MILE}"
    assert ask(path).body == ask(path).body
    assert "You are reading release 2026-08-12. Newer: 2026-08-19." in ask(path).text


def test_P4_an_unknown_claim_answers_404_with_the_nearest() -> None:
    answer = ask("/c/mile-worth-two-to-thre")
    assert answer.status == 404
    assert f'<a href="/c/{MILE}">' in answer.text


def test_L6_T10_the_page_says_that_posts_are_invented_and_names_nobody() -> None:
    for path in (f"/c/{MILE}", "/s/lab-1994"):
        text = ask(path).text
        assert "Invented posts for demonstration. Do not quote." in text
        assert HANDLE not in text


def test_T7_the_hostile_post_is_text_there_too() -> None:
    text = ask(f"/c/{MILE}").text
    assert "<img" not in text
    assert "\u202e" not in text
    assert 'href="javascript' not in text


def test_the_picture_of_a_claim_is_a_file_of_its_own() -> None:
    for path in (f"/c/{MILE}.svg", f"/r/{RELEASE}/c/{MILE}.svg"):
        answer = ask(path)
        assert answer.headers["content-type"] == "image/svg+xml"
        assert ElementTree.fromstring(answer.body).get("role") == "img"  # noqa: S314 - ours
    assert ask("/c/nothing.svg").status == 404


def test_T9_a_claim_as_data_says_the_same_as_its_page() -> None:
    answer = ask(f"/api/claims/{MILE}.json")
    told = json.loads(answer.body)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert told["release"] == RELEASE
    assert told["notice"] == "Invented posts for demonstration. Do not quote."
    assert told["claim"]["verdict_sentence"] == VERDICT_SENTENCES[MILE]
    assert told["claim"]["first_seen_at"] == "2026-06-01T09:30:00+00:00"
    assert [one["finding"]["finding"] for one in told["evidence"]] == ["lab-1994.f1", "lab-2001.f1"]
    assert len(told["steps"]) == 6


def test_unknown_data_answers_404_as_data() -> None:
    answer = ask("/api/claims/nothing.json")
    assert answer.status == 404
    assert "There is no claim nothing" in json.loads(answer.body)["error"]


def test_a_study_is_a_whole_page() -> None:
    answer = ask("/s/lab-1994")
    assert answer.status == 200
    assert "Backward and forward running compared (lab-1994)" in answer.text
    assert f'<a href="/c/{MILE}">' in answer.text
    assert ask("/s/nobody-1900").status == 404


def test_every_answer_is_fenced_in() -> None:
    for path in (f"/c/{MILE}", "/c/nothing", "/s/x", f"/api/claims/{MILE}.json", "/r/1999/c/x"):
        headers = ask(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["referrer-policy"] == "no-referrer"


def test_an_unknown_release_answers_404() -> None:
    answer = ask(f"/r/1999-01-01/c/{MILE}")
    assert answer.status == 404
    assert "There is no release 1999-01-01 here" in answer.text


def test_without_a_release_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETROGRADE_STORE", str(tmp_path))
    answer = ask(f"/c/{MILE}")
    assert (answer.status, answer.text) == (503, "There is no data yet.\n")


def test_a_broken_release_answers_with_its_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (write_release(tmp_path) / "release.json").write_text("{", encoding="utf-8")
    monkeypatch.setenv("RETROGRADE_STORE", str(tmp_path))
    answer = ask(f"/c/{MILE}")
    assert answer.status == 503
    assert "release.json cannot be read" in answer.text


def test_the_first_three_mentions_are_there_with_their_words() -> None:
    text = ask(f"/c/{MILE}").text
    items = re.findall(r'<li data-mention="m-\d+">', text)
    assert len(items) == 3
    assert text.count("<mark>") == 4  # once more under the heading
