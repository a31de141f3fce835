"""What persons decided, on the page of a claim: beside the computed verdict, escaped, dated."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.data.reviews import ReviewRow, merged_here, reviews, stands_for
from dashboard.data.source import open_source
from dashboard.html import data_block
from dashboard.words.reviews import decided_by, objection, set_aside, told
from pipeline.publish.release import MANIFEST
from tests.dashboard.conftest import Opened, html_of, plain
from tests.dashboard.sample_release import RELEASE, write_release
from tests.dashboard.sample_rows import SENTENCES
from tests.dashboard.test_routes import ask
from tests.schema_org import complaints

MILE, HEART = "mile-worth-two-to-three", "heart-two-to-three"
AT = datetime(2026, 8, 18, 23, 30, tzinfo=UTC)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u2028 ![x](https://e.example/x)"


def row(claim: str = MILE, decision: str = "agree", **change: Any) -> dict[str, Any]:
    judges = decision in ("agree", "override")
    return {
        "review": f"r-{claim}-{decision}",
        "topic": "backward-running",
        "claim": claim,
        "claim_sentence": SENTENCES[claim],
        "decision": decision,
        "reason": None if decision == "agree" else "it is so",
        "reviewed_by": "Ada Reader",
        "reviewed_at": AT,
        "stands": True,
        "holds": True if judges else None,
        "computed_verdict": "exaggerated",
        "computed_relation": "larger",
        "computed_sentence": "As measured.",
    } | change


def record(**change: Any) -> ReviewRow:
    whole = {"reviewed_verdict": None, "merged_into": None} | row(**change)
    return ReviewRow(**{name: whole[name] for name in ReviewRow.__dataclass_fields__})


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A store whose newest release has these decisions."""

    def write(*rows: dict[str, Any]) -> Path:
        write_release(tmp_path, more={"reviews": list(rows)})
        monkeypatch.setenv("RETROGRADE_STORE", str(tmp_path))
        return tmp_path

    return write


