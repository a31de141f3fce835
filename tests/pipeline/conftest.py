"""Stores and a command line for the tests of the pipeline."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.importing import import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.publish.release import Release, open_release
from pipeline.stages import Subject, load_subject, run_extract, run_match, run_publish
from pipeline.store import Store, write_store
from tests.loopback import serving
from tests.pipeline.collection import write_collection
from tests.pipeline.making import Ended, retrograde
from tests.pipeline.research import Collection, server_of
from tests.research_server import KEY, SECRET, ResearchServer

TOPIC = "backward-running"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing."""
    with write_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Runs `retrograde` in an empty working folder, with the store beside it."""
    working = tmp_path / "working"
    working.mkdir()
    monkeypatch.chdir(working)
    monkeypatch.setenv("RETROGRADE_STORE", str(tmp_path / "store"))

    def run(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        code = retrograde(*arguments)
        said = capfd.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def subject() -> Subject:
    """The first topic and its studies."""
    return load_subject([TOPIC])


@pytest.fixture(scope="session")
def _imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    file = write_collection(folder)
    (source,) = recognise([file])
    asked = "import collection.ndjson"
    with (
        write_store(folder / "store") as opened,
        ledger_run(opened, "import", command=asked) as run,
    ):
        import_source(opened, run, source, progress=lambda subject, done: None)
    return folder / "store"


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory, _imported: Path, subject: Subject) -> Path:
    folder = tmp_path_factory.mktemp("published") / "store"
    shutil.copytree(_imported, folder)
    with write_store(folder) as opened:
        run_extract(opened, subject.topics)
        run_match(opened, subject)
        run_publish(opened, subject)
    return folder


@pytest.fixture
def imported(tmp_path: Path, _imported: Path) -> Path:
    """A store of the test's own with the collection in it, not yet read."""
    shutil.copytree(_imported, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def published(tmp_path: Path, _published: Path) -> Path:
    """A store of the test's own with one release of the collection."""
    shutil.copytree(_published, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture(scope="session")
def release(_published: Path) -> Release:
    """The release of the collection, to be looked at only."""
    return open_release(_published)


@pytest.fixture
def research_api(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ResearchServer, str]]:
    """A Research API on this machine with its address, and the client's secrets for it."""
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_KEY", KEY)
    monkeypatch.setenv("RETROGRADE_TIKTOK_CLIENT_SECRET", SECRET)
    api = server_of()
    with serving(api) as server:
        yield api, server.url


@pytest.fixture
def research(store: Store, research_api: tuple[ResearchServer, str]) -> Collection:
    """A store that collects from that API."""
    return Collection(store, *research_api)
