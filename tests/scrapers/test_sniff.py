"""A file's format is recognised, or a report says what it looks like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.errors import SourceError
from scrapers.format import known_formats
from scrapers.records import Broken, Capture, Skipped
from scrapers.samples import closed, has_path, items_in
from scrapers.signatures import SIGNATURES
from scrapers.sniff import read_file, sniff
from tests.scrapers.fixtures import datasets, exports, invent
from tests.scrapers.fixtures.files import FILES, table
from tests.scrapers.reads import FIXTURES, NOW, captures, read_all


def written(folder: Path, content: str | bytes, name: str = "file.json") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def report(path: Path, name: str | None = None) -> SourceError:
    """The report on a file that is not read."""
    with pytest.raises(SourceError) as caught:
        sniff(path, name)
    return caught.value


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("retrograde.ndjson", "retrograde"),
        ("research_api_page.json", "research_api"),
        ("research_api_comments.json", "research_api"),
        ("zeeschuimer.ndjson", "zeeschuimer"),
        ("zeeschuimer_comments.ndjson", "zeeschuimer"),
        ("zeeschuimer_instagram.ndjson", "zeeschuimer"),
        ("zeeschuimer_instagram_comments.ndjson", "zeeschuimer"),
        ("zeeschuimer_x.ndjson", "zeeschuimer"),
        ("zeeschuimer_threads.ndjson", "zeeschuimer"),
        ("zeeschuimer_tiktok.csv", "zeeschuimer_csv"),
        ("fourcat.ndjson", "fourcat"),
        ("fourcat_tiktok.csv", "fourcat_csv"),
        ("fourcat_comments.csv", "fourcat_csv"),
        ("fourcat_instagram.csv", "fourcat_csv"),
        ("fourcat_x.csv", "fourcat_csv"),
        ("fourcat_threads.csv", "fourcat_csv"),
        ("ytdlp.info.json", "ytdlp"),
        ("ytdlp_playlist.info.json", "ytdlp"),
        ("ytdlp_youtube.info.json", "ytdlp"),
        ("dataset_tiktok-scraper_2026-08-05_10-15-00-250.json", "apify_tiktok"),
        ("apify_tiktok.csv", "apify_tiktok"),
        ("apify_tiktok_overview.csv", "apify_tiktok"),
        ("apify_tiktok_comments.jsonl", "apify_tiktok"),
        ("apify_instagram.json", "apify_instagram"),
        ("pyktok.csv", "pyktok"),
    ],
)
def test_a_format_is_recognised_by_what_is_in_it(name: str, expected: str, tmp_path: Path) -> None:
    assert sniff(FIXTURES / name).name == expected
    renamed = written(tmp_path, (FIXTURES / name).read_bytes(), "download.txt")
    assert sniff(renamed).name == expected


def test_every_fixture_is_of_a_format_or_refused() -> None:
    unread = {"zeeschuimer_linkedin.ndjson"}
    for name in set(FILES) - unread:
        assert sniff(FIXTURES / name).name in known_formats()


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ({"log": {"entries": [], "version": "1.2"}}, "a browser recording (HAR)"),
        (
            {"username": "x", "followersCount": 1, "postsCount": 2, "latestPosts": []},
            "an Instagram profile by Apify",
        ),
    ],
)
def test_a_format_that_is_not_read_is_named(
    tmp_path: Path, item: dict[str, object], title: str
) -> None:
    path = written(tmp_path, json.dumps(item))
    error = report(path)
    assert error.problem == f"{path}: looks like {title}, which is not read yet."
    assert "Retrograde NDJSON (retrograde)" in error.fix


def test_a_report_counts_the_paths_that_are_missing(tmp_path: Path) -> None:
    item = datasets.apify_video()
    del item["authorMeta"]["fans"], item["playCount"], item["webVideoUrl"]
    error = report(written(tmp_path, json.dumps([item])))
    assert error.problem.endswith(
        "looks like Apify TikTok; 3 of 14 required paths missing: "
        "webVideoUrl, authorMeta.fans, playCount."
    )


def test_a_report_names_a_format_that_is_read_when_it_is_the_nearest(tmp_path: Path) -> None:
    item = invent.captured(invent.web_video(0), 0)
    del item["data"]
    problem = report(written(tmp_path, json.dumps(item))).problem
    assert problem.endswith("looks like Zeeschuimer NDJSON; 1 of 4 required paths missing: data.")


def test_a_table_of_another_site_says_which_columns_it_lacks(tmp_path: Path) -> None:
    row = exports.fourcat_row(invent.web_video(0))
    del row["tiktok_url"]
    problem = report(written(tmp_path, table([row]), "4cat.csv")).problem
    assert "looks like 4CAT CSV; 1 of 7 required paths missing: tiktok_url or" in problem


def test_captures_of_other_sites_are_recognised_and_refused() -> None:
    problem = report(FIXTURES / "zeeschuimer_linkedin.ndjson").problem
    assert "Zeeschuimer NDJSON, but captured on linkedin.com" in problem


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<!doctype html><p>", "a web page"),
        ("just words\nand more", "it begins with 'just words"),
        ('{"a": 1, "b": {"c": 2}}', "its keys are a, b."),
        ("a,b\n1,2\n", "its keys are a, b."),
        ("[]", "JSON that holds no item"),
        ("[[[[[[", "JSON that holds no item"),
        ("{" * 100_000, "JSON that holds no item"),
        (json.dumps(dict.fromkeys("abcdefghijkl", 1)), "a, b, c, d, e, f, g, h and 4 more."),
    ],
)
def test_what_looks_like_nothing_is_described(tmp_path: Path, content: str, what: str) -> None:
    assert what in report(written(tmp_path, content)).problem


def test_a_format_may_be_named_instead() -> None:
    assert sniff(FIXTURES / "apify_instagram.json", "retrograde").name == "retrograde"
    readings = read_all(FIXTURES / "apify_instagram.json", format_name="retrograde")
    assert all(isinstance(reading, Broken) for reading in readings)


def test_a_format_that_does_not_exist_suggests_one_that_does() -> None:
    error = report(FIXTURES / "retrograde.ndjson", "zeeschuimmer")
    assert error.problem == "unknown format 'zeeschuimmer'."
    assert error.fix.startswith("Did you mean zeeschuimer? The formats are ")
    assert ", ".join(known_formats()) in error.fix


def test_a_wrong_file_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_file(tmp_path / "none.ndjson", now=NOW)


def test_a_broken_first_line_hides_no_format(tmp_path: Path) -> None:
    lines = ["{broken", "", *(json.dumps(line) for line in invent.retrograde_lines())]
    path = written(tmp_path, "\n".join(lines))
    assert sniff(path).name == "retrograde"
    assert len(captures(read_all(path))) == len(invent.retrograde_lines())


def test_a_first_item_longer_than_the_head_hides_no_format(tmp_path: Path) -> None:
    video = invent.research_video(0) | {"video_description": "x" * (20 << 20)}
    page = invent.research_page("videos", [invent.research_video(1), video])
    path = written(tmp_path, json.dumps(page))
    assert sniff(path).name == "research_api"
    assert len(captures(read_all(path))) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["retrograde.ndjson", "research_api_page.json"])
def test_every_encoding_of_unicode_reads_the_same(tmp_path: Path, encoding: str, name: str) -> None:
    path = written(tmp_path, (FIXTURES / name).read_text("utf-8").encode(encoding))
    assert read_all(path) == read_all(FIXTURES / name)


def test_signatures_ask_for_enough_to_be_told_apart() -> None:
    titles = [signature.title for signature in SIGNATURES]
    assert len(set(titles)) == len(titles)
    assert len({signature.required for signature in SIGNATURES}) == len(titles)


@pytest.mark.parametrize(
    ("item", "path", "there"),
    [
        ({"a": {"b": 1}}, "a.b", True),
        ({"a.b": 1}, "a.b", True),
        ({"a/b": 1}, "a.b", True),
        ({"a": [{"b": 1}]}, "a.b", True),
        ({"a": []}, "a.b", False),
        ({"a": 1}, "a.b", False),
        ({"b": 1}, "a|b", True),
        ({"a": None}, "a", True),
    ],
)
def test_a_path_may_be_nested_or_flat(item: dict[str, object], path: str, there: bool) -> None:
    assert has_path(item, path) is there


@given(st.data())
def test_json_cut_off_anywhere_can_be_closed(data: st.DataObject) -> None:
    text = json.dumps([datasets.apify_video(), invent.captured(invent.web_video(0), 0)])
    cut = text[: data.draw(st.integers(1, len(text)))]
    assert isinstance(json.loads(closed(cut)), list)
    assert isinstance(items_in(cut.encode()), tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(),
        st.text().map(str.encode),
        st.builds(
            lambda name, start, length, junk: (
                (FIXTURES / name).read_bytes()[:start]
                + junk
                + (FIXTURES / name).read_bytes()[start + length :]
            ),
            st.sampled_from(sorted(FILES)),
            st.integers(0, 3_000),
            st.integers(0, 60),
            st.binary(max_size=20),
        ),
    ),
    st.sampled_from([None, *known_formats()]),
)
def test_any_bytes_are_read_or_refused(
    tmp_path: Path, content: bytes, format_name: str | None
) -> None:
    path = written(tmp_path, content)
    refused: SourceError | None = None
    try:
        readings = read_all(path, format_name=format_name)
    except SourceError as error:
        refused, readings = error, []
    assert refused is None or (str(path) in refused.problem and refused.fix)
    assert all(isinstance(reading, Capture | Broken | Skipped) for reading in readings)
