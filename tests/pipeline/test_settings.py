"""Settings: file, environment, defaults, and what a mistake is told."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.settings import FILE, TEMPLATE, Settings, read_settings


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str) -> PipelineError:
    with pytest.raises(PipelineError) as raised:
        read_settings(written(folder, text))
    assert str(folder / FILE) in raised.value.problem
    return raised.value


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings, origins = read_settings(tmp_path)
    assert settings == Settings()
    assert set(origins.values()) == {"default"}
    assert origins.keys() == asdict(settings).keys()


def test_the_file_in_the_working_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(tmp_path, 'contact = "ada@example.org"\nquote_from_views = 0'))
    settings, origins = read_settings()
    assert (settings.contact, settings.quote_from_views) == ("ada@example.org", 0)
    assert (origins["contact"], origins["store"]) == (FILE, "default")


def test_the_environment_overrules_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETROGRADE_STORE", "/elsewhere")
    settings, origins = read_settings(written(tmp_path, 'store = "here"'))
    assert (settings.store, origins["store"]) == ("/elsewhere", "RETROGRADE_STORE")


def test_an_empty_variable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETROGRADE_STORE", "")
    assert read_settings(written(tmp_path, 'store = "here"'))[0].store == "here"


def test_the_template_changes_nothing_until_a_line_is_taken_in(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, TEMPLATE))[0] == Settings()
    lines = [line.removeprefix("# ") for line in TEMPLATE.splitlines() if " = " in line]
    assert tomllib.loads("\n".join(lines)) == asdict(Settings())


def test_an_unknown_setting_is_named_with_the_nearest(tmp_path: Path) -> None:
    error = refused(tmp_path, 'contakt = "ada"')
    assert "unknown setting 'contakt'" in error.problem
    assert error.fix.startswith("did you mean contact? known: store, contact")


def test_a_table_is_an_unknown_setting(tmp_path: Path) -> None:
    assert "unknown setting 'store_options'" in refused(tmp_path, "[store_options]\na = 1").problem


@pytest.mark.parametrize(
    ("text", "problem", "fix"),
    [
        ("store = 3", "store = 3 is not a text in quotes", 'store = "data/store"'),
        (
            'quote_from_views = "1000"',
            "quote_from_views = '1000' is not a whole number",
            "quote_from_views = 1000",
        ),
        ("quote_from_likes = true", "= True is not a whole number", "quote_from_likes = 50"),
        ("quote_from_likes = 1.5", "= 1.5 is not a whole number", "quote_from_likes = 50"),
        ("quote_from_likes = -1", "quote_from_likes = -1 is empty or below 0", "means 50"),
        ('store = ""', 'store = "" is empty or below 0', 'means "data/store"'),
    ],
)
def test_a_value_that_cannot_be_is_named_with_one_that_can(
    tmp_path: Path, text: str, problem: str, fix: str
) -> None:
    error = refused(tmp_path, text)
    assert problem in error.problem
    assert fix in error.fix


def test_a_line_that_is_no_toml_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path, 'contact = "ada"\nstore = data')
    assert "line 2" in error.problem
    assert "mend that line" in error.fix


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"contact = '\xff'")
    with pytest.raises(PipelineError, match="is not TOML"):
        read_settings(tmp_path)


def test_a_folder_of_that_name_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(PipelineError, match="cannot be read: Is a directory"):
        read_settings(tmp_path)
