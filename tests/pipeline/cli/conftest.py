"""The catalogues at the addresses that the command line asks, and a library to write into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.bibliography import asking
from tests.pipeline.bibliography.stub import Catalogues, serving, stock
from tests.pipeline.making import Ended

Command = Callable[..., Ended]
OTHER = Path("data/evidence/backward-running/roe-2002.toml")
STUDY = """\
[study]
key = "roe-2002"
evidence_topic = "backward-locomotion"
title = "Loaves"
authors = ["Roe R"]
year = 2002
doi = "10.5555/loaves"      # as printed
design = "survey"
design_class = "cross_sectional"
read_as = "abstract"
reviewed_by = ""
"""


@pytest.fixture
def catalogues(monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogues]:
    """Four catalogues that list nothing."""
    with serving() as opened:
        monkeypatch.setattr(asking, "ADDRESSES", opened.addresses)
        yield opened


@pytest.fixture
def stocked(catalogues: Catalogues) -> Catalogues:
    """Four catalogues that list the one paper."""
    return stock(catalogues)


@pytest.fixture
def evidence(command: Command) -> Command:
    """Runs `retrograde evidence` in an empty working folder."""
    return lambda *arguments: command("evidence", *arguments)


@pytest.fixture
def library(command: Command) -> Path:
    """One study in the working folder of the command."""
    OTHER.parent.mkdir(parents=True)
    OTHER.write_text(STUDY, "utf-8")
    return OTHER
