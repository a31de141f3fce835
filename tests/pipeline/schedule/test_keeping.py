"""Turns: made up for once, tried again, kept apart, written down."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.ledger import ledger_rows, ledger_run
from pipeline.lock import StoreBusyError, writer_lock
from pipeline.schedule import turns
from pipeline.schedule.diary import Page, read_diary
from pipeline.schedule.keeping import SECONDS_BEFORE_RETRIES
from pipeline.store import read_store, write_store
from tests.pipeline.schedule.keeper import BACKWARD, DAY, HOUR, SIX, VEST, Bench


def ledger(store: Path) -> list[dict[str, Any]]:
    with read_store(store) as opened:
        return ledger_rows(opened, limit=20)


def page_of(bench: Bench) -> Page:
    page = read_diary(bench.store).page(BACKWARD)
    assert page is not None
    return page


def attend_at(bench: Bench, moment: object = SIX, **options: str) -> None:
    """Begin at the bench's time, and have the turn at another."""
    keeper = bench.keeper(**options)
    with keeper.kept():
        bench.clock.now = moment  # type: ignore[assignment]
        keeper.attend(keeper.entries[0])


def test_a_turn_runs_once_and_is_in_the_ledger(bench: Bench) -> None:
    attend_at(bench)
    assert bench.runs.collected == [BACKWARD]
    (row,) = ledger(bench.store)
    assert (row["stage"], row["command"]) == ("schedule", f"schedule {BACKWARD}")
    assert (row["ending"], row["reason"]) == ("done", None)
    assert [(c["measure"], c["amount"]) for c in row["counts"]] == [("attempts", 1)]
    page = page_of(bench)
    assert (page.last_at, page.next_at, page.missed) == (SIX, SIX + DAY, ())


def test_before_its_time_nothing_is_run(bench: Bench) -> None:
    attend_at(bench, SIX - timedelta(minutes=1))
    assert bench.runs.asked == []
    assert ledger(bench.store) == []


def test_a_time_that_was_dealt_with_is_not_due_again(bench: Bench) -> None:
    attend_at(bench)
    attend_at(bench)
    assert len(bench.runs.asked) == 1


def test_missed_times_are_made_up_for_by_one_run_and_counted(bench: Bench) -> None:
    attend_at(bench, SIX + 3 * DAY + HOUR)
    assert len(bench.runs.asked) == 1
    (row,) = ledger(bench.store)
    (missed,) = [count for count in row["counts"] if count["measure"] == "missed"]
    assert missed["amount"] == 3
    assert missed["reason"] == "due 2026-03-14 06:00 to 2026-03-16 06:00 UTC"
    assert page_of(bench).missed == (SIX, SIX + DAY, SIX + 2 * DAY)


def test_missed_by_too_much_nothing_is_run_and_the_ledger_says_so(bench: Bench) -> None:
    attend_at(bench, SIX + 13 * HOUR)
    assert bench.runs.asked == []
    (row,) = ledger(bench.store)
    assert (row["ending"], "missed by more" in row["reason"]) == ("partial", True)
    page = page_of(bench)
    assert (page.missed, page.last_at, page.next_at) == ((SIX,), None, SIX + DAY)
    assert "missed by more than is made up for" in bench.warned[0]


def test_times_that_pass_during_a_long_run_are_missed_not_queued(bench: Bench) -> None:
    keeper = bench.keeper(times="hourly")

    def takes_three_hours() -> None:
        bench.clock.now += 3 * HOUR

    with keeper.kept():
        bench.clock.now, bench.runs.during = SIX, takes_three_hours
        keeper.attend(keeper.entries[0])
        bench.runs.during = lambda: None
        bench.clock.now = SIX + 4 * HOUR
        keeper.attend(keeper.entries[0])
    assert len(bench.runs.asked) == 2
    assert page_of(bench).missed == (SIX + HOUR, SIX + 2 * HOUR, SIX + 3 * HOUR)


@pytest.mark.parametrize("code", [75, -9])
def test_what_may_pass_by_itself_is_tried_again(bench: Bench, code: int) -> None:
    bench.runs.codes = [code, code, 0]
    attend_at(bench)
    assert bench.runs.pauses == list(SECONDS_BEFORE_RETRIES)
    (row,) = ledger(bench.store)
    assert (row["ending"], row["counts"][0]["amount"]) == ("done", 3)


def test_after_the_last_try_it_is_failed_and_said(bench: Bench) -> None:
    bench.runs.codes = [75] * 9
    attend_at(bench)
    assert len(bench.runs.asked) == 1 + len(SECONDS_BEFORE_RETRIES)
    (row,) = ledger(bench.store)
    assert (row["ending"], row["reason"]) == ("failed", "another run held the store")
    assert bench.warned == [f"{BACKWARD}: failed (another run held the store)"]


