"""The descriptor: every file, every field, keys and references that hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.parquet import file_sha256
from tests.pipeline.publish.packages import WRITTEN, cells, descriptor


def test_references_between_tables_hold(export: Callable[..., Path]) -> None:
    folder = export(with_text=True, with_handles=True)
    described = descriptor(folder)
    checked = 0
    for resource in described["resources"]:
        rows = cells(folder / resource["path"])
        for key in resource["schema"].get("foreignKeys", ()):
            there = cells(folder / f"{key['reference']['resource']}.csv")
            values = set(rows[key["fields"]].dropna())
            assert values <= set(there[key["reference"]["fields"]]), (resource["name"], key)
            checked += 1
        assert not rows.duplicated(resource["schema"]["primaryKey"]).any(), resource["name"]
    assert checked >= 15


def test_references_go_only_to_tables_that_come_along(export: Callable[..., Path]) -> None:
    folder = export("claim_evidence", "claims")
    described = descriptor(folder)
    keys = described["resources"][0]["schema"]["foreignKeys"]
    assert [key["reference"]["resource"] for key in keys] == ["claims"]
    alone = descriptor(export("claim_evidence"))
    assert "foreignKeys" not in alone["resources"][0]["schema"]


def test_the_descriptor_describes_every_file(export: Callable[..., Path]) -> None:
    folder = export(formats=("csv", "parquet"))
    described = descriptor(folder)
    paths = {resource["path"]: resource for resource in described["resources"]}
    assert set(paths) == {path.name for path in folder.iterdir()} - WRITTEN
    assert len({resource["name"] for resource in paths.values()}) == len(paths)
    assert re.fullmatch(r"[a-z0-9._-]+", described["name"])
    for path, resource in paths.items():
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert resource["hash"] == f"sha256:{file_sha256(folder / path)}"
        assert resource["bytes"] == (folder / path).stat().st_size
        if path.endswith(".csv"):
            header = list(cells(folder / path).columns)
            assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_only_listed_values_stand_in_the_files(export: Callable[..., Path]) -> None:
    folder = export(with_text=True, with_handles=True)
    described = descriptor(folder)
    listed = 0
    for resource in described["resources"]:
        rows = cells(folder / resource["path"])
        for field in resource["schema"]["fields"]:
            if allowed := field.get("constraints", {}).get("enum"):
                assert set(rows[field["name"]].dropna()) <= set(allowed)
                listed += 1
    assert listed > 20


def test_frictionless_finds_the_package_valid(export: Callable[..., Path]) -> None:
    # Not among what developing needs: one of its own dependencies is under a licence we avoid.
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    folder = export(formats=("csv", "parquet"), with_text=True, with_handles=True)
    assert frictionless.validate(str(folder / "datapackage.json")).valid
