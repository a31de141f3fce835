"""The files around the code agree with it and with each other."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import requirements
from tests.conftest import ROOT
from tests.shape import PRODUCT, imports, read_modules

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = {*PRODUCT, "data", "tests", "scripts"}

# Hosts of package indexes, options that name one, and folders of the machine that one works on.
# (Tests may speak of an invented /home/ada: that is nobody's.)
UNWANTED = re.compile(
    r"pypi\.(org|python)|pythonhosted\.org|registry\.(npmjs|yarnpkg)|deb\.debian\.org"
    r"|(extra-)?index[-]url|\"resolved\": *\"https?:"
    rf"|(?<![\w.:/-])(/root|/work|{re.escape(str(Path.home()))})/[\w.]"
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """Package → version, of a lock file."""
    lines = [line for line in read(name).splitlines() if line and not line.startswith("#")]
    pinned = [line.partition(";")[0].split("==") for line in lines]
    return {canonicalize_name(name): version for name, version in pinned}


# Requirements


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_exact_pins_and_nothing_else(name: str) -> None:
    odd = [
        line
        for line in read(name).splitlines()
        if not re.fullmatch(
            r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+(; python_version < \"3\.\d+\")?", line
        )
    ]
    assert odd == []


@pytest.mark.parametrize(
    ("extra", "names"),
    [(None, ["requirements.lock"]), ("dev", ["requirements.lock", "requirements-dev.lock"])],
)
def test_every_requirement_is_pinned_within_its_range(extra: str | None, names: list[str]) -> None:
    locked = {package: version for name in names for package, version in pins(name).items()}
    outside = [
        line
        for line in requirements.requirements(extra)
        if locked.get(canonicalize_name(Requirement(line).name), "")
        not in Requirement(line).specifier
    ]
    assert not outside, f"make lock: {', '.join(outside)}"


def test_the_two_lock_files_pin_different_packages() -> None:
    assert pins("requirements.lock").keys() & pins("requirements-dev.lock").keys() == set()


def test_every_requirement_has_a_lower_and_an_upper_bound() -> None:
    for line in [*requirements.requirements(), *requirements.requirements("dev")]:
        operators = {each.operator for each in Requirement(line).specifier}
        assert operators == {">=", "<"}, line


def test_the_lower_bound_is_what_lowest_pins() -> None:
    assert requirements.lowest("spacy>=3.8.7,<3.9") == "spacy==3.8.7"
    with pytest.raises(SystemExit, match="'spacy' has no lower bound"):
        requirements.lowest("spacy")


# Modules whose package bears another name.
OTHERWISE_NAMED = {"yaml": "pyyaml"}


@pytest.mark.parametrize(("folders", "left_out"), [(PRODUCT, {"dev"}), (["tests"], set())])
def test_everything_imported_is_asked_for(folders: list[str], left_out: set[str]) -> None:
    extras = PYPROJECT["project"]["optional-dependencies"].keys() - left_out
    asked = {
        canonicalize_name(Requirement(line).name)
        for extra in (None, *extras)
        for line in requirements.requirements(extra)
    }
    missing = sorted(
        f"{each.module}:{each.line} imports {each.target}"
        for module in read_modules(ROOT, folders)
        for each in imports(module)
        if (name := each.target.split(".")[0]) not in {*sys.stdlib_module_names, *OURS}
        and canonicalize_name(OTHERWISE_NAMED.get(name, name)) not in asked
    )
    assert not missing, "\n".join(missing)


# One version, told in several places


def test_every_file_tells_the_same_version() -> None:
    version = PYPROJECT["project"]["version"]
    assert re.findall(r"^version: (\S+)$", read("CITATION.cff"), re.MULTILINE) == [version]
    assert json.loads(read(".zenodo.json"))["version"] == version
    assert re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[0] == version


def test_the_citation_has_what_its_format_requires() -> None:
    keys = set(re.findall(r"^([a-z-]+):", read("CITATION.cff"), re.MULTILINE))
    assert keys >= {"cff-version", "message", "title", "authors", "type", "license", "version"}
    assert "cff-version: 1.2.0\n" in read("CITATION.cff")


def test_the_licence_is_the_same_everywhere() -> None:
    assert read("LICENSE").startswith("MIT License")
    assert PYPROJECT["project"]["license"] == "MIT"
    assert "\nlicense: MIT\n" in read("CITATION.cff")
    assert json.loads(read(".zenodo.json"))["license"] == "MIT"


# Streamlit's settings


def test_the_dashboard_serves_this_machine_only_and_tells_nobody() -> None:
    settings = tomllib.loads(read("dashboard/.streamlit/config.toml"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"] == {"toolbarMode": "minimal", "showErrorDetails": "none"}


def test_streamlit_knows_every_setting_that_we_give() -> None:
    from streamlit.config import get_config_options

    given = set(_flat(tomllib.loads(read("dashboard/.streamlit/config.toml"))))
    assert given - get_config_options().keys() == set()


def _flat(table: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key


# The scripts


def test_what_must_hold_before_a_change_lands_calls_what_a_person_calls() -> None:
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o111
    called = re.findall(r"^part \S+ make ([a-z-]+)", run.read_text(encoding="utf-8"), re.MULTILINE)
    targets = re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE)
    assert called[-1] == "test", "the count of the tests is the last thing on the screen"
    assert set(called) <= set(targets)


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").glob("*.sh")), ids=lambda p: p.name)
def test_a_script_can_be_read_by_its_shell(script: Path) -> None:
    shell = "bash" if "bash" in script.read_text(encoding="utf-8").splitlines()[0] else "sh"
    subprocess.run([shell, "-n", str(script)], check=True)


def environment_script(*arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "sh", str(ROOT / "scripts" / "venv.sh"), *arguments],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def python_that_says(folder: Path, *, version: str, fails_on: str) -> None:
    """An interpreter that answers the script's questions as another one would."""
    python = folder / "python3"
    python.write_text(
        f'#!/bin/sh\ncase "$2" in *{fails_on}*) exit 1;; *print*) echo {version};; esac\n',
        encoding="utf-8",
    )
    python.chmod(0o755)


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with the tools the script needs and no Python."""
    for tool in ("uname", "basename"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    return tmp_path


def test_an_old_python_is_named_with_what_to_install(bare_path: Path) -> None:
    python_that_says(bare_path, version="3.9.6", fails_on="sys.exit")
    done = environment_script("environment", path=str(bare_path))
    assert done.returncode == 1
    assert "found python3 3.9.6; Retrograde needs Python 3.11 or newer" in done.stderr
    assert "fix: " in done.stderr


def test_a_python_without_its_venv_module_is_named_too(bare_path: Path) -> None:
    python_that_says(bare_path, version="3.11.2", fails_on="ensurepip")
    done = environment_script("environment", path=str(bare_path))
    assert done.returncode == 1
    assert "found python3 3.11.2 without its venv module" in done.stderr
    assert "apt-get install python3-venv" in done.stderr


def test_no_python_at_all_is_said_so(bare_path: Path) -> None:
    done = environment_script("environment", path=str(bare_path))
    assert done.returncode == 1
    assert "found no Python under the name python3" in done.stderr


# What must be in no file


def test_no_file_names_a_package_index_or_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in project_files()
        for number, line in enumerate(_lines(path), start=1)
        if UNWANTED.search(line)
    ]
    assert not found, "\n".join(found)


def project_files() -> list[Path]:
    """What is in the repository, or would be if all were added."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this copy is no git clone, so that nothing says which files are its own")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "see https://" + "pypi." + "org/project/x",
        "--index" + "-url x",
        'path = "/' + 'root/x"',
        f"in {Path.home()}/x",
    ],
)
def test_what_must_be_in_no_file_is_found(line: str) -> None:
    assert UNWANTED.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/" + "work/1", "data/" + "work/x", "either/root/cause"]
)
def test_what_may_be_in_a_file_is_not(line: str) -> None:
    assert not UNWANTED.search(line)
