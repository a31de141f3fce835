"""Every page on the sample release, without a browser: what it says, finds and filters."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from claims.reading_figures import reading_figures
from dashboard.html import Html
from tests.dashboard.conftest import Opened, html_of, plain
from tests.dashboard.sample_release import RELEASE, write_release
from tests.dashboard.sample_rows import HANDLE, SENTENCES

MILE = "mile-worth-two-to-three"
PAGES = ("trends", "claims", "evidence", "methods", "status", "corrections")


def heading(text: str) -> str:
    """The words of the one h1."""
    (found,) = re.findall(r"<h1>(.*?)</h1>", text)
    return str(found)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_the_banner_and_its_provenance(
    opened: Opened, page: str
) -> None:
    shown = html_of(opened(page))
    assert heading(shown)
    assert "Invented posts for demonstration. Do not quote." in shown
    assert f"Release {RELEASE}" in shown
    assert "Retrograde 0.1.0" in shown


@pytest.mark.parametrize("page", PAGES)
def test_no_name_of_an_account_is_on_any_page(opened: Opened, page: str) -> None:
    shown = html_of(opened(page))
    assert HANDLE not in shown
    assert "Secret Lacer" not in shown


def test_the_demonstration_says_what_to_try(opened: Opened) -> None:
    shown = html_of(opened("trends"))
    assert f'<a href="/claims?claim={MILE}">Open a claim</a>' in shown
    assert "retrograde export --tables claim_evidence" in shown


def test_a_release_of_real_posts_has_no_banner(opened: Opened, tmp_path: Path) -> None:
    write_release(tmp_path, invented=False)
    shown = html_of(opened("trends", where=tmp_path))
    assert "Invented posts" not in shown
    assert "Three things to try" not in shown
    assert "open on TikTok" in shown


# Trends


def test_T6_the_first_page_says_what_is_not_covered(opened: Opened) -> None:
    shown = plain(html_of(opened("trends")))
    assert "71 posts with 3 hashtags" in shown
    assert "Not in this collection: Instagram, Reddit, Threads and X." in shown


def test_the_chart_has_its_sentence_its_gap_and_its_table(opened: Opened) -> None:
    test = opened("trends")
    shown = html_of(test)
    assert "collection was off on Mastodon 6–14 Jul 2026 (server away)" in shown
    assert "Open circle: the week of 17 Aug 2026 is not over." in shown
    assert '<th class="rg-right" scope="col">Posts</th>' in shown
    (button,) = test.get("download_button")
    assert button.proto.label == "Weeks as CSV"


def test_J1_claims_on_the_first_page_are_links_with_the_way_back(opened: Opened) -> None:
    shown = html_of(opened("trends", platform="TikTok"))
    assert f"/claims?claim={MILE}&amp;back=trends&amp;platform=TikTok" in shown


def test_a_filter_is_restored_from_its_address(opened: Opened) -> None:
    test = opened("trends", tag=["#retrowalking", "#backwardrunning"], measure="Views")
    assert test.multiselect[0].value == ["retrowalking", "backwardrunning"]
    assert "Each platform has its own line" in html_of(test)


def test_views_are_drawn_for_platforms_that_show_them(opened: Opened) -> None:
    shown = html_of(opened("trends", measure="Views"))
    assert "Views not shown by Bluesky and Mastodon." in shown


def test_views_of_a_platform_without_any_are_a_sentence(opened: Opened) -> None:
    test = opened("trends", measure="Views", platform="Mastodon")
    assert "Views not shown by Mastodon." in html_of(test)
    assert test.get("vega_lite_chart") == []
    assert test.get("arrow_vega_lite_chart") == []


def test_our_own_keys_are_understood_as_values(opened: Opened) -> None:
    test = opened("trends", platform="tiktok", tag="retrowalking")
    assert test.selectbox[0].value == "tiktok"
    assert test.multiselect[0].value == ["retrowalking"]
    assert "Ignored" not in html_of(test)


def test_P2_an_unknown_value_is_said_and_ignored(opened: Opened) -> None:
    shown = html_of(opened("trends", platform="myspace", tag=["retrowalking", "zebra"]))
    assert "Ignored platform=myspace; known: Bluesky, Mastodon, TikTok, YouTube." in shown
    assert "Ignored tag=zebra; known: " in shown
    assert "71 posts" in shown


def test_a_day_that_is_none_is_said_and_ignored(opened: Opened) -> None:
    shown = html_of(opened("trends", since="yesterday"))
    assert "Ignored since=yesterday; known: a day such as 2026-01-31." in shown


def test_days_narrow_the_page(opened: Opened) -> None:
    test = opened("trends", since="2026-08-01")
    assert test.date_input[0].value == date(2026, 8, 1)
    assert "6–14 Jul" not in html_of(test)


def test_a_filter_that_finds_no_post_names_itself_and_goes_away(opened: Opened) -> None:
    shown = html_of(opened("trends", platform="Bluesky", since="2026-08-19", until="2026-08-19"))
    assert "No posts on Bluesky, 19 Aug 2026." in plain(shown)
    assert 'href="/?platform=Bluesky&amp;until=2026-08-19">from 2026-08-19 ×</a>' in shown


def test_P6_the_link_of_a_view_names_every_filter_and_the_release(opened: Opened) -> None:
    test = opened("trends", platform="Bluesky")
    assert test.code[-1].value.endswith(f"/?platform=Bluesky&release={RELEASE}")


def test_the_counter_of_a_hashtag_is_given_with_precision_and_day(opened: Opened) -> None:
    shown = plain(html_of(opened("trends")))
    assert "about 1,200,000 (±50,000)" in shown
    assert "(+200,000 since 1 Jun 2026)" in shown


# Claims


def test_J4_a_search_is_told_in_the_heading_and_can_be_taken_away(opened: Opened) -> None:
    test = opened("claims", q="knees")
    shown = html_of(test)
    assert heading(shown) == "1 claim about backward running, with “knees”"
    assert 'href="/claims">knees ×</a>' in shown
    whole = html_of(opened("claims"))
    assert heading(whole) == "7 claims about backward running"


def test_every_filter_of_claims_is_told_in_words(opened: Opened) -> None:
    shown = html_of(
        opened(
            "claims",
            outcome="Energy cost / calories",
            verdict="Exaggerated",
            relation="larger than studies measured",
            platform="Bluesky",
            since="2026-06-02",
        )
    )
    assert heading(shown) == (
        "1 claim about energy cost / calories, “exaggerated”, larger than studies measured, "
        "on Bluesky, since 2 Jun 2026"
    )


def test_what_a_reader_types_stays_text(opened: Opened) -> None:
    shown = html_of(opened("claims", q="<img src=x onerror=alert(1)>"))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def test_claims_are_listed_with_verdict_word_shape_and_counts(opened: Opened) -> None:
    shown = html_of(opened("claims"))
    for sentence in SENTENCES.values():
        assert f"“{sentence}”" in shown
    assert 'aria-hidden="true">▲</span>Exaggerated</span> · indirect' in shown
    assert "11 mentions on Bluesky, Mastodon, TikTok and YouTube" in shown
    assert "2 studies, 14 people" in shown
    assert "no study counts" in shown


def test_the_order_of_claims_is_chosen(opened: Opened) -> None:
    shown = html_of(opened("claims", order="Newest first"))
    assert shown.index(SENTENCES["feels-great"]) < shown.index(SENTENCES[MILE])


# Evidence


def test_the_library_is_grouped_by_outcome(opened: Opened) -> None:
    shown = plain(html_of(opened("evidence")))
    assert "3 studies, found by searching for the topic: not a systematic review." in shown
    assert "2 studies, 14 people · more in 2 of 2 findings" in shown
    assert "1.18 to 1.41 times, backward against forward, in 2 findings" in shown


def test_withdrawn_findings_are_in_no_range(opened: Opened) -> None:
    shown = plain(html_of(opened("evidence", outcome="Load on the knee")))
    assert "1 study, 4 people · less in 1 of 1 finding" in shown


def test_one_outcome_is_chosen_by_its_name(opened: Opened) -> None:
    shown = html_of(opened("evidence", outcome="heart_rate"))
    assert heading(shown) == "What studies measured: heart rate"
    assert "Energy cost" not in shown


def test_a_study_shows_its_record_findings_and_claims(opened: Opened) -> None:
    shown = plain(html_of(opened("evidence", study="lab-1994")))
    for part in (
        "Backward and forward running compared (lab-1994)",
        "Lacer A, Strider B, Pacer C",
        "10 people, trained runners",
        "none known to us",
        f"“{SENTENCES[MILE]}”",
    ):
        assert part in shown


def test_a_retracted_study_says_so_at_its_head(opened: Opened) -> None:
    shown = plain(html_of(opened("evidence", study="withdrawn-2009")))
    assert "This study was retracted and is not used." in shown


# Methods and status


def test_methods_tell_how_well_posts_are_read(opened: Opened) -> None:
    shown = plain(html_of(opened("methods")))
    claim = reading_figures()["sets"][0]["figures"]["claim"]
    assert "How well posts are read" in shown
    assert f"{claim[0]:.2f} ({claim[1]:.2f} to {claim[2]:.2f})" in shown


def test_methods_explain_every_verdict_and_the_topic(opened: Opened) -> None:
    shown = plain(html_of(opened("methods")))
    for word in ("Supported", "Partly supported", "Exaggerated", "Contradicted"):
        assert word in shown
    assert "#retrowalking" in shown
    assert "A backward fall is hard to brake." in shown


def test_status_shows_gaps_and_removals(opened: Opened) -> None:
    shown = plain(html_of(opened("status")))
    assert "off: server away" in shown
    assert "partial: 37 of 52 pages" in shown
    assert "deleted by its author or platform" in shown
    assert "No run has been recorded yet." in shown


def test_nothing_on_a_page_is_markup_of_a_post(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE))
    assert isinstance(Html(shown), str)
    assert not re.search(r"<(script|iframe|object|embed|form|link|meta)\b", shown)
    assert not re.search(r"\son\w+=\"", shown)
