"""What an export passes on, and cells that no spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.errors import PipelineError
from pipeline.publish.codebook import codebook
from pipeline.publish.release import open_release
from tests.pipeline.collection import ADA, GONE, HOSTILE
from tests.pipeline.publish.packages import cells, descriptor, unsafe, words


def test_no_cell_of_text_runs_in_a_spreadsheet(export: Callable[..., Path]) -> None:
    folder = export(with_text=True, with_handles=True)
    for file in folder.glob("*.csv"):
        texts = [c.name for c in codebook()[file.stem].columns if c.type in ("text", "texts")]
        for value in cells(file)[texts].to_numpy().ravel():
            assert pd.isna(value) or not re.match(r"[=+\-@\t\r\n＝＋－＠]", value), file.name
    captions = cells(folder / "posts.csv")["caption"].dropna()
    assert f"'{HOSTILE}" in set(captions)
    assert HOSTILE in {unsafe(caption) for caption in captions}


def test_a_number_stays_a_number(export: Callable[..., Path]) -> None:
    findings = cells(export("findings") / "findings.csv")
    assert any(value.startswith("-") for value in findings["value"].dropna())


def test_raw_leaves_cells_as_they_are_and_says_so(export: Callable[..., Path]) -> None:
    folder = export("posts", with_text=True, with_handles=True, raw=True)
    assert HOSTILE in set(cells(folder / "posts.csv")["caption"].dropna())
    assert "`--raw`" in (folder / "README.md").read_text(encoding="utf-8")


def test_words_and_people_stay_out_unless_asked_for(export: Callable[..., Path]) -> None:
    folder = export(formats=("csv", "parquet"))
    posts, mentions = cells(folder / "posts.csv"), cells(folder / "mentions.csv")
    for name in ("caption", "transcript", "screen_text", "author_key"):
        assert posts[name].isna().all(), name
    assert mentions["quote"].isna().all()
    assert posts["post_key"].notna().all()
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    frames = str([pd.read_parquet(file).to_dict() for file in folder.glob("*.parquet")])
    for trace in ("ada.runs", "Ada R.", GONE["author"], "vanished", "sunrise"):
        assert trace.encode() not in everything
        assert trace not in frames


def test_the_reason_stands_in_readme_codebook_and_descriptor(export: Callable[..., Path]) -> None:
    folder = export()
    said = words(folder)
    assert "`mentions.quote`, `posts.caption`, `posts.transcript`, `posts.screen_text`" in said or (
        "`posts.caption`, `posts.transcript`, `posts.screen_text`" in said
    )
    assert "--with-text exports them" in said
    book = (folder / "CODEBOOK.md").read_text(encoding="utf-8")
    (line,) = [line for line in book.splitlines() if line.startswith("| `caption`")]
    assert "**Empty: withheld; the words of a post are their author's" in line
    described = descriptor(folder)
    (resource,) = [one for one in described["resources"] if one["name"] == "posts"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert "withheld" in fields["caption"]["description"]
    assert "withheld" not in fields["created_at"]["description"]


def test_nothing_is_called_withheld_where_all_was_asked_for(export: Callable[..., Path]) -> None:
    folder = export(with_text=True, with_handles=True)
    for name in ("README.md", "CODEBOOK.md", "datapackage.json"):
        assert "withheld" not in (folder / name).read_text(encoding="utf-8")
    assert (folder / "authors.csv").exists()
    assert ADA["author"] in set(cells(folder / "authors.csv")["handle"])


def test_text_without_handles_has_lines_for_names_in_the_same_places(
    export: Callable[..., Path],
) -> None:
    folder = export("posts", "mentions", with_text=True)
    posts = cells(folder / "posts.csv").set_index("post_key")
    hostile = unsafe(next(c for c in posts["caption"].dropna() if "HYPERLINK" in c))
    assert hostile == HOSTILE.replace("@ada.runs", "@________")
    assert posts["author_key"].isna().all()
    for row in cells(folder / "mentions.csv").to_dict("records"):
        text = unsafe(posts.loc[row["post_key"], row["field"]])
        assert text[int(row["quote_start"]) : int(row["quote_end"])] == unsafe(row["quote"])


@pytest.mark.parametrize("tables", [("authors",), ("claims", "authors")])
def test_the_table_of_people_must_be_asked_for_twice(
    export: Callable[..., Path], tables: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(PipelineError, match="authors is a table of people") as refused:
        export(*tables)
    assert "--with-handles" in refused.value.fix
    assert not (tmp_path / "out").exists()


def test_a_parquet_file_from_which_nothing_is_withheld_is_that_of_the_release(
    export: Callable[..., Path], published: Path
) -> None:
    folder = export("claims", "posts", formats=("parquet",))
    held = open_release(published)
    assert (folder / "claims.parquet").read_bytes() == held.table_file("claims").read_bytes()
    said, whole = (pq.read_schema(f) for f in (folder / "posts.parquet", held.table_file("posts")))
    assert said.names == whole.names
    assert said.types == whole.types
