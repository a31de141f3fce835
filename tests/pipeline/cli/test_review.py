"""`retrograde review`: lists, shows and keeps decisions, from a script and by hand."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.release import open_release
from pipeline.store import read_store
from tests.pipeline.making import Ended, folder_hash, table
from tests.pipeline.reviewing.conftest import HEART, MILES, mention_of

Command = Callable[..., Ended]
SIGNED = ("--by", "Ada Reader", "--reason", "it is so")


@pytest.fixture
def review(published: Path, command: Command) -> Command:
    """Runs `retrograde review` on a store with a release."""
    return lambda *arguments: command("review", *arguments)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What a person types into the sitting, line by line."""
    return lambda *lines: monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*lines, ""])))


def kept(store: Path, name: str = "reviews") -> list[tuple[str, str]]:
    with read_store(store) as opened:
        rows = table(opened.connection, name)
    return [(row["decision"], row["reviewed_by"]) for row in rows]


def test_the_list_says_what_waits_in_words_and_as_data(review: Command) -> None:
    told = review("list", "--limit", "1")
    assert told.code == 0
    assert "Not judged by a person yet (" in told.out
    assert MILES in told.out
    assert "next: retrograde review show" in told.err
    rows = review("list", "--for", "new", "--json").rows
    assert [row["reason"] for row in rows] == ["new"] * 5
    assert rows[0]["subject"] == MILES


def test_a_claim_is_shown_with_steps_mentions_and_reviews(review: Command) -> None:
    review("agree", MILES, *SIGNED)
    told = review("show", MILES).out
    for part in ("Exaggerated: A mile run backward", "Steps", "TABLE", "Mentions", "m-"):
        assert part in told
    assert "agree, on “A mile run backward is worth 2 to 3 miles forward”, by Ada Reader" in told
    (data,) = review("show", MILES, "--json").rows
    assert data["reviews"][0]["signed"]["by"] == "Ada Reader"
    assert data["mentions"][0]["frame"]["outcome"] == "energy_cost"


def test_a_mention_is_shown_with_its_frame_and_text(review: Command, published: Path) -> None:
    with read_store(published) as opened:
        mention = mention_of(opened, HEART)
    told = review("show", mention).out
    assert "outcome = cardio_fitness" in told
    assert "conditions the heart two to three times more than forward running]" in told


def test_hostile_words_reach_the_terminal_as_text(review: Command, published: Path) -> None:
    with read_store(published) as opened:
        ((claim,),) = opened.connection.execute(
            "SELECT claim FROM mentions JOIN posts USING (post_key) WHERE caption LIKE '=HYP%'"
        ).fetchall()
    told = review("show", claim).out
    assert "burns more calories" in told
    assert "\u202e" not in told
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("arguments", "decision"),
    [
        (("agree", MILES, "--by", "Ada Reader"), "agree"),
        (("override", MILES, "--verdict", "not_checkable", *SIGNED), "override"),
        (("merge", HEART, "--into", MILES, *SIGNED), "merge"),
        (("not-a-claim", HEART, *SIGNED), "not_a_claim"),
    ],
)
def test_a_decision_is_kept_and_says_what_comes_next(
    review: Command, published: Path, arguments: tuple[str, ...], decision: str
) -> None:
    before = folder_hash(published)
    would = review(*arguments, "--dry-run")
    assert would.err.startswith("would keep: ")
    assert folder_hash(published) == before
    ended = review(*arguments)
    assert (ended.code, ended.out) == (0, "")
    assert "next: retrograde run" in ended.err
    assert kept(published) == [(decision, "Ada Reader")]


def test_a_mention_is_decided_by_its_id(review: Command, published: Path) -> None:
    with read_store(published) as opened:
        mention = mention_of(opened, HEART)
    assert review("override", mention, "--set", "hedged=true", *SIGNED).code == 0
    assert kept(published, "frame_reviews") == [("override", "Ada Reader")]


