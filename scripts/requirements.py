"""Print what pyproject.toml asks for, one requirement a line, for locking and for trying the bounds.

python scripts/requirements.py             the application's own
python scripts/requirements.py dev         those of the extra named dev
python scripts/requirements.py --lowest    the application's own, each pinned to its lower bound
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def requirements(extra: str | None = None) -> list[str]:
    """The requirement lines of the project, or of one of its extras."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    lines: list[str] = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return lines


def lowest(requirement: str) -> str:
    """The same requirement pinned to the oldest release it allows."""
    found = re.match(r"\s*([\w.\-\[\]]+)\s*>=\s*([\w.]+)", requirement)
    if found is None:
        sys.exit(f"error: pyproject.toml: {requirement!r} has no lower bound\n  fix: add >= one")
    return f"{found[1]}=={found[2]}"


def main(arguments: list[str]) -> None:
    """Print the lines that the arguments ask for."""
    pinned = "--lowest" in arguments
    extras = [word for word in arguments if not word.startswith("-")]
    for line in requirements(extras[0] if extras else None):
        print(lowest(line) if pinned else line)


if __name__ == "__main__":
    main(sys.argv[1:])
