"""Nothing reaches a page as markup unless dashboard.html made it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.html import Html, element, is_ours, is_safe, join, link


class Tags(HTMLParser):
    """The tags a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.said = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


@given(st.text())
def test_text_stays_text(text: str) -> None:
    tags = Tags(element("p", text, title=text))
    assert tags.seen == ["p"]
    assert tags.said.replace("\r\n", "\n").replace("\r", "\n") == text.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")


def test_our_own_markup_is_kept() -> None:
    assert element("p", element("b", "x")) == "<p><b>x</b></p>"


def test_what_is_none_is_left_out() -> None:
    assert element("p", None, "x", None, id=None, hidden=False) == "<p>x</p>"


def test_names_of_attributes_may_be_python_words() -> None:
    assert element("label", for_="a", class_="b", data_x=1, open=True) == (
        '<label for="a" class="b" data-x="1" open></label>'
    )


def test_an_element_without_content_has_no_end() -> None:
    assert element("meta", name="description", content='a "b"') == (
        '<meta name="description" content="a &quot;b&quot;">'
    )


def test_parts_are_joined_by_escaped_text() -> None:
    assert join(["a", None, Html("<b>")], " < ") == "a &lt; <b>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example/p.png",
        "vbscript:x",
        " https://x",
        "",
    ],
)
def test_a_strange_address_leaves_bare_text(address: str) -> None:
    assert link("go", address) == "go"


def test_a_link_away_tells_nobody_where_it_came_from() -> None:
    assert link("go", "https://social.example/1") == (
        '<a href="https://social.example/1" rel="noopener noreferrer" target="_blank">go</a>'
    )


def test_a_link_of_ours_stays_in_the_window() -> None:
    assert link("go", "/claims?claim=x&y=1") == '<a href="/claims?claim=x&amp;y=1">go</a>'


def test_no_address_is_no_link() -> None:
    assert link("go", None) == "go"


def test_two_slashes_are_another_server() -> None:
    assert not is_ours("//evil.example")
    assert not is_safe("//evil.example")
    assert is_ours("/claims")
    assert is_safe("mailto:desk@newsroom.example")
