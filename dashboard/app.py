"""The dashboard as one server: Streamlit's pages, our plain routes, our settings."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.routes import ROUTES

FOLDER = Path(__file__).parent
SCRIPT = FOLDER / "entry" / "script.py"
SETTINGS = FOLDER / ".streamlit" / "config.toml"


def settings() -> dict[str, Any]:
    """The shipped settings by their dotted names: given in full, they hold in any folder."""
    stated = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return dict(_dotted(stated))


def _dotted(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


@asynccontextmanager
async def _warm(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Import what the first page needs, so that the first visitor does not wait for it."""
    import altair  # noqa: F401
    import pandas  # noqa: F401

    import dashboard.visit  # noqa: F401

    yield {}


def serve(*, port: int, address: str = "127.0.0.1") -> None:
    """Run the server until it is stopped."""
    # Streamlit puts the folder of the starting file first on the import path: see entry/script.py.
    sys.argv = [str(SCRIPT)]
    started = {
        "server.port": port,
        "server.address": address,
        "server.fileWatcherType": "none",  # the code of an installed dashboard does not change
        "logger.hideWelcomeMessage": True,  # the command prints the address itself
    }
    st.App(SCRIPT, routes=ROUTES, lifespan=_warm).run(config=settings() | started)
