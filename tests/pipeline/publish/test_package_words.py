"""README.md and CODEBOOK.md: what it is, what is missing, what each column means."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.publish.package import INVENTED
from pipeline.publish.release import Release, open_release
from tests.pipeline.publish.packages import cells, restate, words


@pytest.mark.parametrize("formats", [("csv",), ("parquet",), ("csv", "parquet")])
def test_every_column_of_a_file_is_in_the_codebook_and_the_reverse(
    export: Callable[..., Path], formats: tuple[str, ...]
) -> None:
    folder = export("claims", "posts", formats=formats)
    book = (folder / "CODEBOOK.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", book, re.DOTALL | re.MULTILINE))
    assert set(sections) == {"claims", "posts"}
    for name, text in sections.items():
        said = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
        if "csv" in formats:
            assert said == list(cells(folder / f"{name}.csv").columns)
        if "parquet" in formats:
            assert said == pq.read_schema(folder / f"{name}.parquet").names


def test_the_readme_begins_with_a_warning_where_posts_are_invented(
    export: Callable[..., Path], published: Path, release: Release
) -> None:
    first = (export("claims") / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# Retrograde release {release.id}: backward-running"
    restate(open_release(published), invented_posts=1)
    folder = export("claims")
    for name in ("README.md", "CODEBOOK.md"):
        assert (folder / name).read_text(encoding="utf-8").startswith(INVENTED + "\n")
    assert INVENTED in (folder / "datapackage.json").read_text(encoding="utf-8")


def test_the_readme_says_what_is_missing_and_how_to_cite(
    export: Callable[..., Path], release: Release
) -> None:
    said = words(export())
    for sentence in (
        "Platforms other than mastodon, tiktok are not covered",
        "tiktok: collection was off on 2026-10-21.",
        "1 post: no hashtag of the topic, and does not name it; left out.",
        "1 post: in a language that is not read.",
        "1 item: could not be read;",
        "posts: the stated time of posting is more than 7 days from the time inside the id",
        "it is not 0",
        f"> Retrograde contributors. Retrograde release {release.id}: backward-running.",
        "MIT licence",
    ):
        assert sentence in said, sentence
    assert release.manifest["sha256"] in said
    assert "$" not in said


def test_the_note_of_a_release_cannot_break_out_of_its_line(
    export: Callable[..., Path], published: Path
) -> None:
    forged = {"note": "$title\n# Forged {x}\n", "contact": "desk@example.org\n# Forged"}
    restate(open_release(published), **forged)
    lines = (export("claims") / "README.md").read_text(encoding="utf-8").splitlines()
    assert "> $title # Forged {x}" in lines
    assert not any(line.startswith("# Forged") for line in lines)
