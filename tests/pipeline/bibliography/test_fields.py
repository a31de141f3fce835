"""Single fields: plain, short, on one line, whatever a catalogue sends."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.writer import toml_value
from pipeline.bibliography.fields import at, doi_in, line, lines, number_in, rows, year_in

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


class TestLine:
    """One line of plain text."""

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("Plain title", "Plain title"),
            ("  a\n title\r\n\tof  lines ", "a title of lines"),
            ("<i>In vitro</i> effects", "In vitro effects"),
            ("VO<sub>2</sub>max", "VO2max"),
            ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
            ("<h4>Aim</h4>To run", "Aim To run"),
            ("<mml:math><mml:mi>x</mml:mi></mml:math> rose", "x rose"),
            ("p &lt; 0.05 &amp; n &gt; 3", "p < 0.05 & n > 3"),
            ("p < 0.05 and q > 0.1", "p < 0.05 and q > 0.1"),
            ("&lt;i&gt;twice&lt;/i&gt; escaped", "twice escaped"),
            ("&amp;lt;i&amp;gt;thrice", "thrice"),
            ("Fish &amp; chips", "Fish & chips"),
            ("a <script>alert('x')</script> title", "a title"),
            ("a <SCRIPT src=x>never closed", "a"),
            ('<img src=x onerror="alert(1)">pic', "pic"),
            ("\x1b[31mred\x1b[0m", "[31mred [0m"),
            ("\u202etxet\u202c \ufeffx", "txet x"),
            ("exer\u00adcise", "exercise"),
            ("lone \ud800 half", "lone half"),
            ("nul \x00 del \x7f", "nul del"),
            (2019, "2019"),
        ],
    )
    def test_markup_controls_and_breaks_go(self, sent: object, kept: str) -> None:
        assert line(sent) == kept

    @pytest.mark.parametrize(
        "sent", [None, "", " \n", "<p></p>", [], {}, 1.5, True, 10**20, "\x00"]
    )
    def test_what_holds_no_words_is_missing(self, sent: object) -> None:
        assert line(sent) is None

    def test_a_text_without_an_end_is_cut_with_a_mark(self) -> None:
        kept = line("word " * 100_000)
        assert kept is not None
        assert len(kept) <= 500
        assert kept.endswith("word…")

    @given(st.text())
    def test_any_text_is_one_printable_line_that_toml_takes(self, text: str) -> None:
        kept = line(text)
        if kept is None:
            return
        assert kept == kept.strip()
        assert len(kept.splitlines()) == 1
        assert tomllib.loads(f"x = {toml_value(kept)}  # {kept}")["x"] == kept
        kept.encode("utf-8")

    @given(JSON)
    def test_anything_at_all_is_taken(self, value: object) -> None:
        assert line(value) is None or isinstance(line(value), str)
        assert isinstance(lines(value), tuple)
        assert isinstance(rows(value, "a"), list)
        assert doi_in(value) is None or isinstance(value, str)
        assert number_in(value) is None or number_in(value)
        year = year_in(value)
        assert year is None or 1500 <= year <= 2099


class TestPaths:
    """A way into nested data."""

    def test_a_path_leads_through_keys_and_places(self) -> None:
        assert at({"a": [{"b": 1}]}, "a", 0, "b") == 1

    @pytest.mark.parametrize("path", [("x",), ("a", 5), ("a", 0, "b", "c"), (0,), ("a", "b")])
    def test_a_path_that_leads_nowhere_ends_in_nothing(self, path: tuple[str | int, ...]) -> None:
        assert at({"a": [{"b": 1}]}, *path) is None

    def test_rows_are_the_objects_of_a_list(self) -> None:
        assert rows({"a": [{"b": 1}, None, "x", [], {}]}, "a") == [{"b": 1}, {}]
        assert rows({"a": {"b": 1}}, "a") == []


class TestIdentifiers:
    """DOIs, numbers and years."""

    @pytest.mark.parametrize(
        "given_",
        [
            "10.5555/abc.1",
            " 10.5555/abc.1 ",
            "https://doi.org/10.5555/abc.1",
            "http://dx.doi.org/10.5555/abc.1",
            "doi:10.5555/abc.1",
            "DOI: 10.5555/abc.1",
        ],
    )
    def test_a_doi_is_taken_bare(self, given_: str) -> None:
        assert doi_in(given_) == "10.5555/abc.1"

    def test_an_old_doi_with_brackets_is_one(self) -> None:
        old = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
        assert doi_in(old) == old

    @pytest.mark.parametrize(
        "given_",
        ["", "abc", "11.5555/x", "10.5/x", "10.5555/", "10.5555/a b", "10.5555/a\nb", "10.5555/ä",
         "10.5555/" + "x" * 600, None, 10.5, ["10.5555/x"], "see 10.5555/x"],
    )  # fmt: skip
    def test_what_is_no_doi_is_none(self, given_: object) -> None:
        assert doi_in(given_) is None

    @pytest.mark.parametrize(
        ("given_", "prefix", "kept"),
        [
            ("123", "", "123"),
            (123, "", "123"),
            ("https://pubmed.ncbi.nlm.nih.gov/123", "", "123"),
            ("https://pubmed.ncbi.nlm.nih.gov/123/", "", "123"),
            ("PMC77", "PMC", "PMC77"),
            ("pmc77", "PMC", "PMC77"),
            ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC77", "PMC", "PMC77"),
            ("77", "PMC", None),
            ("PMC77", "", None),
            ("12a", "", None),
            ("٣", "", None),
            (True, "", None),
            ("1" * 20, "", None),
            (None, "", None),
        ],
    )
    def test_a_number_is_taken_with_its_prefix(
        self, given_: object, prefix: str, kept: str | None
    ) -> None:
        assert number_in(given_, prefix=prefix) == kept

    @pytest.mark.parametrize(
        ("given_", "kept"),
        [(2019, 2019), ("2019 Apr", 2019), ("1894", 1894), ("20190", None), ("0", None),
         (3019, None), (None, None), ("Apr 2019", None), (True, None)],
    )  # fmt: skip
    def test_a_year_is_taken_from_its_start(self, given_: object, kept: int | None) -> None:
        assert year_in(given_) == kept
