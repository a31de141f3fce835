"""Reading an export package as its readers do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.publish.cells import SAFE_CELL
from pipeline.publish.release import Release

WRITTEN = {"README.md", "CODEBOOK.md", "datapackage.json", "SHA256SUMS"}
_CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def cells(file: Path) -> pd.DataFrame:
    """A CSV file as texts, cell by cell."""
    return pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""])


def as_readme_says(folder: Path) -> dict[str, Any]:
    """What the code in the README makes, run in the folder of the package."""
    (code,) = _CODE.findall((folder / "README.md").read_text(encoding="utf-8"))
    made: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        exec(code, made)  # noqa: S102 - the reader's own code, as printed
    return made


def reader(folder: Path) -> Callable[[str], pd.DataFrame]:
    """The function that the README gives its reader."""
    read: Callable[[str], pd.DataFrame] = as_readme_says(folder)["read"]

    def inside(table: str) -> pd.DataFrame:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            return read(table)

    return inside


def unsafe(text: Any) -> Any:
    """A cell as it was before it was made safe, undone as the README tells it."""
    return text[1:] if isinstance(text, str) and re.match(SAFE_CELL, text) else text


def descriptor(folder: Path) -> dict[str, Any]:
    """What datapackage.json says."""
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def words(folder: Path, name: str = "README.md") -> str:
    """A page of the package without its line breaks."""
    return " ".join((folder / name).read_text(encoding="utf-8").split())


def restate(release: Release, **facts: Any) -> None:
    """Change what a release says of itself."""
    manifest = release.folder / "release.json"
    manifest.write_text(json.dumps(release.manifest | facts), encoding="utf-8")
