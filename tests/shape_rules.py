"""The rules that test_shape.py holds the source to, each a function from modules to complaints."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from tests.shape import Function, Import, Module, functions, imports

FILE_LINES = 300
FUNCTION_LINES = 50
NESTING = 3
POSITIONAL = 4
PAGE_LINES = 120

# Which packages a package may ask; everything of the project that is not named is out of bounds.
ARROWS = {
    "scrapers": ("scrapers",),
    "claims": ("claims",),
    "pipeline": ("pipeline", "scrapers", "claims"),
    "dashboard": ("dashboard", "pipeline.publish", "claims.check", "claims.evidence.drawing"),
    "benchmarks": ("benchmarks", "pipeline", "scrapers", "claims", "dashboard"),
}
PROJECT = (*ARROWS, "tests", "data", "scripts")

# The same walls against other people's packages.
FOREIGN = {
    "scrapers": ("duckdb", "spacy", "streamlit"),
    "claims": ("duckdb", "streamlit", "requests", "httpx", "urllib.request", "http", "socket"),
    "pipeline": ("streamlit",),
}

# Where catching everything is right, because the place records what it caught.
BROAD_EXCEPTS = {
    "pipeline/cli/__init__.py": "the edge: a known error speaks, the rest prints as a bug",
    "scrapers/spider.py": "the boundary of a platform: its fault is a row of the ledger",
}

_VAGUE_FILES = re.compile(r"(^|/)_?(utils?|helpers?|misc|common|tools|stuff)(/|\.py$)")
_VAGUE_CLASSES = re.compile(r"(Manager|Handler|Processor|Helpers?|Utils?)$")
_SQL = re.compile(r"(?is)\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from)\b")
_HTML = re.compile(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>", re.IGNORECASE)


def long_files(modules: Iterable[Module]) -> list[str]:
    """Files over the budget of lines; a page of the dashboard has less."""
    found = []
    for module in modules:
        budget = PAGE_LINES if is_page(module) else FILE_LINES
        if module.lines > budget:
            found.append(f"{module.name}: {module.lines} lines, budget {budget}")
    return found


def large_functions(every: Iterable[Function]) -> list[str]:
    """Functions over the budget of lines, levels or positional arguments."""
    found = []
    for function in every:
        for what, value, budget in (
            ("lines", function.lines, FUNCTION_LINES),
            ("levels of nesting", function.nesting, NESTING),
            ("positional arguments", function.positional, POSITIONAL),
        ):
            if value > budget:
                found.append(f"{function.place}: {value} {what}, budget {budget}")
    return found


def untyped(modules: Iterable[Module]) -> list[str]:
    """Functions without every annotation, and `type: ignore` without the reason's code."""
    found = []
    for module in modules:
        found += [f"{f.place}: not fully typed" for f in functions(module) if not f.is_typed]
        found += [
            f"{module.name}:{line}: name what is ignored: {text}"
            for line, text in comments(module)
            if "type: ignore" in text and "type: ignore[" not in text
        ]
    return found


def comments(module: Module) -> Iterator[tuple[int, str]]:
    """Line and text of every comment."""
    for token in tokenize.generate_tokens(StringIO(module.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def undocumented(modules: Iterable[Module]) -> list[str]:
    """Files that do not open with a sentence on what they are."""
    return [
        f"{module.name}: no docstring"
        for module in modules
        if not (ast.get_docstring(module.tree) or "").strip()
    ]


def vague_names(modules: Iterable[Module]) -> list[str]:
    """Files and classes named for being code instead of for what they hold."""
    found = []
    for module in modules:
        if _VAGUE_FILES.search(module.name):
            found.append(f"{module.name}: a file is named for what it holds")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and _VAGUE_CLASSES.search(node.name):
                found.append(f"{module.name}:{node.lineno} {node.name}: a class is a noun of ours")
    return found


def broad_excepts(modules: Iterable[Module]) -> list[str]:
    """Handlers that catch everything, outside the places that may."""
    return [
        f"{module.name}:{line}: catches everything; name the errors, or give the reason in "
        "tests/shape_rules.py"
        for module in modules
        if module.name not in BROAD_EXCEPTS
        for line in broad_handlers(module)
    ]


def broad_handlers(module: Module) -> list[int]:
    """Lines of handlers that catch everything and keep it; one that ends in `raise` tidies up."""
    return [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or _is_broad(node.type))
        and not _passes_on(node.body[-1])
    ]


def _passes_on(last: ast.stmt) -> bool:
    return isinstance(last, ast.Raise) and last.exc is None


def _is_broad(caught: ast.expr) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in names)


def upward_imports(modules: Iterable[Module]) -> list[str]:
    """Imports against the direction in which the packages may ask each other."""
    found = []
    for module in modules:
        package = module.name.split("/")[0]
        for asked in imports(module):
            if _is_ours(asked) and not _within(asked.target, ARROWS[package]):
                allowed = ", ".join(ARROWS[package])
                found.append(_complaint(asked, f"{package} may import {allowed}"))
            elif _within(asked.target, FOREIGN.get(package, ())):
                found.append(_complaint(asked, f"that is not the business of {package}"))
    return found


def _is_ours(asked: Import) -> bool:
    return asked.target.split(".")[0] in PROJECT


def _within(target: str, packages: Sequence[str]) -> bool:
    return any(target == package or target.startswith(f"{package}.") for package in packages)


def _complaint(asked: Import, reason: str) -> str:
    return f"{asked.module}:{asked.line} imports {asked.target}: {reason}"


def is_page(module: Module) -> bool:
    """A page of the dashboard."""
    return module.name.startswith("dashboard/pages/")


def foreign_strings(modules: Iterable[Module]) -> list[str]:
    """SQL anywhere in the dashboard but data*.py, HTML in its pages."""
    found = []
    for module in modules:
        if not module.name.startswith("dashboard/"):
            continue
        for line, text in _strings(module):
            if _SQL.search(text) and not module.name.startswith("dashboard/data"):
                found.append(f"{module.name}:{line}: SQL belongs in dashboard/data.py: {text!r}")
            if _HTML.search(text) and is_page(module):
                found.append(f"{module.name}:{line}: HTML belongs in dashboard/html.py: {text!r}")
    return found


def _strings(module: Module) -> Iterator[tuple[int, str]]:
    documentation = {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value
