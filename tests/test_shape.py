"""The budget of our source: sizes, names, types and the direction of imports."""

from __future__ import annotations

import ast
import tomllib
from textwrap import dedent

import pytest

from tests import shape_report
from tests import shape_rules as rules
from tests.conftest import ROOT
from tests.shape import Function, Module, functions, imports, percentile, read_modules

PRODUCT = read_modules(ROOT)
TESTS = read_modules(ROOT, ["tests"])
SCRIPTS = read_modules(ROOT, ["scripts"])
EVERY = [function for module in PRODUCT for function in functions(module)]


def written(source: str, name: str = "claims/example.py") -> Module:
    """An invented file, to see that a rule bites."""
    text = dedent(source)
    return Module(name, text, ast.parse(text))


def only_function(source: str) -> Function:
    return functions(written(source))[0]


def nothing_in(complaints: list[str]) -> None:
    """Fail with every complaint in full."""
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


# What the source must keep to


def test_no_file_is_too_long() -> None:
    nothing_in(rules.long_files([*PRODUCT, *TESTS, *SCRIPTS]))


def test_the_median_file_is_short() -> None:
    sizes = [module.lines for module in PRODUCT if not module.is_bare]
    assert percentile(sizes, 0.5) <= 120


def test_no_function_is_too_large() -> None:
    nothing_in(rules.large_functions(EVERY))


def test_functions_are_short_as_a_rule() -> None:
    sizes = [function.lines for function in EVERY]
    assert (percentile(sizes, 0.5), percentile(sizes, 0.95)) <= (10, 30)


def test_functions_are_flat_as_a_rule() -> None:
    assert percentile([function.nesting for function in EVERY], 0.95) <= 2


def test_everything_is_typed() -> None:
    nothing_in(rules.untyped([*PRODUCT, *TESTS, *SCRIPTS]))


def test_mypy_makes_no_exception_for_our_own_code() -> None:
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert mypy["strict"] is True
    excepted = [name for override in mypy.get("overrides", []) for name in override["module"]]
    ours = [name for name in excepted if name.split(".")[0] in rules.PROJECT]
    nothing_in([name for name in ours if not name.startswith("dashboard.pages")])


def test_every_file_says_what_it_is() -> None:
    nothing_in(rules.undocumented([*PRODUCT, *TESTS, *SCRIPTS]))


def test_names_say_what_a_thing_holds() -> None:
    nothing_in(rules.vague_names([*PRODUCT, *TESTS, *SCRIPTS]))


def test_nothing_catches_everything_without_a_reason() -> None:
    nothing_in(rules.broad_excepts(PRODUCT))


def test_the_reasons_for_catching_everything_are_still_needed() -> None:
    broad = {module.name for module in PRODUCT if rules.broad_handlers(module)}
    assert broad >= set(rules.BROAD_EXCEPTS)


def test_imports_run_downwards_only() -> None:
    nothing_in(rules.upward_imports(PRODUCT))


def test_the_dashboard_keeps_sql_and_html_in_their_places() -> None:
    nothing_in(rules.foreign_strings(PRODUCT))


# The rules themselves


def test_a_function_is_measured_from_its_name_to_its_end() -> None:
    found = only_function('''
        @decorated
        def long(
            a: int,
        ) -> int:
            """A sentence."""

            return a
    ''')
    assert (found.lines, found.positional, found.is_typed, found.has_docstring) == (
        6,
        1,
        True,
        True,
    )


def test_an_elif_is_no_deeper_than_its_if() -> None:
    chain = """
        def f(a):
            if a == 1:
                pass
            elif a == 2:
                pass
            elif a == 3:
                pass
    """
    assert only_function(chain).nesting == 1


def test_an_if_in_an_else_is_one_deeper() -> None:
    nested = """
        def f(a):
            if a == 1:
                pass
            else:
                if a == 2:
                    pass
                a += 1
    """
    assert only_function(nested).nesting == 2


def test_levels_add_up_and_a_nested_function_starts_anew() -> None:
    outer, inner = functions(
        written("""
            def outer(rows):
                for row in rows:
                    with row:
                        def inner():
                            while True:
                                pass
        """)
    )
    assert (outer.nesting, inner.nesting) == (2, 1)


def test_self_is_no_argument_and_options_do_not_count() -> None:
    found = only_function("""
        class Noun:
            def verb(self, a, b, *, c, d, e): ...
    """)
    assert (found.name, found.positional) == ("Noun.verb", 2)


def test_a_static_method_has_no_self_to_leave_out() -> None:
    found = only_function("""
        class Noun:
            @staticmethod
            def verb(a, b): ...
    """)
    assert found.positional == 2


