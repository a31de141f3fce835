"""Addresses: complete, stable, and the same wherever they are made."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import links
from dashboard.links import Links, address


@given(st.dictionaries(st.sampled_from(links.CLAIMS_FILTERS), st.text(min_size=1), max_size=4))
def test_whatever_a_filter_says_comes_back_from_its_address(parameters: dict[str, str]) -> None:
    made = address("/claims", parameters)
    assert parse_qs(urlsplit(made).query, keep_blank_values=True) == {
        name: [value] for name, value in parameters.items()
    }


def test_what_has_no_value_is_left_out() -> None:
    assert address("/", {"a": None, "b": "", "c": []}) == "/"


def test_several_values_are_several_parameters() -> None:
    assert address("/", {"tag": ["a", "b"]}) == "/?tag=a&tag=b"


def test_the_first_page_is_never_linked_by_name() -> None:
    # Streamlit answers /trends with a dialog over the page.
    assert Links().page("trends") == "/"


def test_an_older_release_and_another_topic_stay_in_every_link() -> None:
    older = Links(release="2026-08-12", topic="12-3-30")
    for made in (older.page("claims"), older.claim("x"), older.study("y")):
        assert "release=2026-08-12" in made
        assert "topic=12-3-30" in made


def test_a_claim_knows_the_way_back_to_its_results() -> None:
    made = Links().claim("x", "claims", {"q": ["joint"], "platform": ["Bluesky"]})
    assert made == "/claims?claim=x&back=claims&q=joint&platform=Bluesky"


def test_a_full_address_names_its_release() -> None:
    assert Links().full("claims", {"q": ["a"]}, "2026-08-19") == "/claims?q=a&release=2026-08-19"


def test_permalinks_are_of_the_newest_or_of_one_release() -> None:
    assert links.claim_permalink("a-b") == "/c/a-b"
    assert links.claim_permalink("a-b", "2026-08-19.2") == "/r/2026-08-19.2/c/a-b"
    assert links.study_permalink("lab-1994") == "/s/lab-1994"
    assert links.claim_json("a-b") == "/api/claims/a-b.json"


def test_a_doi_keeps_its_slashes() -> None:
    assert links.doi("10.1242/jeb.204.10.1805") == "https://doi.org/10.1242/jeb.204.10.1805"
    assert "<" not in links.doi("10.1002/(SICI)1097<1>")


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("", None),
        ("https://newsroom.example/errors", "https://newsroom.example/errors"),
        ("desk@newsroom.example", "mailto:desk@newsroom.example?subject=a%20b"),
    ],
)
def test_an_error_is_reported_where_the_settings_say(contact: str, expected: str | None) -> None:
    assert links.report(contact, "a b") == expected


def test_every_page_with_filters_has_a_path() -> None:
    assert set(links.FILTERS) <= set(links.PATHS)
