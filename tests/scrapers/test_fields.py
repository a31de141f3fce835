"""A value of the wrong kind is named with its path; the right kind comes out as our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scrapers import fields
from scrapers.fields import Unmapped


@pytest.mark.parametrize(
    ("value", "expected"),
    [("x", "x"), (" x ", " x "), ("", None), ("  \n", None), (None, None)],
)
def test_text_is_as_given_and_blank_is_missing(value: object, expected: str | None) -> None:
    assert fields.text({"caption": value}, "caption") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7320768196569599275", "7320768196569599275"),
        (7320768196569599275, "7320768196569599275"),
        (0, "0"),
        (" a ", "a"),
        ("", None),
        (None, None),
    ],
)
def test_an_id_is_text(value: object, expected: str | None) -> None:
    assert fields.identifier({"id": value}, "id") == expected


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (7.320768196569599e18, "came as a rounded number"),
        (True, "is not an id"),
        (-1, "is not an id"),
        ([], "is not an id"),
        (10**400, "a number of 401 digits is not an id"),
        ("x" * 513, r"too long for an id \(513 characters\)"),
    ],
)
def test_what_is_no_id_says_why(value: object, why: str) -> None:
    with pytest.raises(Unmapped, match=why):
        fields.identifier({"id": value}, "id")


def test_the_first_key_that_holds_a_number_counts() -> None:
    assert fields.number_id({"id": None, "itemId": "12"}, ("id", "itemId")) == "12"
    with pytest.raises(Unmapped, match=r"data\.id or itemId: missing"):
        fields.number_id({}, ("id", "itemId"), "data.")
    with pytest.raises(Unmapped, match="all digits"):
        fields.number_id({"id": "12a"}, ("id",))
    with pytest.raises(Unmapped, match="all digits"):
        fields.number_id({"id": "٣"}, ("id",))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(41, 41.0), (41.5, 41.5), ("41.5", 41.5), (0, None), ("0", None), (None, None), ("", None)],
)
def test_a_length_is_in_seconds_and_none_is_not_zero(value: object, expected: object) -> None:
    assert fields.seconds({"duration_s": value}, "duration_s") == expected


@pytest.mark.parametrize("value", [True, -1, "long", [], float("inf"), float("nan"), 10**400])
def test_what_is_no_length_names_its_path(value: object) -> None:
    with pytest.raises(Unmapped, match=r"^video\.duration: "):
        fields.seconds({"duration": value}, "duration", "video.")


def test_one_of_a_few_words_lists_the_others() -> None:
    assert fields.one_of({"kind": "post"}, "kind", ("video", "post")) == "post"
    assert fields.one_of({}, "kind", ("video", "post")) is None
    with pytest.raises(Unmapped, match='kind: "reel" is none of video, post'):
        fields.one_of({"kind": "reel"}, "kind", ("video", "post"))


@pytest.mark.parametrize("empty", [{}, {"a": None}, {"a": []}, {"a": ""}, {"a": {}}])
def test_a_missing_object_is_an_empty_one(empty: fields.Item) -> None:
    assert fields.inner(empty, "a") == {}


@pytest.mark.parametrize(
    ("read", "value", "problem"),
    [
        (fields.text, 5, "at.a: 5 is not text"),
        (fields.inner, 5, "at.a: 5 is not an object"),
        (fields.inner, [1], "at.a: a list is not an object"),
        (fields.objects, 5, "at.a: 5 is not a list"),
        (fields.objects, {}, "at.a: an object is not a list"),
        (fields.objects, [{}, 5], "at.a[1]: 5 is not an object"),
        (fields.texts, ["x", None], "at.a[1]: null is not text"),
        (fields.texts, True, "at.a: true is not a list"),
    ],
)
def test_the_wrong_kind_names_its_place(
    read: Callable[[fields.Item, str, str], object], value: object, problem: str
) -> None:
    with pytest.raises(Unmapped) as caught:
        read({"a": value}, "a", "at.")
    assert caught.value.problem == problem


def test_lists_come_out_whole_or_empty() -> None:
    assert fields.objects({"a": [{"b": 1}]}, "a") == [{"b": 1}]
    assert fields.objects({"a": None}, "a") == []
    assert fields.texts({"a": ["x", ""]}, "a") == ["x", ""]
    assert fields.texts({}, "a") == []


def test_a_shown_value_is_short_and_on_one_line() -> None:
    assert fields.shown("two\nlines") == '"two\\nlines"'
    assert len(fields.shown("x" * 10_000)) <= fields.SHOWN_CHARACTERS + 1
    assert fields.shown(10**5000) == "a number of 5001 digits"
    assert fields.shown(None) == "null"