def linked(text: str) -> dict[str, Any]:
    """The one block of data of a page."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data: dict[str, Any] = json.loads(block)
    return data


def test_who_looked_is_said_in_one_line() -> None:
    assert decided_by([]) == "worked out by rule; not yet read by a person"
    agreed = record()
    assert decided_by([agreed]) == "worked out by rule, reviewed by Ada Reader on 18 Aug 2026"
    assert "judged otherwise" in decided_by([record(decision="override")])
    assert "changed since Ada Reader" in decided_by([record(holds=False)])
    assert decided_by([record(stands=False)]) == decided_by([])
    assert decided_by([record(decision="split")]) == decided_by([])


def test_an_objection_stands_out_and_agreement_does_not() -> None:
    assert objection([record()]) is None
    assert objection([]) is None
    other = record(decision="override", reviewed_verdict="supported")
    assert objection([other]) == "Ada Reader on 18 Aug 2026 judged otherwise: Supported. “it is so”"
    assert "no person has judged the present one" in str(objection([record(holds=False)]))


@pytest.mark.parametrize("decision", ["agree", "override", "merge", "split", "not_a_claim"])
def test_every_decision_has_a_sentence(decision: str) -> None:
    sentence = told(record(decision=decision, reviewed_verdict="supported"))
    assert sentence.startswith("Ada Reader on 18 Aug 2026 ")
    assert decision not in sentence or decision == "agree"


def test_the_page_says_who_judged_otherwise_and_keeps_the_computed_verdict(
    opened: Opened, reviewed: Any
) -> None:
    folder = reviewed(row(decision="override", reviewed_verdict="no_direct_evidence"))
    shown = html_of(opened("claims", where=folder, claim=MILE))
    assert '<p class="rg-person" role="note">' in shown
    assert "judged otherwise: No direct evidence" in plain(shown)
    assert "Exaggerated" in shown[: shown.index("rg-person")]


def test_T4_a_reviewed_verdict_names_who_and_when(opened: Opened, reviewed: Any) -> None:
    folder = reviewed(row())
    shown = plain(html_of(opened("claims", where=folder, claim=MILE)))
    assert shown.count("reviewed by Ada Reader on 18 Aug 2026") == 2
    assert "What persons decided on this claim" in shown


def test_P4_a_merged_claim_leads_to_the_one_it_is_told_as(opened: Opened, reviewed: Any) -> None:
    folder = reviewed(
        row(claim=MILE),
        row(claim="feels-great", decision="merge", merged_into=MILE) | {"claim": "an-old-name"},
    )
    answer = ask("/c/an-old-name")
    assert (answer.status, answer.headers["location"]) == (301, f"/c/{MILE}")
    frozen = ask(f"/r/{RELEASE}/c/an-old-name")
    assert frozen.headers["location"] == f"/r/{RELEASE}/c/{MILE}"
    assert json.loads(ask("/api/claims/an-old-name.json").body)["claim"]["claim"] == MILE
    assert ask("/c/an-old-name.svg").status == 200
    shown = plain(html_of(opened("claims", where=folder, claim="an-old-name")))
    assert f"“{SENTENCES['feels-great']}” is told as this claim" in shown
    assert "Told together with" in plain(ask(f"/c/{MILE}").text)


def test_merges_that_lead_round_end(reviewed: Any) -> None:
    folder = reviewed(
        row(claim=MILE, decision="merge", merged_into=HEART),
        row(claim=HEART, decision="merge", merged_into=MILE),
    )
    source = open_source(folder, None)
    assert source is not None
    assert stands_for(source, MILE) in (MILE, HEART)
    assert merged_here(source, "feels-great") == []
    assert ask(f"/c/{MILE}").status == 200


def test_a_claim_that_was_set_aside_says_why(opened: Opened, reviewed: Any) -> None:
    folder = reviewed(row(decision="not_a_claim") | {"claim": "no-claim-at-all"})
    shown = plain(html_of(opened("claims", where=folder, claim="no-claim-at-all")))
    assert "Ada Reader on 18 Aug 2026 found that it claims nothing. “it is so”" in shown
    assert set_aside([record(decision="not_a_claim", stands=False)]) is None


def test_P5_a_claim_review_is_there_if_and_only_if_a_person_judged_it(reviewed: Any) -> None:
    reviewed(row(), row(claim=HEART, holds=False), row(claim="feels-great", decision="split"))
    data = linked(ask(f"/c/{MILE}").text)
    assert data["@type"] == "ClaimReview"
    assert complaints(data) == []
    assert data["url"] == f"https://news.example/c/{MILE}"
    assert data["author"]["name"] == "Ada Reader"
    for claim in (HEART, "feels-great", "works-quads"):
        other = linked(ask(f"/c/{claim}").text)
        assert other["@type"] == "Claim"
        assert complaints(other) == []


def test_the_page_and_the_export_tell_the_same_review(reviewed: Any) -> None:
    from pipeline.publish.claim_review import reviewed_claims
    from pipeline.publish.release import open_release

    folder = reviewed(row(decision="override", reviewed_verdict="supported"))
    ((slug, exported),) = reviewed_claims(open_release(folder))
    page = linked(ask(f"/c/{slug}").text)
    assert {name: value for name, value in page.items() if name != "url"} == exported


def test_T7_hostile_words_break_out_of_nothing(opened: Opened, reviewed: Any) -> None:
    folder = reviewed(
        row(decision="override", reviewed_verdict="supported", reason=HOSTILE, reviewed_by="<b>")
    )
    text = ask(f"/c/{MILE}").text
    assert linked(text)["reviewRating"]["ratingExplanation"] == HOSTILE
    assert text.count("</script>") == 1
    shown = html_of(opened("claims", where=folder, claim=MILE))
    for part in (text, shown):
        assert "<img" not in part
        assert "<b>" not in part
    assert "&lt;img src=x" in shown


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&lt;", "\u2028\u2029", "é\\u003c"])
def test_a_block_of_data_reads_back_as_it_was(text: str) -> None:
    block = data_block({"said": text})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {"said": text}
    assert not set(inside) & set("<>&\u2028\u2029")


def test_a_release_from_before_there_were_reviews_opens_as_ever(
    opened: Opened, reviewed: Any
) -> None:
    folder = reviewed()
    file = folder / "releases" / RELEASE / MANIFEST
    manifest = json.loads(file.read_text("utf-8"))
    for table in ("reviews", "corrections"):
        del manifest["tables"][table]
    file.write_text(json.dumps(manifest), encoding="utf-8")
    source = open_source(folder, None)
    assert source is not None
    assert reviews(source, MILE) == []
    assert ask(f"/c/{MILE}").status == 200
    assert "not yet read by a person" in html_of(opened("claims", where=folder, claim=MILE))


def test_the_data_of_a_claim_hold_its_reviews(reviewed: Any) -> None:
    reviewed(row())
    told_data = json.loads(ask(f"/api/claims/{MILE}.json").body)
    (review,) = told_data["reviews"]
    assert (review["decision"], review["reviewed_at"]) == ("agree", "2026-08-18T23:30:00+00:00")
    assert told_data["corrections"] == []
