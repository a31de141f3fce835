"""The whole product in one story: what a trainer says on one side, what studies say on the other.

Posts go in, are read, held against the evidence, frozen and exported; everything the seed article
reported is found on the far side.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.cli import main
from pipeline.publish.release import Release, open_release

SAID = (
    "so the longest i've ever run backward is eight miles and um it works the opposing muscle "
    "groups your quadriceps and your shins so you get a stronger and more enduring base it "
    "conditions the heart two to three times more than forward running and it strengthens the "
    "back and core two to three times more plus it increases mental fortitude and it improves "
    "breathing efficiency and eight miles backward is equivalent to 16 to 24 miles forward"
)
SEEN = "2026-11-01T12:00:00Z"
TRAINER = {
    "platform": "tiktok",
    "id": "7320768196569599275",
    "kind": "video",
    "observed_at": SEEN,
    "author": "trainer",
    "author_followers": "30.3K",
    "author_credential": "personal trainer",
    "caption": "#runningbackwards",
    "transcript": SAID,
    "transcript_source": "asr",
    "lang": "en",
    "views": "258K",
    "likes": "47K",
    "created_at": "2026-10-20T08:00:00Z",
}
TAGS = {
    "runningbackwards": ("1.2M", 1_200_000),
    "reverserunning": ("112.4K", 112_400),
    "backwardrunning": ("102.1K", 102_100),
    "runbackwards": ("471K", 471_000),
}
CLAIMED = {  # outcome → claimed ratio
    "muscle_activation:legs_total": None,
    "muscle_activation:quadriceps": None,
    "muscle_activation:shins": None,
    "muscle_strength:legs_total": None,
    "cardio_fitness": None,
    "muscle_strength:back": (2.0, 3.0),
    "muscle_strength:core": (2.0, 3.0),
    "mental_toughness": None,
    "breathing_efficiency": None,
    "energy_cost": (2.0, 3.0),
}


def retrograde(*arguments: str | Path) -> None:
    """Run the command line as a user would; anything but success fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["retrograde", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    tags = [
        {"platform": "tiktok", "kind": "tag", "id": tag, "views": shown, "observed_at": SEEN}
        for tag, (shown, _) in TAGS.items()
    ]
    lines = [json.dumps(line) for line in [TRAINER, *tags]]
    (folder / "posts.ndjson").write_text("\n".join(lines), encoding="utf-8")
    retrograde("import", folder / "posts.ndjson", "--store", folder / "store")
    retrograde("run", "--store", folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


def test_the_hashtags_and_the_video_keep_their_counters(release: Release) -> None:
    tags = release.frame("tag_sightings").set_index("tag")["views"].to_dict()
    assert tags == {tag: views for tag, (_, views) in TAGS.items()}
    (video,) = release.frame("posts").to_dict("records")
    assert (video["id"], video["views"], video["likes"]) == ("7320768196569599275", 258_000, 47_000)
    (author,) = release.frame("authors").to_dict("records")
    assert (author["followers"], author["credential"]) == (30_300, "personal trainer")


def test_the_eleven_claims_are_read_and_the_boast_is_none(release: Release) -> None:
    mentions = release.frame("mentions")
    assert not mentions["quote"].str.contains("longest").any()
    for outcome, ratio in CLAIMED.items():
        of_outcome = mentions[mentions["outcome"] == outcome]
        ratios = list(zip(of_outcome["ratio_low"], of_outcome["ratio_high"], strict=True))
        if ratio:
            assert ratio in ratios, outcome
        else:
            assert any(pd.isna(low) for low, _ in ratios), outcome
    heart = mentions[mentions["quote"].str.contains("conditions the heart")].iloc[0]
    assert (heart["ratio_low"], heart["ratio_high"], heart["comparator"]) == (2.0, 3.0, "usual")
    assert len(mentions) == 11


def test_the_evidence_knows_the_three_studies_of_the_story(release: Release) -> None:
    studies = release.frame("studies")
    assert ((studies["year"] == 2016) & (studies["people"] == 8)).any()
    assert ((studies["year"] == 2012) & studies["title"].str.contains("[Kk]nee|[Pp]atello")).any()
    assert ((studies["year"] == 2005) & (studies["people"] == 26)).any()


def test_nothing_shows_a_backward_mile_is_worth_two_or_three(release: Release) -> None:
    claims = release.frame("claims")
    (miles,) = claims[claims["magnitude_kind"] == "equivalence"].to_dict("records")
    assert (miles["verdict"], miles["directness"]) == ("exaggerated", "indirect")
    assert miles["factor_low"] == pytest.approx(1.4, abs=0.05)
    assert "not training worth" in miles["verdict_sentence"]


def test_the_table_that_others_rerun_holds_every_claim(store: Path, tmp_path: Path) -> None:
    formats = ["--format", "csv", "--format", "parquet"]
    retrograde(
        *("export", "--tables", "claim_evidence"), *formats, "--store", store, "-o", tmp_path
    )
    release = open_release(store)
    table = pd.read_csv(tmp_path / release.id / "claim_evidence.csv", dtype={"claim": str})
    assert set(table["claim"]) == set(release.frame("claims")["claim"])
