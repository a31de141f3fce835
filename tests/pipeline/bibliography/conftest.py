"""The catalogues of a test, and one who asks them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.bibliography.asking import Enquirer
from tests.pipeline.bibliography.stub import Catalogues, serving, stock


@pytest.fixture
def catalogues() -> Iterator[Catalogues]:
    """Four catalogues that list nothing."""
    with serving() as opened:
        yield opened


@pytest.fixture
def stocked(catalogues: Catalogues) -> Catalogues:
    """Four catalogues that list the one paper."""
    return stock(catalogues)


@pytest.fixture
def enquirer(catalogues: Catalogues) -> Enquirer:
    """Someone who asks these catalogues, and waits long enough for a busy machine."""
    return Enquirer(contact="me@example.org", addresses=catalogues.addresses, seconds=30)
