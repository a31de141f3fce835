"""A store with the sample release, and pages run in it without a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.source import Source, open_source
from tests.dashboard.sample_release import write_release

PAGE = """
from dashboard.visit import open_visit, release_switch, topic_switch
from dashboard.pages import {page}
visit = open_visit()
if visit is not None:
    topic_switch(visit)
    {page}.page(visit)
    release_switch(visit)
"""
Parameter = str | Sequence[str]
Opened = Callable[..., AppTest]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: the first of an earlier day, with other verdicts."""
    folder = tmp_path_factory.mktemp("store")
    write_release(folder, release="2026-08-12", changes={"verdict": "no_direct_evidence"})
    write_release(folder)
    return folder


@pytest.fixture(scope="session")
def source(store: Path) -> Source:
    """The newest release of the sample store."""
    opened = open_source(store, None)
    assert opened is not None
    return opened


@pytest.fixture
def opened(store: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Runs a page with the parameters of an address; any exception on it fails the test."""

    def run(page: str, *, where: Path = store, **parameters: Parameter) -> AppTest:
        monkeypatch.setenv("RETROGRADE_STORE", str(where))
        test = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
        for name, value in parameters.items():
            test.query_params[name] = list(value) if not isinstance(value, str) else value
        test.run()
        assert [error.value for error in test.exception] == []
        return test

    return run


def html_of(test: AppTest) -> str:
    """Everything the page shows through our own markup."""
    return "\n".join(str(vars(element)["proto"].body) for element in test.get("html"))


def plain(text: str) -> str:
    """Without markup."""
    return re.sub(r"<[^>]+>", "", text)