def test_a_large_function_is_named_with_value_and_budget() -> None:
    body = "\n".join(["def f(a: int, b: int, c: int, d: int, e: int) -> None:"] + ["    a"] * 50)
    assert rules.large_functions(functions(written(body))) == [
        "claims/example.py:1 f(): 51 lines, budget 50",
        "claims/example.py:1 f(): 5 positional arguments, budget 4",
    ]


def test_a_page_has_less_room_than_another_file() -> None:
    text = "x = 1\n" * 121
    assert rules.long_files([written(text)]) == []
    assert rules.long_files([written(text, "dashboard/pages/claims.py")]) == [
        "dashboard/pages/claims.py: 121 lines, budget 120"
    ]


@pytest.mark.parametrize(
    "handler", ["except:", "except Exception:", "except (OSError, Exception):"]
)
def test_a_handler_of_everything_is_found(handler: str) -> None:
    module = written(f"try:\n    pass\n{handler}\n    pass\n")
    assert len(rules.broad_excepts([module])) == 1


def test_a_handler_that_tidies_up_and_raises_again_is_not() -> None:
    module = written("try:\n    pass\nexcept BaseException:\n    tidy()\n    raise\n")
    assert rules.broad_excepts([module]) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("claims/x.py", "import pipeline.store"),
        ("claims/x.py", "from scrapers import records"),
        ("claims/x.py", "import duckdb"),
        ("claims/x.py", "from urllib.request import urlopen"),
        ("scrapers/x.py", "from claims.records import Claim"),
        ("pipeline/x.py", "from dashboard import app"),
        ("pipeline/x.py", "from tests.conftest import ROOT"),
        ("dashboard/pages/x.py", "from pipeline.store import Store"),
        ("dashboard/x.py", "from claims import records"),
        ("dashboard/x.py", "from pipeline import store"),
        ("dashboard/x.py", "def f():\n    import pipeline.store"),
        ("claims/evidence/x.py", "from ...pipeline import store"),
    ],
)
def test_an_import_upwards_is_found(name: str, line: str) -> None:
    assert len(rules.upward_imports([written(line, name)])) == 1


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("claims/x.py", "from claims.records import Claim"),
        ("claims/evidence/x.py", "from . import match"),
        ("pipeline/x.py", "from scrapers.records import Post"),
        ("dashboard/x.py", "from claims import check"),
        ("dashboard/x.py", "from claims.evidence import drawing"),
        ("dashboard/x.py", "from pipeline.publish.release import open_release"),
        ("dashboard/x.py", "import duckdb"),
        ("scrapers/x.py", "from urllib.parse import urlsplit"),
    ],
)
def test_an_import_downwards_is_not(name: str, line: str) -> None:
    assert rules.upward_imports([written(line, name)]) == []


def test_a_relative_import_is_resolved_from_its_file() -> None:
    module = written("from ..records import Claim", "claims/evidence/match.py")
    assert [asked.target for asked in imports(module)] == ["claims.records.Claim"]


@pytest.mark.parametrize("text", ["select a from b", "<b>bold</b>", "<br/>", "DELETE FROM posts"])
def test_sql_or_html_in_a_page_is_found(text: str) -> None:
    assert len(rules.foreign_strings([written(f"x = {text!r}", "dashboard/pages/x.py")])) == 1


@pytest.mark.parametrize("text", ["Posts from a week", "a < b and b > c", "n <5"])
def test_plain_words_in_a_page_are_not(text: str) -> None:
    assert rules.foreign_strings([written(f"x = {text!r}", "dashboard/pages/x.py")]) == []


@pytest.mark.parametrize("name", ["claims/utils.py", "pipeline/common/x.py", "scrapers/helpers.py"])
def test_a_vague_file_name_is_found(name: str) -> None:
    assert len(rules.vague_names([written("x = 1", name)])) == 1


def test_a_vague_class_name_and_an_unnamed_ignore_are_found() -> None:
    module = written("class PostManager: ...\nx = 1  # type: ignore\n")
    assert len(rules.vague_names([module])) == 1
    assert len(rules.untyped([module])) == 1


def test_the_percentile_is_a_value_that_occurs() -> None:
    assert percentile([1, 2, 3, 100], 0.5) == 2
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([], 0.5) == 0


def test_the_report_has_a_row_for_every_package(capsys: pytest.CaptureFixture[str]) -> None:
    shape_report.main()
    printed = capsys.readouterr().out
    for name in (*rules.ARROWS, "tests", "product"):
        assert any(line.split()[:1] == [name] for line in printed.splitlines()), name
    assert "lines of test to a line of source" in printed
