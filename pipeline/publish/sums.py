"""SHA256SUMS of a package, and whether a folder is still as we wrote it."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.publish.parquet import file_sha256

SUMS = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """One line a file, as `sha256sum -c SHA256SUMS` reads it."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    lines = [f"{file_sha256(file)}  {file.name}\n" for file in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> dict[str, str]:
    """Checksum by file name."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def must_be_ours(folder: Path) -> None:
    """Refuse to replace a folder that holds anything but a package as it was written."""
    if not folder.exists():
        return
    if stranger := _stranger(folder):
        raise PipelineError(
            f"{folder} holds {stranger}; an export would replace it",
            "move it away, or choose another folder with -o DIR",
        )


def _stranger(folder: Path) -> str | None:
    try:
        sums = read_sums(folder)
    except (OSError, UnicodeDecodeError):
        return "no package of ours"
    for path in sorted(folder.iterdir()):
        if path.name == SUMS:
            continue
        if path.name not in sums or not path.is_file():
            return f"{path.name}, which no export wrote"
        if file_sha256(path) != sums[path.name]:
            return f"{path.name}, which was changed since it was exported"
    return None
