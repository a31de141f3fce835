"""Measures of our own source, taken from its syntax trees."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PRODUCT = ("pipeline", "scrapers", "claims", "dashboard", "benchmarks")

# What makes a reader hold one more condition in mind; a comprehension does not.
_LEVELS = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.Match,
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """One source file, read once."""

    name: str  # relative to the root, with forward slashes
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def is_bare(self) -> bool:
        """Nothing but a docstring: the mark of a folder, no sample of how we write."""
        return len(self.tree.body) <= 1


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method, its nested ones measured apart."""

    module: str
    name: str
    line: int
    lines: int  # signature and docstring included
    nesting: int
    positional: int  # without self and cls
    is_typed: bool
    is_public: bool
    has_docstring: bool

    @property
    def place(self) -> str:
        return f"{self.module}:{self.line} {self.name}()"


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a file asks another file or package for."""

    module: str
    line: int
    target: str  # dotted, as far as the statement says


@cache
def read_module(root: Path, path: Path) -> Module:
    """The file as text and tree."""
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(root).as_posix(), text, ast.parse(text, str(path)))


def read_modules(root: Path, folders: Sequence[str] = PRODUCT) -> list[Module]:
    """Every Python file in the folders, in order of its name."""
    paths = sorted(path for folder in folders for path in (root / folder).rglob("*.py"))
    return [read_module(root, path) for path in paths]


@cache
def functions(module: Module) -> tuple[Function, ...]:
    """Every function of the file, methods and nested ones too."""
    found = _functions_in(module.tree, owner=None)
    return tuple(_measure(module, node, owner) for node, owner in found)


def _functions_in(
    node: ast.AST, owner: ast.AST | None
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, ast.AST | None]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTIONS):
            yield child, owner
        inside = child if isinstance(child, (*_FUNCTIONS, ast.ClassDef)) else owner
        yield from _functions_in(child, inside)


def _measure(
    module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef, owner: ast.AST | None
) -> Function:
    is_method = isinstance(owner, ast.ClassDef)
    name = f"{owner.name}.{node.name}" if isinstance(owner, ast.ClassDef) else node.name
    return Function(
        module=module.name,
        name=name,
        line=node.lineno,
        lines=(node.end_lineno or node.lineno) - node.lineno + 1,
        nesting=max((_depth(child, 0) for child in node.body), default=0),
        positional=_positional(node, is_method=is_method),
        is_typed=_is_typed(node, is_method=is_method),
        is_public=not node.name.startswith("_") and not isinstance(owner, _FUNCTIONS),
        has_docstring=ast.get_docstring(node) is not None,
    )


def _depth(node: ast.AST, above: int) -> int:
    """The deepest level below a node; a nested function starts its own count."""
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
        return above
    here = above + isinstance(node, _LEVELS)
    return max([here, *(_depth(child, _base(node, child, here)) for child in _children(node))])


def _children(node: ast.AST) -> list[ast.AST]:
    return list(ast.iter_child_nodes(node))


def _base(node: ast.AST, child: ast.AST, here: int) -> int:
    """`elif` is an `if` in an `else` to the parser, and the same level to a reader."""
    is_elif = (
        isinstance(node, ast.If)
        and isinstance(child, ast.If)
        and node.orelse == [child]
        and child.col_offset == node.col_offset
    )
    return here - 1 if is_elif else here


def _positional(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_method: bool) -> int:
    count = len(node.args.posonlyargs) + len(node.args.args)
    return count - 1 if is_method and not _is_static(node) else count


def _is_static(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list)


def _is_typed(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_method: bool) -> bool:
    asked = [*node.args.posonlyargs, *node.args.args][is_method and not _is_static(node) :]
    asked += [*node.args.kwonlyargs, *filter(None, (node.args.vararg, node.args.kwarg))]
    return node.returns is not None and all(argument.annotation for argument in asked)


def imports(module: Module) -> Iterator[Import]:
    """Every import of the file, wherever it stands, relative ones resolved."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(module.name, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _source(module, node)
            for alias in node.names:
                yield Import(module.name, node.lineno, f"{source}.{alias.name}")


def _source(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.name.split("/")[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])


def percentile(values: Sequence[int], share: float) -> int:
    """The smallest value that this share of the values does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else 0
