"""datapackage.json: the package as Frictionless tools read it, with types, keys and references."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.atomic import write_text
from pipeline.publish.codebook import Column, TableCard
from pipeline.publish.package import AUTHORS, INVENTED, REASONS, Package, PackageFile
from pipeline.publish.parquet import file_sha256

DESCRIPTOR = "datapackage.json"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
TYPES = {
    "text": "string",
    "texts": "array",
    "number": "number",
    "count": "integer",
    "flag": "boolean",
    "day": "date",
    "time": "datetime",
}


def write_descriptor(package: Package, folder: Path) -> None:
    """Describe every file of the package."""
    text = json.dumps(descriptor(package, folder), indent=1, ensure_ascii=False)
    write_text(folder / DESCRIPTOR, text + "\n")


def descriptor(package: Package, folder: Path) -> dict[str, Any]:
    """The package, its licence and its resources."""
    manifest = package.release.manifest
    about = "What social media claims about a trend, held against what studies measured. README.md"
    return {
        "profile": "data-package",
        "name": package.name,
        "title": package.title,
        "version": package.release.id,
        "created": manifest["made_at"],
        "description": f"{INVENTED} {about}" if package.release.invented else about,
        "keywords": manifest["topics"],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "licenses": [{"name": "MIT", "title": "MIT; the words of posts are their authors'"}],
        "resources": [_resource(package, file, folder) for file in package.files],
    }


def _resource(package: Package, file: PackageFile, folder: Path) -> dict[str, Any]:
    card = package.card(file.table)
    tabular = file.format == "csv"
    path = folder / file.name
    # A name is one resource's own; the tables in the format that has types of its own come after.
    facts: dict[str, Any] = {
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "name": file.table if tabular else f"{file.table}-{file.format}",
        "path": file.name,
        "title": card.about,
        "format": file.format,
        "mediatype": MEDIA_TYPES[file.format],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
    }
    if not tabular:
        # Whoever has no reader for the format can still check the file.
        return facts | {"type": "file"}
    return facts | {
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema(card, package),
    }


def schema(card: TableCard, package: Package) -> dict[str, Any]:
    """Fields, keys and references of a table; references only to tables that come along."""
    csv_tables = {file.table for file in package.files if file.format == "csv"}
    references = [
        {"fields": column.name, "reference": {"resource": table, "fields": field}}
        for column in card.columns
        if column.refers
        for table, _, field in [column.refers.partition(".")]
        if table in csv_tables
    ]
    described: dict[str, Any] = {
        "fields": [_field(card, column, package) for column in card.columns],
        "missingValues": [""],
        "primaryKey": list(card.key),
    }
    return described | ({"foreignKeys": references} if references else {})


def _field(card: TableCard, column: Column, package: Package) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": TYPES[column.type]}
    description = column.says
    if column.withheld and package.sharing.withholds(column.withheld):
        description += f" (withheld: {REASONS[column.withheld]})"
    elif column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field | {"description": description}