def test_no_name_is_made_up(
    review: Command, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "GIT_AUTHOR_NAME", "NAME"):
        monkeypatch.setenv(name, "Somebody Else")
    ended = review("agree", MILES)
    assert ended.code == 2
    assert "--by" in ended.err
    assert kept(published) == []


def test_what_cannot_be_kept_ends_with_the_way_to_mend_it(review: Command) -> None:
    ended = review("override", MILES, "--verdict", "wrong", *SIGNED)
    assert ended.code == 1
    assert "'wrong' is no verdict" in ended.err
    assert "fix: " in ended.err


def test_reviews_leave_with_the_next_release_and_its_export(
    review: Command, command: Command, published: Path
) -> None:
    review("override", MILES, "--verdict", "no_direct_evidence", *SIGNED)
    assert command("run").code == 0
    release = open_release(published)
    assert list(release.frame("reviews")["reviewed_verdict"]) == ["no_direct_evidence"]
    command("export", "--tables", "reviews,claims", "-o", "out")
    folder = Path("out") / release.id
    assert "Ada Reader" in (folder / "reviews.csv").read_text("utf-8")
    assert "`verdict_reviewed_by`" in (folder / "CODEBOOK.md").read_text("utf-8")
    assert "reviews.csv" in (folder / "SHA256SUMS").read_text("utf-8")


def test_gold_goes_into_a_folder_and_nothing_without_a_review(
    review: Command, published: Path
) -> None:
    assert "nothing was written" in review("export-gold").err
    assert not Path("out").exists()
    with read_store(published) as opened:
        mention = mention_of(opened, HEART)
    review("agree", mention, "--by", "Ada Reader")
    assert review("export-gold", "--dry-run").err.strip().endswith("nothing was written.")
    told = review("export-gold")
    assert "do not publish them" in told.err
    (row,) = [json.loads(line) for line in Path("out/gold/gold.jsonl").read_text().splitlines()]
    assert row["claims"][0]["outcome"] == "cardio_fitness"


def test_a_sitting_is_led_by_single_letters(
    review: Command, types: Callable[..., None], published: Path
) -> None:
    types("x", "d", "a", "Ada Reader", "n", "no claim at all", "q")
    ended = review("--for", "new")
    assert ended.code == 0
    assert "Steps" in ended.err
    assert "2 decisions kept. next: retrograde run" in ended.err
    assert ended.err.count("your name, as it shall be published") == 1
    assert sorted(kept(published)) == [("agree", "Ada Reader"), ("not_a_claim", "Ada Reader")]


def test_a_sitting_can_be_tried_without_keeping_anything(
    review: Command, types: Callable[..., None], published: Path
) -> None:
    before = folder_hash(published)
    types("a", "Ada Reader", "q")
    ended = review("--dry-run")
    assert "would keep: agree, on" in ended.err
    assert ended.err.strip().endswith("nothing was written.")
    assert folder_hash(published) == before


def test_a_sitting_asks_again_after_what_cannot_be_kept(
    review: Command, types: Callable[..., None], published: Path
) -> None:
    types("o", "wrong", "why", "Ada Reader", "k", "q")
    ended = review("--for", "new")
    assert "not kept: 'wrong' is no verdict" in ended.err
    assert kept(published) == []


def test_a_sitting_that_loses_its_input_keeps_what_was_decided(
    review: Command, types: Callable[..., None], published: Path
) -> None:
    types("a", "Ada Reader")
    ended = review("--for", "new")
    assert ended.code == 0
    assert "1 decision kept" in ended.err
    assert kept(published) == [("agree", "Ada Reader")]


def test_a_sitting_takes_the_frame_of_a_mention_line_by_line(
    review: Command, types: Callable[..., None], published: Path
) -> None:
    types("o", "hedged=true", "stance=reports", "", "it says so", "Ada Reader", "q")
    assert review("--for", "doubtful_frame").code == 0
    assert kept(published, "frame_reviews") == [("override", "Ada Reader")]
