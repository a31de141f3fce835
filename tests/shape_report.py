"""Prints how our source measures: `python -m tests.shape_report`. test_shape.py enforces."""

from __future__ import annotations

from collections.abc import Sequence

from tests.conftest import ROOT
from tests.shape import PRODUCT, Function, Module, functions, percentile, read_modules
from tests.shape_rules import comments

COLUMNS = ("files", "lines", "file med/max", "fn med/p95/max", "nest p95/max", "doc", "comments")


def row(modules: Sequence[Module]) -> list[str]:
    """One package in figures."""
    every = [function for module in modules for function in functions(module)]
    sizes = [module.lines for module in modules if not module.is_bare]
    lengths = [function.lines for function in every]
    levels = [function.nesting for function in every]
    return [
        str(len(modules)),
        str(sum(module.lines for module in modules)),
        f"{percentile(sizes, 0.5)}/{max(sizes, default=0)}",
        f"{percentile(lengths, 0.5)}/{percentile(lengths, 0.95)}/{max(lengths, default=0)}",
        f"{percentile(levels, 0.95)}/{max(levels, default=0)}",
        f"{_documented(every):.0%}",
        f"{_comments_per_hundred(modules):.1f}",
    ]


def _documented(every: Sequence[Function]) -> float:
    public = [function for function in every if function.is_public]
    return sum(function.has_docstring for function in public) / max(len(public), 1)


def _comments_per_hundred(modules: Sequence[Module]) -> float:
    lines = sum(1 for module in modules for line in module.text.splitlines() if line.strip())
    return 100 * sum(1 for module in modules for _ in comments(module)) / max(lines, 1)


def main() -> None:
    """Print a table of the packages, and how much test there is to the source."""
    print(f"{'':<11}" + "".join(f"{title:>16}" for title in COLUMNS))
    for folder in (*PRODUCT, "tests"):
        cells = row(read_modules(ROOT, [folder]))
        print(f"{folder:<11}" + "".join(f"{cell:>16}" for cell in cells))
    everything = read_modules(ROOT)
    print(f"{'product':<11}" + "".join(f"{cell:>16}" for cell in row(everything)))
    source = sum(module.lines for module in everything)
    tests = sum(module.lines for module in read_modules(ROOT, ["tests"]))
    print(f"\n{tests / max(source, 1):.2f} lines of test to a line of source (budget 1.20)")
    print("comments: per 100 lines that are not blank (budget 3 to 7); doc: public functions")


if __name__ == "__main__":
    main()
