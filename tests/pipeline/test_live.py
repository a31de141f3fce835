"""Who is asked, and how what went wrong with some of them ends a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.topics import load_topic
from pipeline import live
from pipeline.errors import PipelineError
from pipeline.live import Wish, ask, chosen_platforms, manner_of, preview
from pipeline.rounds import Window
from pipeline.settings import Settings
from pipeline.store import Store
from scrapers.errors import SourceError
from scrapers.platform import Answer, Page, Platform, Request
from tests.loopback import Asked, Reply, Server, serving
from tests.pipeline.sites import MANNER, Site
from tests.scrapers.counting import CARD, Counting, platform

TOPIC = load_topic("backward-running")
KEYLESS = replace(CARD, credentials=())


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Platform]:
    """Two platforms without a key, one with, one that is off unless named."""
    cards = {
        "one": KEYLESS,
        "two": KEYLESS,
        "keyed": CARD,
        "quiet": replace(KEYLESS, on_by_default=False),
    }
    found = {
        name: replace(platform(Counting(CARD=card)), name=name) for name, card in cards.items()
    }
    monkeypatch.setattr(live, "known_platforms", lambda: found)
    return found


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Site()) as running:
        yield running


def names(platforms: list[Platform]) -> list[str]:
    return [one.name for one in platforms]


def wish(server: Server, *platforms: str, **options: bool) -> Wish:
    settings = Settings(servers={name: [server.url + "/"] for name in platforms})
    return Wish(settings, only_resume=options.get("only_resume", False))


@pytest.mark.usefixtures("known")
def test_unless_told_otherwise_all_that_can_be_asked_are() -> None:
    asked, left_out = chosen_platforms(())
    assert names(asked) == ["one", "two"]
    assert left_out == ["keyed is left out: RETROGRADE_COUNTING_KEY is not in the environment"]


@pytest.mark.usefixtures("known")
def test_a_platform_that_is_off_can_be_named() -> None:
    assert names(chosen_platforms(("quiet", "one", "quiet"))[0]) == ["quiet", "one"]


@pytest.mark.usefixtures("known")
def test_a_platform_that_is_named_must_have_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PipelineError, match="keyed needs RETROGRADE_COUNTING_KEY") as refused:
        chosen_platforms(("keyed",))
    assert "export RETROGRADE_COUNTING_KEY=" in refused.value.fix
    assert names(chosen_platforms(("keyed", "one"), all_needed=False)[0]) == ["one"]
    monkeypatch.setenv("RETROGRADE_COUNTING_KEY", "")
    assert names(chosen_platforms((), all_needed=False)[0]) == ["one", "two"]
    monkeypatch.setenv("RETROGRADE_COUNTING_KEY", "k3y")
    assert names(chosen_platforms(("keyed",))[0]) == ["keyed"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "address", ["one.example", "ftp://one.example", "https://", "https://a/?b"]
)
def test_an_address_in_the_settings_that_is_none_is_named(address: str) -> None:
    wanted = Wish(Settings(servers={"one": [address]}))
    with pytest.raises(PipelineError, match="is not the address of a server") as refused:
        list(preview(Path("nowhere"), chosen_platforms(("one",))[0], [TOPIC], wanted))
    assert repr(address) in refused.value.problem
    assert "retrograde.toml" in refused.value.problem


@pytest.mark.usefixtures("known")
def test_servers_of_a_platform_that_is_none_are_a_slip() -> None:
    wanted = Wish(Settings(servers={"onne": ["https://one.example"]}))
    with pytest.raises(PipelineError, match="unknown platform 'onne'") as refused:
        list(preview(Path("nowhere"), chosen_platforms(("one",))[0], [TOPIC], wanted))
    assert "did you mean one?" in refused.value.fix


def test_nobody_is_asked_without_a_contact() -> None:
    with pytest.raises(SourceError, match="no contact is set"):
        manner_of(Settings())
    assert "a@b.example" in manner_of(Settings(contact="a@b.example")).agent


def ended(store: Store) -> tuple[str, str | None]:
    """How the last run ended, and why."""
    rows = store.connection.execute("SELECT ending, reason FROM runs ORDER BY run").fetchall()
    return rows[-1][0], rows[-1][1]


def asked_both(store: Store, known: dict[str, Platform], wanted: Wish) -> dict[str, str]:
    """Ask the two platforms; how each ended."""
    results = ask(
        store,
        [known["one"], known["two"]],
        [TOPIC],
        wish=wanted,
        manner=MANNER,
        progress=lambda subject, done: None,
    )
    return {result.this.platform.name: result.ending for result in results}


def test_one_bad_platform_stops_no_other(
    store: Store, server: Server, known: dict[str, Platform]
) -> None:
    def slip(request: Request, answer: Answer) -> Page:
        raise ZeroDivisionError("a slip")

    known["one"] = replace(platform(Counting(CARD=KEYLESS, reads=slip)), name="one")
    endings = asked_both(store, known, wish(server, "one", "two"))
    assert endings == {"one": "failed", "two": "done"}
    ending, reason = ended(store)
    assert ending == "failed"
    assert reason is not None
    assert "one: failed: a bug in Retrograde" in reason
    assert "two" not in reason


def test_an_ending_that_all_share_is_the_ending_of_the_run(
    store: Store, known: dict[str, Platform]
) -> None:
    def puzzle(asked: Asked) -> Reply:
        return Reply(b"<html>Are you human?")

    with serving(Site(puzzle)) as closed:
        endings = asked_both(store, known, wish(closed, "one", "two"))
    assert endings == {"one": "challenged", "two": "challenged"}
    assert ended(store)[0] == "challenged"


def test_endings_that_differ_end_a_run_in_part(
    store: Store, server: Server, known: dict[str, Platform]
) -> None:
    known["one"].module.CARD = replace(KEYLESS, most_pages=1)
    with serving(Site(lambda asked: Reply(b"<html>Are you human?"))) as closed:
        both = Settings(servers={"one": [server.url], "two": [closed.url]})
        endings = asked_both(store, known, Wish(both))
    assert endings == {"one": "partial", "two": "challenged"}
    ending, reason = ended(store)
    assert ending == "partial"
    assert reason is not None
    assert "one: partial: a: left after 1 pages; two: challenged" in reason


def test_what_is_open_is_gone_on_with_before_anything_new(
    store: Store, known: dict[str, Platform]
) -> None:
    site = Site(lambda asked: Reply(b"<html>Are you human?") if asked.path == "/3" else None)
    with serving(site) as server:
        wanted = wish(server, "one", "two")
        asked_both(store, known, wanted)
        site.refuses = lambda asked: None
        resumed = asked_both(store, known, replace(wanted, only_resume=True))
        assert resumed == {"one": "done", "two": "done"}
        assert asked_both(store, known, replace(wanted, only_resume=True)) == {}
    rounds = store.connection.execute("SELECT ending FROM rounds").fetchall()
    assert rounds == [("done",), ("done",)]


def test_nothing_new_is_begun_where_something_is_stuck(
    store: Store, known: dict[str, Platform]
) -> None:
    with serving(Site(lambda asked: Reply(b"<html>Are you human?"))) as closed:
        wanted = wish(closed, "one", "two")
        asked_both(store, known, wanted)
        asked_both(store, known, wanted)
    assert store.connection.execute("SELECT count(*) FROM rounds").fetchall() == [(2,)]


@pytest.mark.usefixtures("known")
def test_a_preview_tells_the_window_that_was_chosen(tmp_path: Path) -> None:
    window = Window(datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 2, 1, tzinfo=UTC))
    wanted = Wish(Settings(), window)
    first, *_ = preview(tmp_path, chosen_platforms(("one",))[0], [TOPIC], wanted)
    assert "2025-01-01 to 2025-02-01 (31 days)" in first
    assert list(tmp_path.iterdir()) == []
