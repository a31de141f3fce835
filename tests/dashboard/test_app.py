"""The dashboard's settings hold wherever it is started."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from streamlit import config

from dashboard.app import SCRIPT, SETTINGS, settings


def test_settings_are_given_by_their_dotted_names() -> None:
    stated = settings()
    assert stated["browser.gatherUsageStats"] is False
    assert stated["client.toolbarMode"] == "minimal"
    assert stated["client.showErrorDetails"] == "none"
    assert stated["server.address"] == "127.0.0.1"
    assert stated["theme.dark.backgroundColor"] == "#101317"


def test_every_setting_is_one_that_streamlit_knows() -> None:
    known = config._config_options_template
    assert set(settings()) <= set(known)


def test_settings_and_script_are_part_of_the_package() -> None:
    assert SETTINGS.is_file()
    assert SCRIPT.is_file()


def test_the_folder_of_the_script_shadows_no_module() -> None:
    # Streamlit puts it first on the import path of every visit.
    names = {path.stem for path in SCRIPT.parent.glob("*.py")}
    shadowed = {name for name in names if find_spec(name) is not None}
    assert shadowed == set()
    assert {path.name for path in SCRIPT.parent.iterdir()} - {"__pycache__"} == {SCRIPT.name}


def test_nothing_of_the_dashboard_lies_outside_its_folder() -> None:
    assert Path(SCRIPT).is_relative_to(Path(SETTINGS).parents[1])