@pytest.mark.parametrize("code", [1, 2])
def test_what_a_person_must_mend_is_not_tried_again(bench: Bench, code: int) -> None:
    bench.runs.codes = [code]
    attend_at(bench)
    assert (len(bench.runs.asked), bench.runs.pauses) == (1, [])
    assert ledger(bench.store)[0]["ending"] == "failed"


@pytest.mark.parametrize(
    ("ending", "reason", "tries"),
    [
        ("partial", "mastodon: partial: requests left: 3", 3),
        ("failed", "mastodon: failed: no such host", 3),
        ("challenged", "mastodon: challenged: 403", 1),
        ("partial", "mastodon: challenged: 403; bluesky: partial: requests left: 3", 1),
        ("suspicious_empty", "mastodon: suspicious_empty: 0 posts", 1),
        (None, None, 1),
    ],
)
def test_a_platform_that_is_away_is_asked_again_one_that_challenged_is_not(
    bench: Bench, ending: str | None, reason: str | None, tries: int
) -> None:
    with write_store(bench.store) as opened, ledger_run(opened, "collect") as run:
        run.ending, run.partial = ending, reason
    bench.runs.codes = [3] * 9
    attend_at(bench)
    assert len(bench.runs.asked) == tries
    assert ledger(bench.store)[0]["ending"] == "partial"


def test_what_a_stop_broke_off_is_due_at_the_next_start(bench: Bench) -> None:
    def stop() -> None:
        bench.runs.is_stopping = True

    bench.runs.during, bench.runs.codes = stop, [130]
    attend_at(bench)
    assert ledger(bench.store) == []
    assert (bench.warned, bench.told[-1].split("; ")[0]) == ([], f"{BACKWARD}: broken off")
    bench.runs.is_stopping, bench.runs.during = False, lambda: None
    keeper = bench.keeper()
    with keeper.kept():
        assert keeper.due_first(keeper.entries[0]) == SIX
        keeper.attend(keeper.entries[0])
    assert len(bench.runs.asked) == 2
    assert page_of(bench).missed == ()


def test_a_stop_while_waiting_ends_the_tries(bench: Bench) -> None:
    def stop() -> None:
        bench.runs.is_stopping = True

    bench.runs.during, bench.runs.codes = stop, [75]
    attend_at(bench)
    assert (len(bench.runs.asked), bench.runs.pauses) == (1, [])


def test_after_a_stop_no_further_topic_has_its_turn(bench: Bench) -> None:
    bench.runs.is_stopping = True
    attend_at(bench)
    assert bench.runs.asked == []


def test_other_times_forget_what_was_missed_under_the_old_ones(bench: Bench) -> None:
    attend_at(bench)
    bench.clock.now = SIX + 3 * DAY
    attend_at(bench, SIX + 3 * DAY + timedelta(minutes=59), times="hourly")
    assert len(bench.runs.asked) == 1
    page = page_of(bench)
    assert (page.missed, page.last_at, page.last_ending) == ((), SIX, "done")


def test_two_keepers_of_one_store_are_one_too_many(bench: Bench) -> None:
    with (
        bench.keeper().kept(),
        pytest.raises(StoreBusyError, match="keeps the schedule") as raised,
        bench.keeper().kept(),
    ):
        pass
    assert raised.value.exit_code == 75
    with bench.keeper().kept():
        assert read_diary(bench.store).is_kept


def test_a_turn_that_cannot_reach_the_ledger_is_still_dealt_with(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SECONDS_FOR_LEDGER", 0.0)
    keeper = bench.keeper()
    with keeper.kept():
        bench.clock.now = SIX
        with writer_lock(bench.store):
            keeper.attend(keeper.entries[0])
    assert "stays out of the ledger" in bench.warned[-1]
    assert page_of(bench).next_at == SIX + DAY


def test_the_status_page_is_told_what_is_due_and_whether_anybody_keeps_it(bench: Bench) -> None:
    def told() -> dict[str, Any]:
        text = (bench.store / "releases" / "status.json").read_text(encoding="utf-8")
        schedule: dict[str, Any] = json.loads(text)["schedule"]
        return schedule

    keeper = bench.keeper(BACKWARD, VEST)
    with keeper.kept():
        assert told()["is_kept"] is True
        bench.clock.now = SIX
        keeper.attend(keeper.entries[1])
        assert [page["next_at"][:10] for page in told()["pages"]] == ["2026-03-14", "2026-03-15"]
    assert told()["is_kept"] is False


def test_a_start_beside_another_run_leaves_the_status_to_that(bench: Bench) -> None:
    with write_store(bench.store), bench.keeper().kept():
        assert read_diary(bench.store).is_kept
    assert "another run is under way" in bench.told[0]
