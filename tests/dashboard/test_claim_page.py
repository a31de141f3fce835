"""The page of one claim: what it shows, in which order, and what it keeps to itself."""

from __future__ import annotations

import re
from pathlib import Path

from tests.dashboard.conftest import Opened, html_of, plain
from tests.dashboard.sample_release import RELEASE, write_release
from tests.dashboard.sample_rows import HANDLE, SENTENCES, VERDICT_SENTENCES

MILE = "mile-worth-two-to-three"


def test_J3_the_blocks_of_a_claim_stand_in_order(opened: Opened) -> None:
    test = opened("claims", claim=MILE)
    shown = html_of(test)
    order = [
        f"<h1>“{SENTENCES[MILE]}”</h1>",
        'class="rg-word"',
        'id="verdict"',
        'class="rg-badges"',
        'id="picture"',
        'id="why"',
        'id="spread"',
        'id="said"',
        'id="evidence"',
        'id="change"',
        'id="cite"',
    ]
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_T3_a_verdict_shows_studies_people_mentions_and_posts(opened: Opened) -> None:
    shown = plain(html_of(opened("claims", claim=MILE)))
    assert VERDICT_SENTENCES[MILE] in shown
    for part in ("certainty: low", "2 studies · 14 people", "11 mentions · 11 posts · 4 platforms"):
        assert part in shown


def test_T4_every_step_names_its_rule_and_says_who_decided(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE))
    assert shown.count('class="rg-rule"') == 6
    assert "worked out by rule; not yet read by a person" in shown


def test_T9_an_indirect_verdict_says_what_was_measured(opened: Opened) -> None:
    told = plain(html_of(opened("claims", claim=MILE)))
    assert told.count("indirect: studies measured energy cost, not training worth") == 1
    other = plain(html_of(opened("claims", claim="heart-two-to-three")))
    assert "indirect: studies measured heart rate" in other


def test_T1_every_mention_has_its_words_marked_once_and_its_trail(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE))
    items = re.findall(r'<li data-mention="m-\d+">(.*?)<summary>[^<]*[Hh]ow this was found', shown)
    assert len(items) == 5
    for item in items:
        assert item.count("<mark>") == 1
        assert "<time datetime=" in item
        assert 'rel="noopener noreferrer"' in item
    assert shown.count("sha256 <code>") == 5
    assert "<mark>8 miles backward equals 16 to 24 miles forward</mark>" in shown


def test_T2_counters_carry_their_day_and_missing_ones_say_so(opened: Opened) -> None:
    shown = plain(html_of(opened("claims", claim=MILE, mentions="2")))
    assert "views when seen on 19 Aug 2026" in shown
    assert "views not shown by Mastodon" in shown
    assert "0 views" not in re.sub(r"\d0 views|,000 views|00 \(±50\) views", "", shown)


def test_T5_evidence_has_interval_source_and_review_state(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE))
    told = plain(shown)
    assert 'href="https://doi.org/10.0000/lab-1994"' in shown
    for part in (
        "1.28 times (1.18 to 1.38, 95% CI)",
        "crossover on a treadmill · 10 people, trained runners",
        "As printed“ratio 1.28 (p &lt; 0.05)”",
        "read as abstract only",
        "record checked by A. Reader",
        "record not yet checked by a person",
        "worked out here from the printed figures",
    ):
        assert part in told


def test_T5_a_retracted_study_is_marked_and_not_drawn(opened: Opened) -> None:
    test = opened("claims", claim="easier-on-knees")
    assert "retracted; not used" in html_of(test)
    (picture,) = [m.value for m in test.markdown if "<svg" in m.value]
    assert picture.count("<circle") == 1


def test_T7_the_hostile_post_is_text(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE))
    assert "=HYPERLINK(1) ![x](https://evil.example/p.png) &lt;img src=x" in shown
    assert "<img" not in shown
    assert "\u202e" not in shown
    assert "\x1b" not in shown
    assert HANDLE not in shown


def test_posts_in_another_language_say_which(opened: Opened) -> None:
    claim = {"claim": "mental-fortitude"}
    parts = [html_of(opened("claims", **claim, mentions=part)) for part in ("1", "2")]
    assert sum('<bdi dir="auto" lang="fr">Day 12 ' in part for part in parts) == 1


def test_posts_that_few_saw_are_told_of_and_not_quoted(opened: Opened, tmp_path: Path) -> None:
    write_release(tmp_path, invented=False)
    shown = plain(html_of(opened("claims", where=tmp_path, claim=MILE)))
    assert "further posts (" in shown
    assert "are counted, not quoted" in shown
    assert "only posts with 1,000 views or 50 likes are quoted" in shown


def test_a_claim_leads_back_to_its_results(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE, back="claims", q="mile", platform="Bluesky"))
    assert 'href="/claims?q=mile&amp;platform=Bluesky">‹ Back to results</a>' in shown


def test_a_claim_opened_by_itself_has_no_results_to_go_back_to(opened: Opened) -> None:
    shown = html_of(opened("claims", claim=MILE, back="javascript:alert(1)"))
    assert "Back to results" not in shown


def test_a_claim_without_a_study_says_so(opened: Opened) -> None:
    test = opened("claims", claim="mental-fortitude")
    shown = plain(html_of(test))
    assert "No study in our library measures mental toughness" in shown
    assert "Know a study? Tell us." in shown
    (picture,) = [m.value for m in test.markdown if "<svg" in m.value]
    assert "<circle" not in picture


def test_a_claim_is_cited_by_its_frozen_page(opened: Opened) -> None:
    test = opened("claims", claim=MILE)
    (cited,) = [code.value for code in test.code if "Retrograde contributors" in code.value]
    assert f"/r/{RELEASE}/c/{MILE} (accessed " in cited
    assert f"“{SENTENCES[MILE]}” (claim {MILE}), release {RELEASE}." in cited
