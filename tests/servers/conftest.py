"""The Bluesky network that the tests of this folder share, where it is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.network import HURRIED, Network
from tests.servers.processes import network as running


@pytest.fixture(scope="session")
def network() -> Iterator[Network]:
    """A network of its own for these tests, with nobody on it yet."""
    folder = os.environ.get("BLUESKY_NETWORK")
    if not folder:
        pytest.skip("no Bluesky network is installed here: make test-servers installs it")
    with running(Path(folder), HURRIED) as places:
        yield Network(places["pds"], places["control"], places["pid"])
