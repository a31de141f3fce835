"""The picture of a claim: frozen with the release, the same for page and export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from claims.evidence.drawing import claimed_against_measured
from dashboard.data.claims import bars
from dashboard.data.source import open_source
from pipeline.publish.exports import Wanted, export_release
from pipeline.publish.pictures import pictures
from pipeline.publish.release import Release
from pipeline.publish.sums import read_sums


def test_every_claim_has_a_picture_that_can_be_read(release: Release) -> None:
    found = dict(pictures(release))
    assert set(found) == set(release.frame("claims")["claim"])
    for picture in found.values():
        assert ElementTree.fromstring(picture).tag.endswith("svg")  # noqa: S314 - our own drawing


def test_the_claim_comes_first_with_its_mentions(release: Release) -> None:
    rows = release.frame("bars").sort_values(["claim", "place"])
    claimed = rows[rows["role"] == "claimed"]
    assert set(claimed["place"]) == {1}
    mentions = release.frame("claims").set_index("claim")["mentions"]
    for claim, name in zip(claimed["claim"], claimed["name"], strict=True):
        count = mentions[claim]
        assert name == f"Claimed in {count} mention{'' if count == 1 else 's'}"


def test_the_page_draws_what_the_export_holds(
    published: Path, release: Release, tmp_path: Path
) -> None:
    source = open_source(published, release.id)
    assert source is not None
    wanted = Wanted(("claims",), pictures=True)
    folder = export_release(published, release, tmp_path / "out", wanted)
    claims = list(release.frame("claims")["claim"])
    files = {path.name for path in folder.glob("picture-*.svg")}
    assert files == {f"picture-{claim}.svg" for claim in claims}
    assert files < set(read_sums(folder))
    for claim in claims:
        text = (folder / f"picture-{claim}.svg").read_text(encoding="utf-8")
        assert text == claimed_against_measured(bars(source, claim)) + "\n"


def test_an_export_holds_pictures_only_when_asked(export: Callable[..., Path]) -> None:
    assert not list(export("claims").glob("*.svg"))
